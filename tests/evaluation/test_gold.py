import json
from pathlib import Path
from typing import Any

import pytest

from evaluation import GoldError, read_gold, read_pair

TEXT = "Cụm thi đua số 7\u00a0họp. Hội CCB tỉnh Hà Giang dự."
LISTS = ("clusters", "members", "meetings", "leaders", "headships", "awards", "pledges", "campaigns", "references")


def gold(**changes: Any) -> dict[str, Any]:
    cluster = {
        "id": "c1",
        "name": "Cụm thi đua số 7",
        "kind": "cum",
        "number": "7",
        "evidence": ["số 7 họp"],
        "note": "x",
    }
    member = {"cluster": "c1", "unit": "Hội CCB tỉnh Hà Giang", "evidence": ["Hội CCB tỉnh Hà Giang"]}
    empty: dict[str, Any] = {name: [] for name in LISTS}
    document = {"title": "Họp cụm", "published_on": "2023-11-24", "kind": "meeting_report"}
    return {"doc_id": "one", "document": document, **empty, "clusters": [cluster], "members": [member], **changes}


def write(folder: Path, facts: object, text: bytes = TEXT.encode()) -> Path:
    folder.joinpath("one.txt").write_bytes(text)
    file = folder / "one.json"
    file.write_text(facts if isinstance(facts, str) else json.dumps(facts), encoding="utf-8")
    return file


def test_a_pair_is_read_with_offsets(tmp_path: Path) -> None:
    write(tmp_path, gold())
    (pair,) = read_gold(tmp_path)
    assert pair.facts.doc_id == "one"
    assert pair.facts.document.published_on is not None
    (evidence,) = pair.facts.clusters[0].evidence
    assert evidence.quote == "số 7\u00a0họp"
    assert pair.text[evidence.start : evidence.end] == evidence.quote
    assert pair.facts.members[0].evidence[0].start == TEXT.index("Hội")


def test_offsets_into_the_text_of_a_reader(tmp_path: Path) -> None:
    text = "  \ufeff" + TEXT.replace("\u00a0", " ")
    pair = read_pair(write(tmp_path, gold()), text)
    (evidence,) = pair.facts.clusters[0].evidence
    assert (evidence.start, evidence.quote) == (text.index("số 7"), "số 7 họp")


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    assert read_pair(write(tmp_path, gold(), b"\xef\xbb\xbf" + TEXT.encode())).text == TEXT


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ("{", "not JSON"),
        ("[" * 200_000, "not JSON"),
        ("[]", "not a JSON object"),
        (gold(doc_id="two"), "doc_id is 'two'"),
        (gold(document=None), "document"),
        (gold(document={"kind": "novel"}), "document.kind"),
        (gold(members="none"), "members: a list is missing"),
        ({k: v for k, v in gold().items() if k != "pledges"}, "pledges: a list is missing"),
        (gold(pledges=["c1"]), "pledges[0]: not an object"),
        (gold(pledges=[{"cluster": "c1"}]), "pledges[0]: evidence is not a list"),
        (gold(pledges=[{"cluster": "c1", "evidence": "số 7"}]), "pledges[0]: evidence is not a list"),
        (gold(pledges=[{"cluster": "c1", "evidence": []}]), "pledges.0.evidence"),
        (gold(pledges=[{"cluster": "c1", "evidence": ["số 8"]}]), "pledges[0]: not in the text: 'số 8'"),
        (gold(pledges=[{"cluster": "c1", "evidence": [""]}]), "pledges.0.evidence"),
        (gold(pledges=[{"cluster": "c2", "evidence": ["số 7"]}]), "pledges[0]: unknown cluster c2"),
        (gold(pledges=[{"cluster": "c1", "year": "soon", "evidence": ["số 7"]}]), "pledges.0.year"),
        (gold(clusters=[*gold()["clusters"], *gold()["clusters"]]), "c1 stands twice"),
    ],
)
def test_faulty_gold_is_named(tmp_path: Path, facts: object, problem: str) -> None:
    file = write(tmp_path, facts)
    with pytest.raises(GoldError) as caught:
        read_gold(tmp_path)
    assert problem in str(caught.value)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    write(tmp_path, gold())
    tmp_path.joinpath("one.txt").unlink()
    with pytest.raises(GoldError, match=r"no one\.txt beside it"):
        read_gold(tmp_path)


def test_a_text_in_another_encoding_is_named(tmp_path: Path) -> None:
    write(tmp_path, gold(), TEXT.encode("utf-16"))
    with pytest.raises(GoldError, match=r"one\.txt: not UTF-8"):
        read_gold(tmp_path)


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    tmp_path.joinpath("one.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(GoldError, match="no gold pairs"):
        read_gold(tmp_path)
    with pytest.raises(GoldError, match="no such folder"):
        read_gold(tmp_path / "nowhere")
