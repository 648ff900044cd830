"""What the views answer over several documents that tell of one cluster."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from warehouse import Item, run_query

MakeItem = Callable[..., Item]
Load = Callable[..., Any]


def cluster(local_id: str = "c1", **changes: Any) -> dict[str, Any]:
    return {
        "id": local_id,
        "name": "Cụm thi đua số 4",
        "kind": "cum",
        "number": "4",
        "system": "Hội CCB Việt Nam",
    } | changes


def headship(year: int | None, unit: str | None, status: str, role: str = "head", **changes: Any) -> dict[str, Any]:
    return {"cluster": "c1", "role": role, "unit": unit, "year": year, "status": status} | changes


def answers(path: Path, sql: str) -> list[tuple[Any, ...]]:
    return list(run_query(path, sql).rows())


@pytest.fixture
def archive(path: Path, load: Load, make_item: MakeItem) -> Path:
    """Three documents on one cluster, written differently, and one on another cluster."""
    load(
        make_item(
            "Năm 2022: Hà Nam là Cụm trưởng. Bầu Nam Định làm Cụm trưởng năm 2023; Thái Bình, Ninh Bình làm Cụm phó.",
            "2022.txt",
            document={"published_on": "2022-12-01"},
            clusters=[cluster()],
            members=[
                {"cluster": "c1", "unit": "Hội CCB tỉnh Hà Nam", "place": "Hà Nam"},
                {"cluster": "c1", "unit": "Hội CCB tỉnh Nam Định", "place": "Nam Định"},
            ],
            meetings=[
                {
                    "id": "m1",
                    "cluster": "c1",
                    "kind": "year_review",
                    "starts_on": "2022-11-20",
                    "ends_on": "2022-11-21",
                    "place": "Phủ Lý",
                    "covers": "2022",
                }
            ],
            headships=[
                headship(2022, "Hội CCB tỉnh Hà Nam", "incumbent", person="Lê Văn A"),
                headship(
                    2023,
                    "Hội CCB tỉnh Nam Định",
                    "elected",
                    confidence=0.5,
                    evidence=["Bầu Nam Định làm Cụm trưởng năm 2023", "Cụm phó"],
                ),
                headship(2023, "Hội CCB tỉnh Thái Bình", "elected", "deputy"),
                headship(2023, "Hội CCB tỉnh Ninh Bình", "elected", "deputy"),
            ],
            awards=[
                {
                    "cluster": "c1",
                    "award": "emulation_flag",
                    "name": "Cờ thi đua",
                    "authority": "UBND tỉnh",
                    "recipient": "Hội CCB tỉnh Hà Nam",
                    "recipient_kind": "unit",
                    "year": 2022,
                    "status": "proposed",
                },
                {"award": "order", "name": "Huân chương", "recipient_count": 12, "status": "granted"},
            ],
        ),
        make_item(
            "Báo khác cũng đưa tin: Nam Định được bầu làm Cụm trưởng.",
            "2022-other.txt",
            document={"published_on": "2022-12-02"},
            clusters=[cluster(number="IV", name="Cụm thi đua số IV", system="Hội Cựu chiến binh Việt Nam")],
            headships=[headship(2023, "Hội Cựu chiến binh tỉnh Nam Định", "elected", confidence=0.9)],
            awards=[
                {
                    "cluster": "c1",
                    "award": "emulation_flag",
                    "name": "Cờ",
                    "authority": "Ủy ban nhân dân tỉnh",
                    "recipient": "Hội CCB Hà Nam",
                    "year": 2022,
                    "status": "proposed",
                }
            ],
        ),
        make_item(
            "Năm 2023: Nam Định là Cụm trưởng, bà Trần Thị B.",
            "2023.txt",
            document={"published_on": "2024-01-15"},
            clusters=[cluster()],
            members=[{"cluster": "c1", "unit": "Hội CCB tỉnh Nam Định", "place": "Nam Định"}],
            headships=[headship(2023, "Hội CCB tỉnh Nam Định", "incumbent", person="Trần Thị B")],
        ),
        make_item(
            "Khối thi đua các sở họp ngày 02/02/2021.",
            "khoi.txt",
            clusters=[{"id": "c1", "name": "Khối thi đua các sở", "kind": "khoi"}],
            meetings=[
                {"id": "m1", "cluster": "c1", "kind": "launch", "starts_on": "2021-02-02"},
                {"id": "m2", "kind": "workshop"},
            ],
            headships=[headship(None, None, "incumbent", person="Phạm C")],
        ),
    )
    return path


def test_next_heads_are_the_elected_of_each_document(archive: Path) -> None:
    assert answers(
        archive,
        "SELECT document, cluster, system, year, role, unit, person, published_on::VARCHAR FROM next_heads "
        "WHERE role = 'head' ORDER BY document",
    ) == [
        (
            *("2022", "Cụm thi đua số 4", "Hội CCB Việt Nam", 2023, "head", "Hội CCB tỉnh Nam Định", None),
            "2022-12-01",
        ),
        (
            *("2022-other", "Cụm thi đua số IV", "Hội Cựu chiến binh Việt Nam", 2023, "head"),
            *("Hội Cựu chiến binh tỉnh Nam Định", None, "2022-12-02"),
        ),
    ]
    assert answers(archive, "SELECT unit FROM next_heads WHERE role = 'deputy' ORDER BY unit") == [
        ("Hội CCB tỉnh Ninh Bình",),
        ("Hội CCB tỉnh Thái Bình",),
    ]
    assert answers(archive, "SELECT evidence FROM next_heads WHERE document = '2022' AND role = 'head'") == [
        ("Bầu Nam Định làm Cụm trưởng năm 2023 … Cụm phó",)
    ]
    assert answers(archive, "SELECT count(DISTINCT canonical_id), count(DISTINCT unit_id) FROM next_heads") == [(1, 3)]


def test_heads_by_year_count_the_documents_that_agree(archive: Path) -> None:
    assert answers(
        archive,
        "SELECT cluster, year, role, unit, person, status, documents FROM heads_by_year WHERE cluster LIKE 'Cụm%'",
    ) == [
        ("Cụm thi đua số 4", 2022, "head", "Hội CCB tỉnh Hà Nam", "Lê Văn A", "incumbent", 1),
        ("Cụm thi đua số 4", 2023, "head", "Hội CCB tỉnh Nam Định", "Trần Thị B", "incumbent", 1),
        ("Cụm thi đua số 4", 2023, "head", "Hội CCB tỉnh Nam Định", None, "elected", 2),
        ("Cụm thi đua số 4", 2023, "deputy", "Hội CCB tỉnh Ninh Bình", None, "elected", 1),
        ("Cụm thi đua số 4", 2023, "deputy", "Hội CCB tỉnh Thái Bình", None, "elected", 1),
    ]
    # The words shown are those of the surest document.
    assert answers(archive, "SELECT evidence, len(fact_ids) FROM heads_by_year WHERE documents = 2") == [
        ("Báo khác cũng đưa tin: Nam Định được bầu làm Cụm trưởng.", 2)
    ]


def test_a_head_known_by_person_alone_and_without_a_year_is_shown(archive: Path) -> None:
    assert answers(archive, "SELECT cluster, year, unit, person FROM heads_by_year WHERE year IS NULL") == [
        ("Khối thi đua các sở", None, None, "Phạm C")
    ]


def test_awards_by_unit_join_spellings_of_recipient_and_authority(archive: Path) -> None:
    # Two spellings that the keys tell apart would be two rows: this is one unit, written in two ways.
    assert answers(
        archive,
        "SELECT recipient, recipient_kind, award, names, authority, year, status, documents FROM awards_by_unit",
    ) == [
        (
            *("Hội CCB tỉnh Hà Nam", "unit", "emulation_flag", ["Cờ", "Cờ thi đua"], "Ủy ban nhân dân tỉnh"),
            *(2022, "proposed", 2),
        )
    ]


def test_member_units_span_the_years_in_which_they_are_seen(archive: Path) -> None:
    # The first document has a meeting in 2022; the second has none and was published in 2024.
    assert answers(
        archive, "SELECT cluster, unit, place, first_year, last_year, documents FROM member_units ORDER BY unit"
    ) == [
        ("Cụm thi đua số 4", "Hội CCB tỉnh Hà Nam", "Hà Nam", 2022, 2022, 1),
        ("Cụm thi đua số 4", "Hội CCB tỉnh Nam Định", "Nam Định", 2022, 2024, 2),
    ]


def test_the_meeting_calendar_is_in_order_of_dates(archive: Path) -> None:
    assert answers(
        archive,
        "SELECT starts_on::VARCHAR, ends_on::VARCHAR, cluster, kind, place, covers, document FROM meeting_calendar",
    ) == [
        ("2021-02-02", None, "Khối thi đua các sở", "launch", None, None, "khoi"),
        ("2022-11-20", "2022-11-21", "Cụm thi đua số 4", "year_review", "Phủ Lý", "2022", "2022"),
        (None, None, None, "workshop", None, None, "khoi"),
    ]


def test_names_are_shown_in_the_commonest_form(archive: Path) -> None:
    assert answers(archive, "SELECT name, number, documents, spellings FROM cluster_names WHERE kind = 'cum'") == [
        ("Cụm thi đua số 4", "4", 3, ["Cụm thi đua số 4", "Cụm thi đua số IV"])
    ]
    assert answers(archive, "SELECT name, spellings FROM unit_names WHERE len(spellings) > 1 ORDER BY name") == [
        ("Hội CCB tỉnh Hà Nam", ["Hội CCB tỉnh Hà Nam", "Hội CCB Hà Nam"]),
        ("Hội CCB tỉnh Nam Định", ["Hội CCB tỉnh Nam Định", "Hội Cựu chiến binh tỉnh Nam Định"]),
    ]


def test_every_view_works_on_an_empty_warehouse_and_without_extensions(path: Path, load: Load) -> None:
    load()
    views = answers(path, "SELECT view_name FROM duckdb_views() WHERE NOT internal")
    assert len(views) == 31
    for (view,) in views:
        assert answers(path, f"FROM {view}") == []
