"""Running a flow where the user wants it: on a Prefect API, on Prefect's embedded server, or without Prefect."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Generic, Literal, TypeVar

from flows.bulk_load import LoadRequest, LoadSummary, Progress, bulk_load, plan_of, silently
from flows.embedded_server import EmbeddedServer, ServerError
from flows.planning import Plan
from flows.prefect_api import configured_api
from flows.reextracting import Accepted, ReextractRequest, accept_all, propose_all
from warehouse import Proposal

Mode = Literal["auto", "prefect", "direct"]

WITHOUT_PREFECT = (
    "ran without Prefect; for run pages use --prefect, or `prefect server start` and "
    "`prefect config set PREFECT_API_URL=http://127.0.0.1:4200/api`"
)
EMBEDDED_PAGE = "run page: `prefect server start`, then http://127.0.0.1:4200/runs/flow-run/{run_id}"


Begun = TypeVar("Begun")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Ran(Generic[Result]):
    """What a flow run gave, its id, and the address of its page, where Prefect knows that."""

    result: Result
    run_id: str
    page: str | None


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

    def begin() -> Callable[[], Plan]:
        if request.dask is not None:
            _refuse_far_workers(request.dask)
        plan = plan_of(request)
        return lambda: plan

    def as_flow(planned: Callable[[], Plan] | None) -> Ran[LoadSummary]:
        from flows.prefect_flow import run_flow

        return run_flow(request, progress=progress, planned=planned)

    return launch(
        begin,
        lambda planned: _without_prefect(request, progress, planned),
        as_flow,
        mode=mode,
        notice=notice,
        show_logs=show_logs,
    )


def launch_reextraction(
    request: ReextractRequest,
    *,
    accept: bool,
    mode: Mode = "auto",
    progress: Progress = silently,
    notice: Callable[[str], None] = lambda line: None,
    show_logs: bool = False,
) -> Proposal | Accepted:
    """Extract the stored documents again, or accept what came of it; the arguments are as for `launch_load`.

    Raises:
        As `flows.reextracting.propose_all` and `flows.reextracting.accept_all`.
    """
    run = accept_all if accept else propose_all

    def as_flow(_: None) -> Ran[Proposal | Accepted]:
        from flows.prefect_reextract import run_flow

        return run_flow(request, accept=accept, progress=progress)

    return launch(
        lambda: None, lambda _: run(request, progress=progress), as_flow, mode=mode, notice=notice, show_logs=show_logs
    )


def launch(
    begin: Callable[[], Begun],
    directly: Callable[[Begun | None], Result],
    as_flow: Callable[[Begun | None], Ran[Result]],
    *,
    mode: Mode,
    notice: Callable[[str], None],
    show_logs: bool,
) -> Result:
    """Run something where the user wants it; ``mode``, ``notice`` and ``show_logs`` are as for `launch_load`.

    Args:
        begin: what can be done while Prefect's embedded server starts, and may fail before it has; what it gives is
            handed to the run, which gets None where it was not called.
        directly: runs without Prefect.
        as_flow: runs on the API of this process's settings.

    Raises:
        What the functions raise.
    """
    address = None if mode == "direct" else configured_api()
    if address is not None:
        return _on_api(directly, as_flow, address, notice, show_logs)
    if mode == "prefect":
        return _on_embedded_server(begin, directly, as_flow, notice, show_logs)
    result = directly(None)
    notice(WITHOUT_PREFECT)
    return result


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
    directly: Callable[[Begun | None], Result],
    as_flow: Callable[[Begun | None], Ran[Result]],
    address: str,
    notice: Callable[[str], None],
    show_logs: bool,
) -> Result:
    from flows import prefect_flow

    prefect_flow.use_api(address)
    if not show_logs:
        prefect_flow.hide_logs()
    if reason := prefect_flow.unreachable():
        notice(f"Prefect's API at {address} cannot be used ({reason}): going on without it")
        return directly(None)
    ran = as_flow(None)
    if ran.page:
        notice(f"run page: {ran.page}")
    return ran.result


def _on_embedded_server(
    begin: Callable[[], Begun],
    directly: Callable[[Begun | None], Result],
    as_flow: Callable[[Begun | None], Ran[Result]],
    notice: Callable[[str], None],
    show_logs: bool,
) -> Result:
    with EmbeddedServer() as server, ThreadPoolExecutor(max_workers=1, thread_name_prefix="begin") as thread:
        # The server takes some seconds to start; meanwhile the warehouse is looked into and Prefect is imported.
        beginning = thread.submit(begin)
        from flows import prefect_flow

        prefect_flow.use_api(server.address)
        if not show_logs:
            prefect_flow.hide_logs()
        begun = beginning.result()  # Faulty paths and warehouses need no server.
        try:
            server.wait_until_ready()
        except ServerError as error:
            notice(f"{error}: going on without it")
            return directly(begun)
        ran = as_flow(begun)
    notice(EMBEDDED_PAGE.format(run_id=ran.run_id))
    return ran.result
