"""How pages are refreshed, and that what the pages show can be done."""

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.bulk_load import LoadRequest, bulk_load
from thidua.cli import COMMANDS, parser
from tools.refresh_docs import DOCUMENTS, ROOT, commands_in, refresh, refreshed
from warehouse import run_query

PAGE = """\
Before.

```console
$ first
old output
$ second
```

```text
left alone
```

```sql
SELECT 1
```

```text
old answer
```

```sql
SELECT 'no answer follows'
```
"""
QUESTIONS = sorted((ROOT / "docs" / "questions").glob("*.sql"))
# Of other programs, and of the modules under tools/ and benchmarks/.
FOREIGN_OPTIONS = {"--strict", "--quick", "--only"}


def queries() -> Iterator[tuple[str, str]]:
    """Every question of the documentation, with the name of its page."""
    for page in DOCUMENTS:
        for program, *arguments in commands_in(page.read_text(encoding="utf-8")):
            if program == "thidua":
                yield page.name, arguments[1]
            else:
                yield from ((page.name, sql) for sql in re.findall(r'thidua query "([^"]+)"', arguments[-1]))
    yield from ((question.name, question.read_text(encoding="utf-8")) for question in QUESTIONS)


@pytest.fixture(scope="module")
def samples_loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("documentation") / "w.duckdb"
    bulk_load(LoadRequest(paths=(str(ROOT / "corpus" / "samples"),), warehouse=file, program_version="test", workers=0))
    return file


def test_commands_and_questions_are_found_in_order() -> None:
    assert commands_in(PAGE) == [["bash", "-c", "first"], ["bash", "-c", "second"], ["thidua", "query", "SELECT 1"]]


def test_output_is_put_in_the_place_of_the_old() -> None:
    page = refreshed(PAGE, lambda command: f"new {command[-1]}  \n\n")
    assert "$ first\nnew first\n$ second\nnew second\n```" in page
    assert "```sql\nSELECT 1\n```\n\n```text\nnew SELECT 1\n```" in page
    assert "left alone" in page
    assert "old" not in page
    assert refreshed(page, lambda command: f"new {command[-1]}\n") == page


def test_commands_run_in_a_folder_with_the_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_WAREHOUSE", "elsewhere.duckdb")
    page = tmp_path / "page.md"
    page.write_text(
        "```console\n$ ls; echo [$THIDUA_WAREHOUSE]\n$ ls corpus/samples | head -1\n```\n", encoding="utf-8"
    )
    refresh(page)
    written = page.read_text(encoding="utf-8")
    assert (
        written
        == "```console\n$ ls; echo [$THIDUA_WAREHOUSE]\ncorpus\n[]\n$ ls corpus/samples | head -1\nREADME.md\n```\n"
    )


def test_every_question_has_an_answer(samples_loaded: Path) -> None:
    asked = list(queries())
    assert {name for name, _ in asked} == {*(page.name for page in DOCUMENTS), *(page.name for page in QUESTIONS)}
    for name, sql in asked:
        rows = list(run_query(samples_loaded, sql).rows())
        # The samples are loaded without a reject.
        assert rows or "FROM rejects" in sql, f"{name}: {sql}"


def test_every_option_that_is_named_is_there() -> None:
    known = {"--help", *options(parser())}
    for page in DOCUMENTS:
        named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page.read_text(encoding="utf-8")))
        assert named <= known | FOREIGN_OPTIONS, page.name


def test_every_command_is_on_the_front_page() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        name = command.__name__.rpartition(".")[2]
        assert re.search(rf"^\| `thidua {name}[ `]", page, re.MULTILINE), name


@pytest.mark.parametrize("page", [*DOCUMENTS, *sorted((ROOT / "docs").glob("*.md"))], ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def options(of: ArgumentParser) -> Iterator[str]:
    """All options of a parser and of the commands below it."""
    for action in of._actions:
        yield from action.option_strings
        if isinstance(action.choices, dict):
            for below in action.choices.values():
                yield from options(below)
