"""The lines and rules of a PDF page.

PDFium is asked for a whole page's text and for one box a line, or two: what it costs to ask for every character's box
is several times what it costs to extract the text. Only lines that stand in tables are looked at letter by letter.
"""

from codecs import utf_16_le_decode
from collections.abc import Iterator, Sequence
from ctypes import byref, c_double, c_float, c_int, c_uint, c_ushort, c_void_p
from functools import partial
from itertools import accumulate, compress, pairwise, repeat
from operator import sub
from struct import Struct
from typing import Any, NamedTuple

from pypdfium2 import raw

from corpus.layout.columns import parts
from corpus.layout.lines import Line, PageLines, Rule, is_plain, jumps_in, normal
from corpus.layout.tables import may_hold_table
from corpus.legacy import LACKS_CAPITALS, Encoding, restore_capitals
from corpus.pdf.engine import Frame, Page, TextPage, bare, frame_of, text_page_of
from corpus.pdf.fonts import LegacyRun, converted, legacy_runs, with_soft_hyphens
from corpus.rejects import ReadError

MOST_CHARACTERS = 200_000  # of a page
_MOST_OBJECTS = 100_000  # of a page that are looked at for rules
_MOST_SEGMENTS = 64  # of a path; more is a drawing
_DEEPEST = 6  # forms in forms
_THIN = 3.0  # points: a rectangle not wider is a stroke
_SHORTEST = 3.0  # points: a shorter stroke rules nothing

# Hyphens at the end of lines as PDFium has them, and the bullets of Symbol and Wingdings.
_ODD_CHARACTERS = str.maketrans("\x02\ufffe\uf0b7\uf0a7\uf0d8\uf02d\uf0fc\uf076\uf0a8\uf0e0", "--•▪➢-✓❖◆→")


class Content(NamedTuple):
    """What stands on a page."""

    text: str
    """Character by character as PDFium counts them."""
    lines: PageLines
    covered: float
    """The share of the page that images cover, from 0 on."""
    drawn: bool
    """Whether there is anything but text on it."""
    encodings: tuple[Encoding, ...] = ()
    """Legacy encodings that its lines were in."""


# What is called for every line or object.
_count_chars = bare(raw.FPDFText_CountChars, c_int)
_get_text = bare(raw.FPDFText_GetText, c_int)
_count_rects = bare(raw.FPDFText_CountRects, c_int)
_get_rect = bare(raw.FPDFText_GetRect, c_int)
_get_origin = bare(raw.FPDFText_GetCharOrigin, c_int)
_get_char_box = bare(raw.FPDFText_GetCharBox, c_int)
_unicode = bare(raw.FPDFText_GetUnicode, c_uint)
_count_objects = bare(raw.FPDFPage_CountObjects, c_int)
# Objects as numbers: a handle, made for each of a page's many, takes longer.
_object_at = bare(raw.FPDFPage_GetObject, c_void_p)
_type_of = bare(raw.FPDFPageObj_GetType, c_int, c_void_p)

# Room for the text of a page, made once: ctypes makes a type for each length. PDFium leaves out characters without text, and
# never writes beyond two units for each and the zero at the end.
_UNITS = (c_ushort * (2 * MOST_CHARACTERS + 1))()
_units = memoryview(_UNITS)
_NUMBERS = (c_double * 6)()
"""Left, top, right, bottom, and the point that a letter stands on, as PDFium writes them there."""
_LEFT, _TOP, _RIGHT, _BOTTOM, _X, _Y = (byref(_NUMBERS, 8 * index) for index in range(6))
_numbers = Struct("6d").unpack_from
_MOST_RECTS = 1024  # of a line; the box of what follows is not taken into account

_Rect = tuple[float, float, float, float]
"""Left, top, right, bottom as shown."""

_line = partial(tuple.__new__, Line)  # of a tuple with all that a line has, in half the time


