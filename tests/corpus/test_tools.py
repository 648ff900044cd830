"""Programs outside: found, told apart by version, run under limits. Small shell scripts stand for them."""

from pathlib import Path

import pytest

from corpus import ReadError
from corpus.tools import Installed, Tool, fingerprint, installed, run, usable

MB = 1 << 20


def tool(name: str, **more: object) -> Tool:
    settings: dict[str, object] = {
        "name": name,
        "programs": ("no-such-program-at-all", name),
        "version_arguments": ("--version",),
        "lost_without": "nothing",
        "install": f"apt-get install {name}",
    }
    return Tool(**(settings | more))  # type: ignore[arg-type]


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    path = tmp_path / "scribe"
    path.write_text("#!/bin/sh\necho scribe 4.2.1\necho eng\n", encoding="utf-8")
    path.chmod(0o755)
    installed.cache_clear()
    return path


def scripted(path: Path, body: str) -> Installed:
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    return Installed(tool("scribe"), str(path), "1.0", complete=True)


def test_a_program_tells_its_version(script: Path) -> None:
    assert fingerprint(tool("scribe")) == "scribe/4.2.1"
    assert usable(tool("scribe")).path == str(script)


def test_a_program_without_vietnamese_counts_as_missing(script: Path) -> None:
    lacking = tool("scribe", languages_arguments=("--list-langs",))
    assert fingerprint(lacking) == "scribe/none"
    with pytest.raises(ReadError, match=r"with Vietnamese.*apt-get install scribe") as raised:
        usable(lacking)
    assert raised.value.code == "needs_tool"


def test_a_missing_program_is_told_with_its_command() -> None:
    missing = tool("no-such-program-either")
    assert fingerprint(missing) == "no-such-program-either/none"
    with pytest.raises(ReadError, match="not installed: apt-get install") as raised:
        usable(missing)
    assert raised.value.code == "needs_tool"


def test_output_comes_from_a_folder_of_its_own(script: Path) -> None:
    assert (
        run(scripted(script, 'cat; test "$HOME" = "$PWD" && ls -A'), (), timeout=20, memory=512 * MB, content=b"x")
        == b"x"
    )


def test_a_failing_program_tells_its_last_words(script: Path) -> None:
    with pytest.raises(ReadError, match="status 3: no such page") as raised:
        run(scripted(script, "echo no such page >&2; exit 3"), (), timeout=20, memory=512 * MB)
    assert raised.value.code == "tool_failed"


def test_a_hanging_program_is_killed_with_its_children(script: Path) -> None:
    with pytest.raises(ReadError) as raised:
        run(scripted(script, "sleep 600 & sleep 600"), (), timeout=0.5, memory=512 * MB)
    assert raised.value.code == "timeout"


def test_memory_is_limited(script: Path) -> None:
    with pytest.raises(ReadError) as raised:
        run(scripted(script, "exec python3 -c 'bytes(1 << 33)'"), (), timeout=60, memory=512 * MB)
    assert raised.value.code == "tool_failed"
