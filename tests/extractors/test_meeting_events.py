from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.folding import fold
from extractors.meeting_events import find_events, title_kind


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Hội nghị tổng kết công tác năm, ký kết giao ước", [("year_review", True), ("signing", False)]),
        ("Cụm sơ kết phong trào", [("interim_review", False)]),
        ("phiên họp ngày 18/01", [(None, True)]),
        ("đoàn kiểm tra chéo làm việc", [("inspection", True)]),
        ("báo cáo tổng kết; dự thảo hướng dẫn giao ban", []),
        ("phối hợp với các sở", []),
        ("Hội nghị đã chứng kiến 12 tỉnh ký kết", [(None, True), ("signing", False)]),
    ],
)
def test_the_ways_of_naming_a_meeting(words: str, kinds: list[tuple[str | None, bool]]) -> None:
    assert [(event.kind, event.named) for event in find_events(fold(words))] == kinds


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("KẾ HOẠCH Kiểm tra chéo, chấm điểm thi đua năm 2022", "inspection"),
        ("BIÊN BẢN HỌP V/v bình xét, chấm điểm thi đua", "other"),
        ("BÁO CÁO Tổng kết công tác thi đua", "year_review"),
        ("GIẤY MỜI Dự Hội nghị sơ kết", "interim_review"),
        ("Khai trương trụ sở mới", None),
    ],
)
def test_what_a_title_names(title: str, kind: str | None) -> None:
    assert title_kind(title) == kind


@given(st.text('họp hội nghị tổng sơ kết ký,.\n"', max_size=60))
def test_events_stand_in_order_without_overlaps(words: str) -> None:
    events = find_events(fold(words))
    assert all(0 <= event.start < event.end <= len(words) for event in events)
    assert all(a.end <= b.start for a, b in pairwise(events))