def content_of(page: Page, number: int) -> Content:
    """What stands on a page, its lines in the order of the file.

    Raises:
        ReadError: ``bomb`` for more than ``MOST_CHARACTERS``.
        PdfiumError: PDFium gives up.
    """
    frame = frame_of(page)
    marks = _marks(page, frame)
    with text_page_of(page) as text_page:
        text = characters(text_page)
        pieces, starts = _pieces(text, [0])
        # Files may have line feeds of their own, which end no line; a blank at the end of a line is one of two here.
        flat = " ".join(pieces)
        plain = "\n" not in flat and is_plain(flat) and flat == flat.strip(" ") != ""
        legacy = [] if plain else legacy_runs(text_page, text)
        if legacy:
            unbroken, text = text, with_soft_hyphens(text_page, text, legacy)
            breaks = (place + 1 for place, letter in enumerate(text) if letter != unbroken[place])
            pieces, starts = _pieces(text, [0, *breaks])
        if not plain:
            filled = [*map(str.strip, pieces)]
            pieces, starts = [*compress(pieces, filled)], [*compress(starts, filled)]
        lines = _lines(text_page, text, pieces, starts, number, frame, marks.rules, legacy, plain=plain)
    encodings = tuple(dict.fromkeys(run.encoding for run in legacy)) if legacy else ()
    if not LACKS_CAPITALS.isdisjoint(encodings):
        lines = _restored(lines)
    page_lines = PageLines(number, frame.width, frame.height, tuple(lines), tuple(marks.rules))
    return Content(text, page_lines, marks.covered, marks.drawn, encodings)


def characters(text_page: TextPage) -> str:
    """The text of a page, with as many characters as PDFium counts."""
    count = _count_chars(text_page)
    if count > MOST_CHARACTERS:
        raise ReadError("bomb", f"a page with {count:,} characters; at most {MOST_CHARACTERS:,} are read")
    if count <= 0:
        return ""
    written = _get_text(text_page, 0, count, _UNITS)
    text, _ = utf_16_le_decode(_units[: max(written - 1, 0)], "ignore")  # str() looks for the codec each time.
    if len(text) != count:  # Letters beyond 16 bits, or some that have no text.
        codes = map(_unicode, repeat(text_page), range(count))
        text = "".join(chr(code if 0 < code <= 0x10FFFF else 0xFFFD) for code in codes)
    return text


# --- lines ---------------------------------------------------------------------------------------------------------------


def _restored(lines: Sequence[Line]) -> list[Line]:
    """Lines with the capitals that their encoding lacks."""
    texts = restore_capitals("\n".join(line.text for line in lines)).split("\n")
    return [line._replace(text=text) for line, text in zip(lines, texts, strict=True)]


