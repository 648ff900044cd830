from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates import Anchor, Partial, find_dates, find_periods, resolve, teaser_anchor
from extractors.layout import Line

ANCHOR = Anchor(date(2023, 12, 10), 2023)


def days(text: str, anchor: Anchor = ANCHOR) -> list[tuple[str, str]]:
    return [
        (str(first), str(last))
        for mention in find_dates(text)
        if mention.precision == "day"
        for first, last in (resolve(mention, anchor),)
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Ngày 13-6-2017, tại", "2017-06-13", "2017-06-13"),
        ("họp ngày 07/12/2017", "2017-12-07", "2017-12-07"),
        ("Huế, ngày 14 tháng 12 năm 2010", "2010-12-14", "2010-12-14"),
        ("15 Tháng 12 2020", "2020-12-15", "2020-12-15"),
        ("Tháng Mười Hai 15, 2020", "2020-12-15", "2020-12-15"),
        ("đăng 2020-12-15T08:00", "2020-12-15", "2020-12-15"),
        ("trong 2 ngày, từ 23 và 24/11, Cụm", "2023-11-23", "2023-11-24"),
        ("7-8/12/2023", "2023-12-07", "2023-12-08"),
        ("18–19/7/2023", "2023-07-18", "2023-07-19"),
        ("các ngày 13,14 tháng 12 năm 2012", "2012-12-13", "2012-12-14"),
        ("Từ ngày 22 đến ngày 26/11/2010", "2010-11-22", "2010-11-26"),
        ("từ ngày 7 đến hết ngày 8/12", "2023-12-07", "2023-12-08"),
        ("hai ngày 21 và 22-7 vừa qua", "2023-07-21", "2023-07-22"),
        ("(27, 28, 29/11/2009)", "2009-11-27", "2009-11-29"),
        ("chốt 22‑23/11/2024", "2024-11-22", "2024-11-23"),
        ("Ngày 24.11, Khối", "2023-11-24", "2023-11-24"),
        ("trong hai ngày 16 và 17-2, tại", "2023-02-16", "2023-02-17"),
        ("từ 30/8-1/9/2023", "2023-08-30", "2023-09-01"),
        ("30/12/2022 - 2/1/2023", "2022-12-30", "2023-01-02"),
        ("từ ngày 30-12 đến ngày 2-1", "2022-12-30", "2023-01-02"),
        ("từ ngày 24/10/2022 đến hết ngày 28/10/2022", "2022-10-24", "2022-10-28"),
        ("hôm qua, Khối họp", "2023-12-09", "2023-12-09"),
        ("Sáng nay, Khối họp", "2023-12-10", "2023-12-10"),
        ("chiều qua (29/11), tại", "2023-11-29", "2023-11-29"),
        ("sáng 24/10, tại", "2023-10-24", "2023-10-24"),
        ("Thứ 6, 22/11/2024 | 14:36", "2024-11-22", "2024-11-22"),
        ("ngày 14, 15 tháng 12 năm ngoái", "2022-12-14", "2022-12-15"),
    ],
)
def test_ways_to_write_days(text: str, first: str, last: str) -> None:
    assert days(text) == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "6/9 tỉnh đạt",
        "được 05/06 phiếu",
        "đến 6/9 tỉnh có",
        "98,75 điểm, 298,5/300 điểm",
        "Quyết định số 14/2014/QĐ-TTg",
        "thương binh 2/4",
        "phục vụ 24/24",
        "12/12 đơn vị",
        "ĐT 0208.3.855",
        "hồi 14h00",
        "5-7 điểm",
        "mùng 3/2 âm lịch",
        "ngày 31/2",
        "63 vụ/92 đối tượng",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert days(text) == []


def test_a_day_without_a_year_falls_before_the_publication() -> None:
    january = Anchor(date(2024, 1, 5), 2024)
    assert days("Ngày 25/12, Cụm họp", january) == [("2023-12-25", "2023-12-25")]
    assert days("Ngày 4/1, Cụm họp", january) == [("2024-01-04", "2024-01-04")]


