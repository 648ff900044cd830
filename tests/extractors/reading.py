"""Reading a few words through the pipeline: what the tests of its components share."""

import hashlib

from spacy.tokens import Doc

from extractors.context import Context
from extractors.mentions import Mentions
from extractors.pipeline import extract, pipeline
from extractors.tokens import Tokens
from models import Document, Facts


def document(text: str) -> Document:
    """``text`` as a reader of plain text would hand it over."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        doc_id="d", source="d.txt", sha256=digest, text=text, text_sha256=digest, media_type="text/plain", segments=()
    )


def annotated(text: str, until: str | None = None) -> Doc:
    """The ``Doc`` after the component ``until``, or after all of them."""
    nlp = pipeline()
    doc = nlp.make_doc(text)
    doc._.source = document(text)
    for name, component in nlp.pipeline:
        doc = component(doc)
        if name == until:
            break
    return doc


def mentions(text: str) -> Mentions:
    """The mention layer of ``text``."""
    found: Mentions = annotated(text, "mentions")._.mentions
    return found


def context(text: str, until: str = "members") -> Context:
    """The context of ``text`` as the component ``until`` leaves it."""
    found: Context = annotated(text, until)._.context
    return found


def tokens(text: str) -> Tokens:
    """The tokens of ``text``."""
    return Tokens(annotated(text, "layout"))


def facts(text: str) -> Facts:
    """All facts of ``text``."""
    return extract(document(text))
