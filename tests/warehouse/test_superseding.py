"""New versions of a document in the place of the old."""

from pathlib import Path

from tests.warehouse.conftest import MakeItem
from warehouse import Item, Loaded, Sighting, check, load_batch, run_query

URL = "https://tin.example/a.html"
OTHER = "https://tin.example/b.html"
CLUSTER = {"id": "c1", "name": "Cụm thi đua số 1", "kind": "cum", "number": "1", "confidence": 0.9}


def load(path: Path, *items: Item, sightings: tuple[Sighting, ...] = ()) -> Loaded:
    return load_batch(path, items, (), sightings, run_id="r", program_version="1", supersede=True)


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in run_query(path, sql).rows()]


def item(make_item: MakeItem, text: str, source: str = URL) -> Item:
    return make_item(text, source, clusters=[CLUSTER | {"evidence": ["Cụm thi đua số 1"]}])


def test_a_new_version_takes_the_place_of_the_old(path: Path, make_item: MakeItem) -> None:
    load(path, item(make_item, "Cụm thi đua số 1 họp."))
    loaded = load(path, item(make_item, "Cụm thi đua số 1 đã họp."))
    assert (loaded.counts.documents_added, loaded.counts.documents_superseded) == (1, 1)
    assert rows(path, "SELECT text FROM documents") == [("Cụm thi đua số 1 đã họp.",)]
    assert rows(path, "SELECT count(*) FROM clusters") == [(1,)]
    assert rows(
        path, "SELECT v.text, v.source FROM document_versions v JOIN documents d ON d.document_id = superseded_by"
    ) == [("Cụm thi đua số 1 họp.", URL)]
    assert check(path) == []


def test_a_version_may_come_back(path: Path, make_item: MakeItem) -> None:
    for text in ("Cụm thi đua số 1 họp.", "Cụm thi đua số 1 đã họp.", "Cụm thi đua số 1 họp."):
        load(path, item(make_item, text))
    assert rows(path, "SELECT text FROM documents") == [("Cụm thi đua số 1 họp.",)]
    assert rows(path, "SELECT count(*) FROM document_versions") == [(2,)]
    assert check(path) == []


def test_what_stands_elsewhere_too_stays(path: Path, make_item: MakeItem) -> None:
    first = item(make_item, "Cụm thi đua số 1 họp.")
    load(path, first, item(make_item, "Cụm thi đua số 1 họp.", OTHER))
    loaded = load(path, item(make_item, "Cụm thi đua số 1 đã họp."))
    assert loaded.counts.documents_superseded == 0
    assert rows(path, "SELECT source FROM documents ORDER BY 1") == [(URL,), (OTHER,)]
    assert check(path) == []
    # And now the other address shows the new version too.
    sha256 = rows(path, f"SELECT sha256 FROM documents WHERE source = '{URL}'")[0][0]
    assert load(path, sightings=(Sighting(str(sha256), OTHER, "b"),)).counts.documents_superseded == 1
    assert rows(path, "SELECT source FROM document_sources ORDER BY 1") == [(URL,), (OTHER,)]
    assert rows(path, "SELECT count(*) FROM documents") == [(1,)]
    assert check(path) == []


def test_without_the_word_versions_stand_side_by_side(path: Path, make_item: MakeItem) -> None:
    for text in ("Cụm thi đua số 1 họp.", "Cụm thi đua số 1 đã họp."):
        load_batch(path, [item(make_item, text)], run_id="r", program_version="1")
    assert rows(path, "SELECT count(*) FROM documents") == [(2,)]
