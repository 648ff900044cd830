"""Looks and backfills as Prefect flows: deployments that one process serves, and flows for a work pool."""

import os
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

# Read by Prefect when it is imported.
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")

from prefect import flow, get_run_logger, serve
from prefect.artifacts import create_markdown_artifact
from prefect.context import FlowRunContext
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.extraction import default_workers
from flows.watching.alerting import alert_line, alerts_of
from flows.watching.archive_addresses import Days
from flows.watching.events import log_alerts, log_look
from flows.watching.looking import Look, WatchRequest, look
from flows.watching.once import backfill_all
from flows.watching.one_at_a_time import alone
from flows.watching.prefect_alerts import emit_alerts, send_alerts
from flows.watching.reporting import look_markdown, yields_markdown
from flows.watching.scheduling import due_sources
from flows.watching.sources import ON_THE_WEB, TIME_ZONE, Sources, WatchedSource, read_sources
from warehouse import WAIT_SECONDS, Alert, WatchRun, documents_of_run, source_yields, watch_runs

RETRIES, RETRY_SECONDS = 2, 60
"""A look fails only where the warehouse cannot be had, or no worker be started: what sites do is no failure."""


@flow(name="watch_source", flow_run_name="{name}", retries=RETRIES, retry_delay_seconds=RETRY_SECONDS)
def watch_source(
    name: str,
    source: dict[str, Any],
    warehouse: str,
    program_version: str,
    workers: int,
    allow_private: bool,
    wait_seconds: float,
    publish: str | None = None,
    alert_block: str | None = None,
) -> dict[str, Any]:
    """Look at a source once, see `flows.watching.looking.look`; its counts."""
    context = FlowRunContext.get()
    run = context.flow_run if context else None
    copy = None if publish is None else Path(publish)
    request = WatchRequest(Path(warehouse), program_version, workers, allow_private, wait_seconds, copy, alert_block)
    watched = WatchedSource.model_validate(source)
    with alone(request.warehouse, at="look", patient=True):
        found = look(watched, request, run_id=str(run.id) if run else None)
    log_look(found)
    logger = get_run_logger()
    for reject in found.rejects:
        logger.warning("reject: %s: %s: %s", reject.source, reject.code, reject.reason)
    if found.run.problem:
        logger.error("%s: %s", name, found.run.problem)
    _log(logger.info, found.run)
    state = alerts_of([watched], request, datetime.now(UTC))
    emit_alerts(state)
    log_alerts(state.lasting)
    for alert in state.lasting:
        logger.warning("alert: %s", alert_line(alert))
    if alert_block and (reason := send_alerts(alert_block, state.unsent, request)):
        logger.error("%s", reason)
    create_markdown_artifact(
        key=f"watch-{name}",
        markdown=_page(found, request, state.lasting),
        description=f"What was new at {name}",
    )
    return _counts(found)


@flow(name="watch", flow_run_name="watch {warehouse}")
def watch(
    sources: str = "sources.toml",
    names: list[str] | None = None,
    warehouse: str = "thidua.duckdb",
    workers: int | None = None,
    allow_private: bool = False,
    wait_seconds: float = WAIT_SECONDS,
    publish: str | None = None,
) -> dict[str, Any]:
    """Look at the sources of a file that are due by their ``cron``, or at those with the names, one after the other.

    For a work pool: one deployment, see ``prefect.yaml``, whose schedule says how often it is asked what is due.
    """
    read = read_sources(Path(sources))
    request = _request(read, warehouse, workers, allow_private, wait_seconds, publish)
    with alone(request.warehouse):
        chosen = read.named(names) if names else due_sources(read.sources, request, datetime.now(UTC))
        get_run_logger().info("%d of %d sources to look at", len(chosen), len(read.sources))
        found = {source.name: watch_source(**_parameters(source, request)) for source in chosen}
        emit_alerts(alerts_of(read.sources, request, datetime.now(UTC), are_all=True))
    create_markdown_artifact(
        key="watch",
        markdown=yields_markdown(
            watch_runs(request.warehouse, wait_seconds=wait_seconds),
            source_yields(request.warehouse, wait_seconds=wait_seconds),
        ),
        description=f"Looked at: {', '.join(found) or 'nothing was due'}",
    )
    return found


