"""Telling whether a Prefect API is configured."""

import subprocess
import sys
from pathlib import Path

import pytest

from flows.prefect_api import configured_api
from tests.running import environment

ADDRESS = "http://127.0.0.1:4200/api"


@pytest.fixture(autouse=True)
def _empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    monkeypatch.delenv("PREFECT_PROFILES_PATH", raising=False)
    monkeypatch.chdir(tmp_path)


def profile(home: Path, setting: str) -> None:
    (home / "profiles.toml").write_text(f'active = "mine"\n[profiles.mine]\n{setting}\n')


def test_none_is() -> None:
    assert configured_api() is None


def test_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", ADDRESS)
    assert configured_api() == ADDRESS


def test_by_the_active_profile(tmp_path: Path) -> None:
    profile(tmp_path, f'PREFECT_API_URL = "{ADDRESS}"')
    assert configured_api() == ADDRESS


def test_a_profile_may_have_none(tmp_path: Path) -> None:
    profile(tmp_path, 'PREFECT_LOGGING_LEVEL = "INFO"')
    assert configured_api() is None


def test_asking_does_not_import_prefect(tmp_path: Path) -> None:
    profile(tmp_path, f'PREFECT_API_URL = "{ADDRESS}"')
    code = "import sys, flows.launching as l; l.configured_api(); sys.exit('prefect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, env=environment({})).returncode == 0
