"""One look at a feed, by the command."""

from pathlib import Path

import pytest

from tests.flows.watching.site import Site, meeting, weather
from tests.running import Thidua


@pytest.fixture
def sources(site: Site, tmp_path: Path) -> Path:
    file = tmp_path / "sources.toml"
    file.write_text(f'[[sources]]\nname = "tin"\nkind = "feed"\nurl = "{site.address}/rss"\ndelay_seconds = 0\n')
    return file


def test_what_a_feed_lists_is_loaded_once(site: Site, sources: Path, warehouse_file: Path, thidua: Thidua) -> None:
    site.pages = {"/tin/1.html": meeting(1), "/tin/2.html": meeting(2, "Yên Bái"), "/mua.html": weather()}
    site.listed = [*site.pages]
    arguments = ("watch", "--once", "--sources", sources, "--warehouse", warehouse_file, "--workers", "0")
    ran = thidua(*arguments, "--allow-private")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[-1].split()[:7] == ["tin", "3", "2", "0", "0", "1", "0"]
    found = thidua("query", "SELECT unit FROM next_heads ORDER BY 1", "--warehouse", warehouse_file, "--format", "csv")
    assert found.out.split("\n")[1:3] == ["Hội CCB tỉnh Phú Thọ", "Hội CCB tỉnh Yên Bái"]
    again = thidua(*arguments, "--allow-private")
    assert again.out.splitlines()[-1].split()[:7] == ["tin", "0", "0", "0", "0", "0", "0"]


def test_private_addresses_are_refused_unless_allowed(sources: Path, warehouse_file: Path, thidua: Thidua) -> None:
    ran = thidua("watch", "--once", "--sources", sources, "--warehouse", warehouse_file, "--workers", "0")
    assert ran.status == 3
    assert "no public address" in ran.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "No such file"),
        ("a =", "no TOML"),
        ("", "sources: Field required"),
        ('[[sources]]\nname = "a"\nkind = "feed"\n', "has a url and no path"),
        ('[[sources]]\nname = "a"\nkind = "folder"\npath = "in"\nurl = "http://a/"\n', "has a path and no url"),
        (
            '[[sources]]\nname = "a"\nkind = "feed"\nurl = "http://a/"\nselector = "a"\n',
            "only a source of the kind 'listing'",
        ),
        ('[[sources]]\nname = "a"\nkind = "feed"\nurl = "http://a/"\ncron = "daily"\n', "cron has five fields"),
        ('[[sources]]\nname = "a"\nkind = "feed"\nurl = "http://a/"\ninclude = "("\n', "no regular expression"),
        ('[[sources]]\nname = "a"\nkind = "feed"\nurl = "http://a/"\n' * 2, "two sources are called a"),
        ('[[sources]]\nname = "a"\nkind = "feed"\nurl = "http://a/"\nspeed = 1\n', "speed"),
    ],
)
def test_faulty_sources(tmp_path: Path, warehouse_file: Path, thidua: Thidua, text: str | None, told: str) -> None:
    file = tmp_path / "sources.toml"
    if text is not None:
        file.write_text(text)
    ran = thidua("watch", "--once", "--sources", file, "--warehouse", warehouse_file)
    assert ran.status == 2
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_copy_for_readers_is_left(site: Site, sources: Path, warehouse_file: Path, thidua: Thidua) -> None:
    copy = warehouse_file.with_name("copy.duckdb")
    site.pages, site.listed = {"/1": meeting(1)}, ["/1"]
    arguments = ("watch", "--once", "--sources", sources, "--warehouse", warehouse_file, "--workers", "0")
    assert thidua(*arguments, "--allow-private", "--publish", copy).status == 0
    first = copy.stat().st_ino
    found = thidua("query", "SELECT count(*) FROM documents", "--warehouse", copy, "--format", "csv")
    assert found.out.split() == ["count_star()", "1"]
    assert thidua(*arguments, "--allow-private", "--publish", copy).status == 0
    assert copy.stat().st_ino == first, "nothing was new"
