"""The SQL files that come with the package."""

from functools import cache
from importlib.resources import files


@cache
def statement(name: str) -> str:
    """The text of ``warehouse/sql/NAME.sql``."""
    return files("warehouse").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
