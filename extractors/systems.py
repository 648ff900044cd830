"""The system a cluster belongs to, where its name is not followed by it: from the letterhead, or said elsewhere."""

import re

from spacy.tokens import Doc

from extractors.annotations import text_of
from extractors.clusters import ClusterEntity, ClusterGrammar
from extractors.context import Context
from extractors.lexicon import data
from models.names import fold_name

_DATA = data("systems")
_CUT = re.compile(_DATA["letterhead_cut"], re.IGNORECASE)
_SKIPPED = re.compile(_DATA["letterhead_skipped"], re.IGNORECASE)
_OF_THE_HEAD = re.compile(_DATA["of_the_head"], re.IGNORECASE)
_COMMITTEE = re.compile(r"^(UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN)\s+(?=\S)", re.IGNORECASE)
_PAPERS = frozenset({"official_report", "minutes", "decision", "notice"})


def settle_systems(doc: Doc) -> None:
    """Give every cluster that has none the system that the text names elsewhere."""
    context: Context = doc._.context
    said = _said_of_all(context)
    letterhead = _letterhead(doc) if doc._.front is not None and doc._.front.kind in _PAPERS else None
    for entity in context.clusters:
        entity.system = (
            entity.system or said or letterhead or _of_members(context, entity) or _of_province(context, entity)
        )


def _said_of_all(context: Context) -> str | None:
    """The system of the clusters in general: ``các cụm thi đua ngành Thanh tra``, ``cụm, khối thi đua thuộc tỉnh X``."""
    grammar = ClusterGrammar(context.mentions)
    for i, here in sorted(context.mentions.hits.items()):
        if "cluster" in here and here["cluster"].last > i + 1:
            system, _ = grammar.system_at(here["cluster"].last)
            if system is not None:
                return system
    return None


def _letterhead(doc: Doc) -> str | None:
    """The issuing organisation at the head of a formal paper; ``UBND TỈNH X`` stands for ``TỈNH X``."""
    parts: list[str] = []
    for line in doc._.lines:
        if line.role != "masthead":
            break
        part = _CUT.split(text_of(doc)[line.start : line.end])[0].strip(" -_–—")
        if _OF_THE_HEAD.search(part):
            return None
        if part and not _SKIPPED.search(part):
            parts.append(part)
    if not parts:
        return None
    if len(parts) > 1 and _COMMITTEE.match(f"{parts[-2]} x") and len(parts[-2].split()) <= 4:
        return parts[-1]
    return _COMMITTEE.sub("", parts[-1])


def _of_members(context: Context, entity: ClusterEntity) -> str | None:
    """The central organisation that the text names and whose local bodies the members are (guidelines, point 2)."""
    heads = {tuple(fold_name(member.head)) for member in context.members.get(entity.id, []) if member.head}
    if not heads:
        return None
    grammar = context.mentions.units
    central: dict[tuple[str, ...], str] = {}
    for i in sorted(context.mentions.hits):
        unit = grammar.unit_at(i)
        if unit is not None and unit.place is None:
            central.setdefault(fold_name(unit.name), unit.name)
    for words, name in central.items():
        own = tuple(word for word in words if word not in {"việt", "nam", "trung", "ương"})
        if len(own) < len(words) and own in heads:
            return name
    for head in heads:
        for pattern, system in _DATA["central"]:
            if re.fullmatch(pattern, " ".join(head)):
                for words, name in central.items():
                    if " ".join(words) == system:
                        return name
    return None


def _of_province(context: Context, entity: ClusterEntity) -> str | None:
    """The province of a cluster of communes or districts that says ``của tỉnh``."""
    tokens = context.mentions.tokens
    for mention in entity.mentions:
        after = tokens.norm[mention.last : mention.last + 2]
        if after in (["của", "tỉnh"], ["của", "thành"]) and context.province is not None:
            return f"tỉnh {context.province}" if after[1] == "tỉnh" else f"thành phố {context.province}"
    return None
