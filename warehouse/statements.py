"""The SQL files that come with the package."""

from functools import cache
from importlib.resources import files


@cache
def statement(name: str) -> str:
    """The text of ``warehouse/sql/NAME.sql``."""
    return files("warehouse").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def quoted(text: object) -> str:
    """A string of SQL, for statements that take no values: ``ATTACH``, ``SET``."""
    return "'" + str(text).replace("'", "''") + "'"
