"""What Prefect adds to a load: its start, cold and warm, and what a flow costs while it runs."""

import re
from collections.abc import Sequence
from pathlib import Path

from benchmarks.commands import CommandFailed, Ran, run_thidua
from benchmarks.effort import Effort
from benchmarks.measuring import spread
from benchmarks.reporting import Section, row
from benchmarks.texts import mixed, samples, write_texts

# Of Prefect's logs; tasks log their ends too.
_BEGUN = ("Flow run", "Beginning flow run")
_ENDED = ("Flow run", "Finished in state")
_TIME = re.compile(r"^time: ([\d.]+) s", re.MULTILINE)


def measure(effort: Effort, news: Sequence[str], folder: Path) -> Section:
    """Loads on the embedded server beside the same loads without Prefect."""
    few, many = folder / "few", folder / "many"
    write_texts(few, samples()[:1])
    texts, _ = mixed(news, effort.bulk_documents)
    write_texts(many, texts)
    direct, cold, warm = [], [], []
    for number in range(effort.bulk_rounds):
        home = folder / f"prefect-{number}"
        direct.append(_load(few, folder / f"direct-{number}.duckdb", "--direct", home))
        cold.append(_load(few, folder / f"cold-{number}.duckdb", "--prefect", home))
        warm.append(_load(few, folder / f"warm-{number}.duckdb", "--prefect", home))
    direct_bulk: list[Ran] = []
    flow_bulk: list[Ran] = []
    for number in range(effort.bulk_rounds):
        both = [("--direct", direct_bulk), ("--prefect", flow_bulk)]
        for mode, runs in both if number % 2 == 0 else reversed(both):
            runs.append(_load(many, folder / f"bulk{mode}-{number}.duckdb", mode, home))
    added = [seconds_told(flow) - seconds_told(plain) for flow, plain in zip(flow_bulk, direct_bulk, strict=True)]
    return Section(
        "Prefect",
        "`thidua load --prefect` on the embedded server beside `--direct`, wall time of the whole command. Cold: a new "
        f"PREFECT_HOME, where the server makes its database first; warm: the same one again. {effort.bulk_rounds} rounds.",
        (
            row("one document, --direct", spread(ran.seconds for ran in direct), "s"),
            row("one document, --prefect, cold", spread(ran.seconds for ran in cold), "s"),
            row("one document, --prefect, warm", spread(ran.seconds for ran in warm), "s"),
            row("until the flow run begins, cold", spread(ran.when(*_BEGUN) for ran in cold), "s", "from the start"),
            row("until the flow run begins, warm", spread(ran.when(*_BEGUN) for ran in warm), "s", "from the start"),
            row("flow run, warm", spread(ran.when(*_ENDED) - ran.when(*_BEGUN) for ran in warm), "s", "one document"),
            row("after the flow run, warm", spread(ran.seconds - ran.when(*_ENDED) for ran in warm), "s", "stopping"),
            row("the load itself, --direct", spread(map(seconds_told, direct_bulk)), "s", f"{len(texts):,} documents"),
            row("the load itself, --prefect", spread(map(seconds_told, flow_bulk)), "s", "the same as a flow, warm"),
            row("what the flow adds to it", spread(added), "s", "may drown in noise"),
        ),
    )


def _load(documents: Path, warehouse: Path, mode: str, home: Path) -> Ran:
    """A load with Prefect's logs on standard error, which tell when the flow run began and ended."""
    environment = {"PREFECT_HOME": str(home), "PREFECT_API_URL": "", "THIDUA_DEBUG": "1"}
    return run_thidua(
        "load", str(documents), "--warehouse", str(warehouse), mode, "--workers", "2", environment=environment
    )


def seconds_told(ran: Ran) -> float:
    """The time of the load as its summary tells it: without the starts of Python and Prefect."""
    found = _TIME.search(ran.out)
    if found is None:
        raise CommandFailed("the summary of a load has no line with its time")
    return float(found[1])
