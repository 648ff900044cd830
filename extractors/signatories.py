"""Signature blocks: who signs as cụm trưởng or trưởng khối, and who chaired and kept the minutes (point 21)."""

import re
from dataclasses import dataclass
from itertools import pairwise

from extractors.context import Context
from extractors.lexicon import data

_DATA = data("leaders")
_ON_BEHALF = frozenset(_DATA["on_behalf"])
_SIGNED = re.compile(r"\(?\s*(đã ký|ký tên|ký, đóng dấu|đã ký, đóng dấu)[^)]*\)?|[\W_]*", re.IGNORECASE)
_CHAIRS = ("chủ tọa", "chủ trì")
_SECRETARIES = ("thư ký", "người ghi biên bản", "người lập biên bản")
_LONGEST_NAME = 5
_FARTHEST = 7
"""Lines between the office and the name."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """A name in a signature block, at tokens ``[first, last)``."""

    name: str
    rank: str | None
    title: str | None
    capacity: str
    office: int
    """The token of what the person signs as."""
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Line:
    first: int
    last: int
    text: str


def signatories(context: Context) -> list[Signatory]:
    """The signatories whose capacity the block shows."""
    found: list[Signatory] = []
    lines = [
        _Line(first, last, context.mentions.tokens.string(first, last))
        for start, end, role in context.lines
        if role == "signature"
        for first, last in [context.token_range(start, end)]
        if first < last
    ]
    for at, line in enumerate(lines):
        # Where columns are told apart, the name is in that of the office.
        columns = [_roles(context, part)[:1] for part in _parts(context, line)]
        roles = [role for part in columns for role in part] if len(columns) > 1 else _roles(context, line)
        if not roles:
            continue
        block = lines[at + 1 : at + 1 + _FARTHEST]
        named = next(((k, names) for k, below in enumerate(block) if (names := _names(context, below))), None)
        if named is None:
            continue
        k, names = named
        if len(names) == len(columns) > len(roles):
            names = [name for name, part in zip(names, columns, strict=True) if part]
        titles = [text for below in block[:k] if (text := _title(context, below))]
        if not titles and k + 1 < len(block):
            titles = [text for text in [_title(context, block[k + 1])] if text]
        for (capacity, office), (first, last, rank) in zip(roles, names, strict=False):
            if len(roles) != len(names) and len(names) > 1:
                break
            name = _proper(context.mentions.tokens.string(first, last))
            title = " ".join(titles) if len(names) == 1 and titles else None
            found.append(Signatory(name, rank, title, capacity, office, first, last))
    return found


def _parts(context: Context, line: _Line) -> list[_Line]:
    """The columns of a line, as far as bars part them."""
    tokens = context.mentions.tokens
    bars = [i for i in range(line.first, line.last) if tokens.norm[i] == "|"]
    bounds = pairwise([line.first - 1, *bars, line.last])
    return [_Line(a + 1, b, tokens.string(a + 1, b)) for a, b in bounds if a + 1 < b]


def _roles(context: Context, line: _Line) -> list[tuple[str, int]]:
    """The capacities that a line of offices gives, from left to right."""
    tokens, hits = context.mentions.tokens, context.mentions.hits
    words = " ".join(tokens.norm[line.first : line.last])
    found: list[tuple[str, int]] = []
    i = line.first
    while i < line.last:
        here = hits.get(i, {})
        role = "deputy" if "deputy" in here else "head" if "head" in here else None
        if role is not None and _whole(context, line, i):
            found.append((role, i))
            i = here[role].last
            continue
        i += 1
    if found or len(words) > 60:
        return found
    marks = [(words.find(cue), "chair") for cue in _CHAIRS] + [(words.find(cue), "attendee") for cue in _SECRETARIES]
    return [(capacity, line.first) for place, capacity in sorted(marks) if place >= 0]


def _whole(context: Context, line: _Line, first: int) -> bool:
    """Whether the office is what the line says, and not signed for by another (``KT. CỤM TRƯỞNG``)."""
    tokens = context.mentions.tokens
    before = [norm for norm in tokens.norm[line.first : first] if norm not in {".", "/"}]
    if set(before) & _ON_BEHALF or " ".join(before) in {"k t", "t l"}:
        return False
    return len(before) <= 4 and tokens.shape_at(first) != "L"


def _names(context: Context, line: _Line) -> list[tuple[int, int, str | None]]:
    """The names that a line consists of, with their ranks; none if it holds anything else."""
    parts = _parts(context, line)
    if len(parts) > 1:
        told = [_names(context, part) for part in parts]
        return [names[0] for names in told] if all(len(names) == 1 for names in told) else []
    tokens, hits = context.mentions.tokens, context.mentions.hits
    i, rank = line.first, None
    while i < line.last and "rank" in hits.get(i, {}):
        hit = hits[i]["rank"]
        rank = tokens.string(line.first, hit.last)
        i = hit.last + (tokens.norm_at(hit.last) == ".")
    if i >= line.last or any(tokens.shape_at(j) not in "CU" for j in range(i, line.last)):
        return []
    if hits.get(i, {}).keys() & {"office", "head", "deputy"}:
        return []
    starts = [i] + [j for j in range(i + 2, line.last - 1) if "surname" in hits.get(j, {})]
    if line.last - i <= _LONGEST_NAME:
        starts = [i]
    elif len(starts) > 2:
        starts = [i, min(starts[1:], key=lambda j: abs(j - (i + line.last) / 2))]
    if not all("surname" in hits.get(j, {}) or _reads_as_name(context, j, line.last) for j in starts):
        return []
    ends = [*starts[1:], line.last]
    if any(not 2 <= end - start <= _LONGEST_NAME for start, end in zip(starts, ends, strict=True)):
        return []
    return [(start, end, rank if start == i else None) for start, end in zip(starts, ends, strict=True)]


def _reads_as_name(context: Context, first: int, last: int) -> bool:
    """Whether a whole line in running letters can be the name of one whose family name is not listed."""
    capitals = all(context.mentions.tokens.shape_at(j) == "C" for j in range(first, last))
    known = context.mentions.hits.get(first, {}).keys() & {"province", "district", "cluster"}
    return capitals and 3 <= last - first <= 4 and not known and context.mentions.units.head_at(first) is None


def _title(context: Context, line: _Line) -> str | None:
    """The office that the signatory holds outside the cluster, as the line has it."""
    if _SIGNED.fullmatch(line.text):
        return None
    here = context.mentions.hits.get(line.first, {})
    return line.text if "office" in here else None


def _proper(name: str) -> str:
    """A name in capitals as it is written in running text."""
    return name.title() if name.isupper() else name
