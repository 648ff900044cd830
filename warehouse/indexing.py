"""Where each word of a text stands, for the full-text search."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from models.words import bare_word, marked_word, split_words

SEARCH_DOCUMENT_COLUMNS = ("document_id", "words")
SEARCH_TERM_COLUMNS = ("document_id", "term", "bare", "offsets")

_Integers = npt.NDArray[np.int32]


@dataclass(frozen=True)
class _Strings:
    """Strings one after the other in UTF-8, and how many bytes each has as 32-bit integers: as Arrow lays them out."""

    content: bytes
    lengths: bytes


@dataclass(frozen=True)
class Terms:
    """The words of a text, each once, in the order of their first places: with their marks, and without.

    ``words`` is their number with all repeats. ``offsets`` are the places where each begins, word after word, and
    ``counts`` how many of them each word has, as bytes of 32-bit integers: there are more of these rows than of all others,
    and whoever writes a batch only puts them together.
    """

    words: int
    marked: _Strings
    bare: _Strings
    offsets: bytes
    counts: bytes


def terms_of(text: str) -> Terms:
    """The words of a text.

    Raises:
        UnicodeEncodeError: it is no Unicode.

    >>> terms_of("Cụm và cum, cụm").words
    4
    """
    words, starts = split_words(text)
    places: dict[str, list[int]] = {}
    for word, start in zip(map(marked_word, words), starts, strict=True):
        places.setdefault(word, []).append(start)
    return Terms(
        len(words),
        _strings(places),
        _strings(map(bare_word, places)),
        array("i", chain.from_iterable(places.values())).tobytes(),
        array("i", map(len, places.values())).tobytes(),
    )


def terms_table(document_ids: Sequence[str], terms: Sequence[Terms]) -> pa.Table:
    """The rows of ``search_terms`` for documents: a word of a document is one, with the places where it begins in order."""
    counts = _integers(each.counts for each in terms)
    sizes = [len(each.counts) // counts.itemsize for each in terms]
    owners = np.repeat(np.arange(len(terms), dtype=np.int32), sizes)
    columns = (
        pa.DictionaryArray.from_arrays(owners, pa.array(document_ids, pa.string())),
        _array(each.marked for each in terms),
        _array(each.bare for each in terms),
        pa.ListArray.from_arrays(
            pa.array(_ends(counts), pa.int32()), pa.array(_integers(each.offsets for each in terms))
        ),
    )
    return pa.table(dict(zip(SEARCH_TERM_COLUMNS, columns, strict=True)))


def _strings(words: Iterable[str]) -> _Strings:
    encoded = [word.encode() for word in words]
    return _Strings(b"".join(encoded), array("i", map(len, encoded)).tobytes())


def _array(strings: Iterable[_Strings]) -> pa.StringArray:
    parts = [*strings]
    ends = _ends(_integers(part.lengths for part in parts))
    content = pa.py_buffer(b"".join(part.content for part in parts))
    return pa.StringArray.from_buffers(len(ends) - 1, pa.py_buffer(ends.tobytes()), content)


def _integers(parts: Iterable[bytes]) -> _Integers:
    return np.frombuffer(b"".join(parts), np.int32)


def _ends(lengths: _Integers) -> _Integers:
    """The offsets of what has these lengths, from 0."""
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
