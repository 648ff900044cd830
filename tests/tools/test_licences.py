from email.message import Message
from importlib.metadata import Distribution
from os import PathLike
from typing import Any

import pytest
from packaging.utils import canonicalize_name

from tools.licences import TARGET, direct_requirements, licence_of, runtime_packages

PERMITTED = ("MIT", "BSD", "Apache", "ISC", "PSF", "MPL-2.0", "Zlib", "CC0", "0BSD", "CNRI", "Unlicense")
CHOSEN = {"text-unidecode": "Artistic", "tld": "MPL-1.1"}
"""Packages under either of several licences of which one would bind us, and the one that we rely on."""


class Package(Distribution):
    """A package that is nothing but its metadata."""

    def __init__(self, *fields: tuple[str, str]) -> None:
        message = Message()
        for name, value in (("Name", "made"), ("Version", "1"), *fields):
            message[name] = value
        self._text = message.as_string()

    def read_text(self, filename: str) -> str | None:
        return self._text if filename == "METADATA" else None

    def locate_file(self, path: str | PathLike[str]) -> Any:
        raise NotImplementedError


def test_what_pyproject_names_is_on_the_page_with_its_licence() -> None:
    rows = {tuple(line.split(" | ")[::2]) for line in TARGET.read_text(encoding="utf-8").splitlines() if " | " in line}
    packages = runtime_packages()
    for requirement in direct_requirements():
        package = packages[canonicalize_name(requirement.name)]
        assert (f"| {package.metadata['Name']}", f"{licence_of(package)} |") in rows, "run `python -m tools.licences`"


def test_every_package_that_is_needed_may_be_used() -> None:
    packages = runtime_packages()
    assert {"pydantic-core", "starlette", "thinc"} <= packages.keys(), "what is needed by the needed counts too"
    refused = {
        name: licence
        for name, package in packages.items()
        if not any(word in (licence := licence_of(package)) for word in PERMITTED)
        and CHOSEN.get(name, licence) not in licence.split(" OR ")
    }
    assert not refused
    bound = {name for name, package in packages.items() if "GPL" in licence_of(package)}
    assert bound <= CHOSEN.keys()


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ([("License-Expression", "MIT AND PSF-2.0"), ("License", "other")], "MIT AND PSF-2.0"),
        ([("License", "BSD-3-Clause"), ("Classifier", "License :: OSI Approved :: BSD License")], "BSD-3-Clause"),
        ([("License", "MIT License"), ("Classifier", "License :: OSI Approved :: MIT License")], "MIT"),
        ([("License", "x" * 100), ("Classifier", "License :: OSI Approved :: BSD License")], "BSD"),
        ([("Classifier", "License :: OSI Approved :: Some New License")], "Some New License"),
        ([("License", "MIT")], "MIT"),
    ],
)
def test_the_most_exact_statement_counts(fields: list[tuple[str, str]], licence: str) -> None:
    assert licence_of(Package(*fields)) == licence


def test_no_statement_is_an_error() -> None:
    with pytest.raises(ValueError, match="made states no licence"):
        licence_of(Package(("License", "x" * 100)))
