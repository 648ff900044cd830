"""Answer the questions of docs/questions.md on the sample warehouse, and put the answers there.

``python -m tools.questions`` rewrites the page: below each block marked ``sql`` stands its answer as a table.
"""

import re
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tools.sample_warehouse import ROOT, make_sample_warehouse
from warehouse import cell_text, run_query

PAGE = ROOT / "docs" / "questions.md"

_QUESTION = re.compile(r"^### (?P<number>\d+)\. (?P<words>.*)$", re.MULTILINE)
_BLOCK = re.compile(r"^```sql\n(?P<sql>(?:(?!```).*\n)*)```\n(?:\n(?:\|.*\n)+)?", re.MULTILINE)

Answer = Callable[[str], str]
"""From SQL to a table in Markdown."""


def questions_in(page: str) -> list[tuple[str, str]]:
    """The questions of the page and their SQL, in order."""
    parts = _QUESTION.split(page)[1:]
    return [
        (words, found["sql"])
        for words, text in zip(parts[1::3], parts[2::3], strict=True)
        if (found := _BLOCK.search(text))
    ]


def answered(page: str, answer: Answer) -> str:
    """The page with the answers as ``answer`` gives them."""
    return _BLOCK.sub(lambda found: f"```sql\n{found['sql']}```\n\n{answer(found['sql'])}", page)


def answer_from(file: Path) -> Answer:
    """Answers from a warehouse."""

    def answer(sql: str) -> str:
        result = run_query(file, sql)
        return _table(result.columns, result.rows())

    return answer


def _table(columns: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> str:
    lines = [tuple(columns), *(tuple(_cell(value) for value in row) for row in rows)]
    lines.insert(1, ("---",) * len(lines[0]))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else cell_text(value)
    return " ".join(text.replace("|", "\\|").split())


def refreshed_page() -> str:
    """The page with the answers of a sample warehouse made for it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "samples.duckdb"
        make_sample_warehouse(file)
        return answered(PAGE.read_text(encoding="utf-8"), answer_from(file))


if __name__ == "__main__":
    PAGE.write_text(refreshed_page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} refreshed\n")
