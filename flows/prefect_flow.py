"""The bulk load as a Prefect flow: a task for the plan, one for each batch, and the summary as an artifact."""

import logging
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

# Read by Prefect when it is imported.
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.context import FlowRunContext, refresh_global_settings_context
from prefect.events.worker import EventsWorker
from prefect.logging.handlers import APILogWorker
from prefect.settings import temporary_settings
from prefect.utilities.urls import url_for

from corpus import SourceItem
from flows.bulk_load import Elsewhere, LoadRequest, LoadSummary, Progress, silently
from flows.bulk_load import bulk_load as run_load
from flows.cluster import Future, extract_shard, settled_on
from flows.launching import Ran
from flows.markdown import cell
from flows.planning import Plan
from warehouse import Lake, Place, Reject, place_called

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

_SHOWN_REJECTS = 100
_DRAIN_SECONDS = 5.0


@dataclass(frozen=True)
class _InTerminal:
    """What a flow run gets from the command that started it, and not from its parameters, which are recorded."""

    progress: Progress = silently
    planned: Callable[[], Plan] | None = None


_IN_TERMINAL: ContextVar[_InTerminal | None] = ContextVar("in_terminal", default=None)


def _in_terminal() -> _InTerminal:
    # Not in the flow: Dask gets the flow pickled with all that it names, which a context variable refuses.
    return _IN_TERMINAL.get() or _InTerminal()


@flow(name="bulk_load")
def bulk_load(
    paths: list[str],
    warehouse: str,
    program_version: str,
    workers: int,
    retry_rejects: bool,
    wait_seconds: float,
    allow_private: bool = False,
    keep_originals: str | None = None,
    dask: str | None = None,
    shards: str | None = None,
    data_path: str | None = None,
) -> LoadSummary:
    """Load everything at ``paths`` into ``warehouse``; see `flows.bulk_load.bulk_load`.

    With ``dask``, the address of a scheduler, Prefect's task runner for Dask has the batches extracted there.
    """
    request = LoadRequest(
        paths=tuple(paths),
        warehouse=place_called(warehouse, None if data_path is None else Path(data_path)),
        program_version=program_version,
        workers=workers,
        retry_rejects=retry_rejects,
        allow_private=allow_private,
        keep_originals=None if keep_originals is None else Path(keep_originals),
        wait_seconds=wait_seconds,
        dask=dask,
        shards=shards,
    )
    in_terminal = _in_terminal()
    with nullcontext() if dask is None else _on_dask(dask) as elsewhere:
        summary = run_load(
            request,
            step=as_task,
            progress=in_terminal.progress,
            planned=in_terminal.planned,
            run_id=current_run_id(),
            elsewhere=elsewhere,
        )
    create_markdown_artifact(
        key="bulk-load", markdown=summary_markdown(request, summary), description=f"Bulk load into {warehouse}"
    )
    return summary


@contextmanager
def _on_dask(address: str) -> Iterator[Elsewhere]:
    """Batches as tasks that Prefect's task runner gives to a Dask cluster."""
    from prefect_dask.task_runners import DaskTaskRunner

    with DaskTaskRunner(address=address) as runner:
        extract = task(name="extract_shard", cache_policy=NO_CACHE, persist_result=False)(_extract_pickled)

        def submit(items: Sequence[SourceItem], folder: str) -> Future:
            future: Future = runner.submit(extract, {"items": pickle.dumps(items), "folder": folder})
            return future

        yield partial(settled_on, runner.client, submit)


def _extract_pickled(items: bytes, folder: str) -> list[str]:
    """`extract_shard` of items that neither Prefect nor Dask goes through in search of what it knows."""
    return extract_shard(pickle.loads(items), folder)


