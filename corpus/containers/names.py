"""Names of members, which archives give as bytes in a code page that they do not name."""

import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from corpus import legacy

_LONGEST = 500  # characters
_ENOUGH = 2000  # names to tell a code page by
_SUFFIX = re.compile(rb"\.[A-Za-z0-9]{1,5}$")
_WORD_BREAKS = re.compile(rb"[/\\_.-]")


def decode_names(names: Sequence[bytes]) -> list[str]:
    """Return names of one archive as text: those that are UTF-8 so, the others in the code page that fits all of them.

    That is a legacy Vietnamese encoding (TCVN3, VNI, VPS, VISCII, Windows-1258) where it makes syllables of their words,
    and else code page 437, as the ZIP format has it.
    """
    odd = [name.replace(b"\n", b" ") for name in names if not _is_utf8(name)]
    if not odd:
        return [name.decode("utf-8") for name in names]
    encoding = _encoding_of(odd)
    whole = b"\n".join(odd)  # At once, as names tell of each other's capitals.
    text = legacy.decode(whole, encoding) if encoding else whole.decode("cp437")
    decoded = iter(text.split("\n"))
    return [name.decode("utf-8") if _is_utf8(name) else next(decoded) for name in names]


def label_of(name: str) -> str:
    """Return a name as a label: composed, with ``/`` between its parts, printable, of bounded length."""
    text = unicodedata.normalize("NFC", name.replace("\\", "/"))
    if not text.isprintable():
        text = "".join(c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode() for c in text)
    if len(text) > _LONGEST:  # The end tells more than the start: it has the suffix.
        text = "…" + text[1 - _LONGEST :]
    return text or "?"


def is_hidden(label: str) -> bool:
    """Whether a member is passed over as files that begin with a dot are, or is a shadow that macOS adds of each file."""
    parts = label.split("/")
    return "__MACOSX" in parts or any(part.startswith(".") and part.strip(".") for part in parts)


def stem_of(label: str) -> str:
    """The stem of the last part of a label."""
    return posixpath.splitext(posixpath.basename(label.rstrip("/")))[0] or label


def distinct(labels: Iterable[str]) -> Iterator[str]:
    """Yield labels, those that come again numbered, for each has to name one member."""
    seen: set[str] = set()
    times: Counter[str] = Counter()
    for label in labels:
        name = label
        while name in seen:
            times[label] += 1
            name = f"{label} ({times[label] + 1})"
        seen.add(name)
        yield name


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _encoding_of(names: Sequence[bytes]) -> legacy.Encoding | None:
    return legacy.detect(b"\n".join(_WORD_BREAKS.sub(b" ", _SUFFIX.sub(b"", name)) for name in names[:_ENOUGH]))
