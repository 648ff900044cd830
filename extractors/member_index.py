"""The known members of a document's clusters by the words that end their names, so that none is compared with all others."""

from collections.abc import Mapping, Sequence

from extractors.folding import bare_letter
from extractors.units import Unit
from models.names import agreement_keys, fold_name, units_agree

_Place = tuple[int, int]
"""The number of a cluster, and that of a unit among its members."""


_NOBODY: frozenset[_Place] = frozenset()


class MemberIndex:
    """Looks up members; lists of members only ever grow, and what has come since is added at every look-up."""

    def __init__(self, members: Mapping[str, Sequence[Unit]]) -> None:
        self._members = members
        self._sizes: dict[str, int] = {}
        self._known = 0
        self._clusters: list[str] = []
        self._numbers: dict[str, int] = {}
        self._by_key: dict[str, set[_Place]] = {}
        self._by_place: dict[str, set[_Place]] = {}
        self._by_letter: dict[str, set[_Place]] = {}

    def agreeing(self, name: str) -> dict[str, list[Unit]]:
        """The members whose names agree with ``name`` (`models.names.units_agree`), in order, by cluster."""
        self._add_new()
        first, second = agreement_keys(name)
        near = self._by_key.get(first, _NOBODY) | self._by_key.get(second, _NOBODY)
        return self._grouped({at for at in near if units_agree(self._unit(at).name, name)}) if near else {}

    def beginning_like(self, name: str) -> list[Unit]:
        """The members whose first words begin with the letter that ``name`` begins with, marks aside, in order."""
        self._add_new()
        return [self._unit(at) for at in sorted(self._by_letter.get(_first_letter(name.split()[:1]), ()))]

    def of_place(self, name: str) -> dict[str, list[Unit]]:
        """The members whose place is what ``name`` says and nothing more, in order, by cluster."""
        self._add_new()
        near = self._by_place.get(_last_word(name))
        return self._grouped({at for at in near if _same_place(self._unit(at).place or "", name)}) if near else {}

    def _unit(self, at: _Place) -> Unit:
        return self._members[self._clusters[at[0]]][at[1]]

    def _grouped(self, found: set[_Place]) -> dict[str, list[Unit]]:
        groups: dict[str, list[Unit]] = {}
        for at in sorted(found):
            groups.setdefault(self._clusters[at[0]], []).append(self._unit(at))
        return groups

    def _add_new(self) -> None:
        count = sum(map(len, self._members.values()))
        if count == self._known:
            return
        self._known = count
        for cluster, units in self._members.items():
            known = self._sizes.get(cluster, 0)
            if known == len(units):
                continue
            if cluster not in self._numbers:
                self._numbers[cluster] = len(self._clusters)
                self._clusters.append(cluster)
            for number in range(known, len(units)):
                at = self._numbers[cluster], number
                for key in agreement_keys(units[number].name):
                    self._by_key.setdefault(key, set()).add(at)
                words = [word for word in units[number].name.split() if word[:1].isalpha()]
                self._by_letter.setdefault(_first_letter(words[:1]), set()).add(at)
                place = units[number].place
                if place is not None:
                    self._by_place.setdefault(_last_word(place), set()).add(at)
            self._sizes[cluster] = len(units)


def _first_letter(words: Sequence[str]) -> str:
    return next((bare_letter(char) for word in words for char in word if char.isalpha()), "")


def _last_word(name: str) -> str:
    words = fold_name(name)
    return words[-1] if words else ""


def _same_place(place: str, name: str) -> bool:
    """Whether ``name`` is that place and nothing more: ``Hải Phòng``, ``thành phố Hải Phòng``."""
    words = fold_name(name)
    bare = fold_name(place)
    return words[-len(bare) :] == bare and all(word in _LEVEL_SYLLABLES for word in words[: -len(bare)])


_LEVEL_SYLLABLES = frozenset(["tỉnh", "thành", "phố", "thị", "xã", "trấn", "huyện", "quận", "phường", "đặc", "khu"])
