"""Looks as Prefect's: what is deployed, and what a run shows."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from flows.watching.looking import Look, WatchRequest
from flows.watching.one_at_a_time import AlreadyWatched, alone
from flows.watching.reporting import look_markdown
from flows.watching.sources import WatchedSource
from tests.running import Thidua, environment
from warehouse import Alert, LoadedDocument, Reject, SourceYield, WatchRun, watch_runs

pytestmark = pytest.mark.long

PATIENCE = 240.0  # seconds; a run is due each minute, and the server makes its database first
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_source_is_a_deployment_with_its_schedule(tmp_path: Path) -> None:
    from flows.watching.prefect_watch import deployment_of

    source = WatchedSource(name="tin", kind="feed", url="https://tin.example/rss", cron="5 6 * * *")
    deployment = deployment_of(source, WatchRequest(tmp_path / "w.duckdb", "1", workers=0))
    (schedule,) = deployment.schedules or []
    assert schedule.schedule is not None
    assert json.loads(schedule.schedule.model_dump_json()) == {
        "cron": "5 6 * * *",
        "timezone": "Asia/Ho_Chi_Minh",
        "day_or": True,
    }
    assert deployment.parameters["source"] == source.model_dump()
    assert deployment.entrypoint == "flows.watching.prefect_watch.watch_source"


def test_a_page_tells_what_was_new_and_the_yields() -> None:
    run = WatchRun("r", "tin", NOW, NOW, listed=3, added=1, changed=1, rejected=1, facts=7)
    reject = Reject("https://tin.example/a|b", None, "read", "forbidden", "robots.txt", "")
    found = Look(run, ("https://tin.example/1",), ("https://tin.example/2",), (reject,))
    earlier = [run, WatchRun("q", "tin", NOW, NOW, problem="down"), WatchRun("p", "tin", NOW, NOW, added=4, facts=9)]
    documents = [
        LoadedDocument("https://tin.example/1", "1", "Cụm [3]|tổng kết", date(2026, 1, 1)),
        LoadedDocument("https://tin.example/2", "2", None, None),
        LoadedDocument("in/a.docx", "a", "Báo cáo", None),
    ]
    yields = [
        SourceYield(
            "tin", NOW, NOW, news=6, news_before=9, facts=16, facts_before=0, rejected=1, problem=None, alerts="poor"
        )
    ]
    page = look_markdown(
        found, documents, earlier, yields, [Alert("tin", "poor", "7 facts in the last 50 articles", NOW)]
    )
    assert "**Alert: tin is poor since 2026-01-01 00:00 UTC: 7 facts in the last 50 articles**" in page
    new, changed = page.split("## New")[1].split("## Changed")
    assert "| [Cụm \\[3\\]\\|tổng kết](<https://tin.example/1>) | 2026-01-01 | 1 |" in new
    assert "| Báo cáo (in/a.docx) |  | a |" in new
    assert "| [2](<https://tin.example/2>) |  | 2 |" in changed
    assert "| [https://tin.example/a\\|b](<https://tin.example/a%7Cb>) | forbidden | robots.txt |" in page
    assert "| tin | 6 ↓ | 9 | 16 ↑ | 0 | 4 – 2 | 9 – 7 | poor |" in page


def test_one_process_watches_at_a_time(tmp_path: Path, warehouse_file: Path, thidua: Thidua) -> None:
    (tmp_path / "sources.toml").write_text('[[sources]]\nname = "in"\nkind = "folder"\npath = "."\n')
    with alone(warehouse_file):
        with pytest.raises(AlreadyWatched), alone(warehouse_file):
            pass
        ran = thidua("watch", "--once", "--sources", tmp_path / "sources.toml", "--warehouse", warehouse_file)
    assert (ran.status, ran.err.strip()) == (1, f"thidua: {warehouse_file}: another `thidua watch` is at work on it")


@pytest.mark.usefixtures("prefect_home")
def test_a_scheduled_run_happens_by_itself(folder: Path, tmp_path: Path, warehouse_file: Path) -> None:
    (tmp_path / "sources.toml").write_text(
        f'[[sources]]\nname = "in"\nkind = "folder"\npath = "{folder}"\ncron = "* * * * *"\n'
    )
    arguments = ("watch", "--sources", tmp_path / "sources.toml", "--warehouse", warehouse_file, "--workers", "1")
    with subprocess.Popen(
        [sys.executable, "-m", "thidua", *map(str, arguments)],
        env=environment({}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            assert process.stderr is not None
            address = process.stderr.readline().split("runs: ")[1].split("/runs")[0]
            deadline = time.monotonic() + PATIENCE
            while not (done := _completed(address)) and time.monotonic() < deadline:
                time.sleep(0.5)
            assert done
            assert done[0]["auto_scheduled"]
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.communicate(timeout=60)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                raise
    assert process.returncode == 0
    assert [run.added for run in watch_runs(warehouse_file)][-1] == 3


def _completed(address: str) -> list[dict[str, Any]]:
    asked = {"flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}
    request = urllib.request.Request(  # noqa: S310  Of a server of our own.
        f"{address}/api/flow_runs/filter", json.dumps(asked).encode(), {"Content-Type": "application/json"}
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=30) as answer:
        found: list[dict[str, Any]] = json.load(answer)
    return found
