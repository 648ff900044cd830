"""Running the bulk load where the user wants it: on a Prefect API, on Prefect's embedded server, or without Prefect."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Literal

from flows.bulk_load import LoadRequest, LoadSummary, Progress, bulk_load, plan_of, silently
from flows.embedded_server import EmbeddedServer, ServerError
from flows.planning import Plan
from flows.prefect_api import configured_api

Mode = Literal["auto", "prefect", "direct"]

WITHOUT_PREFECT = (
    "ran without Prefect; for run pages use --prefect, or `prefect server start` and "
    "`prefect config set PREFECT_API_URL=http://127.0.0.1:4200/api`"
)
EMBEDDED_PAGE = "run page: `prefect server start`, then http://127.0.0.1:4200/runs/flow-run/{run_id}"


def launch_load(
    request: LoadRequest,
    *,
    mode: Mode = "auto",
    progress: Progress = silently,
    notice: Callable[[str], None] = lambda line: None,
    show_logs: bool = False,
) -> LoadSummary:
    """Run the bulk load.

    Args:
        mode: ``prefect`` runs it as a flow, on the embedded server where no API is configured; ``direct`` runs the same
            steps without Prefect; ``auto`` runs it as a flow where an API is configured.
        notice: is called with a line that tells where the run's page is or how to get one, and with one when Prefect
            was wanted and cannot be had: then the load runs without it.
        show_logs: Prefect's logs go to standard error too.

    Raises:
        As `flows.bulk_load.bulk_load`; ClusterError with ``request.dask``.
    """
    if request.dask is not None:
        _look_at_cluster(request.dask)
    address = None if mode == "direct" else configured_api()
    if address is not None:
        return _on_api(request, address, progress, notice, show_logs)
    if mode == "prefect":
        if request.dask is not None:
            _refuse_far_workers(request.dask)
        return _on_embedded_server(request, progress, notice, show_logs)
    summary = _without_prefect(request, progress)
    notice(WITHOUT_PREFECT)
    return summary


def _without_prefect(
    request: LoadRequest, progress: Progress, planned: Callable[[], Plan] | None = None
) -> LoadSummary:
    if request.dask is None:
        return bulk_load(request, progress=progress, planned=planned)
    from flows.cluster import connected, settled_on, submit_to

    with connected(request.dask) as client:
        elsewhere = partial(settled_on, client, submit_to(client))
        return bulk_load(request, progress=progress, planned=planned, elsewhere=elsewhere)


def _look_at_cluster(address: str) -> None:
    """See that there is one before anything else is started."""
    from flows.cluster import connected

    with connected(address):
        pass


def _refuse_far_workers(address: str) -> None:
    from flows.cluster import ClusterError, is_on_this_machine

    if not is_on_this_machine(address):
        raise ClusterError(
            "Prefect's embedded server cannot be reached by the workers of a cluster: set PREFECT_API_URL to a server that "
            "they reach, or load with --direct"
        )


def _on_api(
    request: LoadRequest, address: str, progress: Progress, notice: Callable[[str], None], show_logs: bool
) -> LoadSummary:
    from flows import prefect_flow

    prefect_flow.use_api(address)
    if not show_logs:
        prefect_flow.hide_logs()
    if reason := prefect_flow.unreachable():
        notice(f"Prefect's API at {address} cannot be used ({reason}): loading without it")
        return _without_prefect(request, progress)
    summary, page = prefect_flow.run_flow(request, progress=progress)
    if page:
        notice(f"run page: {page}")
    return summary


def _on_embedded_server(
    request: LoadRequest, progress: Progress, notice: Callable[[str], None], show_logs: bool
) -> LoadSummary:
    with EmbeddedServer() as server, ThreadPoolExecutor(max_workers=1, thread_name_prefix="plan") as thread:
        # The server takes some seconds to start; meanwhile the warehouse is looked into and Prefect is imported.
        plan = thread.submit(plan_of, request)
        planned: Callable[[], Plan] = plan.result
        from flows import prefect_flow

        prefect_flow.use_api(server.address)
        if not show_logs:
            prefect_flow.hide_logs()
        planned()  # Faulty paths and warehouses need no server.
        try:
            server.wait_until_ready()
        except ServerError as error:
            notice(f"{error}: loading without it")
            return _without_prefect(request, progress, planned)
        summary, _ = prefect_flow.run_flow(request, progress=progress, planned=planned)
    notice(EMBEDDED_PAGE.format(run_id=summary.run_id))
    return summary