def _lines(
    text_page: TextPage,
    text: str,
    pieces: list[str],
    starts: list[int],
    number: int,
    frame: Frame,
    rules: list[Rule],
    legacy: list[LegacyRun],
    *,
    plain: bool,
) -> list[Line]:
    if not pieces:
        return []
    # For each line the number of its rectangles, the first one, and where it stands: one function is called after the other,
    # in a third less time than a loop takes.
    counts, _, _, numbers = zip(
        *zip(
            map(_count_rects, repeat(text_page), starts, map(len, pieces)),
            map(_get_rect, repeat(text_page), repeat(0), repeat(_LEFT), repeat(_TOP), repeat(_RIGHT), repeat(_BOTTOM)),
            map(_get_origin, repeat(text_page), starts, repeat(_X), repeat(_Y)),
            map(_numbers, repeat(_NUMBERS)),
            strict=False,
        ),
        strict=True,
    )
    lefts, tops, rights, bottoms, _, feet = map(list, zip(*numbers, strict=True))
    across, height = frame.left, frame.height + frame.bottom
    if across:
        lefts, rights = [x - across for x in lefts], [x - across for x in rights]
    tops, bottoms, bases = [height - y for y in tops], [height - y for y in bottoms], [height - y for y in feet]
    several: dict[int, list[_Rect]] = {}
    if frame.turn or counts.count(1) < len(counts):
        for place, count in enumerate(counts):
            if count != 1 or frame.turn:
                rects, bases[place] = _measured(text_page, starts[place], len(pieces[place]), numbers[place], frame)
                lefts[place], tops[place], rights[place], bottoms[place] = rects[0]
                several[place] = rects
    heights = sorted(map(sub, bottoms, tops))
    size = heights[(len(heights) - 1) // 2] or 1.0
    fields = pieces, repeat(number), starts, lefts, tops, rights, bottoms, bases, repeat(size), repeat(())
    lines = [*map(_line, zip(*fields, strict=False))]
    walls = [rule for rule in rules if not rule.level] if rules and may_hold_table(rules) else []
    if plain and not walls:
        for place, rects in reversed(several.items()):
            if len(rects) > 1:
                lines[place : place + 1] = _parts(text_page, text, lines[place], rects, walls, frame, legacy)
        return lines
    made: list[Line] = []
    for place, line in enumerate(lines):
        piece = line.text
        rects = several.get(place) or [line[3:7]]
        as_it_is = plain or (not legacy and "\n" not in piece and is_plain(piece) and piece == piece.strip(" "))
        if as_it_is and len(rects) == 1 and not (walls and _cuts(walls, rects[0])):
            made.append(line)
        else:
            made += _parts(text_page, text, line, rects, walls, frame, legacy)
    return made


def _pieces(text: str, breaks: Sequence[int]) -> tuple[list[str], list[int]]:
    """The lines of a page, and the numbers of their first characters."""
    pieces: list[str] = []
    starts: list[int] = []
    for begin, end in pairwise([*breaks, len(text)]):
        found = text[begin:end].split("\r\n")
        pieces += found
        starts += accumulate(map(len("\r\n").__add__, map(len, found[:-1])), initial=begin)
    return pieces, starts


def _measured(
    text_page: TextPage, start: int, length: int, numbers: Sequence[float], frame: Frame
) -> tuple[list[_Rect], float]:
    """A rectangle for each piece of a line, one at least, and where it stands."""
    x, y = numbers[4:]
    x, base, _, _ = frame.box(x, y, x, y)
    count = _count_rects(text_page, start, length)
    rects = [_rect(text_page, index, frame) for index in range(min(count, _MOST_RECTS))]
    return rects or [(x, base - 1, x, base)], base  # Letters may have no extent.


def _rect(text_page: TextPage, index: int, frame: Frame) -> _Rect:
    """One of the rectangles that PDFium has counted last."""
    _get_rect(text_page, index, _LEFT, _TOP, _RIGHT, _BOTTOM)
    left, top, right, bottom = _NUMBERS[:4]
    return frame.box(left, bottom, right, top)


def _parts(
    text_page: TextPage,
    text: str,
    line: Line,
    rects: list[_Rect],
    walls: list[Rule],
    frame: Frame,
    legacy: list[LegacyRun],
) -> Iterator[Line]:
    """What a line as PDFium has it says: cut by gaps and walls, in normal form."""
    piece, number, start, left, top, right, bottom, base, size, _ = line
    end = start + len(piece)
    spans = [(start, end, left, right)]
    if len(rects) > 1:
        spans = _spans(text_page, text, start, end, rects, size, frame)
    if walls:
        spans = [part for span in spans for part in _cut(text_page, span, (top, bottom), walls, frame)]
    for part_start, part_end, part_left, part_right in spans:
        inside = [rect for rect in rects if part_left - 1 <= (rect[0] + rect[2]) / 2 <= part_right + 1] or rects
        said = _said(text, part_start, part_end, legacy)
        if said is not None:
            words, first, jumps = said
            top, bottom = min(rect[1] for rect in inside), max(rect[3] for rect in inside)
            yield Line(words, number, first, part_left, top, part_right, bottom, base, size, jumps)


def _said(
    text: str, start: int, end: int, legacy: list[LegacyRun]
) -> tuple[str, int, tuple[tuple[int, int], ...]] | None:
    """What ``text[start:end]`` says in normal form, the number of the first character and the jumps; None if it is blank."""
    if not legacy:
        raw = text[start:end]
        stripped = raw.strip(" ")
        if stripped and "\n" not in stripped and is_plain(stripped):
            return stripped, start + len(raw) - len(raw.lstrip(" ")), ()
    letters, sources = converted(text, start, end, legacy) if legacy else (text[start:end], tuple(range(start, end)))
    raw = letters.translate(_ODD_CHARACTERS)
    stripped = raw.strip(" ")
    if not stripped:
        return None
    origins = tuple(range(lead := len(raw) - len(raw.lstrip(" ")), lead + len(stripped)))
    if "\n" in stripped or not is_plain(stripped):
        stripped, origins = normal(raw)
        if not stripped.strip():
            return None
        while stripped[0] == " ":
            stripped, origins = stripped[1:], origins[1:]
    places = [sources[origin] for origin in origins]
    return stripped, places[0], jumps_in(places, 0)


def _spans(
    text_page: TextPage,
    text: str,
    start: int,
    end: int,
    rects: list[_Rect],
    size: float,
    frame: Frame,
) -> list[tuple[int, int, float, float]]:
    """A line's pieces ``(start, end, left, right)``: the whole line unless it has a gap as of columns."""
    gap = 1.7 * size
    if not any(after[0] - before[2] > gap or after[0] < before[2] - size for before, after in pairwise(rects)):
        return [(start, end, min(rect[0] for rect in rects), max(rect[2] for rect in rects))]
    edges = [start]
    piece = 0
    for index in range(start, end):
        if piece + 1 == len(rects):
            break
        if text[index] == " ":
            continue
        left, _, right, _ = char_box(text_page, index, frame)
        middle = (left + right) / 2
        while piece + 1 < len(rects) and not (rects[piece][0] - 0.1 <= middle <= rects[piece][2] + 0.1):
            piece += 1
            edges.append(index)
    edges += [end] * (len(rects) + 1 - len(edges))
    spans = [
        (edges[number], edges[number + 1], rect[0], rect[2])
        for number, rect in enumerate(rects)
        if edges[number] < edges[number + 1]
    ]
    return parts(text, spans, size)


def _cuts(walls: Sequence[Rule], rect: _Rect) -> bool:
    """Whether an upright rule goes through the line."""
    left, top, right, bottom = rect
    middle = (top + bottom) / 2
    return any(left < wall.left < right and wall.top < middle < wall.bottom for wall in walls)


def _cut(
    text_page: TextPage,
    span: tuple[int, int, float, float],
    extent: tuple[float, float],
    walls: list[Rule],
    frame: Frame,
) -> list[tuple[int, int, float, float]]:
    """The span, cut where upright rules go through it."""
    start, end, left, right = span
    middle = (extent[0] + extent[1]) / 2
    crossing = sorted({wall.left for wall in walls if left < wall.left < right and wall.top < middle < wall.bottom})
    if not crossing:
        return [span]
    made: list[tuple[int, int, float, float]] = []
    part = (start, left, left)  # where it begins, from where to where it goes across
    place = -1
    for index in range(start, end):
        char_left, _, char_right, _ = char_box(text_page, index, frame)
        if char_right <= char_left:
            continue
        now = sum(wall < (char_left + char_right) / 2 for wall in crossing)
        if now != place:
            if place >= 0:
                made.append((part[0], index, part[1], part[2]))
            part = (index if place >= 0 else start, char_left, char_right)
            place = now
        part = (part[0], part[1], max(part[2], char_right))
    made.append((part[0], end, part[1], part[2]))
    return made


def char_box(text_page: TextPage, index: int, frame: Frame) -> _Rect:
    """Left, top, right and bottom of a character as it is shown; of no extent where it has none."""
    if not _get_char_box(text_page, index, _LEFT, _RIGHT, _BOTTOM, _TOP):
        return 0.0, 0.0, 0.0, 0.0
    left, top, right, bottom = _NUMBERS[:4]
    return frame.box(left, bottom, right, top)


# --- rules and images ----------------------------------------------------------------------------------------------------


class _Marks:
    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self.covered = 0.0
        self.drawn = False
        self.left = _MOST_OBJECTS


_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _marks(page: Page, frame: Frame) -> _Marks:
    marks = _Marks()
    count = min(_count_objects(page), _MOST_OBJECTS)
    kinds = [*map(_type_of, map(_object_at, repeat(page), range(count)))]
    if kinds.count(raw.FPDF_PAGEOBJ_TEXT) < count:
        for index, kind in enumerate(kinds):
            if kind != raw.FPDF_PAGEOBJ_TEXT:
                _take(raw.FPDFPage_GetObject(page, index), _IDENTITY, frame, marks, 0)
    return marks


def _take(item: Any, matrix: _Matrix, frame: Frame, marks: _Marks, depth: int) -> None:
    """Note what an object of a page, or of a form on it, draws."""
    kind = raw.FPDFPageObj_GetType(item)
    marks.left -= 1
    if kind == raw.FPDF_PAGEOBJ_TEXT or marks.left < 0:
        return
    marks.drawn = True
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        inner = _product(_matrix_of(item), matrix)
        for index in range(raw.FPDFFormObj_CountObjects(item)):
            if marks.left < 0:
                return
            _take(raw.FPDFFormObj_GetObject(item, index), inner, frame, marks, depth + 1)
        return
    if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
        return
    sides = [c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(item, *sides):
        return
    x, y, to_x, to_y = (side.value for side in sides)
    box = _shown(x, y, to_x, to_y, matrix, frame)
    if kind == raw.FPDF_PAGEOBJ_IMAGE:
        across = min(box.right, frame.width) - max(box.left, 0.0)
        down = min(box.bottom, frame.height) - max(box.top, 0.0)
        marks.covered += max(across, 0.0) * max(down, 0.0) / max(frame.width * frame.height, 1.0)
        return
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return
    if min(box.right - box.left, box.bottom - box.top) <= _THIN:
        _note(box, marks)
    elif stroke.value:
        _note_segments(item, matrix, frame, marks)


def _note(box: Rule, marks: _Marks) -> None:
    if max(box.right - box.left, box.bottom - box.top) >= _SHORTEST:
        marks.rules.append(box)


def _note_segments(item: Any, matrix: _Matrix, frame: Frame, marks: _Marks) -> None:
    """The level and upright strokes of a path."""
    count = raw.FPDFPath_CountSegments(item)
    if count > _MOST_SEGMENTS:
        return
    inner = _product(_matrix_of(item), matrix)
    x, y = c_float(), c_float()
    begun = last = (0.0, 0.0)
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begun = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            _note_stroke(last, point, inner, frame, marks)
        if raw.FPDFPathSegment_GetClose(segment):
            _note_stroke(point, begun, inner, frame, marks)
            point = begun
        last = point


def _note_stroke(
    start: tuple[float, float], end: tuple[float, float], matrix: _Matrix, frame: Frame, marks: _Marks
) -> None:
    box = _shown(*start, *end, matrix, frame)
    if min(box.right - box.left, box.bottom - box.top) <= 1.0:
        _note(box, marks)


def _matrix_of(item: Any) -> _Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """What ``inner`` does, and ``outer`` after it."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _shown(x: float, y: float, to_x: float, to_y: float, matrix: _Matrix, frame: Frame) -> Rule:
    """The box between two corners, as shown."""
    a, b, c, d, e, f = matrix
    across = (a * x + c * y + e, a * to_x + c * to_y + e)
    down = (b * x + d * y + f, b * to_x + d * to_y + f)
    return Rule(*frame.box(min(across), min(down), max(across), max(down)))
