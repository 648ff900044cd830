"""Build the gazetteer in ``models/data`` from published packages: ``python -m tools.build_lexicons``.

The packages are installed, without their dependencies, by a virtual environment of its own in a temporary folder, and
only their data files are read: facts are taken, no code. What the packages do not know (exact dates, provinces of
earlier years, spellings) stands in ``places_history.json``. The same packages give the same bytes.
"""

import csv
import io
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
import venv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from models.names import fold_quote
from models.places import fold_place_name

HISTORY = Path(__file__).with_name("places_history.json")
DATA = Path(__file__).parent.parent / "models" / "data"
COLUMNS = (
    "code",
    "kind",
    "name",
    "parent",
    "valid_from",
    "valid_to",
    "successors",
    "aliases",
)
KINDS = (
    "thành phố",
    "tỉnh",
    "thị xã",
    "thị trấn",
    "quận",
    "huyện",
    "phường",
    "xã",
    "đặc khu",
)
RECORDS_BEGIN = "1998-01-01"
SAME_COMMUNE = 0.8
"""Least similarity, without diacritics and spaces, of two spellings of a commune's name inside one district. Of the
pairs that the data leaves open, those above are one commune spelt in two ways; two different ones stood at 0.75."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of the gazetteer; dates are ISO strings, empty when open."""

    code: str
    kind: str
    name: str
    parent: str = ""
    valid_from: str = ""
    valid_to: str = ""
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.code}/{self.valid_from[:4]}" if self.valid_from else self.code


Snapshot = Mapping[str, Unit]
"""The units of one level by code, as one release of a package lists them."""


def main() -> int:
    """Build all files and print what was written; returns the exit status."""
    try:
        build()
    except subprocess.CalledProcessError as failure:
        print(
            f"build_lexicons: could not install {failure.cmd[-1]}: pip ended with {failure.returncode}", file=sys.stderr
        )
        return 1
    except (OSError, ValueError) as failure:
        print(f"build_lexicons: {failure}", file=sys.stderr)
        return 1
    return 0


def build() -> None:
    """Install the sources, make the rows of the three levels, and write them only when all are right.

    Raises ValueError where the sources contradict each other or ``places_history.json``.
    """
    history = json.loads(HISTORY.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="lexicons-") as folder:
        sources = install_sources(history, Path(folder))
        old = [read_snapshot(sources[step["source"]]) for step in history["snapshots"]]
        current_provinces, current_communes = read_current(sources[history["current"]["source"]])
        crosswalk = read_json(sources[history["crosswalk"]["source"]], "underthesea/address/data/mapping.json")
    last = old[-1]
    province_rows = build_provinces(history, last[0], current_provinces, crosswalk)
    district_rows = build_districts(history, [snapshot[1] for snapshot in old], province_rows)
    successors = commune_successors(crosswalk["ward_mapping"], last, current_provinces, current_communes, history)
    commune_rows = build_communes(history, [snapshot[2] for snapshot in old], current_communes, successors)
    for name, rows in (("provinces", province_rows), ("districts", district_rows), ("communes", commune_rows)):
        path = DATA / f"places.{name}.tsv"
        write(path, rows)
        print(f"{path.relative_to(DATA.parent.parent)}: {summary(rows)}, {path.stat().st_size} bytes")
    known = sum(1 for code in last[2] if successors.get(code))
    print(f"communes of June 2025 with a known successor: {known} of {len(last[2])}")


