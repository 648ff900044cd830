"""Write docs/licences.md: the packages that thidua needs at run time and their licences, from the installed metadata.

``python -m tools.licences`` writes the file anew, for the versions that are installed.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "licences.md"

_CLASSIFIER = "License :: OSI Approved :: "
_CLASSIFIED = {
    "Apache Software License": "Apache-2.0",
    "Artistic License": "Artistic",
    "BSD License": "BSD",
    "GNU General Public License (GPL)": "GPL",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_HEAD = """\
# Licences

thidua is under the [Apache License 2.0](../LICENSE). It contains no code of others; at run time it uses the packages below,
which are installed apart and keep their own licences. This page is written by `python -m tools.licences` from the metadata of
the installed packages, as they are on Linux with the versions of `requirements.lock`; other systems may need a few others.

Lists of administrative units in `models/data/` hold facts taken from packages that are not installed with thidua; see
[lexicons.md](lexicons.md) for these and their licences.
"""
_NOTES = """\
Notes

- `text-unidecode` may be used under either of two licences; thidua relies on the Artistic License. It comes with Prefect
  (through `python-slugify`), and nothing of it is copied here.
- Packages under MPL-2.0 are used unchanged, as the licence asks of those who pass them on.
- `pypdfium2` and `numpy` bring libraries of others under permissive licences; their own files list them.
"""


def runtime_packages() -> Mapping[str, Distribution]:
    """The installed packages that thidua needs at run time, those that they need included, by normalised name.

    Raises:
        PackageNotFoundError: a package is needed and not installed.
    """
    found: dict[str, Distribution] = {}
    wanted: list[tuple[str, frozenset[str]]] = [
        (requirement.name, frozenset(requirement.extras)) for requirement in direct_requirements()
    ]
    seen: set[tuple[str, frozenset[str]]] = set()
    while wanted:
        name, extras = wanted.pop()
        if (key := (canonicalize_name(name), extras)) in seen:
            continue
        seen.add(key)
        found[key[0]] = package = distribution(name)
        for requirement in map(Requirement, package.requires or ()):
            if _applies(requirement, extras):
                wanted.append((requirement.name, frozenset(requirement.extras)))
    return found


def direct_requirements() -> list[Requirement]:
    """What pyproject.toml lists as needed at run time."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(line) for line in project["dependencies"]]


def _applies(requirement: Requirement, extras: Iterable[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))


def licence_of(package: Distribution) -> str:
    """The licence as a package's metadata states it: an SPDX expression where there is one, else what comes closest.

    Raises:
        ValueError: it states none.
    """
    metadata = package.metadata
    if "License-Expression" in metadata:
        return str(metadata["License-Expression"])
    classifiers = [
        line.removeprefix(_CLASSIFIER) for line in metadata.get_all("Classifier") or () if _CLASSIFIER in line
    ]
    stated = str((metadata.get_all("License") or [""])[0])
    # Some put the whole text of the licence there, or a word of their own: then the classifiers tell more.
    if classifiers and (not _is_short(stated) or len(classifiers) > 1 or stated.casefold().endswith("license")):
        return " OR ".join(_CLASSIFIED.get(name, name) for name in classifiers)
    if _is_short(stated):
        return stated
    raise ValueError(f"{metadata['Name']} states no licence")


def _is_short(stated: str) -> bool:
    return 0 < len(stated) <= 60 and "\n" not in stated


def page() -> str:
    """The page, in Markdown."""
    packages = runtime_packages()
    direct = {canonicalize_name(requirement.name) for requirement in direct_requirements()}
    parts = [_HEAD, "## Named in pyproject.toml\n", _table(packages[name] for name in sorted(direct))]
    parts += ["## Needed by these\n", _table(packages[name] for name in sorted(packages.keys() - direct)), _NOTES]
    return "\n".join(parts)


def _table(packages: Iterable[Distribution]) -> str:
    lines = ["| package | version | licence |", "| --- | --- | --- |"]
    lines += [f"| {each.metadata['Name']} | {each.version} | {_cell(licence_of(each))} |" for each in packages]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


if __name__ == "__main__":
    try:
        TARGET.write_text(page(), encoding="utf-8")
    except (PackageNotFoundError, ValueError) as error:
        sys.exit(f"licences: {error}")
    sys.stdout.write(f"{TARGET.name} written\n")
