"""Where each word of a text stands, for the full-text search."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from models.words import bare_word, marked_word, places_of_words

SEARCH_DOCUMENT_COLUMNS = ("document_id", "words")
SEARCH_TERM_COLUMNS = ("document_id", "term", "bare", "offsets")

Terms = Mapping[str, list[int]]
"""The words of a text with their marks, and where each begins."""


def terms_of(text: str) -> Terms:
    """The words of a text, each once, and where each begins, in order.

    >>> terms_of("Cụm và cum, cụm")
    {'cụm': [0, 12], 'và': [4], 'cum': [7]}
    """
    terms: dict[str, list[int]] = {}
    for word, offsets in places_of_words(text).items():
        term = marked_word(word)
        if term in terms:
            terms[term] = sorted(terms[term] + offsets)
        else:
            terms[term] = offsets
    return terms


def count_words(terms: Terms) -> int:
    """How many words the text has."""
    return sum(map(len, terms.values()))


def terms_table(document_ids: Sequence[str], terms: Sequence[Terms]) -> pa.Table:
    """The rows of ``search_terms`` for documents, made column by column: there are more of them than of all others."""
    words = [word for each in terms for word in each]
    places = [offsets for each in terms for offsets in each.values()]
    ends, values = array("i", [0]), array("i")
    for offsets in places:
        values.extend(offsets)
        ends.append(len(values))
    owners = array("i")
    for number, each in enumerate(terms):
        owners.extend([number] * len(each))
    columns = (
        pa.array(document_ids, pa.string()).take(_int32(owners)),
        pa.array(words, pa.string()),
        pa.array(list(map(bare_word, words)), pa.string()),
        pa.ListArray.from_arrays(_int32(ends), _int32(values), type=pa.list_(pa.int32())),
    )
    return pa.table(dict(zip(SEARCH_TERM_COLUMNS, columns, strict=True)))


def _int32(values: "array[int]") -> Any:  # An Int32Array, which the stubs cannot tell.
    return pa.Array.from_buffers(pa.int32(), len(values), [None, pa.py_buffer(values)])
