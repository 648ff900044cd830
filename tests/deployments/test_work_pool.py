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
from tests.running import ROOT, Thidua, environment
from tests.serving import answer, serving
from warehouse import run_query, watch_runs

BLOCK = """
import sys
from prefect.blocks.notifications import CustomWebhookNotificationBlock
CustomWebhookNotificationBlock(
    name="ops", url=sys.argv[1], json_data={"title": "{{subject}}", "text": "{{body}}"}
).save("ops")
"""


@pytest.fixture(scope="module")
def received() -> list[dict[str, Any]]:
    return []


@pytest.fixture(scope="module")
def webhook(server: Server, received: list[dict[str, Any]]) -> Iterator[str]:
    """The notification block ``custom-webhook/ops``, which tells this process."""

    def take(request: BaseHTTPRequestHandler) -> None:
        received.append(json.loads(request.rfile.read(int(request.headers["Content-Length"]))))
        answer(b"{}")(request)

    with serving({"/secret": take}) as address:
        subprocess.run(
            [sys.executable, "-c", BLOCK, f"{address}/secret"],
            env=environment(server.settings),
            check=True,
            stdin=subprocess.DEVNULL,
        )
        yield "custom-webhook/ops"


def test_a_scheduled_run_happens_on_a_worker_by_itself(server: Server, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(
        f'[[sources]]\nname = "in"\nkind = "folder"\npath = "{folder}"\ncron = "* * * * *"\n'
        '[[sources]]\nname = "nothing"\nkind = "folder"\npath = "nothing"\nalert_failures = 1\n'
    )
    given = (ROOT / "prefect.yaml").read_text(encoding="utf-8")
    assert 'cron: "*/10 * * * *"' in given
    (tmp_path / "prefect.yaml").write_text(given.replace('cron: "*/10 * * * *"', 'cron: "* * * * *"'))
    server.prefect("work-pool", "create", "thidua", "--type", "process", cwd=tmp_path)
    with server.running("worker", "start", "--pool", "thidua", cwd=tmp_path, log=tmp_path / "worker.log"):
        server.prefect("deploy", "--all", cwd=tmp_path)
        deployments = {each["name"]: each for each in server.filtered("deployments")}
        sources = deployments["sources"]
        assert [schedule["schedule"]["timezone"] for schedule in sources["schedules"]] == ["Asia/Ho_Chi_Minh"]
        assert sources["global_concurrency_limit"]["limit"] == 1
        assert sources["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
        done = until(lambda: _ended(server, sources["id"]))
    assert (done[0]["state_type"], done[0]["auto_scheduled"]) == ("COMPLETED", True)
    warehouse = tmp_path / "thidua.duckdb"
    assert {run.watched_source: (run.added, bool(run.problem)) for run in watch_runs(warehouse)} == {
        "in": (3, False),
        "nothing": (0, True),
    }
    pages = {each["key"]: each["data"] for each in server.filtered("artifacts")}
    assert {"watch-in", "watch-nothing"} <= set(pages)
    begun = server.filtered("events", filter={"event": {"name": ["thidua.alert.begun"]}})
    assert [event["resource"]["prefect.resource.name"] for event in begun["events"]] == ["nothing"]  # type: ignore[call-overload]


def test_an_alert_is_sent_once_by_the_block_that_the_operator_names(
    server: Server, webhook: str, received: list[dict[str, Any]], tmp_path: Path, thidua_process: Thidua
) -> None:
    (tmp_path / "sources.toml").write_text(
        f'[alerts]\nblock = "{webhook}"\n'
        '[[sources]]\nname = "nothing"\nkind = "folder"\npath = "nothing"\nalert_failures = 1\n'
    )
    for _ in range(2):
        ran = thidua_process("watch", "--once", cwd=tmp_path, **server.settings)
        assert "thidua: alert: nothing is failing since 20" in ran.err
    assert [message["title"] for message in received] == ["thidua: nothing is failing"]
    assert "looks in a row failed: no folder" in received[0]["text"]
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


def _ended(server: Server, deployment: str) -> list[dict[str, Any]]:
    ended = {"any_": ["COMPLETED", "FAILED", "CRASHED"]}
    return server.filtered("flow_runs", flow_runs={"state": {"type": ended}, "deployment_id": {"any_": [deployment]}})
