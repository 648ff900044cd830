"""``prefect.yaml`` as an operator uses it: a server, a work pool, a worker, a run on its own; alerts by a webhook."""

import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from tests.deployments.conftest import Server, until
from tests.flows.watching.site import Site, meeting
from tests.running import GOOD, ROOT, Thidua, environment
from tests.serving import answer, serving
from warehouse import run_query, watch_runs

pytestmark = pytest.mark.long

BLOCK = """
import sys
from prefect.blocks.notifications import CustomWebhookNotificationBlock
print(CustomWebhookNotificationBlock(
    name="ops", url=sys.argv[1], json_data={"title": "{{subject}}", "text": "{{body}}"}
).save("ops"))
"""
ENDED = {"any_": ["COMPLETED", "FAILED", "CRASHED"]}


@pytest.fixture(scope="module")
def received() -> list[dict[str, Any]]:
    """What the webhook was sent."""
    return []


@pytest.fixture(scope="module")
def block_id(server: Server, received: list[dict[str, Any]]) -> Iterator[str]:
    """The id of the notification block ``custom-webhook/ops``, which tells this process."""

    def take(request: BaseHTTPRequestHandler) -> None:
        received.append(json.loads(request.rfile.read(int(request.headers["Content-Length"]))))
        answer(b"{}")(request)

    with serving({"/secret": take}) as address:
        saved = subprocess.run(
            [sys.executable, "-c", BLOCK, f"{address}/secret"],
            env=environment(server.settings),
            capture_output=True,
            text=True,
            check=True,
            stdin=subprocess.DEVNULL,
        )
        yield saved.stdout.split()[-1]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    made = Site(
        pages={
            "/tin?trang=1": b'<html><body><a href="/20240601/a.html">a</a> <a href="/20250601/b.html">b</a></body></html>',
            "/20240601/a.html": meeting(4),
        }
    )
    with serving(made) as made.address:  # type: ignore[arg-type]
        yield made


