import gc
import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import corpus
from extractors.annotations import FAMILIES
from extractors.pipeline import EXTRACTOR_VERSION, extract, pipeline
from models import Evidence, Facts
from tests.extractors.reading import document, facts

SAMPLES = Path(corpus.__file__).parent / "samples"

NEWS = """Cụm thi đua số 6 Hội Khuyến học Việt Nam tổng kết năm 2017

Thứ Sáu, 22/12/2017 - 08:30

Sáng 21/12, tại thành phố Sơn La, Cụm thi đua số 6 Hội Khuyến học Việt Nam họp tổng kết công tác thi đua năm 2017 và ký kết giao ước thi đua năm 2018. Dự hội nghị có đồng chí Hà Văn Lũng, Phó Chủ tịch Hội Khuyến học Việt Nam.
Cụm gồm 4 đơn vị: Hội Khuyến học các tỉnh Sơn La, Lai Châu, Điện Biên và Hòa Bình. Bà Cầm Thị Nga, Chủ tịch Hội Khuyến học tỉnh Sơn La, Cụm trưởng, khai mạc hội nghị.
Thực hiện Kế hoạch số 15/KH-HKH, phong trào “Tiếng trống học bài” lan rộng.
Hội nghị bình chọn và đề nghị Hội Khuyến học Việt Nam tặng Cờ thi đua cho Hội Khuyến học tỉnh Lai Châu; bầu Hội Khuyến học tỉnh Điện Biên làm Cụm trưởng, Hội Khuyến học tỉnh Hòa Bình làm Cụm phó năm 2018.

Lường Thu Hà
"""

_LINES = (
    "Cụm thi đua số 4|Khối thi đua|Cụm|khối|Cụm 7|cụm công nghiệp|các cụm thi đua|Hội CCB|Hội CCB Việt Nam|tỉnh",
    "Hà Giang|Hà Nội|Yên Bái|các tỉnh|T.P|TP.|huyện|Ba Vì|phường|Sở Y tế|Công đoàn các ngành|Trường THPT|Lê Lợi",
    "Công ty TNHH|Cụm trưởng|Cụm phó|Trưởng khối|đơn vị|bầu|làm|suy tôn|giao|thay|từ|sang|cho|bàn giao|gồm|quy tụ",
    "có|là|và|năm 2019|năm 2018-2019|2020|năm tới|quý III/2019|ngày 12/5/2019|ngày 31/2/2019|6 tháng đầu năm",
    "tổng kết|sơ kết|ký giao ước thi đua|hội nghị|tại|đồng chí|ông|Nguyễn Văn Tám|Lò Thị Ín|Chủ tịch|Phó Giám đốc",
    "Thiếu tướng|TS.|chủ trì|phát biểu|báo cáo|dự|đề nghị|tặng|Cờ thi đua của Chính phủ|Bằng khen|03|7",
    "cho 5 tập thể|Nhất|xếp thứ|điểm 98,5|phong trào|“|”|(|)|[|]|:|;|,|.|…|-|–|•|*|+|/|\n|\n\n|\n- |\n1. |\na) |\n",
    " |QUYẾT ĐỊNH|Điều 1.|Số: 12/QĐ-UBND|Nơi nhận:|Nghị định số 91/2017/NĐ-CP|34-CT/TW|Tin liên quan|Ảnh:|Tác giả:",
    "đông đủ|thành viên|ngoài|còn có|thuộc|của|do|thêm một năm|chưa",
)
WORDS = [word for line in _LINES for word in line.split("|")]

OPENINGS = ("", "Cụm thi đua số 4 tổng kết năm 2019. ", "Hội nghị tổng kết\nSáng 12/5/2019, Khối thi đua các sở ")
TEXTS = st.builds(
    lambda opening, words: opening + " ".join(words),
    st.sampled_from(OPENINGS),
    st.lists(st.sampled_from(WORDS), min_size=10, max_size=80),
)


def quotes(found: Facts) -> Iterator[Evidence]:
    for family in (
        found.clusters,
        found.members,
        found.meetings,
        found.leaders,
        found.headships,
        found.awards,
        found.pledges,
        found.campaigns,
        found.references,
    ):
        for fact in family:
            assert fact.evidence
            yield from fact.evidence


def check(text: str, found: Facts) -> None:
    """What holds for the facts of any text."""
    for quote in quotes(found):
        assert 0 <= quote.start < quote.end <= len(text)
        assert text[quote.start : quote.end] == quote.quote
        assert quote.quote.strip() == quote.quote
    numbers = [int(cluster.id[1:]) for cluster in found.clusters]
    assert numbers == sorted(set(numbers))
    assert [meeting.id for meeting in found.meetings] == [f"m{i}" for i in range(1, len(found.meetings) + 1)]
    given = {cluster.id for cluster in found.clusters}
    for owned in (found.members, found.headships, found.pledges):
        assert {fact.cluster for fact in owned} <= given
    for free in (found.meetings, found.leaders, found.awards):
        assert {fact.cluster for fact in free} <= {None, *given}
    members = [(member.cluster, member.unit) for member in found.members]
    assert len(set(members)) == len(members)
    assert {(row.cluster, row.unit) for row in found.headships if row.unit} <= set(members)


