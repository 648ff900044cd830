from pathlib import Path

import duckdb
import pyarrow as pa

from benchmarks.baselines import LONGEST_SENTENCE, insert_arrow, sentences


def test_sentences_are_short_and_lose_no_word() -> None:
    text = "Cụm thi đua số 4 họp tại Phú Thọ. Hội nghị bầu cụm trưởng.\n\n" + "một hai ba " * 100 + "\n" + "x" * 700
    parts = sentences(text)
    assert "Hội nghị bầu cụm trưởng." in parts
    assert all(0 < len(part) <= LONGEST_SENTENCE for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_all_batches_are_inserted(tmp_path: Path) -> None:
    file = tmp_path / "plain.duckdb"
    insert_arrow(file, [{"t": pa.table({"a": [1, 2]}), "u": pa.table({"b": ["x"]})}, {"t": pa.table({"a": [3]})}])
    with duckdb.connect(str(file), read_only=True) as connection:
        assert connection.execute("SELECT a FROM t ORDER BY a").fetchall() == [(1,), (2,), (3,)]
        assert connection.execute("SELECT b FROM u").fetchall() == [("x",)]
