"""What several documents tell is one row, and what they disagree about is shown; the usual cases are in docs/questions.md."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from warehouse import Item, run_query

MakeItem = Callable[..., Item]
Load = Callable[..., Any]


def answers(path: Path, sql: str) -> list[tuple[Any, ...]]:
    return list(run_query(path, sql).rows())


@pytest.fixture
def told(make_item: MakeItem) -> Callable[..., Item]:
    """A document on cluster 4, published on a day."""

    def make(day: str, **lists: Any) -> Item:
        cluster = {"id": "c1", "name": "Cụm thi đua số 4", "kind": "cum", "number": "4", "system": "Hội CCB Việt Nam"}
        return make_item(
            f"Bài ngày {day}: {sorted(lists)}",
            f"{day}.txt",
            document={"published_on": day},
            clusters=[cluster],
            **{name: [{"cluster": "c1"} | fact for fact in facts] for name, facts in lists.items()},
        )

    return make


def head(unit: str, year: int = 2023, status: str = "elected", **changes: Any) -> dict[str, Any]:
    return {"role": "head", "unit": unit, "year": year, "status": status} | changes


def meeting(local_id: str, day: str | None, **changes: Any) -> dict[str, Any]:
    return {"id": local_id, "kind": "year_review", "starts_on": day, "covers": "2022"} | changes


def award(status: str, authority: str | None, **changes: Any) -> dict[str, Any]:
    return {
        "award": "merit_certificate",
        "name": "Bằng khen",
        "authority": authority,
        "recipient": "Hội CCB tỉnh Hà Nam",
        "recipient_kind": "unit",
        "recipient_count": 1,
        "year": 2022,
        "status": status,
    } | changes


def test_two_heads_in_one_document_are_no_contradiction(path: Path, load: Load, told: Callable[..., Item]) -> None:
    load(told("2022-12-01", headships=[head("Hội CCB tỉnh Hà Nam"), head("Hội CCB tỉnh Nam Định", status="incumbent")]))
    assert answers(path, "FROM conflicts") == []
    assert answers(path, "SELECT head, heads FROM head_calendar") == [("Hội CCB tỉnh Hà Nam; Hội CCB tỉnh Nam Định", 2)]


def test_the_better_supported_head_comes_first(path: Path, load: Load, told: Callable[..., Item]) -> None:
    load(
        told("2022-12-01", headships=[head("Hội CCB tỉnh Nam Định")]),
        told("2022-12-02", headships=[head("Hội CCB tỉnh Hà Nam")]),
        told("2023-12-01", headships=[head("Hội CCB Hà Nam", status="incumbent")]),
    )
    assert answers(path, "SELECT value, documents, other_value, other_documents FROM conflicts") == [
        ("Hội CCB tỉnh Hà Nam", 2, "Hội CCB tỉnh Nam Định", 1)
    ]
    assert answers(path, "SELECT unit, documents FROM head_rotation") == [("Hội CCB tỉnh Hà Nam", 2)]


def test_a_meeting_is_one_by_its_day_or_by_what_it_reviews(path: Path, load: Load, told: Callable[..., Item]) -> None:
    load(
        told("2022-12-01", meetings=[meeting("m1", "2022-11-20", place="Phủ Lý", province="Hà Nam")]),
        told("2022-12-02", meetings=[meeting("m1", "2022-11-20", kind="other", covers=None)]),
        told("2022-12-03", meetings=[meeting("m1", None)]),
        told("2022-12-04", meetings=[meeting("m1", "2022-11-21")]),
    )
    assert answers(
        path, "SELECT starts_on::VARCHAR, kind, covers, province, today, documents FROM meetings_by_date"
    ) == [("2022-11-20", "year_review", "2022", "Hà Nam", "Ninh Bình", 4)]
    assert answers(path, "SELECT about, value, documents, other_value, other_documents FROM conflicts") == [
        ("meeting_date", "2022-11-20", 2, "2022-11-21", 1)
    ]


def test_two_meetings_of_one_document_are_two(path: Path, load: Load, told: Callable[..., Item]) -> None:
    load(
        told("2022-12-01", meetings=[meeting("m1", "2022-11-20"), meeting("m2", "2022-12-20")]),
        told("2022-12-02", meetings=[meeting("m1", "2022-11-20")]),
    )
    assert answers(path, "SELECT starts_on::VARCHAR, documents FROM meetings_by_date") == [
        ("2022-11-20", 2),
        ("2022-12-20", 1),
    ]
    assert answers(path, "FROM conflicts") == []


def test_an_award_without_its_giver_is_one_with_the_only_giver_known(
    path: Path, load: Load, told: Callable[..., Item]
) -> None:
    load(
        told(
            "2022-12-01",
            awards=[award("proposed", "UBND tỉnh Hà Nam"), award("proposed", None, recipient="Hội CCB Hà Nam")],
        ),
        told("2023-03-01", awards=[award("granted", None)]),
        told("2023-04-01", awards=[award("granted", "Hội CCB Việt Nam", recipient=None, recipient_count=7)]),
    )
    assert answers(path, "SELECT level, status, len(fact_ids) FROM fused_awards ORDER BY status") == [
        (None, "granted", 1),
        ("province", "proposed", 2),
    ]
    assert answers(
        path,
        "SELECT recipient, outcome, proposed_on::VARCHAR, granted_on::VARCHAR, granting_documents FROM award_outcomes",
    ) == [("Hội CCB tỉnh Hà Nam", "granted", "2022-12-01", "2023-03-01", 1)]
    assert answers(path, "SELECT level, units, people, unnamed FROM awards_by_level WHERE status = 'granted'") == [
        ("national", 0, 0, 7),
        (None, 1, 0, 0),
    ]


def test_years_without_a_document_are_gaps(path: Path, load: Load, told: Callable[..., Item]) -> None:
    load(
        told("2018-12-01", headships=[head("Hội CCB tỉnh Hà Nam", 2019)]),
        told("2021-12-01", headships=[head("Hội CCB tỉnh Hà Nam", 2022)], pledges=[{"year": 2022}]),
    )
    assert answers(path, "SELECT year, documents, has_heads, has_pledges FROM coverage") == [
        (2018, 1, False, False),
        (2019, 1, True, False),
        (2020, 0, False, False),
        (2021, 1, False, False),
        (2022, 1, True, True),
    ]
    assert answers(path, "SELECT year, is_gap FROM head_calendar") == [
        (2019, False),
        (2020, True),
        (2021, True),
        (2022, False),
    ]
    assert answers(path, "SELECT year, turn, years_since FROM head_rotation") == [(2019, 1, None), (2022, 2, 3)]


def test_partial_lists_of_members_show_no_changes(path: Path, load: Load, told: Callable[..., Item]) -> None:
    names = ["Hội CCB tỉnh Hà Nam", "Hội CCB tỉnh Nam Định", "Hội CCB tỉnh Thái Bình"]
    load(
        told("2020-12-01", members=[{"unit": name} for name in names]),
        told("2021-12-01", members=[{"unit": names[0]}]),
        told("2022-12-01", members=[{"unit": name} for name in [*names[1:], "Hội CCB tỉnh Ninh Bình"]]),
    )
    assert answers(path, "SELECT previous_year, year, unit, change FROM membership_changes ORDER BY change") == [
        (2020, 2022, "Hội CCB tỉnh Ninh Bình", "joined"),
        (2020, 2022, "Hội CCB tỉnh Hà Nam", "left"),
    ]
