import unicodedata
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.names import (
    campaigns_agree,
    cluster_key,
    clusters_agree,
    fold_name,
    fold_number,
    fold_quote,
    fold_reference,
    numbers_agree,
    person_key,
    same_words,
    similarity,
    texts_agree,
    unit_key,
    units_agree,
    words_of,
)

VIETNAMESE = "aáàảãạăâấêếioóòỏõọôơuúùủũụưyýỳỷỹỵbcdđghklmnpqrstvx"
TEXTS = st.one_of(st.text(), st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + ' .,-–/&()"“”…\u00a0\u200b\u00ad1407'))


@dataclass(frozen=True)
class Mention:
    kind: str
    number: str | None
    name: str
    system: str | None = None


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("HỘI  CCB\u00a0Tỉnh", "hội cựu chiến binh tỉnh"),
        (unicodedata.normalize("NFD", "Hội Cựu chiến binh"), "hội cựu chiến binh"),
        ("Hòa Hoà hoà", "hòa hòa hòa"),
        ("Uỷ ban", "ủy ban"),
        ("Thuý Thúy", "thúy thúy"),
        ("khoẻ khỏe", "khỏe khỏe"),
        ("Hoàng Hòang hoạt họat", "hoàng hoàng hoạt hoạt"),
        ("Huỳnh Hùynh", "huỳnh huỳnh"),
        ("Qúy Quý qủa quả", "quý quý quả quả"),
        ("ngoài loại khuỷu của mía", "ngoài loại khuỷu của mía"),
        ("Thừa Thiên – Huế", "thừa thiên huế"),
        ("Bình\u00adThuận", "bìnhthuận"),
        ("T.P Hải Phòng", "thành phố hải phòng"),
        ("T.P.Hải Phòng", "thành phố hải phòng"),
        ("TP.HCM", "thành phố hồ chí minh"),
        ("TP. Hồ Chí Minh", "thành phố hồ chí minh"),
        ("T.Ư Hội", "trung ương hội"),
        ("Liên hiệp các Hội KH&KT", "liên hiệp các hội khoa học và kỹ thuật"),
        ("Hội đồng TĐ,KT", "hội đồng thi đua khen thưởng"),
        ("Ban TĐ-KT (mới)", "ban thi đua khen thưởng mới"),
        ("Sở GD–ĐT", "sở giáo dục và đào tạo"),
        ("Sở LĐ-TB&XH", "sở lao động thương binh và xã hội"),
        ("đ/c Hoa", "đồng chí hoa"),
        ("UBND-HĐND", "ủy ban nhân dân hội đồng nhân dân"),
        ("Văn TPhú", "văn tphú"),
        ("“Dân vận khéo”!", "dân vận khéo"),
        ("...", ""),
    ],
)
def test_names_are_folded(written: str, folded: str) -> None:
    assert " ".join(fold_name(written)) == folded


@given(TEXTS)
@example("Hòang oaoà qúyn")
@example("T.P.HCM TĐ,KT")
def test_folding_is_idempotent(text: str) -> None:
    once = " ".join(fold_name(text))
    assert " ".join(fold_name(once)) == once
    assert fold_quote(fold_quote(text)) == fold_quote(text)


@given(TEXTS)
def test_folding_hides_case_and_composition(text: str) -> None:
    assert fold_name(unicodedata.normalize("NFD", text)) == fold_name(unicodedata.normalize("NFC", text))
    assert fold_quote(f"  {text}\n") == fold_quote(text)


@pytest.mark.parametrize(
    ("a", "b", "dice"),
    [
        ("Hội CCB Hà Giang", "Hội CCB tỉnh Hà Giang", 12 / 13),
        ("Hà Giang", "Hà Nam", 0.5),
        ("Hà Hà", "Hà", 1.0),
        ("Hà Giang", "Yên Bái", 0.0),
        ("", "Yên Bái", 0.0),
        ("…", "", 1.0),
    ],
)
def test_similarity_is_dice_of_token_sets(a: str, b: str, dice: float) -> None:
    assert similarity(a, b) == pytest.approx(dice)


