"""What Prefect adds to a load: its start, cold and warm, and what a flow costs while it runs, its server included."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.commands import CommandFailed, Ran, run_python, run_thidua
from benchmarks.effort import Effort
from benchmarks.measured_load import Measured
from benchmarks.measuring import Spread, spread, tree_seconds
from benchmarks.reporting import Row, Section, row
from benchmarks.texts import mixed, samples, write_texts
from flows.embedded_server import EmbeddedServer
from warehouse import run_query

# Of Prefect's logs; tasks log their ends too.
_BEGUN = ("Flow run", "Beginning flow run")
_ENDED = ("Flow run", "Finished in state")
_TIME = re.compile(r"^time: ([\d.]+) s", re.MULTILINE)
_WORKERS = "2"
_BATCHES = "SELECT count(*) FROM loads WHERE documents_added > 0"


@dataclass(frozen=True)
class _Load:
    """A load on a server that runs already, or without one: CPU time in seconds, of the workers none."""

    ran: Ran
    server_cpu_seconds: float = 0.0

    @property
    def cpu_seconds(self) -> float:
        return self.ran.cpu_seconds + self.server_cpu_seconds


def measure(effort: Effort, news: Sequence[str], folder: Path) -> Section:
    """Loads of one document on the embedded server, and of many on one that runs already, beside loads without Prefect."""
    few, many = folder / "few", folder / "many"
    write_texts(few, samples()[:1])
    texts, _ = mixed(news, effort.prefect_documents)
    write_texts(many, texts)
    direct, cold, warm = [], [], []
    for number in range(effort.bulk_rounds):
        home = folder / f"prefect-{number}"
        direct.append(_load(few, folder / f"direct-{number}.duckdb", "--direct", home))
        cold.append(_load(few, folder / f"cold-{number}.duckdb", "--prefect", home))
        warm.append(_load(few, folder / f"warm-{number}.duckdb", "--prefect", home))
    starts = (
        row("one document, --direct", spread(ran.seconds for ran in direct), "s"),
        row("one document, --prefect, cold", spread(ran.seconds for ran in cold), "s"),
        row("one document, --prefect, warm", spread(ran.seconds for ran in warm), "s"),
        row("until the flow run begins, cold", spread(ran.when(*_BEGUN) for ran in cold), "s", "from the start"),
        row("until the flow run begins, warm", spread(ran.when(*_BEGUN) for ran in warm), "s", "from the start"),
        row("flow run, warm", spread(ran.when(*_ENDED) - ran.when(*_BEGUN) for ran in warm), "s", "one document"),
        row("after the flow run, warm", spread(ran.seconds - ran.when(*_ENDED) for ran in warm), "s", "stopping"),
    )
    begun = [flow.seconds - plain.seconds for flow, plain in zip(warm, direct, strict=True)]
    return Section(
        "Prefect",
        "`thidua load --prefect` beside `--direct`. One document on the embedded server, wall time of the whole command. "
        "Cold: a new PREFECT_HOME, where the server makes its database first; warm: the same one again. Then "
        f"{len(texts):,} documents on a server that runs already, the two in turn: what the load tells, and the CPU time of "
        f"the command and of the server (tasks, logs, events; readers' processes not counted). {effort.bulk_rounds} rounds.",
        (*starts, *_while_loading(effort.bulk_rounds, few, many, folder, begun)),
    )


def _while_loading(rounds: int, few: Path, many: Path, folder: Path, begun: Sequence[float]) -> list[Row]:
    """``begun``: by how many seconds starting and stopping Prefect makes a command longer."""
    plain: list[_Load] = []
    flows: list[_Load] = []
    plain_few, flows_few, whole = [], [], []
    with EmbeddedServer() as server:
        server.wait_until_ready()
        _load_on(few, folder / "first.duckdb", server, folder)
        for number in range(rounds):
            plain_few.append(_Load(_load(few, folder / f"few-direct-{number}.duckdb", "--direct", folder)))
            flows_few.append(_load_on(few, folder / f"few-flow-{number}.duckdb", server, folder))
            for as_flow in (False, True) if number % 2 == 0 else (True, False):
                at = folder / f"bulk-{as_flow}-{number}.duckdb"
                if as_flow:
                    flows.append(_load_on(many, at, server, folder))
                else:
                    plain.append(_Load(_load(many, at, "--direct", folder)))
            whole.append(_all_cpu_seconds(many, folder, number))
    count = int(next(iter(run_query(folder / "bulk-True-0.duckdb", _BATCHES).rows()))[0])
    pairs = list(zip(flows, plain, strict=True))
    added = [seconds_told(flow.ran) - seconds_told(load.ran) for flow, load in pairs]
    cpu = [flow.cpu_seconds - load.cpu_seconds for flow, load in pairs]
    fixed = [flow.cpu_seconds - load.cpu_seconds for flow, load in zip(flows_few, plain_few, strict=True)]
    times = [seconds_told(load.ran) for load in plain]
    return [
        row("the load itself, --direct", spread(times), "s", f"in {count} batches"),
        row("the load itself, --prefect", spread(seconds_told(flow.ran) for flow in flows), "s", "the same as a flow"),
        row("what the flow adds to it", spread(added), "s", "may drown in noise"),
        row("the same of its time", _percent(added, times), "%", "target: below 10"),
        row(
            "the same, starting and stopping included",
            _percent([start + more for start, more in zip(begun, added, strict=True)], times),
            "%",
            "warm, of the time of the load",
        ),
        row("CPU: Prefect, one document", spread(fixed), "s", "importing it, a flow run, what the server does for it"),
        row("CPU: Prefect, the load", spread(cpu), "s"),
        row("CPU: of that the server", spread(flow.server_cpu_seconds for flow in flows), "s"),
        row(
            "CPU: Prefect, each further batch",
            spread(1000 * (all_of_it - once) / max(count - 1, 1) for all_of_it, once in zip(cpu, fixed, strict=True)),
            "ms",
            "may drown in noise",
        ),
        row(
            "CPU: Prefect, of that of the load", _percent(cpu, whole), "%", "readers' processes included in the latter"
        ),
    ]


def _percent(parts: Sequence[float], wholes: Sequence[float]) -> Spread:
    return spread(100 * part / whole for part, whole in zip(parts, wholes, strict=True))


def _load_on(documents: Path, warehouse: Path, server: EmbeddedServer, home: Path) -> _Load:
    """A load as a flow on a server that runs."""
    assert server.process_id is not None
    before = tree_seconds(server.process_id)
    ran = _load(documents, warehouse, "--prefect", home, api=server.address)
    return _Load(ran, tree_seconds(server.process_id) - before)


def _all_cpu_seconds(documents: Path, folder: Path, number: int) -> float:
    """The CPU time of the steps of a load without Prefect in all of its processes."""
    arguments = (str(documents), str(folder / f"steps-{number}.duckdb"), _WORKERS, str(folder / f"steps-{number}.log"))
    done = Measured(**json.loads(run_python("-m", "benchmarks.measured_load", *arguments).out))
    return done.parent_cpu_seconds + done.workers_cpu_seconds


def _load(documents: Path, warehouse: Path, mode: str, home: Path, *, api: str = "") -> Ran:
    """A load with Prefect's logs on standard error, which tell when the flow run began and ended."""
    environment = {"PREFECT_HOME": str(home), "PREFECT_API_URL": api, "THIDUA_DEBUG": "1"}
    return run_thidua(
        "load", str(documents), "--warehouse", str(warehouse), mode, "--workers", _WORKERS, environment=environment
    )


def seconds_told(ran: Ran) -> float:
    """The time of the load as its summary tells it: without the starts of Python and Prefect."""
    found = _TIME.search(ran.out)
    if found is None:
        raise CommandFailed("the summary of a load has no line with its time")
    return float(found[1])
