"""Where each word of a text stands, for the full-text search."""

from collections import defaultdict

from models.words import bare_word, located_words, marked_word

SEARCH_DOCUMENT_COLUMNS = ("document_id", "words")
SEARCH_TERM_COLUMNS = ("document_id", "term", "bare", "offsets")


def indexed(text: str) -> tuple[int, list[tuple[str, str, list[int]]]]:
    """The number of words of a text, and each of them once: with marks, without, and where it begins.

    >>> indexed("Cụm và cum")
    (3, [('cụm', 'cum', [0]), ('và', 'va', [4]), ('cum', 'cum', [7])])
    """
    offsets: defaultdict[str, list[int]] = defaultdict(list)
    words = 0
    for start, word in located_words(text):
        offsets[marked_word(word)].append(start)
        words += 1
    return words, [(term, bare_word(term), places) for term, places in offsets.items()]
