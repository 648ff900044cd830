"""Where a warehouse is: a DuckDB file, or a DuckLake that several machines write to, named as DuckDB itself names it."""

from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import LakeUnavailable, NotAWarehouse

EXTRA = "a lake needs more packages: pip install 'thidua[lake]'"

_PREFIX = "ducklake:"
_POSTGRES = ("postgres:", "postgresql:")
_URLS = ("postgres://", "postgresql://")


@dataclass(frozen=True)
class Lake:
    """A DuckLake: its catalogue in PostgreSQL, its rows in Parquet files.

    ``catalogue`` is what PostgreSQL's own programs take: ``dbname=… host=…`` or a URL, without a password.
    ``data_path`` is the folder of the Parquet files, which the catalogue knows once the lake is made.
    """

    catalogue: str
    data_path: Path | None = None

    def __str__(self) -> str:
        return f"{_PREFIX}postgres:{self.catalogue}"


Place = Path | Lake


def place_called(name: str, data_path: Path | None = None) -> Place:
    """The warehouse that goes by a name: the path of a file, or ``ducklake:postgres:`` and how to reach the catalogue.

    Raises:
        NotAWarehouse: the name is no lake's, though it looks like one; it holds a password; or a file has a data path.
        LakeUnavailable: the packages are missing that lakes need.
    """
    if name.startswith(_URLS):
        raise NotAWarehouse(f"{_without_password(name)}: a lake is named ducklake:postgresql://…")
    if not name.startswith(_PREFIX):
        if data_path is not None:
            raise NotAWarehouse(f"{name}: a file has no data path; a lake is named ducklake:postgres:dbname=…")
        return Path(name)
    catalogue = name.removeprefix(_PREFIX)
    if not catalogue.startswith(_POSTGRES):
        raise NotAWarehouse(
            f"{_without_password(name)}: only PostgreSQL can hold the catalogue, as in "
            "ducklake:postgres:dbname=thidua host=db.example or ducklake:postgresql://db.example/thidua"
        )
    if not catalogue.startswith(_URLS):
        catalogue = catalogue.partition(":")[2]
    return Lake(_checked(catalogue), None if data_path is None else data_path.absolute())


def _checked(catalogue: str) -> str:
    try:
        import psycopg
    except ImportError as error:
        raise LakeUnavailable(EXTRA) from error

    try:
        parts = psycopg.conninfo.conninfo_to_dict(catalogue)
    except psycopg.ProgrammingError as error:
        said = " ".join(str(error).split())
        raise NotAWarehouse(f"ducklake:postgres:…: not understood by PostgreSQL: {said}") from error
    if parts.get("password"):
        # It would be seen in lists of processes, in error messages and on the pages of Prefect's runs.
        raise NotAWarehouse("a lake is named without its password: put that into ~/.pgpass, or into PGPASSWORD")
    return catalogue


def _without_password(name: str) -> str:
    """The name as far as it can be shown: what stands before an @ may be a password."""
    scheme, mark, rest = name.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}" if mark else name.partition(" ")[0]
