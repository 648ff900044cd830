"""The Containerfile, without a container engine: that its steps fit the checkout."""

import re
import tomllib

import pytest

from tests.running import ROOT

TEXT = (ROOT / "Containerfile").read_text(encoding="utf-8")


def instructions() -> list[tuple[str, str]]:
    """Each instruction with its words, on one line."""
    joined = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", TEXT, flags=re.MULTILINE))
    return [(name, words) for name, _, words in (line.partition(" ") for line in joined.splitlines() if line)]


def words_of(name: str) -> list[str]:
    return [words for each, words in instructions() if each == name]


def test_instructions_are_known() -> None:
    known = {"FROM", "WORKDIR", "RUN", "COPY", "USER", "VOLUME", "ENV", "STOPSIGNAL", "ENTRYPOINT", "CMD"}
    assert {name for name, _ in instructions()} == known
    assert instructions()[0][0] == "FROM"


def test_packages_come_from_the_lock_with_their_hashes() -> None:
    installs = [words for words in words_of("RUN") if "pip install" in words]
    assert len(installs) == 2
    assert installs[0].endswith("--no-deps --require-hashes -r requirements.lock")
    assert "--no-deps --no-build-isolation -e ." in installs[1]


def test_it_has_the_programs_that_ci_has() -> None:
    ci = re.search(r"^packages=\((.*)\)$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    (install,) = (words for words in words_of("RUN") if "apt-get install" in words)
    packages = install.partition("--no-install-recommends")[2].partition("&&")[0].split()
    assert ci is not None
    assert sorted(packages) == sorted(name for name in ci[1].split() if "postgres" not in name)


def test_what_is_copied_is_there_and_is_all_of_the_program() -> None:
    copied = {name for words in words_of("COPY") if not words.startswith("--from") for name in words.split()[:-1]}
    assert all((ROOT / name).exists() for name in copied)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) <= copied
    kept = set(re.findall(r"^!(.*)$", (ROOT / ".containerignore").read_text(encoding="utf-8"), re.MULTILINE))
    assert kept == copied


def test_it_does_not_run_as_root() -> None:
    order = [name for name, _ in instructions()]
    assert words_of("USER") == ["thidua"]
    assert order.index("USER") < order.index("ENTRYPOINT")
    assert not any(name == "RUN" for name in order[order.index("USER") :])


@pytest.mark.parametrize("name", ["ENTRYPOINT", "CMD"])
def test_commands_are_lists(name: str) -> None:
    (words,) = words_of(name)
    assert words.startswith('["')
