"""The organisations in a formal paper's letterhead, from the highest to the one that issues the paper."""

import re

from spacy.tokens import Doc

from extractors.context import Context
from extractors.lexicon import data
from extractors.places import level_at

_DATA = data("systems")
_CUT = re.compile(_DATA["letterhead_cut"], re.IGNORECASE)
_SKIPPED = re.compile(_DATA["letterhead_skipped"], re.IGNORECASE)
_CLUSTER = re.compile(_DATA["letterhead_cluster"], re.IGNORECASE)
_ORGAN = re.compile(_DATA["letterhead_organ"], re.IGNORECASE)
_CLUSTER_GOES_ON = re.compile(r"\bcác\s+\S+(?:\s+\S+){0,2}$", re.IGNORECASE)
_OF_THE_HEAD = re.compile(_DATA["of_the_head"], re.IGNORECASE)
COMMITTEE = re.compile(r"^(UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN)(\s+|$)", re.IGNORECASE)
"""``UBND TỈNH X`` stands for ``TỈNH X``."""


def issuers(doc: Doc) -> list[str]:
    """The organisations above a paper's number; none where a cluster's head writes under its own letterhead.

    A name that is wrapped over two lines is joined; the cluster's own lines and the organs that sign (``BAN THƯỜNG VỤ``)
    are left out.
    """
    context: Context = doc._.context
    found: list[str] = []
    of_cluster = False
    before = ""
    for line in doc._.lines:
        if line.role != "masthead":
            break
        part = _CUT.split(context.text[line.start : line.end])[0].strip(" -_–—*")
        if _OF_THE_HEAD.search(part):
            return []
        if not part or _SKIPPED.search(part):
            continue
        if _CLUSTER.match(part) or _ORGAN.match(part):
            of_cluster = True
        elif of_cluster and found and _CLUSTER_GOES_ON.search(before):
            # "CỤM THI ĐUA CÁC CHI CỤC" over "THUẾ PHÍA NAM"
            of_cluster = False
        elif _names_organisation(context, line.start):
            if found and COMMITTEE.fullmatch(found[-1]):
                found[-1] = f"{found[-1]} {part}"
            else:
                found.append(part)
            of_cluster = False
        elif not of_cluster and found:
            found[-1] = f"{found[-1]} {part}"
        before = part
    return found


def issuers_of_cluster(doc: Doc) -> list[str]:
    """The organisations above the name of a cluster that heads a page: ``PHÒNG GIÁO DỤC …`` over ``CỤM THI ĐUA SỐ 3``."""
    text = doc._.context.text
    mastheads = [text[line.start : line.end] for line in doc._.lines[:_HEAD] if line.role == "masthead"]
    at = next((i for i, words in enumerate(mastheads) if words.isupper() and _CLUSTER.match(words)), None)
    if not at:
        return []
    return [head for head in issuers(doc) if head == head.upper()]


_HEAD = 6


def _names_organisation(context: Context, start: int) -> bool:
    """Whether an organisation's name, or a place's with its level word, begins at a character."""
    i, _ = context.token_range(start, start + 1)
    head = context.mentions.units.head_at(i)
    if head is not None:
        # "THAN - KHOÁNG SẢN VIỆT NAM" goes on with a name.
        return head[1] != "enterprise" or head[0] > i + 1
    tokens = context.mentions.tokens
    return level_at(tokens, i) is not None or tokens.norm_at(i) == "ngành"
