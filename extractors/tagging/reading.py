"""The mention layer of a document or of a few words, as the pipeline makes it."""

import hashlib
from dataclasses import replace

from extractors.mentions import Mentions
from extractors.pipeline import pipeline
from models import Document


def mentions_of(document: Document) -> Mentions:
    """The tokens and phrases of a document; what the patterns alone make of them is computed on demand."""
    nlp = pipeline()
    doc = nlp.make_doc(document.text)
    doc._.source = document
    for name, component in nlp.pipeline:
        doc = component(doc)
        if name == "mentions":
            break
    found: Mentions = doc._.mentions
    return replace(found, tagged=False)


def mentions_in(text: str) -> Mentions:
    """The mention layer of a few words."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return mentions_of(
        Document(
            doc_id="words",
            source="words",
            sha256=digest,
            text=text,
            text_sha256=digest,
            media_type="text/plain",
            segments=(),
        )
    )
