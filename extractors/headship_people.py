"""Which unit a person in an office stands for."""

import re

from extractors.context import Context
from extractors.lexicon import data
from extractors.people import Person
from extractors.runs import run_at, unit_runs
from extractors.title_grammar import Title
from extractors.units import Unit
from models.names import fold_name, units_agree

_DATA = data("headships")
_COMMITTEE = re.compile(r"ủy viên|uỷ viên|uv|tuv|huv|\w+ ủy viên", re.IGNORECASE)
"""Titles of membership in a committee, which is not the unit a person stands for."""
_HEADED: dict[str, str] = _DATA["headed"]
_BARE_LEVELS = frozenset({"tỉnh", "huyện", "xã", "phường", "quận", "trấn", "phố"})
_COMMITTEES = ("tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "đảng ủy", "trung ương đảng")
_LONGEST_BRACKET = 24
_SHORTEST = 3
"""Words of a name that its last two tell apart."""


class HolderUnits:
    """Looks up the units of the people of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._named: dict[tuple[str, ...], list[Person]] = {}
        for person in context.mentions.people:
            self._named.setdefault(fold_name(person.name), []).append(person)

    def unit_of(self, person: Person, cluster: str) -> Unit | None:
        """The unit a person stands for: as the mention says, else another mention of the same person."""
        unit = self._bracketed(person, cluster) or self._by_titles(person, cluster)
        if unit is not None:
            return unit
        others = (other for other in self._named.get(fold_name(person.name), []) if other is not person)
        found = [unit for other in others if (unit := self._by_titles(other, cluster)) is not None]
        return found[0] if found and all(units_agree(unit.name, found[0].name) for unit in found) else None

    def _bracketed(self, person: Person, cluster: str) -> Unit | None:
        """``Cụm trưởng Lò Văn Ín (Hội Nông dân tỉnh Nghệ An)``: the unit in brackets after a bare name."""
        tokens = self.context.mentions.tokens
        if person.titles or tokens.norm_at(person.last) != "(":
            return None
        run = run_at(self.context, person.last + 1, person.last + _LONGEST_BRACKET, cluster)
        return run.units[0] if run is not None and len(run.units) == 1 and tokens.norm_at(run.last) == ")" else None

    def _by_titles(self, person: Person, cluster: str) -> Unit | None:
        """The organisation of the last title that names one."""
        best: Unit | None = None
        for title in person.titles:
            if _COMMITTEE.match(title.text):
                continue
            unit = self._headed(title, cluster) or title.unit or self._organisation_in(title)
            if unit is None:
                continue
            member = self.context.member_like(unit.name, cluster)
            if member is None and unit.place is not None:
                member = self.context.member_like(unit.place, cluster)
            if member is None:
                member = self._shortened(unit, cluster)
            if member is not None:
                return member
            if best is None or unit.place is not None:
                best = unit
        for title in person.titles:
            ends = [m for m in self.context.members.get(cluster, []) if _ends_alike(m.name, title.text)]
            if best is None and len(ends) == 1:
                return ends[0]
        if best is None or (best.place is None and best.name.split()[-1].casefold() in _BARE_LEVELS):
            before = self._item_unit(person, cluster)
            if before is not None:
                return before
        return self.local(best, cluster) if best is not None else None

    def _shortened(self, unit: Unit, cluster: str) -> Unit | None:
        """The one member that a name shortens in the middle: ``công ty Lạch Huyện``, ``trường MN Sao Mai``."""
        words = fold_name(unit.name)
        if len(words) < _SHORTEST:
            return None
        members = self.context.members.get(cluster, [])
        alike = [m for m in members if (name := fold_name(m.name))[:1] == words[:1] and name[-2:] == words[-2:]]
        return alike[0] if len(alike) == 1 and unit.place is None else None

    def _organisation_in(self, title: Title) -> Unit | None:
        """The organisation that ends a title: ``GĐ Sở Y tế Quảng Bình``."""
        for i in range(title.first + 1, title.last):
            unit = self.context.mentions.units.unit_at(i, lower=True)
            if unit is not None and unit.last == title.last:
                return unit
        return None

    def _headed(self, title: Title, cluster: str) -> Unit | None:
        """The member that the office itself names: ``Trưởng ban Đoàn kết Công giáo`` heads the ``Ban Đoàn kết …``."""
        for office, head in _HEADED.items():
            if title.text.casefold().startswith(office + " "):
                name = head + title.text[len(office) :]
                member = self.context.member_like(name, cluster)
                return member if member is not None else self._office_of_party(name, title)
        return None

    def _office_of_party(self, name: str, title: Title) -> Unit | None:
        """The office of a party committee, a unit of its own: ``Chánh Văn phòng Tỉnh ủy`` heads the ``Văn phòng Tỉnh ủy``."""
        if not name.casefold().endswith(_COMMITTEES):
            return None
        above = title.unit or self._organisation_in(title)
        return above._replace(name=name, place=None) if above is not None else None

    def _item_unit(self, person: Person, cluster: str) -> Unit | None:
        """The unit that leads a list item about the person: ``- VKSND tỉnh X (Cụm phó): đ/c Y, Phó Viện trưởng``."""
        tokens = self.context.mentions.tokens
        first, _ = self.context.line_at(person.name_first)
        runs = unit_runs(self.context, first, min(person.first, first + 16), cluster)
        if not runs or tokens.norm_at(runs[0].first - 1) in {"các", "khối", "cụm"}:
            # "+ Khối các cơ quan tỉnh. …": what kind of units the item is about.
            return None
        return runs[0].units[0] if len(runs[0].units) == 1 and runs[0].first - first <= 4 else None

    def local(self, unit: Unit, cluster: str) -> Unit:
        """The unit as the cluster counts its members: the province for ``UBND tỉnh X`` in a cluster of provinces."""
        members = self.context.members.get(cluster, [])
        places = bool(members) and all(member.category == "place" for member in members)
        entity = next((e for e in self.context.clusters if e.id == cluster), None)
        if unit.category == "state" and unit.level and unit.place and unit.head in {"ubnd", "ủy ban nhân dân"}:
            named = entity is not None and unit.level in entity.name.casefold()
            if places or named or not members:
                return unit._replace(name=f"{unit.level} {unit.place}", category="place", head="")
        return unit


def _ends_alike(unit: str, title: str) -> bool:
    """Whether a title ends in the last three words of a unit's name: ``Phó TGĐ Cao su Mang Yang``."""
    words, said = unit.casefold().split(), title.casefold().split()
    return len(words) > 3 and len(said) > 3 and words[-3:] == said[-3:]
