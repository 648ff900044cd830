"""Tables with rules: the cells that level and upright strokes make, and the lines that stand in each."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from corpus.layout.lines import Line, PageLines, Rule

_TOLERANCE = 3.0  # points that strokes which meet may be apart
_SHORTEST = 6.0  # points: less is no side of a cell
_MOST_RULES = 3000  # before they are joined: more is a drawing
_MOST_JOINED = 300


class Table(NamedTuple):
    """A table on one page. A row is its cells, a cell the lines in it; a row of one cell goes across the whole table."""

    top: float
    bottom: float
    left: float
    right: float
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    columns: int


class Cell(NamedTuple):
    """A cell by its sides, in points."""

    left: float
    top: float
    right: float
    bottom: float


def tables_on(page: PageLines) -> list[Table]:
    """The tables of a page with two rows and two columns at least, from top to bottom."""
    found = [_table(page, cells) for cells in cells_of(page.rules)]
    return sorted((table for table in found if table is not None), key=lambda table: table.top)


def may_hold_table(rules: Sequence[Rule]) -> bool:
    """Whether there are strokes enough for two rows and two columns."""
    level = sum(rule.level for rule in rules)
    return level >= 2 and len(rules) - level >= 2 and len(rules) <= _MOST_RULES


def cells_of(rules: Sequence[Rule]) -> list[list[Cell]]:
    """The cells of each table that rules make."""
    if not may_hold_table(rules):
        return []
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    edges: list[dict[str, Any]] = merge_edges([_edge(rule) for rule in rules], *[_TOLERANCE] * 4)
    edges = [edge for edge in edges if max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]) >= _SHORTEST]
    if not edges or len(edges) > _MOST_JOINED:
        return []
    crossings = edges_to_intersections(edges, _TOLERANCE, _TOLERANCE)
    return [[Cell(*cell) for cell in cells] for cells in cells_to_tables(intersections_to_cells(crossings))]


def _edge(rule: Rule) -> dict[str, Any]:
    across, down = (rule.left + rule.right) / 2, (rule.top + rule.bottom) / 2
    if rule.level:
        return {
            "orientation": "h",
            "x0": rule.left,
            "x1": rule.right,
            "top": down,
            "bottom": down,
            "width": rule.right - rule.left,
            "height": 0.0,
        }
    return {
        "orientation": "v",
        "x0": across,
        "x1": across,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": 0.0,
        "height": rule.bottom - rule.top,
    }


def _table(page: PageLines, cells: Sequence[Cell]) -> Table | None:
    tops, lefts = _steps([cell.top for cell in cells]), _steps([cell.left for cell in cells])
    if len(tops) < 2 or len(lefts) < 2:
        return None
    box = Cell(
        min(cell.left for cell in cells),
        min(cell.top for cell in cells),
        max(cell.right for cell in cells),
        max(cell.bottom for cell in cells),
    )
    grid: list[list[list[Line]]] = [[[] for _ in lefts] for _ in tops]
    places = [(cell, grid[_step(tops, cell.top)][_step(lefts, cell.left)]) for cell in cells]
    across = {
        _step(tops, cell.top)
        for cell in cells
        if cell.right - cell.left > box.right - box.left - 2 * _TOLERANCE and len(lefts) > 1
    }
    filled = False
    for line in page.lines:
        middle = ((line.left + line.right) / 2, (line.top + line.bottom) / 2)
        if not _holds(box, middle):
            continue
        for cell, lines in places:
            if _holds(cell, middle):
                lines.append(line)
                filled = True
                break
    if not filled:
        return None
    rows = tuple(
        tuple(tuple(_top_down(cell)) for cell in row) if number not in across else (tuple(_top_down(row[0])),)
        for number, row in enumerate(grid)
        if any(row)
    )
    if sum(sum(map(bool, row)) >= 2 for row in rows) < 2:  # A frame around text, or boxes to be filled in.
        return None
    return Table(box.top, box.bottom, box.left, box.right, rows, len(lefts))


def _steps(values: Sequence[float]) -> list[float]:
    """The distinct ones of coordinates, in order."""
    ordered = sorted(values)
    return [ordered[0], *(b for a, b in pairwise(ordered) if b - a > _TOLERANCE)]


def _step(steps: Sequence[float], value: float) -> int:
    return min(range(len(steps)), key=lambda number: abs(steps[number] - value))


def _holds(cell: Cell, point: tuple[float, float]) -> bool:
    return cell.left - 1 <= point[0] <= cell.right + 1 and cell.top - 1 <= point[1] <= cell.bottom + 1


def _top_down(lines: Sequence[Line]) -> list[Line]:
    """Lines of a cell in reading order: those with nearly the same foot go from left to right."""
    ordered: list[Line] = []
    row: list[Line] = []
    for line in sorted(lines, key=lambda line: line.base):
        if row and line.base - row[0].base > 0.4 * line.size:
            ordered += sorted(row, key=lambda line: line.left)
            row = []
        row.append(line)
    return ordered + sorted(row, key=lambda line: line.left)