@flow(
    name="backfill",
    flow_run_name="{first_day} to {last_day}",
    retries=RETRIES,
    retry_delay_seconds=RETRY_SECONDS,
)
def backfill(
    first_day: date,
    last_day: date,
    names: list[str] | None = None,
    sources: str = "sources.toml",
    warehouse: str = "thidua.duckdb",
    workers: int | None = None,
    allow_private: bool = False,
    wait_seconds: float = WAIT_SECONDS,
    publish: str | None = None,
) -> dict[str, Any]:
    """Load what the sources on the web, or those of them with the names, published in a range of days; what is known
    stays as it is, and looks go on beside. See `flows.watching.backfilling.backfill`."""
    if first_day > last_day:
        raise ValueError(f"first_day {first_day} is after last_day {last_day}")
    read = read_sources(Path(sources))
    request = _request(read, warehouse, workers, allow_private, wait_seconds, publish)
    chosen = [each for each in read.named(names or read.names) if each.kind in ON_THE_WEB]
    logger = get_run_logger()
    found = {}
    for each in backfill_all(
        chosen, Days(first_day, last_day), request, progress=lambda look: _log(logger.info, look.run)
    ):
        name = each.run.watched_source
        log_look(each)
        if each.run.problem:
            logger.error("%s: %s", name, each.run.problem)
        create_markdown_artifact(
            key=f"backfill-{name}",
            markdown=_page(each, request),
            description=f"What {name} published from {first_day} to {last_day}",
        )
        found[name] = _counts(each)
    return found


def deployment_of(source: WatchedSource, request: WatchRequest) -> RunnerDeployment:
    """The deployment of a source: its schedule, and what its runs are called with."""
    made = watch_source.to_deployment(
        name=source.name,
        schedule=Cron(source.cron, timezone=TIME_ZONE),
        concurrency_limit=1,
        parameters=_parameters(source, request),
        tags=["thidua"],
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    assert isinstance(made, RunnerDeployment)  # A coroutine in a running event loop only.
    return made


def backfill_deployment(sources: Path, request: WatchRequest) -> RunnerDeployment:
    """The deployment of backfills for a file of sources; it has no schedule."""
    made = backfill.to_deployment(
        name="sources",
        concurrency_limit=1,
        parameters={
            "sources": str(sources.absolute()),
            "warehouse": str(request.warehouse.absolute()),
            "workers": request.workers,
            "allow_private": request.allow_private,
            "wait_seconds": request.wait_seconds,
            "publish": None if request.publish is None else str(request.publish.absolute()),
        },
        tags=["thidua"],
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    assert isinstance(made, RunnerDeployment)
    return made


def _request(
    read: Sources, warehouse: str, workers: int | None, allow_private: bool, wait_seconds: float, publish: str | None
) -> WatchRequest:
    return WatchRequest(
        Path(warehouse),
        version("thidua"),
        default_workers() if workers is None else workers,
        allow_private,
        wait_seconds,
        None if publish is None else Path(publish),
        read.alerts.block,
    )


def _page(found: Look, request: WatchRequest, alerts: Sequence[Alert] = ()) -> str:
    file, wait = request.warehouse, request.wait_seconds
    documents = documents_of_run(file, found.run.run_id, wait_seconds=wait)
    yields = source_yields(file, wait_seconds=wait)
    return look_markdown(found, documents, watch_runs(file, wait_seconds=wait), yields, alerts)


def _counts(found: Look) -> dict[str, int]:
    return {"added": found.run.added, "changed": found.run.changed, "facts": found.run.facts}


def _log(log: Callable[..., None], run: WatchRun) -> None:
    words = "%s: %d new, %d changed, %d irrelevant, %d rejected, %d facts"
    log(words, run.watched_source, run.added, run.changed, run.irrelevant, run.rejected, run.facts)


def _parameters(source: WatchedSource, request: WatchRequest) -> dict[str, Any]:
    return {
        "name": source.name,
        "source": source.model_dump(),
        "warehouse": str(request.warehouse.absolute()),
        "program_version": request.program_version,
        "workers": request.workers,
        "allow_private": request.allow_private,
        "wait_seconds": request.wait_seconds,
        "publish": None if request.publish is None else str(request.publish.absolute()),
        "alert_block": request.alert_block,
    }


def serve_sources(file: Path, sources: Sequence[WatchedSource], request: WatchRequest) -> None:
    """Serve the deployments of the sources of a file, and that of backfills, until this process is stopped.

    Two runs at a time: one look (a second waits for its turn), and a backfill beside it, if there is any.
    """
    looks = [deployment_of(source, request) for source in sources]
    serve(*looks, backfill_deployment(file, request), limit=2, pause_on_shutdown=False)
