"""The shared vocabularies of the field: organisations, offices, ranks, awards, authorities, and the parts of names.

Each is a file in ``models/data``, described in ``docs/lexicons.md``, and is read once, when its loader is first called.
Entries are head words with the forms that writers use for them, in the spelling of the time, sorted by name; what
follows the head words in a text (a place, a name of its own, a level) is for the reader of the text to find. Compare
with the folding of :mod:`models.names`, which makes ``Uỷ ban`` and ``Ủy ban`` equal: such variants are not listed.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import TypeAdapter

from models.facts import AwardKind

Sector = Literal[
    "enterprise", "hospital", "justice", "mass_organisation", "military", "party", "police", "press", "school", "state"
]
OrganisationLevel = Literal["central", "province", "district", "commune"]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A kind of organisation, by the head words of its units' names."""

    name: str
    abbreviations: tuple[str, ...]
    """Other forms; those of two letters are ambiguous and tell something only before a complement."""
    sector: Sector
    levels: tuple[OrganisationLevel, ...]
    """Where such bodies exist; ``commune`` covers bodies inside a school, firm or village too."""
    complement: Literal["place", "name", "none"]
    """What makes the head words a unit: a place (``Hội CCB`` + ``tỉnh Phú Thọ``), a name of its own (``Công ty`` +
    ``cổ phần Bia Hà Nội``), or nothing (``Bộ Công an``)."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office (chức danh) that a person holds."""

    name: str
    abbreviations: tuple[str, ...]
    sector: Literal[Sector, "any", "cluster", "religious"]
    """``cluster``: an office in an emulation cluster, which is a capacity and never a title."""
    standing: Literal["head", "deputy", "member", "staff", "former"]


@dataclass(frozen=True, slots=True)
class Rank:
    """What stands before a person's name: a rank or degree, a state title, a profession, or an honorific."""

    name: str
    abbreviations: tuple[str, ...]
    kind: Literal["academic", "honorific", "officer", "profession", "religious", "soldier", "state_title"]
    """``honorific`` (``đồng chí``, ``ông``) is no rank and is dropped."""


@dataclass(frozen=True, slots=True)
class Award:
    """The name of an award, up to where its complement begins."""

    name: str
    abbreviations: tuple[str, ...]
    award: AwardKind
    complement: Literal["authority", "rank", "name", "none"]
    """What may follow: who gives it (``của Chính phủ``), a class or level (``hạng Nhì``, ``cơ sở``), a name (often
    quoted), or nothing."""


@dataclass(frozen=True, slots=True)
class Organ:
    """An authority that gives awards or issues documents."""

    name: str
    abbreviations: tuple[str, ...]
    role: Literal["awards", "documents", "both"]
    level: Literal[OrganisationLevel, "cluster", "any"]


@cache
def organisations() -> tuple[Organisation, ...]:
    """Kinds of organisation, by name."""
    return TypeAdapter(tuple[Organisation, ...]).validate_json(_read("organisations.json"))


@cache
def offices() -> tuple[Office, ...]:
    """Offices, by name."""
    return TypeAdapter(tuple[Office, ...]).validate_json(_read("offices.json"))


@cache
def ranks() -> tuple[Rank, ...]:
    """Ranks, degrees, state titles, professions and honorifics, by name."""
    return TypeAdapter(tuple[Rank, ...]).validate_json(_read("ranks.json"))


@cache
def awards() -> tuple[Award, ...]:
    """Names of awards, by name."""
    return TypeAdapter(tuple[Award, ...]).validate_json(_read("awards.json"))


@cache
def organs() -> tuple[Organ, ...]:
    """Authorities that give awards or issue documents, by name."""
    return TypeAdapter(tuple[Organ, ...]).validate_json(_read("organs.json"))


@cache
def surnames() -> frozenset[str]:
    """Family names of the Kinh and the minorities, capitalised; some have several syllables (``Rơ Châm``).

    ``H'`` and ``K'`` are written together with the given name that follows (``H'Yim``).
    """
    return frozenset(_read("surnames.txt").decode().splitlines())


@cache
def given_syllables() -> frozenset[str]:
    """Syllables common in middle and given names, in lower case."""
    return frozenset(_read("given_syllables.txt").decode().splitlines())


def _read(name: str) -> bytes:
    return (files("models") / "data" / name).read_bytes()
