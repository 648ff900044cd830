"""Where the columns of a text file begin: words that a tab or several blanks keep apart, which the folded text does not show."""

import re
from itertools import accumulate

from corpus.normalising import normalise

_MARK = "\ufdd0"
"""No character of any text: Unicode keeps it for such uses."""
# Behind a stop two blanks are a habit of typing, unless a number ends there; beside a bar they only fill a cell up.
_GAP = re.compile(r"(?<=\S)(?<![^\d\s][.,;:!?])(?<!\|)(?:[ \u00a0]{2,}|[ \u00a0]*\t[ \u00a0\t]*)(?=[^\s|])")


def column_starts(raw: str, text: str) -> tuple[int, ...]:
    """Return the offsets in ``text`` at which a column begins that is not the first of its line, in order.

    ``text`` is ``normalise(raw)``. None are returned where the two cannot be laid beside each other.
    """
    if _MARK in raw or _GAP.search(raw) is None:
        return ()
    marked = normalise(_GAP.sub(f" {_MARK}", raw))
    pieces = marked.split(_MARK)
    if "".join(pieces) != text:
        return ()
    starts = dict.fromkeys(accumulate(map(len, pieces[:-1])))
    # Invisible characters count as words until they are removed.
    return tuple(start for start in starts if 0 < start < len(text) and text[start - 1] == " ")