def install_sources(history: Mapping[str, Any], folder: Path) -> dict[str, Path]:
    """Install each source package into a folder of its own; returns the folders by requirement."""
    requirements = [step["source"] for step in history["snapshots"]]
    requirements += [history["current"]["source"], history["crosswalk"]["source"]]
    venv.create(folder / "venv", with_pip=True)
    python = str(folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python")
    targets: dict[str, Path] = {}
    for requirement in requirements:
        target = targets[requirement] = folder / requirement
        command = [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--no-compile",
            "--only-binary",
            ":all:",
        ]
        subprocess.run([*command, "--target", str(target), requirement], check=True)
        print(f"source: {requirement}")
    return targets


def read_json(package: Path, name: str) -> Any:
    return json.loads((package / name).read_text(encoding="utf-8"))


def split_kind(full_name: str) -> tuple[str, str]:
    """``Huyện Ba Vì`` to ``("huyện", "Ba Vì")``; a bare name is a tỉnh, the only kind that sources leave out.

    The farm townships that sources write ``Thị trấn NT Mộc Châu`` are ``thị trấn Nông trường Mộc Châu``.
    """
    name = new_tone_marks(" ".join(full_name.split()).replace("' ", "'"))
    lowered = name.casefold()
    kind = next((kind for kind in KINDS if lowered.startswith(kind + " ")), "")
    bare = name[len(kind) :].strip() if kind else name
    bare = re.sub(r"^(?:N\.?T\.? )+", "Nông trường ", bare)
    if bare.isdecimal():
        bare = str(int(bare))
    return kind or "tỉnh", bare


def new_tone_marks(name: str) -> str:
    """The name with tone marks placed the new way (``Hoà`` to ``Hòa``), so that the gazetteer spells in one way."""
    folded = fold_quote(name)
    return "".join(new.upper() if old.isupper() else new for old, new in zip(name, folded, strict=True))


def unit(level_digits: int, item: Mapping[str, Any], parent: str = "") -> Unit:
    kind, name = split_kind(item["name"])
    return Unit(code=f"{item['code']:0{level_digits}}", kind=kind, name=name, parent=parent)


def read_snapshot(package: Path) -> tuple[Snapshot, Snapshot, Snapshot]:
    """Provinces, districts and communes of a release that has the three levels of before July 2025."""
    provinces: dict[str, Unit] = {}
    districts: dict[str, Unit] = {}
    communes: dict[str, Unit] = {}
    for province in read_json(package, "vietnam_provinces/data/nested-divisions.json"):
        above = unit(2, province)
        provinces[above.code] = above
        for item in province["districts"]:
            district = unit(3, item, above.code)
            districts[district.code] = district
            communes |= {(commune := unit(5, ward, district.code)).code: commune for ward in item["wards"]}
    return provinces, districts, communes


def read_current(package: Path) -> tuple[Snapshot, Snapshot]:
    """Provinces and communes of a release that has the two levels of since July 2025."""
    provinces: dict[str, Unit] = {}
    communes: dict[str, Unit] = {}
    for province in read_json(package, "vietnam_provinces/data/nested-divisions.json"):
        above = unit(2, province)
        provinces[above.code] = above
        communes |= {(commune := unit(5, ward, above.code)).code: commune for ward in province["wards"]}
    return provinces, communes


def build_provinces(
    history: Mapping[str, Any],
    before: Snapshot,
    now: Snapshot,
    crosswalk: Mapping[str, Any],
) -> list[Unit]:
    reform = history["current"]["in_force_from"]
    since = {code: day for day, codes in history["provinces_since"].items() for code in codes}
    code_now = {unit.name: unit.code for unit in now.values()}
    old_code = {key: value["code"] for key, value in crosswalk["old_province_names"].items()}
    new_code = {key: code_now[value["short"]] for key, value in crosswalk["province_names"].items()}
    merged_into = {old_code[old]: new_code[new] for old, new in crosswalk["province_mapping"].items()}
    if merged_into.keys() != before.keys():
        raise ValueError("the crosswalk and the list of provinces before July 2025 do not agree")
    merged = Counter(merged_into.values())
    rows: list[Unit] = []
    for code, old in before.items():
        row = replace(old, valid_from=since.get(code, ""))
        if merged[merged_into[code]] > 1:
            row = replace(
                row,
                valid_to=day_before(reform),
                successors=(f"{merged_into[code]}/{reform[:4]}",),
            )
        rows.append(row)
    rows += [replace(unit, valid_from=reform) for code, unit in now.items() if merged[code] > 1]
    rows += [from_history(entry) for entry in history["former_provinces"]]
    aliases = history["province_aliases"]
    return checked(replace(row, aliases=tuple(sorted(aliases.get(row.name, ())))) for row in rows)


def build_districts(history: Mapping[str, Any], snapshots: list[Snapshot], provinces: Iterable[Unit]) -> list[Unit]:
    rows = versions(
        snapshots,
        history,
        history["district_dates"],
        history["districts_missing_from_snapshots"],
    )
    since = {code: day for day, codes in history["districts_since"].items() for code in codes}
    province_since: dict[str, str] = {}
    for province in provinces:
        earliest = province_since.get(province.code, province.valid_from)
        province_since[province.code] = min(earliest, province.valid_from)
    for index, row in enumerate(rows):
        if not row.valid_from:
            start = since.get(row.code, province_since[row.parent])
            rows[index] = replace(row, valid_from=start if start >= RECORDS_BEGIN else "")
    for move in history["moved_districts"]:
        for entry in move["districts"]:
            rows += moved(rows, move, entry)
    for change in history["late_district_changes"]:
        index = next(i for i, row in enumerate(rows) if row.code == change["code"] and not row.valid_to)
        old = rows[index]
        later = replace(old, kind=change["kind"], name=change["name"], valid_from=change["on"])
        rows[index] = replace(old, valid_to=day_before(change["on"]), successors=(later.key,))
        rows.append(later)
    last_day = day_before(history["current"]["in_force_from"])
    ends = {code: tuple(keys) for code, keys in history["district_successors"].items()}
    vanished = {row.code for row in rows if row.valid_to} - {row.code for row in rows if not row.valid_to}
    if not ends.keys() <= vanished:
        raise ValueError(f"successors of districts that did not end: {sorted(ends.keys() - vanished)}")
    rows = [
        replace(
            row,
            valid_to=row.valid_to or last_day,
            successors=row.successors or ends.get(row.code, ()),
        )
        for row in rows
    ]
    return checked([*rows, *(from_history(entry) for entry in history["former_districts"])])


def moved(rows: list[Unit], move: Mapping[str, Any], entry: Mapping[str, str]) -> list[Unit]:
    """Split the district that changed its province; returns the earlier half and leaves the later one in ``rows``."""
    wanted = fold_place_name(entry["name"])
    places = [i for i, row in enumerate(rows) if row.parent == move["to"] and fold_place_name(row.name) == wanted]
    if not places:
        raise ValueError(f"no district {entry['name']} in province {move['to']}")
    index = min(places, key=lambda i: rows[i].valid_from)
    later = rows[index] = replace(rows[index], valid_from=move["on"])
    earlier = replace(
        later,
        kind=entry.get("kind", later.kind),
        parent=move["from"],
        valid_from=entry.get("valid_from", ""),
        valid_to=day_before(move["on"]),
        successors=(later.key,),
    )
    return [earlier]


def build_communes(
    history: Mapping[str, Any],
    snapshots: list[Snapshot],
    current: Snapshot,
    successors: Mapping[str, tuple[str, ...]],
) -> list[Unit]:
    reform = history["current"]["in_force_from"]
    rows = [
        row if row.valid_to else replace(row, valid_to=day_before(reform), successors=successors.get(row.code, ()))
        for row in versions(snapshots, history, {}, ())
    ]
    return checked([*rows, *(replace(unit, valid_from=reform) for unit in current.values())])


def versions(
    snapshots: list[Snapshot],
    history: Mapping[str, Any],
    dates: Mapping[str, str],
    always: Iterable[str],
) -> list[Unit]:
    """One row for each stretch of snapshots in which a code keeps its kind, name and parent.

    A change is dated exactly where ``dates`` has it, else by the widest validity that the snapshot's window allows.
    Codes in ``always`` are missing from the first snapshot only because it left them out.
    """
    steps = history["snapshots"]
    rows: list[Unit] = []
    for code in sorted({code for snapshot in snapshots for code in snapshot}):
        row: Unit | None = None
        for step, snapshot in zip(steps, snapshots, strict=True):
            seen = snapshot.get(code)
            exact = dates.get(code) if in_window(dates.get(code), step) else None
            if row is not None and (seen is None or not same_unit(row, seen)):
                row = replace(row, valid_to=day_before(exact or step["changes_to"]))
                start = exact or step["changes_from"]
                if seen is not None:
                    row = replace(row, successors=(replace(seen, valid_from=start).key,))
                rows.append(row)
                row = None if seen is None else replace(seen, valid_from=start)
            elif row is not None and seen is not None:
                row = replace(row, name=seen.name)
            elif seen is not None:
                first = step["changes_from"] is None or code in always
                row = replace(seen, valid_from="" if first else exact or step["changes_from"])
        if row is not None:
            rows.append(row)
    return rows


def same_unit(row: Unit, seen: Unit) -> bool:
    return (row.kind, row.parent) == (seen.kind, seen.parent) and fold_place_name(row.name) == fold_place_name(
        seen.name
    )


def in_window(day: str | None, step: Mapping[str, str]) -> bool:
    return day is not None and step["changes_from"] is not None and step["changes_from"] <= day <= step["changes_to"]


def commune_successors(
    mapping: list[Mapping[str, str]],
    last: tuple[Snapshot, Snapshot, Snapshot],
    current_provinces: Snapshot,
    current_communes: Snapshot,
    history: Mapping[str, Any],
) -> dict[str, tuple[str, ...]]:
    """Keys of the communes since July 2025 that took over from each commune before, by the old code.

    The crosswalk names communes instead of numbering them. Inside a district its names are paired with the listed
    ones when they fold alike, and the rest by similarity, best pair first.
    """
    provinces, districts, communes = last
    year = history["current"]["in_force_from"][:4]
    new_codes = {
        (
            fold_place_name(current_provinces[new.parent].name),
            new.kind,
            fold_place_name(new.name),
        ): new.code
        for new in current_communes.values()
    }
    targets: dict[tuple[str, str], dict[Unit, set[str]]] = {}
    for line in mapping:
        province = fold_place_name(split_kind(line["old_province"])[1])
        district = fold_place_name(split_kind(line["old_district"])[1])
        if not line["old_ward"] or not line["new_ward"]:
            continue
        kind, name = split_kind(line["new_ward"])
        code = new_codes[
            fold_place_name(split_kind(line["new_province"])[1]),
            kind,
            fold_place_name(name),
        ]
        old_kind, old_name = split_kind(line["old_ward"])
        bucket = targets.setdefault((province, district), {})
        bucket.setdefault(Unit("", old_kind, old_name), set()).add(f"{code}/{year}")
    listed: dict[tuple[str, str], list[Unit]] = {}
    for commune in communes.values():
        district_unit = districts[commune.parent]
        place = (
            fold_place_name(provinces[district_unit.parent].name),
            fold_place_name(district_unit.name),
        )
        listed.setdefault(place, []).append(commune)
    found: dict[str, tuple[str, ...]] = {}
    for place, units in listed.items():
        bucket = targets.get(place, {})
        for old, named in paired(units, list(bucket)):
            found[old.code] = tuple(sorted(bucket[named]))
    return found


def paired(listed: list[Unit], named: list[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Pairs of units that are the same commune; each is used once."""
    by_name = {(one.kind, fold_place_name(one.name)): one for one in named}
    left: list[Unit] = []
    for old in listed:
        exact = by_name.pop((old.kind, fold_place_name(old.name)), None)
        if exact is None:
            left.append(old)
        else:
            yield old, exact
    rest = list(by_name.values())
    ranked = sorted(((*similarity(old, one), old.code, i) for old in left for i, one in enumerate(rest)), reverse=True)
    free = {old.code: old for old in left}
    open_names = dict(enumerate(rest))
    for letters, _, code, i in ranked:
        if letters >= SAME_COMMUNE and code in free and i in open_names:
            yield free.pop(code), open_names.pop(i)


def similarity(one: Unit, other: Unit) -> tuple[float, float]:
    """How alike two names are from 0 to 1: without diacritics and spaces, and with them."""
    names = fold_place_name(one.name), fold_place_name(other.name)
    letters = (unicodedata.normalize("NFD", name.replace("đ", "d")).encode("ascii", "ignore") for name in names)
    return ratio(*(name.decode().replace(" ", "") for name in letters)), ratio(*names)


def ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def from_history(entry: Mapping[str, Any]) -> Unit:
    return Unit(
        code=entry["code"],
        kind=entry["kind"],
        name=entry["name"],
        parent=entry.get("parent", ""),
        valid_from=entry["valid_from"] or "",
        valid_to=entry["valid_to"] or "",
        successors=tuple(entry["successors"]),
    )


def checked(rows: Iterable[Unit]) -> list[Unit]:
    """The rows by code and time; raises ValueError where two share a key or a successor is missing."""
    ordered = sorted(rows, key=lambda row: (row.code, row.valid_from))
    counts = Counter(row.key for row in ordered)
    if repeated := [key for key, count in counts.items() if count > 1]:
        raise ValueError(f"keys used twice: {repeated}")
    if lost := {key for row in ordered for key in row.successors} - counts.keys():
        raise ValueError(f"successors that are no units: {sorted(lost)}")
    return ordered


def day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def write(path: Path, rows: Iterable[Unit]) -> None:
    text = io.StringIO(newline="")
    table = csv.writer(
        text,
        delimiter="\t",
        lineterminator="\n",
        quoting=csv.QUOTE_NONE,
        quotechar=None,
    )
    table.writerow(COLUMNS)
    for row in rows:
        fields = (
            row.code,
            row.kind,
            row.name,
            row.parent,
            row.valid_from,
            row.valid_to,
        )
        table.writerow([*fields, " ".join(row.successors), "|".join(row.aliases)])
    path.write_text(text.getvalue(), encoding="utf-8", newline="\n")


def summary(rows: list[Unit]) -> str:
    before = sum(1 for row in rows if covers(row, "2025-06-30"))
    after = sum(1 for row in rows if covers(row, "2025-07-01"))
    return f"{len(rows)} rows, {before} in force on 30 June 2025, {after} on 1 July 2025"


def covers(row: Unit, day: str) -> bool:
    return row.valid_from <= day and (not row.valid_to or day <= row.valid_to)


if __name__ == "__main__":
    sys.exit(main())