@given(TEXTS, TEXTS)
def test_comparisons_are_symmetric(a: str, b: str) -> None:
    assert 0.0 <= similarity(a, b) <= 1.0
    assert similarity(a, b) == similarity(b, a)
    assert units_agree(a, b) == units_agree(b, a)
    assert texts_agree(a, b) == texts_agree(b, a)
    assert units_agree(a, a)
    assert texts_agree(a, a)
    assert similarity(a, a) == 1.0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Hội CCB Hà Giang", "Hội CCB tỉnh Hà Giang"),
        ("Hội Cựu chiến binh thành phố Hải Phòng", "Hội CCB T.P Hải Phòng"),
        ("UBND tỉnh Hoà Bình", "UBND tỉnh Hòa Bình"),
        ("Liên minh HTX Hà Giang", "Liên minh HTX tỉnh Hà Giang"),
        ("Bảo hiểm xã hội Lạng Sơn", "BHXH tỉnh Lạng Sơn"),
        ("tỉnh Hà Giang", "Hội CCB tỉnh Hà Giang"),
        ("tỉnh Hà Giang", "Hội CCB Hà Giang"),
        ("Hà Giang", "Hội CCB tỉnh Hà Giang"),
        ("Cần Thơ", "thành phố Cần Thơ"),
        ("TP Huế", "Huế"),
        ("thị xã Bến Tre", "Bến Tre"),
        ("huyện Thạch Thành", "Hội Nông dân huyện Thạch Thành"),
        ("huyện Thạch Thành", "Thạch Thành"),
        ("Hội CCB xã Tân Lập, huyện Vũ Thư", "Hội CCB xã Tân Lập, Vũ Thư"),
        ("Tỉnh đoàn Bến Tre", "Tỉnh Đoàn Bến Tre"),
        ("Sở Nội vụ", "SỞ NỘI VỤ"),
        ("Hội CCB Việt Nam", "Hội CCB"),
    ],
)
def test_units_agree(a: str, b: str) -> None:
    assert units_agree(a, b)
    assert units_agree(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Hội CCB tỉnh Hà Giang", "Hội CCB tỉnh Hà Nam"),
        ("Huế", "Hội CCB tỉnh Thừa Thiên Huế"),
        ("Hội CCB tỉnh Quảng Nam", "Hội CCB tỉnh Quảng Ngãi"),
        ("Đoàn TNCS Hồ Chí Minh tỉnh Long An", "Đoàn TNCS Hồ Chí Minh tỉnh Bến Tre"),
        ("Hội CCB huyện Cao Lộc", "Hội CCB xã Cao Lộc"),
        ("tỉnh Nam Định", "thành phố Nam Định"),
        ("Liên minh HTX huyện Sơn Động", "Liên minh HTX xã Sơn Động"),
        ("tỉnh Hà Giang", "Hội CCB huyện Hà Giang"),
        ("Hòa Bình", "Hội CCB phường Hòa Bình"),
        ("tỉnh Phú Thọ", "Hội CCB thành phố Việt Trì, tỉnh Phú Thọ"),
        ("huyện Thạch Thành", "huyện Thạch Hà"),
        ("Tỉnh ủy Hà Giang", "Văn phòng Tỉnh ủy Hà Giang"),
        ("Hội Nông dân tỉnh Hà Giang", "Hội CCB tỉnh Hà Giang"),
        ("Sở Tài chính", "Sở Tài chính - Vật giá và Quản lý công sản"),
    ],
)
def test_units_disagree(a: str, b: str) -> None:
    assert not units_agree(a, b)
    assert not units_agree(b, a)


