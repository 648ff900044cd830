"""PDF files opened by pypdfium2, with its errors as ReadErrors."""

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.layout.lines import is_plain
from corpus.normalising import normalise
from corpus.rejects import ReadError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MOST_PAGES = 2000

_MARK = b"%PDF-"
_MARK_WITHIN = 1024  # bytes: readers of PDF look for the mark so far into a file
_CODE_PASSWORD, _CODE_SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_NAMES = {b"Title": "title", b"Author": "author", b"Subject": "subject", b"Keywords": "keywords", b"Creator": "creator"}
_NAMES |= {b"Producer": "producer", b"CreationDate": "date", b"ModDate": "modified"}
_ROOM = 512  # bytes, for a value; longer ones get as much as they need
_END = b"\0\0"
_LONGEST_VALUE = 1000  # characters
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?")


@contextmanager
def opened(content: bytes) -> Iterator["PdfDocument"]:
    """The document in ``content``.

    Raises:
        ReadError: ``corrupt``, ``encrypted``, ``empty`` (no pages), ``too_long``.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    if _MARK not in content[:_MARK_WITHIN]:
        raise ReadError("corrupt", "no PDF file: the mark of one is missing")
    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        if error.err_code in (_CODE_PASSWORD, _CODE_SECURITY):
            raise ReadError("encrypted", "needs a password") from error
        if error.err_code == 0:
            raise ReadError("empty", "a PDF file without pages") from error
        raise ReadError("corrupt", "no PDF file, or too much of it is broken or cut off") from error
    try:
        if len(document) > MOST_PAGES:
            raise ReadError("too_long", f"{len(document):,} pages; at most {MOST_PAGES:,} are read")
        yield document
    finally:
        document.close()


@contextmanager
def page_of(document: "PdfDocument", index: int) -> Iterator["PdfPage"]:
    """A page by its index from 0. Raises ReadError: ``corrupt``."""
    from pypdfium2 import PdfiumError

    try:
        page = document[index]
    except PdfiumError as error:
        raise ReadError("corrupt", f"page {index + 1} is broken") from error
    try:
        yield page
    finally:
        page.close()


def metadata_of(document: "PdfDocument") -> dict[str, str]:
    """What the file says of itself; dates as ISO 8601 where they are written as PDF wants them."""
    found = {}
    room = ctypes.create_string_buffer(_ROOM)
    value_of = _value_of()
    for key, name in _NAMES.items():
        held, size = room, value_of(document.raw, key, room, _ROOM)
        if size > _ROOM:
            held = ctypes.create_string_buffer(size)
            value_of(document.raw, key, held, size)
        if size <= len(_END):
            continue
        # Half a letter, which a broken file may hold, is none.
        written = str(memoryview(held)[: size - len(_END)], "utf-16-le", "ignore")
        if not is_plain(written) or "\n" in written:
            written = normalise(written).replace("\n", " ")
        if value := written[:_LONGEST_VALUE].strip():
            found[name] = _iso(value) if name in ("date", "modified") else value
    return found


@cache
def _value_of() -> Any:
    from pypdfium2 import raw

    return bare(raw.FPDF_GetMetaText, ctypes.c_ulong)


def _iso(date: str) -> str:
    parts = _DATE.fullmatch(date)
    if parts is None:
        return date
    year, month, day, hour, minute, second, sign, zone_hours, zone_minutes = parts.groups()
    made = "-".join(part for part in (year, month, day) if part)
    if hour and day:
        made += f"T{hour}:{minute}:{second or '00'}"
        if sign:
            made += f"{sign}{zone_hours}:{zone_minutes or '00'}"
        elif date.endswith("Z"):
            made += "Z"
    return made


def bare(function: object, result: Any, *takes: Any) -> Any:
    """A function of pypdfium2's raw interface without its conversions, which take longer than many a call.

    It takes what ctypes passes as it is: handles, whole numbers of 32 bits, bytes, arrays and references; or, which costs
    more, what the types of ``takes`` make of numbers. It keeps the interpreter's lock, and is for what takes microseconds.
    """
    return ctypes.PYFUNCTYPE(result, *takes)(ctypes.cast(function, ctypes.c_void_p).value)  # type: ignore[arg-type]


class Frame(NamedTuple):
    """How the coordinates of a page's content become points from the top left of the page as it is shown."""

    width: float
    height: float
    left: float
    bottom: float
    turn: int  # degrees, clockwise: 0, 90, 180, 270

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a box as it is shown."""
        width, height, x, y, turn = self
        left, right, bottom, top = left - x, right - x, bottom - y, top - y
        if turn == 0:
            return left, height - top, right, height - bottom
        if turn == 90:
            return bottom, left, top, right
        if turn == 180:
            return width - right, bottom, width - left, top
        return width - top, height - right, width - bottom, height - left


def frame_of(page: "PdfPage") -> Frame:
    """The frame of a page: its media box, cut by its crop box, turned as it says."""
    left, bottom, right, top = page.get_bbox()
    turn = page.get_rotation()
    across, down = right - left, top - bottom
    width, height = (down, across) if turn in (90, 270) else (across, down)
    return Frame(width, height, left, bottom, turn)
