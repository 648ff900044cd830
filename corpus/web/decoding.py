"""The text of an HTML file: which encoding it is in, whatever it declares.

UTF-8 proves itself, so it is tried before any declaration: pages were moved to it and kept their old headers. Of the
legacy Vietnamese encodings none was ever declared truly, so they are told by the words between the tags.
"""

import codecs
import re

from corpus.legacy import Mended, convert, read_legacy
from corpus.rejects import ReadError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 8192  # bytes in which a declaration stands
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
# Declarations that are taken at their word where the bytes do not tell otherwise. Codecs of Python that are none of text
# must not be reached by a name in a page.
_TRUSTED = re.compile(
    r"windows-?(?:874|125[0-8])|cp125[0-8]|iso-?8859-\d+|koi8-[ru]|gb2312|gbk|gb18030|big5|euc-(?:jp|kr)|shift_jis|tis-620",
    re.IGNORECASE,
)
# What WHATWG makes of these is a superset with quotes and dashes.
_WESTERN = re.compile(r"(?:iso-?8859-(?:1|15)|windows-?1252|cp1252)$", re.IGNORECASE)
_TAGS = re.compile(rb"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[a-zA-Z/!?][^>]*>|&#?\w+;", re.DOTALL | re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
# At most one byte of so many that are no ASCII may break UTF-8: a character cut in two, a foreign quote.
_BROKEN = 50
_UTF8_MARGIN = 4

# UTF-8 that was read as Windows-1252 and written in UTF-8 again: "Há»™i nghá»‹". Each byte that Windows-1252 has no
# character for stayed a control character.
_SHOWN = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0x100)}
_CONTINUATION = "".join(re.escape(character) for character, byte in _SHOWN.items() if byte < 0xC0)
_READ_TWICE = re.compile(
    f"[\u00c2-\u00df][{_CONTINUATION}]|[\u00e0-\u00ef][{_CONTINUATION}]{{2}}|[\u00f0-\u00f4][{_CONTINUATION}]{{3}}"
)
_VIETNAMESE = re.compile("[\u0103\u0111\u01a1\u01b0\u1ea0-\u1ef9]", re.IGNORECASE)
_LEAST_READ_TWICE = 5

_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CONTROL_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|11|1[4-9]|2\d|3[01]|127)|x0*(?:[0-8]|b|[ef]|1[0-9a-f]|7f))(?:;|(?![0-9a-f]))", re.IGNORECASE
)
_MOST_CONTROLS = 0.05


def decode(content: bytes) -> Mended:
    """Return an HTML file as text without control characters, and the legacy encoding that its bytes were in.

    Legacy text that the page holds as Unicode characters, or behind the names of fonts, is left for later: what its
    words are is clear only when it is parsed.

    Raises ReadError: ``binary`` for what is no text.
    """
    decoded = _decoded(content)
    text = _CONTROLS.sub("", decoded.text)
    if len(decoded.text) - len(text) > _MOST_CONTROLS * len(decoded.text):
        raise ReadError("binary", "named as a web page, and full of control characters")
    if "&#" in text:
        text = _CONTROL_REFERENCE.sub("", text)
    return Mended(_read_once(text), decoded.encodings)


def _decoded(content: bytes) -> Mended:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return Mended(content[len(mark) :].decode(encoding, "replace"), ())
    for encoding, opening in (("utf-16-le", b"<\0"), ("utf-16-be", b"\0<")):
        if (at := content.find(opening, 0, 64)) >= 0 and at % 2 == 0:
            return Mended(content.decode(encoding, "replace"), ())
    try:
        return Mended(content.decode("utf-8"), ())
    except UnicodeDecodeError:
        pass
    if _is_broken_utf8(content):
        return Mended(content.decode("utf-8", "replace"), ())
    return _decoded_legacy(content)


def _is_broken_utf8(content: bytes) -> bool:
    valid = sum(len(found[0]) for found in _MULTIBYTE.finditer(content))
    broken = len(_BEYOND_ASCII.findall(content)) - valid
    return broken * _BROKEN < valid or (broken <= _UTF8_MARGIN and valid > _UTF8_MARGIN * broken)


def _decoded_legacy(content: bytes) -> Mended:
    declared = _declared(content)
    trusted = declared if _TRUSTED.fullmatch(declared) else ""
    words = read_legacy(_TAGS.sub(b" ", content))
    if words is not None and words.encodings:
        return Mended(convert(content.decode("latin-1"), words.encodings[0]), words.encodings)
    if re.fullmatch(r"(?:windows-?|cp)1258", trusted, re.IGNORECASE):
        return Mended(convert(content.decode("latin-1"), "windows-1258"), ("windows-1258",))
    if trusted and not _WESTERN.match(trusted):
        return Mended(content.decode(trusted, "replace"), ())
    return Mended("".join(_WINDOWS_1252[byte] for byte in content), ())


_WINDOWS_1252 = tuple(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x100))


def _declared(content: bytes) -> str:
    """The name of the encoding that a page declares; empty where it declares none, or none that Python knows."""
    found = _DECLARED.search(content, 0, _HEAD)
    if found is None:
        return ""
    name = (found[1] or found[2]).decode("ascii", "ignore")
    try:
        codecs.lookup(name)
    except LookupError:
        return ""
    return name


def _read_once(text: str) -> str:
    """``text`` with what was encoded in UTF-8 twice decoded, where that is most of its Vietnamese."""
    if "á»" not in text and "áº" not in text and "Ä‘" not in text:
        return text
    if len(_READ_TWICE.findall(text)) < max(_LEAST_READ_TWICE, 2 * len(_VIETNAMESE.findall(text))):
        return text
    return _READ_TWICE.sub(_decoded_run, text)


def _decoded_run(found: re.Match[str]) -> str:
    try:
        return bytes(_SHOWN[character] for character in found[0]).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
