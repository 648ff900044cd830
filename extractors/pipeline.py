"""The extraction pipeline: a blank spaCy pipeline with a component a concern, and :func:`extract`."""

from functools import cache
from types import ModuleType

import spacy
from spacy.attrs import NORM
from spacy.language import Language

from extractors import (
    annotations,
    assembling,
    awards,
    campaigns,
    citations,
    context,
    dates,
    front,
    headships,
    layout,
    leaders,
    likely_members,
    meetings,
    members,
    mentions,
    period,
    pledges,
    scope,
)
from extractors.confidence import rated
from extractors.short_names import with_full_names
from extractors.tokenizing import VietnameseTokenizer
from models import Document, DocumentFacts, Facts
from models.names import fold_quote

EXTRACTOR_VERSION = "4"
"""Raised with every change that can change a fact: a load replaces the facts of older versions."""

_COMPONENTS: dict[str, ModuleType] = {
    "layout": layout,
    "dates": dates,
    "front": front,
    "mentions": mentions,
    "context": context,
    "scope": scope,
    "period": period,
    "members": members,
    "headships": headships,
    "awards": awards,
    "leaders": leaders,
    "meetings": meetings,
    "pledges": pledges,
    "campaigns": campaigns,
    "citations": citations,
    "likely_members": likely_members,
    "clusters": assembling,
}
"""The components in order, and the module whose import registers each."""
_LAST_FOR_ALL = "front"
"""The last component that documents which do not speak of emulation go through."""


@cache
def pipeline() -> Language:
    """The pipeline, built once a process."""
    annotations.register()
    nlp = spacy.blank("xx")
    nlp.tokenizer = VietnameseTokenizer(nlp.vocab)
    # Phrases are matched by folded tokens: case and the placement of tone marks do not matter. Nothing else is asked of
    # a word, and what spaCy works out of every new one (its shape, whether it is a number or an address) takes long.
    nlp.vocab.lex_attr_getters = {NORM: fold_quote}  # type: ignore[attr-defined]  # spaCy's stubs leave it out
    for component in _COMPONENTS:
        nlp.add_pipe(component)
    return nlp


def extract(document: Document) -> Facts:
    """All facts of one document, each with evidence offsets into ``document.text``."""
    nlp = pipeline()
    doc = nlp.make_doc(document.text)
    doc._.source = document
    for name, component in nlp.pipeline:
        doc = component(doc)
        if name == _LAST_FOR_ALL and not scope.speaks_of_emulation(document.text):
            break
    found = doc._
    about: DocumentFacts = found.front
    facts = Facts(
        doc_id=document.doc_id,
        source=document.source,
        sha256=document.sha256,
        text_sha256=document.text_sha256,
        extractor_version=EXTRACTOR_VERSION,
        document=about,
        clusters=found.clusters,
        members=found.members,
        meetings=found.meetings,
        leaders=found.leaders,
        headships=found.headships,
        awards=found.awards,
        pledges=found.pledges,
        campaigns=found.campaigns,
        references=found.citations,
    )
    return rated(with_full_names(facts))
