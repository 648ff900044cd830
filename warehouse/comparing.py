"""What another extraction of a document says differently. Plain functions on plain values."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from models import DocumentFacts, Facts
from warehouse.families import FAMILIES, Family
from warehouse.reviews import Said, said_of

ABOUT = "documents"
"""The family under which stands what a text says about itself."""
RATED_OTHERWISE = 0.1
"""Facts whose confidence differs by at least this are counted."""

Words = tuple[tuple[int, int], ...]
"""Where the evidence of a fact stands."""


@dataclass(frozen=True)
class Change:
    """A fact that comes, goes or says something else. ``slots`` are what differs, ``evidence`` among them.

    ``position`` is the place of the former fact in its list; None for a new one.
    """

    family: str
    change: Literal["new", "gone", "changed"]
    slots: tuple[str, ...]
    position: int | None
    before: Said | None
    after: Said | None


@dataclass(frozen=True)
class FamilyCounts:
    """The facts of one family: which stay, come, go or change; ``rated`` have another confidence (`RATED_OTHERWISE`)."""

    same: int = 0
    new: int = 0
    gone: int = 0
    changed: int = 0
    rated: int = 0


@dataclass(frozen=True)
class Comparison:
    """Two extractions of a document. ``counts`` leave out families without any facts."""

    counts: Mapping[str, FamilyCounts]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class _Stated:
    """A fact as it is compared: its slots by name, with its cluster as the former extraction calls it."""

    slots: Mapping[str, object]
    words: Words

    @property
    def key(self) -> tuple[object, ...]:
        return tuple(self.slots.values())


def compare(before: Facts, after: Facts) -> Comparison:
    """What two extractions of one text have in common, and in what they differ.

    Facts that say the same on the same words are the same. A fact has changed where another says most of it and rests
    on some of the same words. Facts of clusters that are paired so are of the same cluster, whatever it is called.
    """
    counts: dict[str, FamilyCounts] = {}
    changes = list(_about_itself(before.document, after.document))
    counts[ABOUT] = FamilyCounts(same=1 - len(changes), changed=len(changes))
    clusters = {each.id: f"new {each.id}" for each in after.clusters}
    for family in FAMILIES:
        ours: Sequence[Any] = getattr(before, family.listed_as)
        theirs: Sequence[Any] = getattr(after, family.listed_as)
        if not ours and not theirs:
            continue
        former = [_stated(family, fact, {}) for fact in ours]
        next_ = [_stated(family, fact, clusters) for fact in theirs]
        pairs = _pairs(former, next_)
        if family.table == "clusters":
            clusters |= {theirs[there].id: ours[here].id for here, there in pairs.items()}
        found = []
        for here, there in pairs.items():
            slots = _differing(former[here], next_[there])
            if slots:
                said = said_of(ours[here], before), said_of(theirs[there], after)
                found.append(Change(family.table, "changed", slots, here, *said))
        gone = [here for here in range(len(ours)) if here not in pairs]
        new = sorted(set(range(len(theirs))) - set(pairs.values()))
        counts[family.table] = FamilyCounts(
            same=len(pairs) - len(found),
            new=len(new),
            gone=len(gone),
            changed=len(found),
            rated=sum(
                abs(ours[here].confidence - theirs[there].confidence) >= RATED_OTHERWISE
                for here, there in pairs.items()
            ),
        )
        changes += found
        changes += [Change(family.table, "gone", (), here, said_of(ours[here], before), None) for here in gone]
        changes += [Change(family.table, "new", (), None, None, said_of(theirs[there], after)) for there in new]
    return Comparison(counts, tuple(changes))


def _about_itself(before: DocumentFacts, after: DocumentFacts) -> Iterator[Change]:
    slots = tuple(name for name in DocumentFacts.model_fields if getattr(before, name) != getattr(after, name))
    if slots:
        yield Change(ABOUT, "changed", slots, None, before.model_dump(mode="json"), after.model_dump(mode="json"))


def _stated(family: Family, fact: Any, clusters: Mapping[str, str]) -> _Stated:
    slots: dict[str, object] = {}
    if family.hangs_on_cluster:
        slots["cluster"] = clusters.get(fact.cluster, fact.cluster)
    slots |= {field: getattr(fact, field) for field in family.fields}
    return _Stated(slots, tuple(sorted((quote.start, quote.end) for quote in fact.evidence)))


def _pairs(former: Sequence[_Stated], next_: Sequence[_Stated]) -> dict[int, int]:
    """Which fact of the next extraction each of the former stands for; from the surest pairs to the least sure."""
    pairs: dict[int, int] = {}
    free = dict.fromkeys(range(len(next_)))
    for with_words in (True, False):
        waiting: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        for there in reversed(free):
            waiting[next_[there].key + ((next_[there].words,) if with_words else ())].append(there)
        for here, fact in enumerate(former):
            same = waiting.get(fact.key + ((fact.words,) if with_words else ())) if here not in pairs else None
            if same:
                pairs[here] = same.pop()
                del free[pairs[here]]
    likely = [
        (likeness, -here, -there)
        for here, fact in enumerate(former)
        if here not in pairs
        for there in free
        if (likeness := _likeness(fact, next_[there])) is not None
    ]
    for _, minus_here, minus_there in sorted(likely, reverse=True):
        if -minus_here not in pairs and -minus_there in free:
            pairs[-minus_here] = -minus_there
            del free[-minus_there]
    return dict(sorted(pairs.items()))


def _likeness(ours: _Stated, theirs: _Stated) -> tuple[float, int] | None:
    """How much of what two facts say is the same, and on how many of the same characters; None for facts apart."""
    shared = sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in ours.words
        for other_start, other_end in theirs.words
    )
    if not shared:
        return None
    said = [(one, theirs.slots[name]) for name, one in ours.slots.items() if one or theirs.slots[name]]
    equal = sum(one == other for one, other in said)
    return (equal / len(said), shared) if 2 * equal >= len(said) and equal else None


def _differing(ours: _Stated, theirs: _Stated) -> tuple[str, ...]:
    slots = tuple(name for name, one in ours.slots.items() if one != theirs.slots[name])
    return slots if ours.words == theirs.words else (*slots, "evidence")
