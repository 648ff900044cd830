from datetime import date

import pytest

from extractors.dates import Partial, find_periods
from extractors.folding import fold
from extractors.meeting_periods import default_period, reviewed
from models.facts import MeetingKind


@pytest.mark.parametrize(
    ("words", "kind", "month", "period"),
    [
        ("công tác năm 2018 và phương hướng năm 2019", "year_review", 12, "2018"),
        ("; phương hướng nhiệm vụ năm 2018", "year_review", 12, None),
        ("công tác, bàn kế hoạch; đánh giá kết quả năm 2018", "year_review", 12, "2018"),
        ("giai đoạn 2014-2018", "year_review", 12, "2014/2018"),
        ("công tác 6 tháng đầu năm", "year_review", 12, None),
        ("công tác 6 tháng đầu năm", "interim_review", 7, "2018-H1"),
        ("công tác quý IV", "briefing", 1, "2017-Q4"),
        ("công tác quý III", "briefing", 10, "2018-Q3"),
        ("nhiệm vụ năm 2019", "briefing", 10, None),
    ],
)
def test_the_period_looked_back_on(words: str, kind: MeetingKind, month: int, period: str | None) -> None:
    assert reviewed(fold(words), find_periods(words), Partial(2018, month, None), kind) == period


@pytest.mark.parametrize(
    ("words", "kind", "day", "period"),
    [
        (" của Cụm", "year_review", date(2018, 12, 20), "2018"),
        (" của Cụm", "year_review", date(2019, 1, 20), "2018"),
        (" 5 năm thực hiện Chỉ thị", "year_review", date(2018, 12, 20), None),
        (" 6 tháng", "interim_review", date(2018, 7, 20), "2018-H1"),
        (" của Cụm", "interim_review", date(2018, 7, 20), None),
        (" của Cụm", "briefing", date(2018, 7, 20), None),
    ],
)
def test_what_is_reviewed_where_no_period_is_said(words: str, kind: MeetingKind, day: date, period: str | None) -> None:
    assert default_period(fold(words), 0, len(words), day, day.year, kind) == period
