"""A PostgreSQL server of the tests' own, in a folder that is thrown away, and lakes with their catalogue in it."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from warehouse import Lake

INSTALL = "apt-get install postgresql"
_START_SECONDS = 60.0
# What is lost when the machine itself fails is of no interest here.
_SETTINGS = ("listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=50")


@dataclass(frozen=True)
class Server:
    """A running server; ``conninfo`` reaches it but for the name of a database."""

    conninfo: str

    def database(self, template: str = "template1") -> str:
        """The name of a new database, a copy of another that nobody is connected to."""
        name = f"lake_{uuid.uuid4().hex}"
        with psycopg.connect(f"{self.conninfo} dbname=postgres", autocommit=True) as session:
            session.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def lake(self, database: str, data_path: Path | None = None) -> Lake:
        """The lake with its catalogue in a database."""
        return Lake(f"{self.conninfo} dbname={database}", data_path)


def programs() -> Path | None:
    """The folder of the server's programs; of several versions the newest."""
    if found := shutil.which("postgres"):
        return Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    return max((each.parent for each in versions), key=lambda path: float(path.parent.name), default=None)


@contextmanager
def serving(bin_folder: Path) -> Iterator[Server]:
    """Start a server on a socket in a folder of its own, and stop it when the block ends.

    The server refuses to run as root; then it runs as the user of Debian's package, or as nobody.
    """
    # A path short enough for a socket, which the server's user can enter.
    folder = Path(tempfile.mkdtemp(prefix="thidua-pg-", dir="/tmp"))
    account = _account()
    as_user: dict[str, Any] = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    data = folder / "data"
    with (folder / "log").open("wb") as log:
        subprocess.run(
            [bin_folder / "initdb", "-D", data, "-U", "thidua", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
            stdout=log,
            stderr=log,
            check=True,
            cwd=folder,
            **as_user,
        )
        server = subprocess.Popen(
            [bin_folder / "postgres", "-D", data, "-k", folder, *(part for each in _SETTINGS for part in ("-c", each))],
            stdout=log,
            stderr=log,
            cwd=folder,
            **as_user,
        )
    try:
        conninfo = f"host={folder} user=thidua"
        _wait(conninfo, server)
        yield Server(conninfo)
    finally:
        server.send_signal(signal.SIGINT)  # Sessions that are left are ended.
        server.wait(_START_SECONDS)
        shutil.rmtree(folder)


def _account() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _wait(conninfo: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            psycopg.connect(f"{conninfo} dbname=postgres").close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
