"""Whether a Prefect API is configured, told without importing Prefect (1 to 3 s) where no file of Prefect's is there."""

import os
import subprocess
import sys
from pathlib import Path

_ASK_PREFECT = "from prefect.settings import get_current_settings; print(get_current_settings().api.url or '')"
_PATIENCE = 60.0  # seconds


def configured_api() -> str | None:
    """The address of the configured Prefect API: of PREFECT_API_URL, a profile or a settings file; None without one."""
    if address := os.environ.get("PREFECT_API_URL"):
        return address
    if not _has_settings():
        return None
    # Prefect knows best which of its files counts. In a process of its own, since it reads them once, when imported,
    # and the answer may be that this process has yet to set the address.
    answer = subprocess.run(
        [sys.executable, "-c", _ASK_PREFECT],
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    lines = answer.stdout.split()
    return lines[-1] if answer.returncode == 0 and lines else None


def prefect_home() -> Path:
    """The folder in which Prefect keeps its profiles and the embedded server's database."""
    return Path(os.environ.get("PREFECT_HOME") or "~/.prefect").expanduser()


def _has_settings() -> bool:
    if os.environ.get("PREFECT_PROFILE"):
        return True
    profiles = Path(os.environ.get("PREFECT_PROFILES_PATH") or prefect_home() / "profiles.toml")
    return (
        profiles.exists()
        or Path("prefect.toml").exists()
        or _mentions(Path(".env"), "PREFECT_")
        or _mentions(Path("pyproject.toml"), "[tool.prefect")
    )


def _mentions(path: Path, words: str) -> bool:
    try:
        return words in path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
