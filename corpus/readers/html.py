"""Web pages (HTML, XHTML), saved or fetched."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from corpus.normalising import normalise
from corpus.readers.reader import Reader, ReadResult
from corpus.rejects import ReadError
from corpus.segmenting import segment
from models import Segment, SegmentKind

if TYPE_CHECKING:
    from corpus.web.article import Article

# Of what an extractor found so much has to stand on the page; else it was in a script.
_LEAST_SHOWN = 0.5


class _Line(NamedTuple):
    text: str
    kind: SegmentKind | None
    parted: bool


def read(content: bytes) -> ReadResult:
    """Return the article of a page, headline and dateline with it, then the teasers of related news, a line for each
    paragraph, list item and row of a table. Menus, comments and footers are left out.

    Raises ReadError: ``binary``, ``bomb``, ``empty``.
    """
    from corpus.web.article import article_of
    from corpus.web.blocks import read_blocks
    from corpus.web.decoding import decode
    from corpus.web.extracting import extract
    from corpus.web.metadata import page_facts
    from corpus.web.parsing import parse

    source = decode(content)
    tree = parse(source.text)
    if tree is None:
        raise ReadError("empty", "a page without text")
    page = read_blocks(tree.root, source.encodings)
    facts = page_facts(tree.root, source.text)
    extracted = extract(tree.root, tree.elements)
    shown = article_of(page.blocks, extracted.words, facts.titles)
    lines = [*_lines(shown)]
    if shown.matched < _LEAST_SHOWN * len(extracted.words):
        lines = [_Line(text, None, False) for text in extracted.paragraphs()]
    text, segments = _assembled(lines)
    if not text:
        raise ReadError("empty", "a page without text: a picture, or made by a script when it is opened")
    headline = normalise(shown.headline.text).replace("\n", " ") if shown.headline is not None else ""
    encodings = ", ".join(dict.fromkeys((*source.encodings, *page.encodings)))
    metadata = {
        **facts.as_metadata(headline, shown.dateline, shown.author),
        **({"encoding": encodings} if encodings else {}),
    }
    return ReadResult(text=text, segments=segments, metadata=metadata)


def _lines(article: "Article") -> Iterator[_Line]:
    from corpus.web.article import is_heading_of_teasers

    after_headline = False
    for block in article.body:
        is_headline = block is article.headline
        kind = "heading" if is_headline else block.kind
        if kind is None and block is article.body[0] and article.headline is not None:
            kind = "paragraph"  # A line above the headline is none.
        yield _Line(block.text, kind, block.parted or is_headline or after_headline)
        after_headline = is_headline
    for number, block in enumerate(article.related):
        headed = is_heading_of_teasers(block)
        yield _Line(block.text.removeprefix(block.label), "furniture" if headed else "teaser", headed or not number)


def _assembled(lines: Sequence[_Line]) -> tuple[str, tuple[Segment, ...]]:
    """The lines as one text, and its segments, of the kinds that the page tells or else their form."""
    whole = normalise("\n".join(f"\n{line.text}" if line.parted else line.text for line in lines))
    parts = segment(whole)
    if len(parts) != len(lines):
        # A line of invisible characters alone is none.
        lines = [line for line in lines if normalise(line.text)]
    return whole, tuple(
        part if line.kind in (None, part.kind) else Segment(start=part.start, end=part.end, kind=line.kind)
        for part, line in zip(parts, lines, strict=True)
    )


READER = Reader(
    name="html",
    version=1,
    media_types={"text/html": (".html", ".htm", ".xhtml", ".shtml", ".aspx")},
    max_bytes=32 * 1024 * 1024,
    read=read,
)
