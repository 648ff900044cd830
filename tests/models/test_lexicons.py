"""The shared vocabularies: shape, order, no repeats, and that they hold the words the field cannot do without."""

import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import models
from models.lexicons import (
    Award,
    Office,
    Organ,
    Organisation,
    Rank,
    awards,
    given_syllables,
    offices,
    organisations,
    organs,
    ranks,
    surnames,
)
from models.names import fold_quote

DATA = Path(models.__file__).parent / "data"
Entry = Award | Office | Organ | Organisation | Rank
LEXICONS: list[Callable[[], tuple[Entry, ...]]] = [awards, offices, organs, organisations, ranks]


def forms(entry: Entry) -> tuple[str, ...]:
    return (entry.name, *entry.abbreviations)


def entry_with(entries: tuple[Entry, ...], form: str) -> Entry:
    """The one entry that has this form."""
    (found,) = (entry for entry in entries if fold_quote(form) in map(fold_quote, forms(entry)))
    return found


@pytest.mark.parametrize("lexicon", LEXICONS)
def test_entries_are_sorted_and_clean(lexicon: Callable[[], tuple[Entry, ...]]) -> None:
    entries = lexicon()
    listed = [entry.name for entry in entries]
    assert listed == sorted(listed, key=lambda name: (name.casefold(), name))
    for form in (form for entry in entries for form in forms(entry)):
        assert form == unicodedata.normalize("NFC", " ".join(form.split()))
        assert form


@pytest.mark.parametrize("lexicon", LEXICONS)
def test_no_repeats(lexicon: Callable[[], tuple[Entry, ...]]) -> None:
    entries = lexicon()
    heads = Counter(fold_quote(entry.name) for entry in entries)
    assert [name for name, count in heads.items() if count > 1] == []
    for entry in entries:
        folded = [fold_quote(form) for form in forms(entry)]
        assert len(set(folded)) == len(folded), entry.name
        assert not heads.keys() & set(folded[1:]), f"a form of {entry.name} is an entry of its own"


@pytest.mark.parametrize("lexicon", LEXICONS)
def test_loaders_read_once(lexicon: Callable[[], tuple[Entry, ...]]) -> None:
    assert lexicon() is lexicon()


@pytest.mark.parametrize(
    ("form", "name", "sector"),
    [
        ("Hội CCB", "Hội Cựu chiến binh", "mass_organisation"),
        ("Hội LHPN", "Hội Liên hiệp Phụ nữ", "mass_organisation"),
        ("Liên minh HTX", "Liên minh Hợp tác xã", "mass_organisation"),
        ("LĐLĐ", "Liên đoàn Lao động", "mass_organisation"),
        ("Uỷ ban nhân dân", "Ủy ban nhân dân", "state"),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo", "state"),
        ("VKSND", "Viện kiểm sát nhân dân", "justice"),
        ("TAND", "Tòa án nhân dân", "justice"),
        ("Toà án nhân dân", "Tòa án nhân dân", "justice"),
        ("BĐBP", "Bộ đội Biên phòng", "military"),
        ("Công an tỉnh", "Công an tỉnh", "police"),
        ("Ban Tuyên giáo", "Ban Tuyên giáo", "party"),
        ("Đài PT-TH", "Đài Phát thanh - Truyền hình", "press"),
        ("Trường THPT", "Trường Trung học phổ thông", "school"),
        ("BVĐK", "Bệnh viện Đa khoa", "hospital"),
        ("Công ty TNHH MTV", "Công ty Trách nhiệm hữu hạn Một thành viên", "enterprise"),
        ("Bộ NN&PTNT", "Bộ Nông nghiệp và Phát triển nông thôn", "state"),
    ],
)
def test_organisations_by_their_forms(form: str, name: str, sector: str) -> None:
    found = entry_with(organisations(), form)
    assert isinstance(found, Organisation)
    assert (found.name, found.sector) == (name, sector)


def test_every_sector_is_represented() -> None:
    counts = Counter(organisation.sector for organisation in organisations())
    assert set(counts) == {
        "enterprise", "hospital", "justice", "mass_organisation", "military", "party", "police", "press", "school",
        "state",
    }  # fmt: skip
    assert min(counts.values()) >= 10


def test_levels_go_from_the_top() -> None:
    order = ["central", "province", "district", "commune"]
    for organisation in organisations():
        assert organisation.levels
        assert list(organisation.levels) == [level for level in order if level in organisation.levels]


