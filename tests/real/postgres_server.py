"""A throw-away PostgreSQL on a free loopback port, and a fresh database per test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.real.availability import tied, unavailable

# Nothing here has to survive a crash of the machine.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
START_MAY_TAKE = 30
USER = "brandcraft"


def programs() -> Path:
    """The folder of the newest installed PostgreSQL; Debian keeps it off the PATH."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).parent
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3])
    )
    if not folders:
        unavailable("PostgreSQL is not installed (Debian package postgresql)")
    return folders[-1].parent


def free_port() -> int:
    """A loopback port nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_MAY_TAKE
    while True:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"PostgreSQL did not start: {log.read_text()}") from None
            time.sleep(0.05)  # a condition of another process: nothing to wait on but asking
        else:
            return


@contextmanager
def running() -> Iterator[str]:
    """The address `user@host:port` of a server, until the block ends."""
    binaries = programs()
    # PostgreSQL refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="brandcraft-postgres-"))
    if user:
        shutil.chown(folder, user)
    data, log, port = folder / "data", folder / "log", free_port()
    initialise = [str(binaries / "initdb"), "-D", str(data), "-U", USER, "-A", "trust"]
    settings = [word for setting in FAST for word in ("-c", setting)]
    serve = [
        *(str(binaries / "postgres"), "-D", str(data), "-p", str(port)),
        *("-h", "127.0.0.1", "-k", str(folder), *settings),
    ]
    try:
        subprocess.run(
            tied([*initialise, "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"], user=user),
            check=True,
            capture_output=True,
            cwd=folder,
        )
        with log.open("wb") as said:
            server = subprocess.Popen(tied(serve, user=user), cwd=folder, stdout=said, stderr=said)
        try:
            _wait_until_ready(f"postgresql://{USER}@127.0.0.1:{port}/postgres", server, log)
            yield f"{USER}@127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh_database(server: str, name: str) -> Iterator[str]:
    """The SQLAlchemy URL of an empty database, dropped with all its connections afterwards."""
    with psycopg.connect(f"postgresql://{server}/postgres", autocommit=True) as connection:
        connection.execute(f'create database "{name}"'.encode())
        yield f"postgresql+psycopg://{server}/{name}"
        connection.execute(f'drop database "{name}" with (force)'.encode())
