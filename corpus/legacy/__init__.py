"""Legacy Vietnamese encodings: TCVN3 (ABC), VNI, VPS, VISCII and Windows-1258, as bytes and as the text that their bytes
became elsewhere.

Where the font of a text is known, ``encoding_of_font`` tells its encoding and ``convert`` or ``convert_mapped`` makes it
Unicode, run by run; ``restore_capitals`` is then for the whole line. Without fonts, ``detect`` and ``detect_text`` tell the
encoding by statistics, and ``read_legacy`` and ``mend`` take texts that mix encodings.
"""

from corpus.legacy.capitals import restore_capitals
from corpus.legacy.converting import convert, convert_mapped, decode
from corpus.legacy.detecting import detect, detect_text
from corpus.legacy.fonts import encoding_of_font, is_capital_font
from corpus.legacy.mixing import Mended, mend, read_legacy
from corpus.legacy.tables import ENCODINGS, LACKS_CAPITALS, Encoding

__all__ = [
    "ENCODINGS",
    "LACKS_CAPITALS",
    "Encoding",
    "Mended",
    "convert",
    "convert_mapped",
    "decode",
    "detect",
    "detect_text",
    "encoding_of_font",
    "is_capital_font",
    "mend",
    "read_legacy",
    "restore_capitals",
]
