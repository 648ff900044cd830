"""Text whose encoding is declared beside it: by the header of a response, or of a part of a message."""

import codecs
import re

from corpus import legacy

# Of Python's codecs those that are of text, and can be told by nothing but their name.
_TAKEN = re.compile(
    r"utf-?(?:16|32)(?:-?[lb]e)?|windows-?(?:874|125\d)|cp125\d|iso-?8859-?\d+|latin-?1|koi8-[ru]|gb2312|gbk|gb18030|big5"
    r"|euc-(?:jp|kr)|shift_jis|iso-2022-jp|tis-620",
    re.IGNORECASE,
)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def as_declared(content: bytes, charset: str) -> bytes:
    """Return ``content`` in UTF-8 where it is in the encoding of this name, and as it is where its bytes tell better.

    They do where they have a byte order mark, are UTF-8, or make Vietnamese in a legacy encoding, for which names of
    encodings were never declared truly. An unknown name changes nothing.
    """
    if not _TAKEN.fullmatch(charset) or content.startswith(_MARKS):
        return content
    wide = "16" in charset or "32" in charset or charset.lower().startswith("iso-2022")
    if not wide and (_is_utf8(content) or legacy.detect(content) is not None):
        return content
    if re.fullmatch(r"(?:windows-?|cp)1258", charset, re.IGNORECASE):
        return legacy.decode(content, "windows-1258").encode()
    try:
        return content.decode(charset, "replace").encode("utf-8", "replace")
    except LookupError:
        return content


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
