"""The bulk load as a flow for a work pool, with parameters that have defaults."""

from importlib.metadata import version

from prefect import flow

from flows.extraction import default_workers
from flows.prefect_flow import bulk_load
from warehouse import WAIT_SECONDS


@flow(name="load", flow_run_name="load into {warehouse}")
def load(
    paths: list[str],
    warehouse: str = "thidua.duckdb",
    workers: int | None = None,
    retry_rejects: bool = False,
    keep_originals: str | None = None,
) -> dict[str, int]:
    """Load what is at paths of the worker's machine; see `flows.bulk_load.bulk_load`."""
    summary = bulk_load(
        paths=paths,
        warehouse=warehouse,
        program_version=version("thidua"),
        workers=default_workers() if workers is None else workers,
        retry_rejects=retry_rejects,
        wait_seconds=WAIT_SECONDS,
        keep_originals=keep_originals,
    )
    return {"added": summary.counts.documents_added, "rejects": len(summary.rejects)}
