"""``datapackage.json``: what the files of an export hold, as Frictionless Data Packages describe tables."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.migrating import latest_version
from warehouse.stored import rows_of

FILE_NAME = "datapackage.json"

_MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_TYPES = {
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UINTEGER", "UBIGINT"), "integer"),
    **dict.fromkeys(("FLOAT", "DOUBLE"), "number"),
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "TIME": "time",
}


@dataclass(frozen=True)
class Column:
    """A column of a table or view: its name, DuckDB's type, whether it is always there, and what it means."""

    name: str
    sql_type: str
    is_required: bool
    meaning: str


@dataclass(frozen=True)
class Relation:
    """A table or view with its meaning, its columns and its primary key (none of a view)."""

    name: str
    is_view: bool
    meaning: str
    columns: Sequence[Column]
    key: Sequence[str]


def relations_of(connection: duckdb.DuckDBPyConnection) -> list[Relation]:
    """Every table and view that is exported, by name.

    Raises:
        duckdb.Error: the warehouse cannot be read.
    """
    from warehouse.statements import statement

    columns: dict[str, list[Column]] = {}
    for row in rows_of(connection, statement("columns")):
        columns.setdefault(row["table_name"], []).append(
            Column(row["column_name"], row["data_type"], not row["is_nullable"], row["comment"] or "")
        )
    return [
        Relation(row["name"], row["is_view"], row["comment"] or "", columns.get(row["name"], []), row["key"] or [])
        for row in rows_of(connection, statement("relations"))
    ]


def write_datapackage(path: Path, relations: Sequence[Relation], files: Mapping[str, Sequence[str]], kind: str) -> None:
    """Write the description of an export.

    Args:
        files: the files of each relation that was exported, relative to the folder of ``path``; a workbook is one of all.
        kind: csv, parquet or xlsx.

    Raises:
        OSError: it cannot be written.
    """
    package = {
        "profile": "data-package" if kind != "csv" else "tabular-data-package",
        "name": "thidua",
        "title": "Emulation clusters of Việt Nam: facts from documents, with the words that state them",
        "version": f"schema-{latest_version()}",
        "resources": [
            _resource(relation, list(files[relation.name]), kind) for relation in relations if relation.name in files
        ],
    }
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _resource(relation: Relation, files: list[str], kind: str) -> dict[str, Any]:
    resource: dict[str, Any] = {
        # Names of resources are in small letters, digits and these marks.
        "name": relation.name.lower(),
        "title": relation.name,
        "description": relation.meaning,
        "path": files[0] if len(files) == 1 else files,
        "format": kind,
        "mediatype": _MEDIA_TYPES[kind],
        "schema": {
            "fields": [_field(column) for column in relation.columns],
            **({"primaryKey": list(relation.key)} if relation.key else {}),
        },
    }
    if kind == "csv":
        resource |= {"profile": "tabular-data-resource", "encoding": "utf-8"}
        resource["schema"]["missingValues"] = [""]
    if kind == "xlsx":
        resource["dialect"] = {"sheet": relation.name}
    return resource


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _type(column.sql_type)}
    if column.meaning:
        field["description"] = column.meaning
    if column.is_required:
        field["constraints"] = {"required": True}
    return field


def _type(sql_type: str) -> str:
    if sql_type.endswith("]"):
        return "array"
    if sql_type.startswith(("STRUCT", "MAP")):
        return "object"
    if sql_type.startswith("DECIMAL"):
        return "number"
    return _TYPES.get(sql_type, "any")
