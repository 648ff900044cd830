"""The one form that every reader's text takes: NFC, folded white space, no invisible characters, and nothing else."""

import re
import unicodedata

# Control characters, and what Unicode calls format characters (category Cf: soft hyphen, zero-width spaces and joiners,
# direction marks, byte order mark, tags) but for the few of them that print: the number signs of Arabic, Syriac and
# Kaithi. To these come the combining grapheme joiner and the variation selectors, which are as invisible.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f\U000e0100-\U000e01ef]+"
)
# CR, VT, FF, NEL and the two separators of Unicode all end a line somewhere; afterwards only "\n" does.
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ODD_BLANK = "[\t\x1c-\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
# Every run of blanks but the single space, which would only take the place of itself.
_BLANKS = re.compile(f" *{_ODD_BLANK}(?: |{_ODD_BLANK})*|  +")
_BLANKS_AT_LINE_BREAK = re.compile(" ?\n ?")
_BLANK_LINES = re.compile("\n{3,}")


def normalise(text: str) -> str:
    """Return ``text`` composed (NFC), with white space folded and invisible characters removed.

    A run of blanks (tabs, no-break and other Unicode spaces) becomes one space, blanks at either end of a line go,
    line breaks of every kind become ``\\n``, several blank lines become one, and none are left at the ends of the text.
    Control characters, zero-width characters, soft hyphens and direction marks are removed. Words, dashes, quotes and
    the place of tone marks stay as written. Idempotent. The result has no line break or white space but ``\\n`` and
    the space, so ``str.splitlines`` and ``str.split("\\n")`` agree on it.
    """
    # Before NFC: what stands between a letter and its mark would keep them apart.
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = _BLANKS.sub(" ", _LINE_BREAK.sub("\n", text))
    text = _BLANKS_AT_LINE_BREAK.sub("\n", text)
    return _BLANK_LINES.sub("\n\n", text).strip(" \n")
