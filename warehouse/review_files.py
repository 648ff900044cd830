"""Facts to be reviewed as a file for a spreadsheet or an editor, and back."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from warehouse.errors import WarehouseError, failures_named
from warehouse.families import FAMILIES
from warehouse.files import replacing
from warehouse.reviewing import Reviewable

_HEAD = ("decision", "document", "family", "fact_id")
_TAIL = ("quotes", "confidence", "note", "reviewer")
FIELDS = ("cluster", *dict.fromkeys(field for family in FAMILIES for field in family.fields))
"""The columns between: what facts of any family say."""

_LISTS = frozenset({"titles", "capacities"})
_NUMBERS = frozenset({"declared_size", "ordinal", "year", "recipient_count"})


class ReviewFileError(WarehouseError):
    """A file of reviews that cannot be read; the message names the line."""


def write_review_file(path: Path, facts: Iterable[Reviewable]) -> int:
    """Write facts to be reviewed as JSON Lines (``.jsonl``) or, under any other name, as CSV; how many.

    CSV has a byte order mark, so that spreadsheets see Vietnamese, an empty cell for nothing, and lists as JSON.

    Raises:
        WarehouseError: the file cannot be written.
    """
    count = 0
    with failures_named(path), replacing(path) as draft:
        if path.suffix == ".jsonl":
            with draft.open("w", encoding="utf-8") as stream:
                for count, fact in enumerate(facts, 1):  # noqa: B007
                    stream.write(json.dumps(_line(fact), ensure_ascii=False) + "\n")
        else:
            with draft.open("w", encoding="utf-8-sig", newline="") as stream:
                writer = csv.DictWriter(stream, (*_HEAD, *FIELDS, *_TAIL))
                writer.writeheader()
                for count, fact in enumerate(facts, 1):  # noqa: B007
                    line = _line(fact)
                    cells = {**line, **line["fields"]}
                    del cells["fields"]
                    writer.writerow({name: _cell(value) for name, value in cells.items()})
    return count


def read_review_file(path: Path) -> list[Reviewable]:
    """The facts of such a file, as edited. Columns may be left out, except ``decision``, ``document`` and ``family``.

    Raises:
        ReviewFileError: it is no such file.
        WarehouseError: it cannot be read.
    """
    with failures_named(path):
        try:
            content = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise ReviewFileError(f"{path}: not UTF-8; save it as CSV in UTF-8") from None
    return list(_parsed_lines(path, content) if path.suffix == ".jsonl" else _parsed_csv(path, content))


def _line(fact: Reviewable) -> dict[str, Any]:
    return {
        "decision": fact.decision,
        "document": fact.document,
        "family": fact.family,
        "fact_id": fact.fact_id,
        "fields": dict(fact.fields),
        "quotes": list(fact.quotes),
        "confidence": fact.confidence,
        "note": fact.note,
        "reviewer": fact.reviewer,
    }


def _cell(value: object) -> object:
    if value is None or value == []:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | tuple) else value


def _parsed_lines(path: Path, content: str) -> Iterator[Reviewable]:
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            where = f"{path}:{number}"
            try:
                given = json.loads(line)
            except ValueError as error:
                raise ReviewFileError(f"{where}: not JSON: {error}") from None
            if not isinstance(given, dict):
                raise ReviewFileError(f"{where}: not a JSON object")
            yield _reviewable(where, given, given.get("fields") or {}, given.get("quotes") or [])


def _parsed_csv(path: Path, content: str) -> Iterator[Reviewable]:
    # Spreadsheets write the separator of their language.
    separator = max(",;\t", key=content.split("\n", 1)[0].count)
    reader = csv.DictReader(io.StringIO(content, newline=""), delimiter=separator)
    if missing := [name for name in ("decision", "document", "family") if name not in (reader.fieldnames or ())]:
        raise ReviewFileError(f"{path}: no column {missing[0]}")
    for given in reader:
        where = f"{path}:{reader.line_num}"
        values = {name: (given.get(name) or "").strip() for name in (*_HEAD, *FIELDS, *_TAIL)}
        if not any(values.values()):
            continue
        try:
            fields = {name: _value(name, values[name]) for name in FIELDS}
            quotes = _list(values["quotes"])
        except ValueError as error:
            raise ReviewFileError(f"{where}: {error}") from None
        yield _reviewable(where, values, fields, quotes)


def _value(name: str, cell: str) -> object:
    if name in _LISTS:
        return _list(cell)
    if not cell:
        return None
    if name in _NUMBERS and cell.removesuffix(".0").isdecimal():
        return int(cell.removesuffix(".0"))
    return cell


def _list(cell: str) -> list[str]:
    """A list as JSON; a cell that a person filled may hold one item as it is."""
    if not cell.startswith("["):
        return [cell] if cell else []
    try:
        items = json.loads(cell)
    except ValueError:
        raise ValueError(f"not a list: {cell[:60]}") from None
    return [str(item) for item in items]


def _reviewable(where: str, given: Mapping[str, Any], fields: Mapping[str, Any], quotes: list[str]) -> Reviewable:
    for name in ("document", "family"):
        if not isinstance(given.get(name), str) or not given[name]:
            raise ReviewFileError(f"{where}: no {name}")
    if not isinstance(fields, dict) or not isinstance(quotes, list):
        raise ReviewFileError(f"{where}: fields is an object and quotes a list")
    return Reviewable(
        document=given["document"],
        family=given["family"],
        fact_id=str(given.get("fact_id") or ""),
        decision=str(given.get("decision") or "").strip().casefold(),
        fields=fields,
        quotes=[str(quote) for quote in quotes],
        note=str(given.get("note") or ""),
        where=where,
    )