def test_an_announced_day_falls_after_the_publication() -> None:
    assert days("Lễ ký sẽ diễn ra ngày 15/1 tại Huế") == [("2024-01-15", "2024-01-15")]
    assert days("gửi bảng điểm trước ngày 28/12") == [("2023-12-28", "2023-12-28")]


def test_without_an_anchor_nothing_is_guessed() -> None:
    nothing = Anchor(None, None)
    assert days("Ngày 25/12, Cụm họp; hôm qua", nothing) == [("None", "None"), ("None", "None")]
    assert days("Ngày 25/12, Cụm họp", Anchor(None, 2015)) == [("2015-12-25", "2015-12-25")]


def test_the_same_day_is_the_day_named_before() -> None:
    assert days("Sáng 8/12, Cụm họp. Chiều cùng ngày, đoàn về.") == [("2023-12-08", "2023-12-08")] * 2


def test_months_and_years_give_their_first_and_last_day() -> None:
    month, year = find_dates("cuối tháng mười một, trong năm 2013")
    assert (month.precision, resolve(month, ANCHOR)) == ("month", (date(2023, 11, 1), date(2023, 11, 30)))
    assert (year.precision, resolve(year, ANCHOR)) == ("year", (date(2013, 1, 1), date(2013, 12, 31)))
    assert find_dates("tháng 3/2011")[0].first == Partial(2011, 3, None)
    assert resolve(find_dates("tháng 12 năm ngoái")[0], ANCHOR)[0] == date(2022, 12, 1)


def test_a_later_teaser_is_dated_by_its_own_year() -> None:
    text = "Cụm 3 ký giao ước năm 2025\nNgày 27/3, Cụm 3 họp."
    first = text.index("\n")
    lines = [Line(0, first, "teaser"), Line(first + 1, len(text), "teaser")]
    mention = find_dates(text)[-1]
    assert resolve(mention, teaser_anchor(text, lines, mention.start, ANCHOR))[0] == date(2025, 3, 27)
    body = [Line(line.start, line.end, "body") for line in lines]
    assert teaser_anchor(text, body, mention.start, ANCHOR) == ANCHOR


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6 tháng đầu năm 2015", "2015-H1"),
        ("sáu tháng đầu năm", "2023-H1"),
        ("6 tháng cuối năm 2015", "2015-H2"),
        ("6 tháng đầu năm nay", "2023-H1"),
        ("nửa đầu năm 2024", "2024-H1"),
        ("QUÝ III/2024", "2024-Q3"),
        ("quý I năm 2022", "2022-Q1"),
        ("9 tháng đầu năm 2020", "2020-M9"),
        ("năm 2019", "2019"),
        ("năm nay", "2023"),
        ("nhiệm kỳ 2012-2017", "2012/2017"),
        ("năm học 2015 – 2016", "2015/2016"),
        ("giai đoạn 2011 - 2015", "2011/2015"),
        ("5 năm 2008-2012", "2008/2012"),
    ],
)
def test_periods(text: str, value: str) -> None:
    (period,) = find_periods(text)
    assert text[period.start : period.end] == text
    assert period.value(2023) == value


def test_a_period_without_a_year_has_no_value_alone() -> None:
    assert find_periods("quý III")[0].value() is None


@given(st.text(alphabet="ngàythángămđế 0123456789/-.,()và\n", max_size=300))
def test_mentions_are_ordered_and_resolve_to_days_in_order(text: str) -> None:
    end = 0
    for mention in find_dates(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        first, last = resolve(mention, ANCHOR)
        assert (first is None) == (last is None)
        if first is not None and last is not None:
            assert first <= last


@given(st.text(alphabet="6tháng đầucuốiămquýIVnhiệkỳ0129-/", max_size=200))
def test_periods_are_ordered(text: str) -> None:
    end = 0
    for period in find_periods(text):
        assert end <= period.start < period.end <= len(text)
        end = period.end
