"""Short forms of units' names, put back to the form in which the document names the member in full.

``Hội ND tỉnh Kon Tum``, ``BV Da liễu``, ``H.đoàn Văn Giang``, ``K.Hoà`` and ``Bệnh viện Mắt`` beside ``Bệnh viện Mắt Cần
Thơ``: a writer names a unit once in full, and shorter after. A form is put back only where one member alone can be meant.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractors.lexicon import data
from models import Award, Facts, Headship, Member
from models.names import fold_name, units_agree
from models.places import place_candidates

_DATA = data("short_names")
_LEVELS = frozenset(_DATA["levels"])
_JOINING = frozenset(_DATA["joining"])
_LEFT_OUT = _LEVELS | _JOINING
_GENERIC = frozenset(_DATA["generic"])
_WORD = re.compile(r"[^\W\d_]+\.?|\d+|&")
_LONGEST_INITIALS = 8
_FEWEST_PREFIX = 2


class _Word(NamedTuple):
    text: str
    """Folded."""
    initials: str
    """The letters that may stand for a word each, folded; empty where the word is none of initials."""
    capital: bool


def with_full_names(facts: Facts) -> Facts:
    """The facts with members named in one form each, and the units of headships and awards as their members are named."""
    members = _merged(facts.members)
    by_cluster: dict[str, list[str]] = {}
    for member in members:
        by_cluster.setdefault(member.cluster, []).append(member.unit)
    return facts.model_copy(
        update={
            "members": members,
            "headships": _distinct(_headship(fact, by_cluster) for fact in facts.headships),
            "awards": tuple(_award(fact, by_cluster) for fact in facts.awards),
        }
    )


def _merged(members: Sequence[Member]) -> tuple[Member, ...]:
    """Members without those that are another one's short form."""
    kept = []
    by_cluster: dict[str, list[Member]] = {}
    for member in members:
        by_cluster.setdefault(member.cluster, []).append(member)
    for member in members:
        # What one list holds are different units, however alike.
        others = [o.unit for o in by_cluster[member.cluster] if o.evidence[0].start != member.evidence[0].start]
        if full_name(member.unit, others) is None:
            kept.append(member)
    return tuple(kept)


def _headship(fact: Headship, by_cluster: dict[str, list[str]]) -> Headship:
    unit = full_name(fact.unit, by_cluster.get(fact.cluster, ())) if fact.unit else None
    return fact.model_copy(update={"unit": unit}) if unit else fact


def _award(fact: Award, by_cluster: dict[str, list[str]]) -> Award:
    if fact.recipient_kind != "unit" or fact.recipient is None or fact.cluster is None:
        return fact
    unit = full_name(fact.recipient, by_cluster.get(fact.cluster, ()))
    return fact.model_copy(update={"recipient": unit}) if unit else fact


def _distinct(facts: Iterable[Headship]) -> tuple[Headship, ...]:
    """Headships without those that became another one's double; of two the one with a person stays."""
    found: dict[tuple[object, ...], Headship] = {}
    for fact in facts:
        key = fact.cluster, fact.role, fact.unit or fact.person, fact.year, fact.status
        known = found.get(key)
        if known is None or (known.person is None and fact.person is not None):
            found[key] = fact
    return tuple(found.values())


def full_name(name: str, members: Sequence[str]) -> str | None:
    """The one member that ``name`` is a short form of; None where there is none, or more, or it is a member itself."""
    if any(units_agree(name, member) for member in members):
        return None
    longer = [member for member in members if is_short_for(name, member)]
    return longer[0] if len(longer) == 1 else None


@lru_cache(1 << 14)
def is_short_for(short: str, full: str) -> bool:
    """Whether ``short`` may stand for the unit ``full``: its words in order, with initials for words, less at the ends.

    What may be left out: words of level (``tỉnh``) and joining words anywhere; a place at the end; the kind
    of organisation at the start where two words of its own or a name are left.
    """
    few, many = _words(short), _words(full)
    if not few or len(few) > len(many) + 1 or few == many:
        return False
    if not any(word.capital and word.text not in _GENERIC and word.text not in _LEVELS for word in few):
        return False
    starts = range(len(many)) if _own(few) else range(1)
    return any(_aligned(few, many, 0, start) for start in starts)


def _own(words: Sequence[_Word]) -> bool:
    """Whether the words are a name of their own, so that the kind of organisation before them can be missing."""
    if words[0].text in _GENERIC:
        return False
    own = [word for word in words if word.text not in _GENERIC and word.text not in _LEVELS]
    return len(own) >= _FEWEST_PREFIX or (len(words) == 1 and len(words[0].initials) > _FEWEST_PREFIX)


def _aligned(few: Sequence[_Word], many: Sequence[_Word], i: int, j: int) -> bool:
    if i == len(few):
        return _may_end(many[j:])
    if j == len(many):
        return False
    word = few[i]
    if word.text == many[j].text and _aligned(few, many, i + 1, j + 1):
        return True
    if word.initials and word.text != many[j].text:
        after = _spelt(word.initials, many, j)
        if after is not None and _aligned(few, many, i + 1, after):
            return True
    return i > 0 and many[j].text in _LEFT_OUT and _aligned(few, many, i, j + 1)


def _may_end(rest: Sequence[_Word]) -> bool:
    """Whether the words that a short form leaves out at the end are none or a place."""
    while rest and (rest[0].text in _LEVELS or rest[0].text in _JOINING):
        rest = rest[1:]
    return not rest or bool(place_candidates(" ".join(word.text for word in rest), levels=("province", "district")))


def _spelt(initials: str, many: Sequence[_Word], j: int) -> int | None:
    """The word after those whose first letters are ``initials``; joining words count or not.

    A word of initials itself gives all its letters: ``VKSND`` spells ``Viện KSND``.
    """
    at = 0
    while at < len(initials):
        while j < len(many) and many[j].text in _JOINING and not many[j].text.startswith(initials[at]):
            j += 1
        if j == len(many):
            return None
        own = many[j].initials
        if at and own and initials.startswith(own, at):
            at += len(own)
        elif many[j].text.startswith(initials[at]):
            at += 1
        else:
            return None
        j += 1
    return j


@lru_cache(1 << 14)
def _words(name: str) -> tuple[_Word, ...]:
    found = []
    for word in _WORD.findall(name):
        bare = word.rstrip(".")
        folded = " ".join(fold_name(bare)) or bare.casefold()
        marked = word.endswith(".") and len(bare) <= _FEWEST_PREFIX
        letters = bare.isupper() and 1 < len(bare) <= _LONGEST_INITIALS
        found.append(_Word(folded, bare.casefold() if marked or letters else "", bare[0].isupper()))
    return tuple(found)