@pytest.fixture(scope="module")
def place(server: Server, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where a worker is at work for the deployments; the look at what is due is scheduled for each minute."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "in").mkdir()
    for n in (1, 2, 3):
        (folder / "in" / f"{n}.txt").write_text(GOOD.format(n=n), encoding="utf-8")
    (folder / "sources.toml").write_text(
        '[[sources]]\nname = "in"\nkind = "folder"\npath = "in"\ncron = "* * * * *"\n'
        '[[sources]]\nname = "nothing"\nkind = "folder"\npath = "nothing"\nalert_failures = 1\n'
        f'[[sources]]\nname = "tin"\nkind = "listing"\nurl = "{site.address}/tin"\ndelay_seconds = 0\n'
        f'archive = "{site.address}/tin?trang={{page}}"\n'
    )
    given = (ROOT / "prefect.yaml").read_text(encoding="utf-8")
    assert 'cron: "*/10 * * * *"' in given
    (folder / "prefect.yaml").write_text(given.replace('cron: "*/10 * * * *"', 'cron: "* * * * *"'))
    server.prefect("work-pool", "create", "thidua", "--type", "process", cwd=folder)
    with server.running("worker", "start", "--pool", "thidua", cwd=folder, log=folder / "worker.log"):
        server.prefect("deploy", "--all", cwd=folder)
        yield folder


def ended(server: Server, flow: str) -> list[dict[str, Any]]:
    """The runs of a flow that have ended."""
    return server.filtered(
        "flow_runs", flow_runs={"state": {"type": ENDED}}, flows={"name": {"any_": [flow]}}, sort="START_TIME_ASC"
    )


def test_what_is_deployed(server: Server, place: Path) -> None:
    deployments = {each["entrypoint"]: each for each in server.filtered("deployments")}
    watch = deployments.pop("flows.watching.prefect_watch.watch")
    assert [schedule["schedule"]["timezone"] for schedule in watch["schedules"]] == ["Asia/Ho_Chi_Minh"]
    assert watch["global_concurrency_limit"]["limit"] == 1
    assert watch["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
    assert set(deployments) == {"flows.watching.prefect_watch.backfill", "flows.deployed_load.load"}
    for each in deployments.values():
        assert (each["schedules"], each["global_concurrency_limit"]["limit"]) == ([], 1)
        assert each["concurrency_options"]["collision_strategy"] == "ENQUEUE"


def test_a_scheduled_run_happens_by_itself(server: Server, place: Path) -> None:
    run = until(lambda: ended(server, "watch"))[0]
    assert (run["state_type"], run["auto_scheduled"]) == ("COMPLETED", True)
    runs = {run.watched_source: (run.added, bool(run.problem)) for run in reversed(watch_runs(place / "thidua.duckdb"))}
    assert {name: runs[name] for name in ("nothing", "tin")} == {"nothing": (0, True), "tin": (0, True)}
    assert [r.added for r in watch_runs(place / "thidua.duckdb") if r.watched_source == "in"][-1] == 3
    pages = {each["key"]: each["data"] for each in server.filtered("artifacts")}
    assert "| in |" in pages["watch-in"]
    assert "**Alert: nothing is failing since" in pages["watch-nothing"]
    assert "| in |" in pages["watch"]
    begun: Any = until(
        lambda: server.filtered("events", filter={"event": {"name": ["thidua.alert.begun"]}})["events"]  # type: ignore[call-overload]
    )
    assert [event["resource"]["prefect.resource.name"] for event in begun] == ["nothing"]


def test_a_backfill_and_a_failure(
    server: Server, place: Path, site: Site, block_id: str, received: list[dict[str, Any]]
) -> None:
    automations = (ROOT / "automations.yaml").read_text(encoding="utf-8").replace("BLOCK_ID", block_id)
    (place / "ops.yaml").write_text(automations)
    server.prefect("automation", "create", "--from-file", "ops.yaml", cwd=place)
    run = ("deployment", "run", "backfill/sources", "-p", "first_day=2024-01-01", "-p", "last_day=2024-12-31")
    server.prefect(*run, "-p", 'names=["tin"]', "-p", "allow_private=true", cwd=place)
    server.prefect("deployment", "run", "load/files", "-p", 'paths=["none"]', cwd=place)
    assert [run["state_type"] for run in until(lambda: ended(server, "backfill"))] == ["COMPLETED"]
    backfills = [run for run in watch_runs(place / "thidua.duckdb") if run.first_day is not None]
    assert [(run.watched_source, run.added, str(run.last_day)) for run in backfills] == [("tin", 1, "2024-12-31")]
    assert "/20250601/b.html" not in site.took()
    assert any(each["key"] == "backfill-tin" for each in server.filtered("artifacts"))
    assert [run["state_type"] for run in until(lambda: ended(server, "load"))] == ["FAILED"]
    (message,) = until(lambda: [each for each in received if each["title"] == "thidua: a run failed"])
    assert message["text"].startswith("load (load into thidua.duckdb) is Failed: ")


def test_an_alert_is_sent_once_by_the_block_that_the_operator_names(
    server: Server, block_id: str, received: list[dict[str, Any]], tmp_path: Path, thidua_process: Thidua
) -> None:
    (tmp_path / "sources.toml").write_text(
        '[alerts]\nblock = "custom-webhook/ops"\n'
        '[[sources]]\nname = "nothing"\nkind = "folder"\npath = "nothing"\nalert_failures = 1\n'
    )
    for _ in range(2):
        ran = thidua_process("watch", "--once", cwd=tmp_path, **server.settings)
        assert "thidua: alert: nothing is failing since 20" in ran.err
    (message,) = (each for each in received if "nothing" in each["title"])
    assert message["title"] == "thidua: nothing is failing"
    assert "the last look failed: no folder" in message["text"]
    (tmp_path / "nothing").mkdir()
    assert thidua_process("watch", "--once", cwd=tmp_path, **server.settings).err == ""
    rows = [*run_query(tmp_path / "thidua.duckdb", "SELECT kind, ended_at > sent_at FROM alerts").rows()]
    assert rows == [("failing", True)]


def test_an_alert_that_cannot_be_sent(server: Server, tmp_path: Path, thidua_process: Thidua) -> None:
    (tmp_path / "sources.toml").write_text(
        '[alerts]\nblock = "slack-webhook/none"\n'
        '[[sources]]\nname = "nothing"\nkind = "folder"\npath = "nothing"\nalert_failures = 1\n'
    )
    ran = thidua_process("watch", "--once", cwd=tmp_path, **server.settings)
    assert ran.status == 3
    assert "alerts are not sent: slack-webhook/none: Unable to find block document" in ran.err