def test_generic_words_alone_do_not_outweigh_similarity() -> None:
    # The same content words, but a Dice coefficient of 4/7.
    assert not units_agree("Hội Vinh", "các cơ quan của Hội Vinh")


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        (None, None, True),
        (None, "Hà Giang", False),
        ("Chủ tịch Hội CCB tỉnh Phú Thọ", "Chủ tịch Hội CCB Phú Thọ", True),
        ("Chủ tịch UBND tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh", True),
        ("Phó chủ tịch Hội", "Chủ tịch Hội", False),
        ("Hội CCB Việt Nam", "Việt Nam CCB Hội", False),
        ("Nam", "Việt Nam", False),
        ("", "", True),
    ],
)
def test_text_slots(a: str | None, b: str | None, agree: bool) -> None:
    assert texts_agree(a, b) is agree
    assert texts_agree(b, a) is agree


@pytest.mark.parametrize(
    ("number", "folded"),
    [("7", "7"), ("07", "7"), ("VII", "7"), ("vii", "7"), ("IV", "4"), ("XIX", "19"), ("XL", "40"), ("0", "0"),
     ("10", "10"), ("7B", "7b"), ("07-B", "7b"), ("IIII", "iiii"), ("A", "a")],
)  # fmt: skip
def test_cluster_numbers(number: str, folded: str) -> None:
    assert fold_number(number) == folded


def test_a_missing_number_is_no_number() -> None:
    assert numbers_agree(None, None)
    assert not numbers_agree("1", None)
    assert numbers_agree("IV", "04")


CCB, HTX = "Hội CCB Việt Nam", "Liên minh HTX Việt Nam"


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        (Mention("cum", "7", "Cụm thi đua số 7"), Mention("cum", "VII", "Cụm VII"), True),
        (Mention("cum", "07", "Cụm 07"), Mention("cum", "7", "Cụm thi đua số 7"), True),
        (Mention("cum", "7", "Cụm 7"), Mention("khoi", "7", "Khối 7"), False),
        (Mention("cum", "7", "Cụm 7"), Mention("cum", "8", "Cụm 8"), False),
        (Mention("cum", "7", "Cụm thi đua"), Mention("cum", None, "Cụm thi đua"), False),
        # With a number, nothing else need be left of one name.
        (Mention("cum", "7", "Cụm 7"), Mention("cum", "7", "Cụm thi đua số 7 miền núi phía Bắc"), True),
        (Mention("cum", "7", "Cụm 7 Tây Nguyên"), Mention("cum", "7", "Cụm thi đua số 7 miền núi phía Bắc"), False),
        # The system's words count on neither side.
        (Mention("cum", "7", "Cụm 7 Hội CCB Việt Nam", CCB), Mention("cum", "7", "Cụm 7 Tây Bắc", CCB), True),
        (Mention("khoi", None, "Khối thi đua Sở Nội vụ", "Sở Nội vụ"), Mention("khoi", None, "khối thi đua"), True),
        (
            Mention("cum", None, "Cụm thi đua Liên minh HTX 05 thành phố trực thuộc trung ương", HTX),
            Mention("cum", None, "Cụm thi đua 05 thành phố trực thuộc T.Ư"),
            True,
        ),
        (Mention("cum", None, "Cụm Tây Bắc"), Mention("cum", None, "Cụm thi đua các tỉnh Tây Bắc"), True),
        (Mention("cum", None, "Cụm Tây Bắc"), Mention("cum", None, "Cụm Tây Nguyên"), False),
        (Mention("cum", None, "Cụm thi đua"), Mention("cum", None, "Cụm thi đua Tây Nguyên"), False),
        (Mention("khoi", None, "khối thi đua"), Mention("khoi", None, "Khối thi đua các đơn vị"), True),
    ],
)  # fmt: skip
def test_clusters(a: Mention, b: Mention, agree: bool) -> None:
    assert clusters_agree(a, b) is agree
    assert clusters_agree(b, a) is agree


def test_references_are_letters_and_digits() -> None:
    assert fold_reference("34 - CT/TW") == fold_reference("34–ct/TW") == "34cttw"
    assert fold_reference("937/KH-CTĐ") == "937khctđ"
    assert fold_reference("34-CT/TW") != fold_reference("35-CT/TW")


