from datetime import date

import pytest

from extractors.dates import Anchor, find_dates
from extractors.folding import fold
from extractors.meeting_days import days, pairs, teaser_anchor
from extractors.meeting_events import find_events

ANCHOR = Anchor(date(2019, 12, 20), 2019)


def paired(words: str) -> list[tuple[str | None, date | None]]:
    """The kinds of the meetings in ``words`` with their first days."""
    low = fold(words)
    held = days(low, find_dates(words), ANCHOR, announced=False)
    return [(event.kind, day.first if day else None) for event, day in pairs(low, find_events(low), held)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ngày 8/7, Cụm sơ kết; ngày 12/12, Cụm tổng kết.", [("interim_review", 7), ("year_review", 12)]),
        ("Hội nghị sơ kết ngày 8/7 và hội nghị tổng kết ngày 12/12.", [("interim_review", 7), ("year_review", 12)]),
        ("Ngày 12/12, Cụm họp tổng kết và ký giao ước thi đua.", [("year_review", 12)]),
        ("Tại hội nghị, cụm chốt hội nghị sơ kết vào ngày 8/7/2020.", [("interim_review", 7)]),
        ("Cụm nộp hồ sơ ngày 8/7; làm căn cứ để họp bình xét.", [("other", None)]),
    ],
)
def test_each_day_belongs_to_the_meeting_named_with_it(words: str, expected: list[tuple[str, int | None]]) -> None:
    assert [(kind, day.month if day else None) for kind, day in paired(words)] == expected


@pytest.mark.parametrize(
    "words",
    [
        "Hướng dẫn số 88/HD-SYT ngày 02/11/2019",
        "Kế hoạch số 12 ngày 02/11/2019",
        "gửi báo cáo trước ngày 02/11/2019",
        "chậm nhất ngày 02/11/2019",
        "có hiệu lực kể từ ngày 02/11/2019",
        "thành lập từ ngày 02/11/2019",
        "tháng 11/2019",
    ],
)
def test_dates_on_which_nothing_is_held(words: str) -> None:
    assert not days(fold(words), find_dates(words), ANCHOR, announced=False)


def test_the_number_of_a_cluster_is_no_document() -> None:
    words = "Hội nghị Cụm thi đua số 5 ngày 02/11/2019"
    assert [day.first for day in days(fold(words), find_dates(words), ANCHOR, announced=False)] == [date(2019, 11, 2)]


@pytest.mark.parametrize(
    ("teaser", "anchor"),
    [
        ("(20-01-2011) Cụm họp hôm qua", Anchor(date(2011, 1, 20), 2011)),
        ("Ngày 27/3, khối ký giao ước năm 2024", Anchor(None, 2024)),
        ("Ngày 24.11, khối tổng kết năm 2019, bầu Trưởng khối năm 2020", ANCHOR),
        ("Ngày 24.11, khối tổng kết", ANCHOR),
    ],
)
def test_what_the_days_of_a_teaser_are_read_against(teaser: str, anchor: Anchor) -> None:
    assert teaser_anchor(fold(teaser), 0, 0, len(teaser), find_dates(teaser), ANCHOR) == anchor
