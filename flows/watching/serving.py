"""Looking at the sources when they are due: on a Prefect API, or on Prefect's embedded server."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from flows.embedded_server import EmbeddedServer
from flows.log_lines import make_prefect_follow
from flows.prefect_api import configured_api
from flows.watching.alerting import alerts_of
from flows.watching.looking import WatchRequest
from flows.watching.one_at_a_time import alone
from flows.watching.sources import WatchedSource, read_sources


def serve_on_schedule(
    file: Path,
    sources: Sequence[WatchedSource],
    request: WatchRequest,
    *,
    notice: Callable[[str], None] = lambda line: None,
) -> None:
    """Serve the sources until this process is stopped.

    Args:
        file: where they stand, which backfills read.
        notice: is called with a line that tells where the runs can be seen.

    Raises:
        AlreadyWatched: another process watches for the warehouse.
        WarehouseError: the warehouse cannot be read or written.
        ServerError: Prefect's embedded server cannot be started.
    """
    with alone(request.warehouse):
        alerts_of(read_sources(file).sources, request, datetime.now(UTC), are_all=True)  # Some may be watched no more.
        address = configured_api()
        if address is not None:
            _serve(file, sources, request, address, notice)
            return
        with EmbeddedServer(scheduling=True) as server:
            server.wait_until_ready()
            _serve(file, sources, request, server.address, notice)


def _serve(
    file: Path, sources: Sequence[WatchedSource], request: WatchRequest, address: str, notice: Callable[[str], None]
) -> None:
    make_prefect_follow()
    from flows import prefect_flow
    from flows.watching.prefect_watch import serve_sources

    prefect_flow.use_api(address)
    notice(f"watching {len(sources)} sources; runs: {address.removesuffix('/api')}/runs (Ctrl-C stops)")
    serve_sources(file, sources, request)
