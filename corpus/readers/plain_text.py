"""Text files in Unicode (UTF-8, UTF-16 and UTF-32 with a byte order mark, UTF-8 and UTF-16 without one) and in the legacy
Vietnamese encodings.
"""

import codecs
import re

from corpus.columns import column_starts
from corpus.legacy import Mended, mend, read_legacy
from corpus.normalising import normalise
from corpus.readers.reader import Reader, ReadResult
from corpus.rejects import ReadError
from corpus.segmenting import segment

# The mark of UTF-32 begins with that of UTF-16, so it is tried first.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters but for white space, the end-of-file mark of DOS and the escape of terminals. VISCII and VPS place
# a few rare capitals here, so some of them are allowed.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_CONTROL_BYTES = re.compile(b"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.05
# White space, Latin with all Vietnamese letters, combining marks, punctuation, currency: UTF-16 read the wrong way
# round, or numbers read as UTF-16, give characters all over the planes.
_EXPECTED = re.compile(
    "[\t\n\r -~\u00a0-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20bf\u2100-\u214f\ufeff]"
)
_LEAST_EXPECTED = 0.9


def read(content: bytes) -> ReadResult:
    """Return the text of ``content``, normalised, with a segment for each line or cell of a table; legacy encodings in the metadata.

    Raises ReadError: ``binary`` for what is no text, ``encoding`` for text that is neither in Unicode nor in a legacy
    Vietnamese encoding.
    """
    decoded, encodings = decode(content)
    text = normalise(decoded)
    return ReadResult(
        text=text,
        segments=segment(text, column_starts(decoded, text)),
        metadata={"encoding": ", ".join(encodings)} if encodings else {},
    )


def decode(content: bytes) -> Mended:
    """Return ``content`` as text, without its byte order mark, and the legacy encodings it was in.

    Unicode whose characters are legacy bytes, one by one, counts as the legacy encoding that it was.

    Raises ReadError: ``binary``, ``encoding``.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return mend(_decode_marked(content[len(mark) :], encoding))
    if b"\0" in content:
        return mend(_decode_unmarked_utf16(content))
    if len(_CONTROL_BYTES.findall(content)) > _MOST_CONTROLS * len(content):
        raise ReadError("binary", "named as a text file, and full of control characters")
    try:
        return mend(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        legacy = read_legacy(content)
        if legacy is not None:
            return legacy
        raise ReadError(
            "encoding",
            f"neither UTF-8 nor UTF-16 (byte {error.start} is 0x{content[error.start]:02x}), nor Vietnamese in TCVN3, "
            "VNI, VPS, VISCII or Windows-1258",
        ) from error


def _decode_marked(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            "encoding",
            f"begins with the mark of {encoding.upper()} and breaks it at byte {error.start}: {error.reason}",
        ) from error
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise ReadError(
            "binary",
            f"begins with the mark of {encoding.upper()} and is full of control characters",
        )
    return text


def _decode_unmarked_utf16(content: bytes) -> str:
    """No encoding of text but UTF-16 and UTF-32 holds NUL bytes, so what is not clearly UTF-16 is no text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_EXPECTED.findall(text)) >= _LEAST_EXPECTED * len(text):
            return text
    raise ReadError("binary", "named as a text file, and holds NUL bytes")


READER = Reader(
    name="plain_text",
    version=3,
    media_types={"text/plain": (".txt",)},
    max_bytes=16 * 1024 * 1024,
    read=read,
)
