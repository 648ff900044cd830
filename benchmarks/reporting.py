"""A section of the report as aligned plain text."""

from dataclasses import dataclass
from textwrap import fill

from benchmarks.measuring import Spread

_WIDTH = 118


@dataclass(frozen=True)
class Row:
    """One figure, with its unit, and a remark."""

    name: str
    figure: str
    remark: str = ""


@dataclass(frozen=True)
class Section:
    """Figures on one subject. ``explanation`` tells in one sentence or two how they were had."""

    title: str
    explanation: str
    rows: tuple[Row, ...]


def rendered(section: Section) -> str:
    """The section: title, explanation, and a line a row with the figures set flush right."""
    names = max(len(row.name) for row in section.rows)
    figures = max(len(row.figure) for row in section.rows)
    lines = [section.title, fill(section.explanation, _WIDTH)]
    lines += [f"  {row.name:<{names}}  {row.figure:>{figures}}  {row.remark}".rstrip() for row in section.rows]
    return "\n".join(lines)


def number(value: float) -> str:
    """A number with three significant digits, and all digits before the point: 0.0123, 4.56, 78.9, 12,345."""
    if value == 0:
        return "0"
    digits = 0
    while abs(value) * 10**digits < 99.95 and digits < 4:
        digits += 1
    return f"{value:,.{digits}f}"


def row(name: str, measured: Spread, unit: str, remark: str = "") -> Row:
    """The median of a measurement as a row, its extremes before the remark."""
    extremes = f"{number(measured.least)} to {number(measured.greatest)}"
    return Row(name, f"{number(measured.median)} {unit}".rstrip(), f"({extremes}) {remark}".rstrip())