def run_flow(
    request: LoadRequest, *, progress: Progress = silently, planned: Callable[[], Plan] | None = None
) -> Ran[LoadSummary]:
    """Run the flow on the Prefect API of this process's settings.

    ``progress`` and ``planned`` are as for `flows.bulk_load.bulk_load`.

    Raises:
        As `flows.bulk_load.bulk_load`; httpx.HTTPError when the API fails.
    """
    token = _IN_TERMINAL.set(_InTerminal(progress, planned))
    try:
        with run_here():
            summary = bulk_load(
                paths=list(request.paths),
                warehouse=str(request.warehouse),
                program_version=request.program_version,
                workers=request.workers,
                retry_rejects=request.retry_rejects,
                wait_seconds=request.wait_seconds,
                allow_private=request.allow_private,
                keep_originals=None if request.keep_originals is None else str(request.keep_originals),
                dask=request.dask,
                shards=request.shards,
                data_path=_data_path(request.warehouse),
            )
    finally:
        _IN_TERMINAL.reset(token)
    return Ran(summary, summary.run_id, page_of(summary.run_id))


@contextmanager
def run_here() -> Iterator[None]:
    """Run a flow in the block, in this process, which may end right after it."""
    try:
        # Heartbeats tell a crashed run on a server that outlives it; their thread takes a second to end.
        with temporary_settings({"flows.heartbeat_frequency": None}):
            yield
    finally:
        # Now, for the server may end before this process: logs and events are sent by threads.
        APILogWorker.drain_all(timeout=_DRAIN_SECONDS)
        EventsWorker.drain_all(timeout=_DRAIN_SECONDS)


def page_of(run_id: str) -> str | None:
    """The address of a run's page; None where Prefect does not know that of its pages, as with the embedded server."""
    return url_for("flow-run", obj_id=run_id)


def current_run_id() -> str | None:
    """The id of the flow run that this is called in; None outside of one."""
    context = FlowRunContext.get()
    run = context.flow_run if context else None
    return str(run.id) if run else None


def _data_path(warehouse: Place) -> str | None:
    return str(warehouse.data_path) if isinstance(warehouse, Lake) and warehouse.data_path is not None else None


def use_api(address: str) -> None:
    """Let the flows of this process run on the Prefect API at an address."""
    os.environ["PREFECT_API_URL"] = address
    refresh_global_settings_context()


def hide_logs() -> None:
    """Keep Prefect's logs off the terminal; run pages have them all the same."""
    for handler in logging.getLogger().handlers:
        handler.setLevel(logging.CRITICAL + 1)


def unreachable() -> str | None:
    """Why the configured Prefect API cannot be used, in one line; None if it can."""
    with get_client(sync_client=True) as client:
        error = client.api_healthcheck()
    return None if error is None else " ".join(str(error).split()) or type(error).__name__


def summary_markdown(request: LoadRequest, summary: LoadSummary) -> str:
    """The summary as tables in Markdown, for the run's page."""
    counts = summary.counts
    rows = [
        ("documents added", counts.documents_added),
        ("documents replaced", counts.documents_replaced),
        ("sources unchanged", summary.unchanged),
        ("entries skipped", summary.skipped),
        ("rejected in this run", len(summary.rejects)),
        ("rejected by an earlier run", len(summary.still_rejected)),
        *((f"facts: {family}", number) for family, number in summary.facts.items()),
        ("seconds", f"{summary.seconds:.1f}"),
    ]
    lines = [f"# {cell(str(request.warehouse))}", "", "| | |", "| --- | ---: |"]
    lines += [f"| {name} | {value} |" for name, value in rows]
    rejects = (*summary.rejects, *summary.still_rejected)
    if rejects:
        lines += ["", "| rejected source | stage | code | reason |", "| --- | --- | --- | --- |"]
        lines += [_reject_row(reject) for reject in rejects[:_SHOWN_REJECTS]]
    if len(rejects) > _SHOWN_REJECTS:
        lines += ["", f"and {len(rejects) - _SHOWN_REJECTS} more: see the table `rejects`"]
    return "\n".join(lines)


def _reject_row(reject: Reject) -> str:
    return f"| {' | '.join(map(cell, (reject.source, reject.stage, reject.code, reject.reason)))} |"


def as_task(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """A step as a task. Its effects are in the warehouse, so nothing of it may come from a cache."""
    return task(cache_policy=NO_CACHE, persist_result=False)(function)