def test_every_family_of_one_report() -> None:
    found = facts(NEWS)
    check(NEWS, found)
    units = [f"Hội Khuyến học tỉnh {place}" for place in ("Sơn La", "Lai Châu", "Điện Biên", "Hòa Bình")]
    assert found.document.title == "Cụm thi đua số 6 Hội Khuyến học Việt Nam tổng kết năm 2017"
    assert (found.document.published_on, found.document.kind) == (date(2017, 12, 22), "meeting_report")
    assert [(c.name, c.number, c.system, c.declared_size) for c in found.clusters] == [
        ("Cụm thi đua số 6", "6", "Hội Khuyến học Việt Nam", 4)
    ]
    assert [member.unit for member in found.members] == units
    assert [(m.kind, m.starts_on, m.ends_on, m.covers) for m in found.meetings] == [
        ("year_review", date(2017, 12, 21), date(2017, 12, 21), "2017")
    ]
    assert {(h.role, h.unit, h.person, h.year, h.status) for h in found.headships} == {
        ("head", units[0], "Cầm Thị Nga", 2017, "incumbent"),
        ("head", units[2], None, 2018, "elected"),
        ("deputy", units[3], None, 2018, "elected"),
    }
    assert {leader.person for leader in found.leaders} == {"Hà Văn Lũng", "Cầm Thị Nga"}
    assert [(a.award, a.recipient, a.status, a.year) for a in found.awards] == [
        ("emulation_flag", units[1], "proposed", 2017)
    ]
    assert [pledge.year for pledge in found.pledges] == [2018]
    assert [campaign.name for campaign in found.campaigns] == ["Tiếng trống học bài"]
    assert [reference.number for reference in found.references] == ["15/KH-HKH"]


def test_a_document_leaves_nothing_to_the_collector_of_cycles() -> None:
    """What were in a cycle would stay until the collector runs, and make a worker larger than its document."""
    samples = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))[:8]]
    for text in samples:
        facts(text)
    gc.collect()
    enabled = gc.isenabled()
    gc.disable()
    try:
        for text in samples:
            facts(text)
        assert gc.collect() == 0
    finally:
        if enabled:
            gc.enable()


def test_the_facts_name_their_document() -> None:
    source = document(NEWS)
    found = extract(source)
    assert (found.doc_id, found.source, found.sha256, found.text_sha256, found.extractor_version) == (
        source.doc_id,
        source.source,
        source.sha256,
        source.text_sha256,
        EXTRACTOR_VERSION,
    )


def test_the_pipeline_is_built_once_with_a_component_for_every_family() -> None:
    assert pipeline() is pipeline()
    assert set(FAMILIES) <= set(pipeline().pipe_names)
    assert pipeline().pipe_names[-1] == "clusters"


@given(st.text())
@example("")
@example("\x00\ufeff\u200b")
@example("Cụm")
@example("Cụm thi đua số 4 bầu")
@example("Cụm thi đua số")
@example("(")
@example("\n- \n1. \na) ")
@example("năm 9999 quý IX/0000 ngày 99/99/9999")
@example("\ud83d thi đua".encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
def test_any_text_can_be_read(text: str) -> None:
    check(text, facts(text))


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_words_of_the_field_in_any_order_can_be_read(text: str) -> None:
    check(text, facts(text))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS)
def test_a_document_is_read_alike_whatever_was_read_before(text: str, other: str) -> None:
    first = facts(text)
    facts(other)
    assert facts(text) == first


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_report_with_a_piece_cut_out_can_be_read(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(NEWS)))
    end = data.draw(st.integers(start, len(NEWS)))
    text = NEWS[:start] + NEWS[end:]
    check(text, facts(text))


def scrambled(separator: str, size: int) -> str:
    """At least ``size`` characters of the field's words."""
    chosen = random.Random(separator)
    parts: list[str] = []
    while size > 0:
        parts.append(chosen.choice(WORDS))
        size -= len(parts[-1]) + len(separator)
    return separator.join(parts)


@pytest.mark.parametrize(("separator", "size"), [(". ", 200_000), ("; ", 40_000), ("\n", 40_000), (" ", 20_000)])
def test_a_long_text_of_the_fields_words_can_be_read(separator: str, size: int) -> None:
    text = scrambled(separator, size)
    check(text, facts(text))


PIECES = [
    "gồm Hội CCB các tỉnh Hà Giang, Yên Bái, ",
    "Hội CCB ",
    "(",
    "- \n",
    "Cụm trưởng ",
    "Cụm phó, ",
    "1",
    "“",
    "Bằng khen cho Sở Y tế, ",
    "Sở Y tế. ",
    "Cụm thi đua số 4. ",
    "Ông Nguyễn Văn Tám, Cụm trưởng, phát biểu. ",
    "ngày 12/5/2019 ",
]
QUADRATIC = [
    "Cụm thi đua số 4 ",
    "năm 2019 ",
    "bầu Sở Y tế làm Cụm trưởng Cụm thi đua số 4 năm 2019, ",
]


@pytest.mark.parametrize("piece", [*PIECES, *QUADRATIC, "a", " ", "\n", "\n\n- "])
def test_a_piece_repeated_without_end_can_be_read(piece: str) -> None:
    text = "thi đua " + piece * (8_000 // len(piece))
    check(text, facts(text))


def work(text: str) -> int:
    """How many functions are called to read ``text``: a measure of time that is the same on every machine."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    source = document(text)
    extract(source)
    outer = sys.getprofile()
    sys.setprofile(count)
    try:
        extract(source)
    finally:
        sys.setprofile(outer)
    return calls


def growth(piece: str) -> float:
    """How much more work twice the text is."""
    once = "thi đua " + piece * (3_000 // len(piece))
    twice = "thi đua " + piece * (6_000 // len(piece))
    return work(twice) / work(once)


@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_text_is_about_twice_the_work(piece: str) -> None:
    assert growth(piece) < 2.6


@pytest.mark.parametrize("piece", QUADRATIC)
def test_twice_the_text_in_one_sentence_is_about_twice_the_work(piece: str) -> None:
    assert growth(piece) < 2.6


def test_twice_as_many_words_of_the_field_are_about_twice_the_work() -> None:
    assert work(scrambled(". ", 40_000)) / work(scrambled(". ", 20_000)) < 2.6
