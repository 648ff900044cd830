"""Where each word of a text stands, for the full-text search."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pyarrow as pa

from models.words import bare_word, marked_word, split_words

SEARCH_DOCUMENT_COLUMNS = ("document_id", "words")
SEARCH_TERM_COLUMNS = ("document_id", "term", "bare", "offsets")


@dataclass(frozen=True)
class Terms:
    """The words of a text with their marks, in order, and where each begins."""

    words: Sequence[str]
    starts: Sequence[int]


def terms_of(text: str) -> Terms:
    """The words of a text.

    >>> terms_of("Cụm và cum, cụm")
    Terms(words=['cụm', 'và', 'cum', 'cụm'], starts=[0, 4, 7, 12])
    """
    words, starts = split_words(text)
    return Terms(list(map(marked_word, words)), starts)


def terms_table(document_ids: Sequence[str], terms: Sequence[Terms]) -> pa.Table:
    """The rows of ``search_terms`` for documents, made column by column: there are more of them than of all others.

    A word of a document is one row, with the places where it begins in order.
    """
    words = pa.array(list(chain.from_iterable(each.words for each in terms)), pa.string()).dictionary_encode()
    starts = np.fromiter(chain.from_iterable(each.starts for each in terms), np.int32, len(words))
    owners = np.repeat(np.arange(len(terms)), [len(each.words) for each in terms])
    codes = words.indices.to_numpy().astype(np.int64)
    keys = owners * len(words.dictionary) + codes
    order = np.argsort(keys, kind="stable")  # The places of a word stay in order.
    firsts = np.flatnonzero(np.diff(keys[order], prepend=-1))
    rows = order[firsts]
    bare = pa.array([bare_word(word) for word in words.dictionary.to_pylist()], pa.string())
    columns = (
        pa.DictionaryArray.from_arrays(pa.array(owners[rows], pa.int32()), pa.array(document_ids, pa.string())),
        pa.DictionaryArray.from_arrays(pa.array(codes[rows], pa.int32()), words.dictionary),
        pa.DictionaryArray.from_arrays(pa.array(codes[rows], pa.int32()), bare),
        pa.ListArray.from_arrays(pa.array(np.append(firsts, len(words)), pa.int32()), pa.array(starts[order])),
    )
    return pa.table(dict(zip(SEARCH_TERM_COLUMNS, columns, strict=True)))
