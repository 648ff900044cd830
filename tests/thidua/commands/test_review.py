"""``thidua review``."""

import json
from pathlib import Path

import pytest

from evaluation.gold import read_gold
from tests.running import Thidua


def decisions(thidua: Thidua, warehouse: Path) -> dict[str, int]:
    sql = "SELECT decision, count(*) AS n FROM reviews GROUP BY ALL"
    ran = thidua("query", sql, "--warehouse", warehouse, "--format", "json")
    return {row["decision"]: row["n"] for row in json.loads(ran.out)}


def test_export_edit_import_gold(loaded: Path, thidua: Thidua, tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    ran = thidua("review", "export", file, "--document", "cum-2", "--warehouse", loaded)
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert (ran.status, ran.out) == (0, f"{len(lines)} facts written to {file}\n")
    lines = [line | {"decision": "confirmed"} for line in lines]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    ran = thidua("review", "import", file, "--reviewer", "Lan", "--warehouse", loaded)
    assert (ran.status, ran.out) == (0, f"{len(lines)} confirmed, in 1 documents\n")
    ran = thidua("review", "gold", tmp_path / "gold", "--warehouse", loaded)
    assert (ran.status, ran.out, ran.err) == (0, f"1 documents written to {tmp_path / 'gold'}\n", "")
    assert [document.text_file.stem for document in read_gold(tmp_path / "gold")] == ["cum-2"]
    assert thidua("review", "import", file, "--warehouse", loaded).out == "nothing new decided\n"


def test_at_the_terminal(loaded: Path, thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["?", "e", "Cụm số 2", "", "", "-", "", "c", "r", "s", "q"])
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    ran = thidua("review", "cum-2", "--reviewer", "Lan", "--warehouse", loaded)
    assert ran.status == 0
    assert "1 corrected, 1 confirmed, 1 rejected, in 1 documents" in ran.out
    assert decisions(thidua, loaded) == {"corrected": 1, "confirmed": 1, "rejected": 1}
    sql = "SELECT name FROM clusters JOIN reviews USING (fact_id)"
    assert "Cụm số 2" in thidua("query", sql, "--warehouse", loaded).out


def test_the_end_of_the_input_decides_nothing(loaded: Path, thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", end)
    ran = thidua("review", "cum-2", "--reviewer", "Lan", "--warehouse", loaded)
    assert ran.status == 0
    assert ran.out.endswith("nothing decided\n")
    assert decisions(thidua, loaded) == {}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("export",), "needs a FILE"),
        (("gold",), "needs a DIR"),
        (("cum-2", "x.csv"), "DOCUMENT alone"),
        (("none",), "goes by the name none"),
        (("import", __file__, "--reviewer", "x"), "no column decision"),
        (("cum-2", "--reviewer", " "), "who decides"),
    ],
)
def test_wrong_usage(loaded: Path, thidua: Thidua, arguments: tuple[str, ...], words: str) -> None:
    ran = thidua("review", *arguments, "--warehouse", loaded)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
