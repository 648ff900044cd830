"""The cluster in which an award is won: named beside the recipient, its own, or the one the passage is about."""

from itertools import pairwise

from extractors.award_recipients import Recipient
from extractors.clusters import ClusterEntity
from extractors.context import Context
from extractors.lexicon import data

_SEVERAL = frozenset({"các", "hai", "ba", "bốn", "năm", "những"})
_NEAR = 8
_DITTO = frozenset(data("tables")["ditto"])
_KINDS = {"cụm": "cum", "khối": "khoi"}
_MANY = 3
"""So many clusters in one document that a passage about none of them is not about the first one."""


def clusters_of(
    context: Context, recipients: list[Recipient], last: int, heading: str | None, *, strict: bool
) -> list[str | None]:
    """The cluster ids of recipients told before token ``last``.

    ``heading`` is the cluster that a line above them names. ``strict``: where nothing near them names a cluster there is
    none (decisions, which praise units of many clusters).
    """
    if len(context.clusters) < 2:
        return [context.clusters[0].id if context.clusters else None] * len(recipients)
    mentioned = context.mentioned
    starts = {recipient.first for recipient in recipients}
    told = [
        _named(context, one, mentioned, starts, last) or _in_cell(context, one, last) or _own(context, one)
        for one in recipients
    ]
    if recipients and _as_above(context, recipients[0]):
        told[0] = _last_named(context, recipients[0].first)
    different = {cluster for cluster in told if cluster is not None}
    decided = strict
    strict = strict or (len(context.clusters) >= _MANY and not _dominated(context))
    found: list[str | None] = []
    for recipient, cluster in zip(recipients, told, strict=True):
        if recipient.name is None and _across(context, recipient):
            cluster = None
        elif cluster is None and len(different) == 1:
            cluster = next(iter(different))
        elif cluster is None and not different:
            cluster = _by_kind(context, recipient) or _of_passage(context, recipient, heading, strict=strict)
            if cluster is None and strict and not decided:
                cluster = _last_named(context, recipient.first)
        found.append(cluster)
    return found


def _as_above(context: Context, recipient: Recipient) -> bool:
    """Whether a bracket behind a recipient says that its cluster is that of the one before: ``Huyện A (nt)``."""
    norm = context.mentions.tokens.norm
    words = norm[recipient.last + 1 : recipient.last + 6]
    return " ".join(words[: words.index(")")] if ")" in words else words) in _DITTO


def _dominated(context: Context) -> bool:
    """Whether a document is about one cluster, and names others in passing."""
    counts = [len(entity.mentions) for entity in context.clusters]
    return 2 * max(counts) > sum(counts)


def _across(context: Context, recipient: Recipient) -> bool:
    """Whether counted recipients are of several clusters: ``15 cá nhân của cả ba cụm``."""
    norm = context.mentions.tokens.norm[recipient.last : recipient.last + _NEAR]
    return any(a in _SEVERAL and b in {"cụm", "khối"} for a, b in pairwise(norm))


def heading_cluster(context: Context, first: int, last: int) -> str | None:
    """The cluster whose name is all that the line at tokens ``[first, last)`` holds."""
    for entity in context.clusters_named(first, first + 4):
        for mention in entity.mentions:
            if first <= mention.first <= first + 3 and last - 2 <= mention.last <= last:
                return entity.id
    return None


def cluster_in(context: Context, first: int, last: int) -> str | None:
    """A cluster named at tokens ``[first, last)``."""
    return next((entity.id for entity in context.clusters_named(first, last)), None)


def _named(
    context: Context, recipient: Recipient, mentioned: dict[int, ClusterEntity], starts: set[int], last: int
) -> str | None:
    """The first cluster named behind a recipient and before one of the next item."""
    tokens = context.mentions.tokens
    for i in range(recipient.last, last):
        if i in mentioned:
            return mentioned[i].id
        if tokens.norm_at(i) == ";" or (i in starts and tokens.norm_at(i - 1) not in {"và", "cùng"}):
            return None
    return None


def _in_cell(context: Context, recipient: Recipient, last: int) -> str | None:
    """The cluster that a cell of the recipient's row holds without the word for it: ``| Ông A | Than hầm lò``."""
    tokens = context.mentions.tokens
    if "|" not in tokens.norm[recipient.last : last]:
        return None
    cells = tokens.string(recipient.last, last).casefold().split("|")
    said = [f"{' '.join(cell.split())} " for cell in cells]
    names = [(bare_name(entity.name), entity.id) for entity in context.clusters]
    told = [(name, cluster) for name, cluster in names if name and any(cell.startswith(f"{name} ") for cell in said)]
    return max(told)[1] if told else None


def bare_name(name: str) -> str:
    """A cluster's name in small letters without the words for a cluster: ``than hầm lò``, ``số 3``."""
    words = name.casefold().split()
    return " ".join(words[3:] if words[1:3] == ["thi", "đua"] else words[1:])


def _own(context: Context, recipient: Recipient) -> str | None:
    """The one cluster that the recipient is a member of."""
    name = recipient.name if recipient.kind == "unit" else recipient.owner
    own = context.clusters_with(name) if name is not None else []
    return own[0] if len(own) == 1 else None


def _by_kind(context: Context, recipient: Recipient) -> str | None:
    """The one cluster of the kind that the bare word before a recipient in its sentence tells: ``Khối đề nghị …``."""
    first, last = context.sentence_at(recipient.first)
    norm = context.mentions.tokens.norm
    kind = next(
        (_KINDS[norm[i]] for i in range(min(recipient.first, last) - 1, first - 1, -1) if norm[i] in _KINDS), None
    )
    of_kind = [entity.id for entity in context.clusters if entity.kind == kind]
    return of_kind[0] if kind is not None and len(of_kind) == 1 else None


def _last_named(context: Context, i: int) -> str | None:
    """The cluster named last before token ``i``, in a text that tells of several one after the other."""
    before = context.mentions_between(0, i)
    return before[-1][1].id if before else None


def _of_passage(context: Context, recipient: Recipient, heading: str | None, *, strict: bool) -> str | None:
    entity = context.cluster_for(recipient.first)
    if entity is None or not strict:
        return entity.id if entity is not None else None
    first, last = context.line_at(recipient.first)
    here = any(first <= mention.first < last for mention in entity.mentions)
    return entity.id if here or heading == entity.id else None
