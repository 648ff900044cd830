import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.units import Unit
from models import Evidence
from tests.extractors.reading import context

TWO = (
    "Sáng 12/12, Cụm thi đua số 1 họp tổng kết năm 2019. Kết quả tốt.\n"
    "Chiều cùng ngày, Cụm thi đua số 2 họp và Sở Y tế báo cáo. Cụm trưởng kết luận.\n"
    "Sở Tư pháp (thuộc Cụm thi đua số 1) tham luận; Sở Công Thương (Cụm thi đua số 2) trao đổi."
)


def spoken_of(text: str, words: str) -> str | None:
    """The number of the cluster that is meant where ``words`` start."""
    found = context(text)
    first, _ = found.token_range(text.index(words), len(text))
    entity = found.cluster_for(first)
    return entity.number if entity else None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("họp tổng kết", "1"),
        ("Kết quả tốt", "1"),
        ("Sở Y tế", "2"),
        ("Cụm trưởng kết luận", "2"),
        ("Chiều cùng ngày", "2"),
        ("Sở Tư pháp", "1"),
        ("Sở Công Thương", "2"),
    ],
)
def test_the_cluster_a_passage_is_about(words: str, number: str) -> None:
    assert spoken_of(TWO, words) == number


def test_a_list_is_about_the_cluster_of_its_heading() -> None:
    text = "Kết quả bình xét\n1. Cụm thi đua số 1:\n- Sở Y tế: Nhất\n2. Cụm thi đua số 2:\n- Sở Tư pháp: Nhất\n- Sở Nội vụ: Nhì"
    assert [spoken_of(text, unit) for unit in ("Sở Y tế", "Sở Tư pháp", "Sở Nội vụ")] == ["1", "2", "2"]


def test_the_main_cluster_is_named_most_often_the_first_of_several() -> None:
    found = context("Cụm thi đua số 2 và Cụm thi đua số 3 họp. Cụm thi đua số 3 báo cáo.")
    assert found.main_cluster is not None
    assert found.main_cluster.number == "3"
    found = context("Cụm thi đua số 2 và Cụm thi đua số 3 họp.")
    assert found.main_cluster is not None
    assert found.main_cluster.number == "2"
    assert context("Không có gì.").main_cluster is None


def test_sentences_and_lines_by_tokens() -> None:
    text = "Cụm thi đua số 1 họp. Sở Y tế báo cáo.\nSở Tư pháp dự."
    found = context(text)
    tokens = found.mentions.tokens
    i = tokens.words.index("Y")
    first, last = found.sentence_at(i)
    assert tokens.string(first, last) == "Sở Y tế báo cáo."
    first, last = found.line_at(i)
    assert tokens.string(first, last) == "Cụm thi đua số 1 họp. Sở Y tế báo cáo."
    assert found.sentence_evidence(i) == Evidence(start=22, end=38, quote="Sở Y tế báo cáo.")


def test_the_evidence_of_a_very_long_sentence_is_a_part_of_it() -> None:
    text = "Cụm thi đua số 1 " + "tích cực thi đua và " * 200 + "bầu Sở Y tế làm Cụm trưởng " + "vui vẻ và " * 100
    found = context(text)
    i = found.mentions.tokens.words.index("Y")
    quote = found.sentence_evidence(i)
    assert len(quote.quote) <= 500
    assert text[quote.start : quote.end] == quote.quote
    assert "Sở Y tế" in quote.quote


UNITS = [
    Unit(0, 1, "Hội CCB tỉnh Hà Giang", "Hà Giang", "mass_organisation", "hội ccb", "tỉnh"),
    Unit(0, 1, "Hội CCB tỉnh Yên Bái", "Yên Bái", "mass_organisation", "hội ccb", "tỉnh"),
    Unit(0, 1, "Trường THPT Trần Phú", None, "school", "trường thpt trần phú", None),
]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hội CCB tỉnh Hà Giang", "Hội CCB tỉnh Hà Giang"),
        ("Hội CCB Hà Giang", "Hội CCB tỉnh Hà Giang"),
        ("Hội Cựu chiến binh tỉnh Hà Giang", "Hội CCB tỉnh Hà Giang"),
        ("Hà Giang", "Hội CCB tỉnh Hà Giang"),
        ("tỉnh Yên Bái", "Hội CCB tỉnh Yên Bái"),
        ("trường THPT Trần Phú", "Trường THPT Trần Phú"),
        ("Hội CCB tỉnh Lào Cai", None),
        ("Hội Nông dân tỉnh Hà Giang", None),
        ("Trường THPT Trần Hưng Đạo", None),
    ],
)
def test_the_member_a_name_stands_for(name: str, expected: str | None) -> None:
    found = context("Cụm thi đua số 1 họp.")
    for unit in UNITS:
        found.add_member("c1", unit)
    member = found.member_like(name, "c1")
    assert (member.name if member else None) == expected


def test_a_member_is_recorded_once() -> None:
    found = context("Cụm thi đua số 1 họp.")
    for unit in [*UNITS, Unit(5, 6, "Hội CCB Hà Giang", "Hà Giang", "mass_organisation", "hội ccb", None)]:
        found.add_member("c1", unit, Evidence(start=0, end=16, quote="Cụm thi đua số 1"))
    assert [unit.name for unit in found.members["c1"]] == [unit.name for unit in UNITS]
    assert len(found.member_evidence["c1", "Hội CCB tỉnh Hà Giang"]) == 2


def test_abbreviations_that_the_text_introduces() -> None:
    text = "Hội Người cao tuổi (NCT) tỉnh Hà Nam họp. Hội NCT tỉnh và Hội NCT huyện cùng dự, NCT vui."
    found = context(text)
    assert found.shortened("Hội Người cao tuổi huyện Lý Nhân") == "Hội NCT huyện Lý Nhân"
    assert found.shortened("Hội Khuyến học huyện Lý Nhân") == "Hội Khuyến học huyện Lý Nhân"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tỉnh Hà Nam và tỉnh Nam Định; UBND tỉnh Hà Nam chủ trì.", "Hà Nam"),
        ("Hội nghị tại T.P Cần Thơ.", "Cần Thơ"),
        ("Hội nghị tại thành phố Việt Trì.", None),
        ("Hội nghị của tỉnh.", None),
    ],
)
def test_the_province_a_document_is_about(text: str, expected: str | None) -> None:
    assert context(text).province == expected


@given(st.text(alphabet="Cụm thi đua số 4 5.\n-, Sở Y tế"))
def test_every_token_has_a_sentence_and_a_line(text: str) -> None:
    found = context(text)
    tokens = found.mentions.tokens
    for i in range(len(tokens)):
        if tokens.shape[i] != "B":
            first, last = found.sentence_at(i)
            assert first <= i < last
            first, last = found.line_at(i)
            assert first <= i < last
