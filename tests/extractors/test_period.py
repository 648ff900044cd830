import pytest

from extractors.period import year_of
from tests.extractors.reading import context


@pytest.mark.parametrize(
    ("title", "lead", "published", "expected"),
    [
        # A review: the year reviewed, not that of the plan for the next
        ("Cụm 4 tổng kết năm 2018, phương hướng năm 2019", "", 2019, (2018, False)),
        ("Khối thi đua số 3 sơ kết 6 tháng đầu năm 2020", "", 2020, (2020, False)),
        ("Cụm 2 họp bình xét thi đua năm 2015", "", 2016, (2015, False)),
        (
            "Tin Cụm 4",
            "Cụm thi đua số 4 tổng kết công tác thi đua năm 2011 và triển khai nhiệm vụ năm 2012.",
            2012,
            (2011, False),
        ),
        ("Cụm thi đua số 1 tổng kết năm học 2019-2020", "", 2020, (2019, False)),
        ("Cụm thi đua số 6 giao ban quý III/2017", "", 2017, (2017, False)),
        # A launch or a signing opens its year
        ("Khối thi đua số 2 ký giao ước thi đua năm 2022", "", 2022, (2022, True)),
        ("Cụm 7 triển khai nhiệm vụ năm 2010", "", 2010, (2010, True)),
        ("Phát động thi đua năm 2025", "", 2025, (2025, True)),
        # A paper that appoints heads rules the last year it names
        ("Quyết định chia cụm, khối thi đua và phân công trưởng cụm năm 2023", "", 2022, (2023, True)),
        ("Về việc chỉ định Cụm trưởng, Cụm phó năm 2014", "", 2013, (2014, True)),
        # Nothing but the day of publication, or the years in the text
        ("Cụm 4 họp", "Cụm thi đua số 4 họp tại Hà Nam.", 2016, (2016, False)),
        ("Cụm 4 họp", "Cụm thi đua số 4 họp tại Hà Nam.", None, (None, False)),
        ("Hội thảo kinh nghiệm của cụm", "", 2018, (2018, False)),
    ],
)
def test_the_year_of_a_document(
    title: str, lead: str, published: int | None, expected: tuple[int | None, bool]
) -> None:
    assert year_of(f"{title}\n{lead}", title, lead, published) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chiều 12/12/2018, Cụm thi đua số 3 họp tổng kết công tác thi đua năm 2018.", (2018, False)),
        ("Cụm thi đua số 3 ký kết giao ước thi đua năm 2021.", (2021, True)),
        ("Cụm thi đua số 3 họp.", (None, False)),
    ],
)
def test_the_year_of_a_text(text: str, expected: tuple[int | None, bool]) -> None:
    found = context(text)
    assert (found.year, found.opens_year) == expected