@pytest.mark.parametrize(
    ("form", "name", "standing"),
    [
        ("PCT", "Phó Chủ tịch", "deputy"),
        ("Phó Chủ tịch Thường trực", "Phó Chủ tịch Thường trực", "deputy"),
        ("UVBTV", "Ủy viên Ban Thường vụ", "member"),
        ("Uỷ viên Ban Chấp hành", "Ủy viên Ban Chấp hành", "member"),
        ("PGĐ", "Phó Giám đốc", "deputy"),
        ("Chánh án", "Chánh án", "head"),
        ("Phó Trưởng ban", "Phó Trưởng ban", "deputy"),
        ("ĐBQH", "Đại biểu Quốc hội", "member"),
        ("Trưởng cụm", "Cụm trưởng", "head"),
        ("Cụm phó", "Cụm phó", "deputy"),
    ],
)
def test_offices_by_their_forms(form: str, name: str, standing: str) -> None:
    found = entry_with(offices(), form)
    assert isinstance(found, Office)
    assert (found.name, found.standing) == (name, standing)


def test_deputies_are_called_deputies() -> None:
    for office in offices():
        if fold_quote(office.name).startswith("phó "):
            assert office.standing == "deputy", office.name


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("Thiếu tướng", "Thiếu tướng", "officer"),
        ("Đại tá", "Đại tá", "officer"),
        ("PGS.TS", "Phó Giáo sư, Tiến sĩ", "academic"),
        ("Th.S", "Thạc sĩ", "academic"),
        ("Tiến sỹ", "Tiến sĩ", "academic"),
        ("BSCKII", "Bác sĩ chuyên khoa II", "academic"),
        ("NSƯT", "Nghệ sĩ Ưu tú", "state_title"),
        ("đ/c", "đồng chí", "honorific"),
        ("ông", "ông", "honorific"),
        ("Hòa thượng", "Hòa thượng", "religious"),
    ],
)
def test_ranks_by_their_forms(form: str, name: str, kind: str) -> None:
    found = entry_with(ranks(), form)
    assert isinstance(found, Rank)
    assert (found.name, found.kind) == (name, kind)


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("Cờ thi đua của Chính phủ", "emulation_flag"),
        ("Cờ đơn vị xuất sắc", "emulation_flag"),
        ("Cờ dẫn đầu", "emulation_flag"),
        ("Bằng khen", "merit_certificate"),
        ("Giấy khen", "commendation"),
        ("Huân chương Lao động", "order"),
        ("HCLĐ", "order"),
        ("Kỷ niệm chương", "medal"),
        ("Tập thể lao động xuất sắc", "title"),
        ("CSTĐ cơ sở", "title"),
        ("Đơn vị dẫn đầu phong trào thi đua", "title"),
        ("Nhất cụm", "placing"),
        ("Xếp loại A", "placing"),
        ("Giải Nhất", "placing"),
    ],
)
def test_awards_by_their_forms(form: str, kind: str) -> None:
    found = entry_with(awards(), form)
    assert isinstance(found, Award)
    assert found.award == kind


def test_organs() -> None:
    found = {organ.name: organ.level for organ in organs()}
    assert found["Thủ tướng Chính phủ"] == "central"
    assert found["Chủ tịch nước"] == "central"
    assert found["Chủ tịch Ủy ban nhân dân tỉnh"] == "province"
    assert entry_with(organs(), "UBND tỉnh").name == "Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize("name", ["surnames.txt", "given_syllables.txt"])
def test_word_lists_are_sorted_and_clean(name: str) -> None:
    content = (DATA / name).read_text(encoding="utf-8")
    words = content.splitlines()
    assert content == "".join(f"{word}\n" for word in words)
    assert words == sorted(set(words), key=lambda word: (word.casefold(), word))
    assert all(word == unicodedata.normalize("NFC", word.strip()) and word for word in words)
    assert all(fold_quote(word) == word.casefold() for word in words), "tone marks are placed the new way"


def test_surnames() -> None:
    assert len(surnames()) >= 250
    assert {"Nguyễn", "Trần", "Lê", "Nông", "Lò", "Giàng", "Ksor", "Rơ Châm", "Y", "H'", "Siu", "Điểu", "Thạch"} <= (
        surnames()
    )
    assert all(name[0].isupper() for name in surnames())


def test_given_syllables() -> None:
    assert len(given_syllables()) >= 600
    assert {"văn", "thị", "hùng", "dũng", "lan", "thúy"} <= given_syllables()
    assert all(word == word.casefold() and " " not in word for word in given_syllables())
