"""Opening a lake: DuckDB in memory, its extensions from installed packages, the catalogue attached."""

import re
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path

import duckdb

from warehouse.errors import LakeUnavailable, NotAWarehouse, WarehouseError, WarehouseMissing, one_line
from warehouse.lakes import EXTRA, Lake
from warehouse.statements import quoted, statement

NAME = "thidua_lake"
"""What the lake is called within a connection."""

_EXTENSIONS = ("ducklake", "postgres_scanner")
_CONFIGURATION: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}
# Small writes as Parquet files like all others. Rows that DuckLake would put into the catalogue instead pass through
# PostgreSQL, whose text has no NUL, and deletions of both kinds have met in its bugs.
_ROWS_IN_CATALOGUE = 0
_OTHER_PATH = re.compile(r'does not match existing data path in the catalog "([^"]*)"')
_UNREACHABLE = re.compile(r"connection to server .*")


def connect(lake: Lake, *, read_only: bool, making: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection in which the lake is the current database; when ``making``, one is made if there is none.

    Raises:
        LakeUnavailable: packages are missing, or the catalogue cannot be reached.
        WarehouseMissing: there is no lake, and none can be made.
        NotAWarehouse: its data are elsewhere than the lake's ``data_path``.
    """
    extensions = tuple(map(_extension_file, _EXTENSIONS))
    _check_signatures(extensions)
    connection = duckdb.connect(config=_CONFIGURATION | {"allow_unsigned_extensions": True})
    try:
        for extension in extensions:
            connection.execute(f"LOAD {quoted(extension)}")
        connection.execute(f"SET temp_directory = {quoted(Path(tempfile.gettempdir()) / 'thidua-spill')}")
        _attach(connection, lake, read_only=read_only, making=making)
        connection.execute(f"USE {NAME}")
        ((data_path,),) = connection.execute(statement("lake_data_path").format(lake=NAME)).fetchall()
        if not Path(data_path).is_dir():
            raise LakeUnavailable(f"{lake}: its Parquet files are in {data_path}, which this machine does not see")
        # From here on SQL reaches the lake's own files alone.
        connection.execute(f"SET allowed_directories = [{quoted(data_path)}]")
        connection.execute("SET enable_external_access = false")
    except BaseException:
        connection.close()
        raise
    return connection


def is_lake(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the current database is a lake."""
    ((kind,),) = connection.execute(
        "SELECT type FROM duckdb_databases() WHERE database_name = current_database()"
    ).fetchall()
    return bool(kind == "ducklake")


def _attach(connection: duckdb.DuckDBPyConnection, lake: Lake, *, read_only: bool, making: bool) -> None:
    options = [f"DATA_INLINING_ROW_LIMIT {_ROWS_IN_CATALOGUE}", f"CREATE_IF_NOT_EXISTS {str(making).lower()}"]
    if read_only:
        options.append("READ_ONLY")
    if lake.data_path is not None:
        options.append(f"DATA_PATH {quoted(lake.data_path)}")
        if making:
            _make_folder(lake, lake.data_path)
    try:
        connection.execute(f"ATTACH {quoted(lake)} AS {NAME} ({', '.join(options)})")
    except duckdb.Error as error:
        raise _cause(lake, error) from error


def _make_folder(lake: Lake, folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
        is_empty = not any(folder.iterdir())
    except OSError as error:
        raise WarehouseMissing(f"{lake}: its data path {folder} cannot be made: {error.strerror}") from error
    if not is_empty:
        # It would take files of others for what a killed writer left.
        raise NotAWarehouse(f"{lake}: {folder} is not empty; a lake needs a folder of its own")


def _cause(lake: Lake, error: duckdb.Error) -> WarehouseError:
    message = str(error)
    if "does not exist - and creating" in message:
        return WarehouseMissing(f"{lake}: there is no lake yet; `thidua load --data-path DIR` makes one")
    if "data_path is not set" in message:
        return WarehouseMissing(f"{lake}: there is no lake yet; --data-path DIR says where its files shall be")
    if found := _OTHER_PATH.search(message):
        return NotAWarehouse(f"{lake}: its data path is {found[1]}; leave --data-path out")
    said = _UNREACHABLE.search(one_line(error))
    return LakeUnavailable(f"{lake}: {f'PostgreSQL cannot be reached: {said[0]}' if said else one_line(error)}")


@cache
def _check_signatures(extensions: tuple[Path, ...]) -> None:
    """Let DuckDB check the signatures, once in a process: it takes longer than all else about opening a lake."""
    with duckdb.connect(config=_CONFIGURATION) as connection:
        for extension in extensions:
            connection.execute(f"LOAD {quoted(extension)}")


def _extension_file(extension: str) -> Path:
    """The extension as its package has it, for exactly this version of DuckDB.

    Raises:
        LakeUnavailable: there is none.
    """
    try:
        folder = files(f"duckdb_extension_{extension}")
    except ModuleNotFoundError as error:
        raise LakeUnavailable(EXTRA) from error
    file = Path(str(folder)) / "extensions" / f"v{duckdb.__version__}" / f"{extension}.duckdb_extension"
    if not file.exists():
        raise LakeUnavailable(f"duckdb-extension-{extension.replace('_', '-')} is not of version {duckdb.__version__}")
    return file
