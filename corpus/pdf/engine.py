"""PDF files opened by PDFium, with its errors as ReadErrors.

Documents and pages are PDFium's bare handles: the objects that pypdfium2 puts around them take a tenth as long as reading.
"""

import ctypes
import re
from codecs import utf_16_le_decode
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, TypeAlias

from pypdfium2 import PdfiumError, raw

from corpus.layout.lines import is_plain
from corpus.normalising import normalise
from corpus.rejects import ReadError

# PDFium's handles.
Document: TypeAlias = Any
Page: TypeAlias = Any
TextPage: TypeAlias = Any
"""The text of a page."""

MOST_PAGES = 2000

_MARK = b"%PDF-"
_MARK_WITHIN = 1024  # bytes: readers of PDF look for the mark so far into a file
_NAMES = {b"Title": "title", b"Author": "author", b"Subject": "subject", b"Keywords": "keywords", b"Creator": "creator"}
_NAMES |= {b"Producer": "producer", b"CreationDate": "date", b"ModDate": "modified"}
_ROOM = ctypes.create_string_buffer(512)  # for a value; longer ones get as much as they need
_END = b"\0\0"
_LONGEST_VALUE = 1000  # characters
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?")


def bare(function: object, result: Any, *takes: Any) -> Any:
    """A function of pypdfium2's raw interface without its conversions, which take longer than many a call.

    It takes what ctypes passes as it is: handles, whole numbers of 32 bits, bytes, arrays and references; or, which costs
    more, what the types of ``takes`` make of numbers. It keeps the interpreter's lock, and is for what takes microseconds.
    """
    return ctypes.PYFUNCTYPE(result, *takes)(ctypes.cast(function, ctypes.c_void_p).value)  # type: ignore[arg-type]


_value_of = bare(raw.FPDF_GetMetaText, ctypes.c_ulong)
_extent_of = bare(raw.FPDF_GetPageBoundingBox, ctypes.c_int)
_EXTENT = (ctypes.c_float * 4)()  # left, top, right, bottom, as PDFium writes them there
_turn_of = bare(raw.FPDFPage_GetRotation, ctypes.c_int)


class _Held:
    """A handle that is closed behind a ``with`` block; a generator for the block would take longer than many a call."""

    __slots__ = ("_close", "_handle", "_needed")

    def __init__(self, handle: Any, close: Callable[[Any], None], needed: object = None) -> None:
        self._handle, self._close, self._needed = handle, close, needed

    def __enter__(self) -> Any:
        return self._handle

    def __exit__(self, *_: object) -> None:
        self._close(self._handle)


def opened(content: bytes) -> AbstractContextManager[Document]:
    """The document in ``content``.

    Raises:
        ReadError: ``corrupt``, ``encrypted``, ``empty`` (no pages), ``too_long``.
    """
    if _MARK not in content[:_MARK_WITHIN]:
        raise ReadError("corrupt", "no PDF file: the mark of one is missing")
    document = raw.FPDF_LoadMemDocument64(content, len(content), None)
    count = count_of(document)
    if 0 < count <= MOST_PAGES:
        return _Held(document, raw.FPDF_CloseDocument, content)
    code = raw.FPDF_GetLastError()
    raw.FPDF_CloseDocument(document)
    if count > MOST_PAGES:
        raise ReadError("too_long", f"{count:,} pages; at most {MOST_PAGES:,} are read")
    if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        raise ReadError("encrypted", "needs a password")
    if code == raw.FPDF_ERR_SUCCESS:
        raise ReadError("empty", "a PDF file without pages")
    raise ReadError("corrupt", "no PDF file, or too much of it is broken or cut off")


def count_of(document: Document) -> int:
    """How many pages there are."""
    return int(raw.FPDF_GetPageCount(document))


def page_of(document: Document, index: int) -> AbstractContextManager[Page]:
    """A page by its index from 0. Raises ReadError: ``corrupt``."""
    page = raw.FPDF_LoadPage(document, index)
    if not page:
        raise ReadError("corrupt", f"page {index + 1} is broken")
    return _Held(page, raw.FPDF_ClosePage)


def text_page_of(page: Page) -> AbstractContextManager[TextPage]:
    """PDFium's text of a page.

    Raises PdfiumError: PDFium gives up.
    """
    text_page = raw.FPDFText_LoadPage(page)
    if not text_page:
        raise PdfiumError("no text of the page")
    return _Held(text_page, raw.FPDFText_ClosePage)


def metadata_of(document: Document) -> dict[str, str]:
    """What the file says of itself; dates as ISO 8601 where they are written as PDF wants them."""
    found = {}
    for key, name in _NAMES.items():
        held, size = _ROOM, _value_of(document, key, _ROOM, len(_ROOM))
        if size > len(_ROOM):
            held = ctypes.create_string_buffer(size)
            _value_of(document, key, held, size)
        if size <= len(_END):
            continue
        # Half a letter, which a broken file may hold, is none.
        written, _ = utf_16_le_decode(memoryview(held)[: size - len(_END)], "ignore")
        if not is_plain(written) or "\n" in written:
            written = normalise(written).replace("\n", " ")
        if value := written[:_LONGEST_VALUE].strip():
            found[name] = _iso(value) if name in ("date", "modified") else value
    return found


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


def frame_of(page: Page) -> Frame:
    """The frame of a page: its media box, cut by its crop box, turned as it says."""
    if not _extent_of(page, _EXTENT):
        raise PdfiumError("no extent of the page")
    left, top, right, bottom = _EXTENT
    turn = 90 * _turn_of(page)
    across, down = right - left, top - bottom
    width, height = (down, across) if turn in (90, 270) else (across, down)
    return Frame(width, height, left, bottom, turn)
