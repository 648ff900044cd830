"""Whether a document is about emulation at all: most news is not, and gives no facts (guidelines, point 35)."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractors.context import Context
from extractors.folding import fold

_EMULATION = ("thi đua", "khen thưởng")
_OFFICES = re.compile(r"(?:cụm|khối) (?:trưởng|phó)|(?:trưởng|phó) (?:cụm|khối)")
_CLUSTERS = re.compile(r"(?:cụm|khối)(?:, khối| công tác)? thi đua")
_NEIGHBOURHOODS = ("dân cư", "khối phố", "tổ dân phố", "nhà văn hóa khối", "nhà văn hóa cụm", "bà con khối", "khối xóm")
"""Where people live: clusters and blocks with heads of their own."""
_ENOUGH_CLUSTERS = 2
_ENOUGH = 3
"""Times that emulation is spoken of in a document about it that names no cluster."""
_BODY = frozenset({"title", "body", "item", "caption", "teaser"})


def speaks_of_emulation(text: str) -> bool:
    """A cheap test that all but a few percent of the news fail: whether emulation or an office in a cluster is named."""
    low = fold(text)
    return any(word in low for word in _EMULATION) or _OFFICES.search(low) is not None


@Language.component("scope")
def scope(doc: Doc) -> Doc:
    """Component that sets ``doc._.in_scope`` and ``doc._.speaks_of_clusters``, and forgets mere look-alikes."""
    context: Context = doc._.context
    low = fold(context.text)
    offices = bool(context.mentions.hits.starts("head", "deputy"))
    emulation = sum(map(low.count, _EMULATION))
    if not emulation and (not offices or any(word in low for word in _NEIGHBOURHOODS)):
        context.clusters.clear()
        context.cluster_mentions.clear()
    doc._.speaks_of_clusters = len(_CLUSTERS.findall(low)) >= _ENOUGH_CLUSTERS
    title = next((low[start:end] for start, end, role in context.lines if role == "title"), "")
    doc._.in_scope = bool(context.clusters) or emulation >= _ENOUGH or any(word in title for word in _EMULATION)
    return doc