def test_campaigns_need_more_likeness_than_units() -> None:
    assert campaigns_agree("Cựu chiến binh gương mẫu", "“CCB gương mẫu”")
    assert similarity("Toàn dân đoàn kết xây dựng", "Toàn dân đoàn kết") >= 0.75
    assert not campaigns_agree("Toàn dân đoàn kết xây dựng", "Toàn dân đoàn kết")


def test_persons_are_equal_words() -> None:
    assert same_words("Nguyễn Thị Thuý", "NGUYỄN THỊ THÚY")
    assert not same_words("Nguyễn Văn Nam", "Nguyễn Văn")


@pytest.mark.parametrize(
    ("quote", "other"),
    [
        ("Cụm\u00a0thi đua\n số 7", "cụm thi đua số 7"),
        ("2010–2015 — hết", "2010-2015 - hết"),
        ("“Dân vận khéo”", '"Dân vận khéo"'),
        ("và…", "và..."),
        ("Hoà Bình", "Hòa Bình"),
        ("thi\u200b đua", "thi đua"),
    ],
)
def test_quotes_are_folded(quote: str, other: str) -> None:
    assert fold_quote(quote) == fold_quote(other)


def test_quotes_keep_what_is_not_folded() -> None:
    assert fold_quote("Hội CCB, T.P") == "hội ccb, t.p"
    assert fold_quote("Hà Giang") != fold_quote("Ha Giang")
    assert words_of("Hội CCB, T.P (mới)") == ("hội", "ccb", "t", "p", "mới")


@pytest.mark.parametrize(
    "names",
    [
        ("Hội CCB T.P Hải Phòng", "Hội Cựu chiến binh thành phố Hải Phòng", "HỘI CCB HẢI PHÒNG"),
        ("Hội CCB Hà Giang", "Hội CCB tỉnh Hà Giang", "Hội Cựu chiến binh của tỉnh Hà Giang"),
        ("tỉnh Hoà Bình", "Hòa Bình"),
        ("Sở Giáo dục và Đào tạo", "Sở GD-ĐT", "Sở Giáo dục - Đào tạo"),
    ],
)
def test_spellings_of_a_unit_share_a_key(names: tuple[str, ...]) -> None:
    assert len({unit_key(name) for name in names}) == 1


def test_different_units_have_different_keys() -> None:
    names = ["tỉnh Hà Giang", "huyện Hà Giang", "thành phố Hà Giang", "Hội CCB tỉnh Hà Giang",
             "Hội CCB thành phố Hà Giang", "Hội CCB Hà Nam", "Hội CCB huyện Cao Lộc", "Hội CCB xã Cao Lộc"]  # fmt: skip
    assert len({unit_key(name) for name in names}) == len(names)
    assert unit_key("Hội CCB tỉnh Hà Giang") == "hội cựu chiến binh hà giang"
    assert unit_key("của các") == "của các"


def test_cluster_keys() -> None:
    key = "cum/7/hội cựu chiến binh việt nam/"
    assert cluster_key("cum", "VII", CCB, "Cụm thi đua số VII") == key
    assert cluster_key("cum", "07", "Hội Cựu chiến binh Việt Nam", "Cụm 7 các tỉnh Tây Bắc") == key
    assert cluster_key("khoi", "7", CCB, "Khối 7") != key
    assert cluster_key("cum", None, CCB, "Cụm thi đua Tây Bắc") == "cum//hội cựu chiến binh việt nam/tây bắc"
    assert cluster_key("cum", "7", None, "Cụm 7 Tây Bắc") == "cum/7//tây bắc"


def test_person_keys_keep_diacritics() -> None:
    assert person_key("NGUYỄN THỊ THUÝ") == person_key("Nguyễn Thị Thúy") == "nguyễn thị thúy"
    assert person_key("Nguyễn Thị Thủy") != person_key("Nguyễn Thị Thúy")
