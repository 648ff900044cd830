"""Importing the package is cheap: the command line does it for every command."""

from collections.abc import Callable
from typing import Any

RunPython = Callable[..., Any]


def test_importing_loads_nothing_heavy(run_python: RunPython) -> None:
    program = run_python("import sys, warehouse; print(*sorted(sys.modules))")
    modules = set(program.stdout.split())
    assert "duckdb" in modules
    assert modules.isdisjoint({"pandas", "spacy", "prefect", "rich", "pyarrow.parquet", "pyarrow.dataset"})
