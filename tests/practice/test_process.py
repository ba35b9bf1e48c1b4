"""The stand-in as a process: it starts, remembers, and never outlives its parent."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import threading
from pathlib import Path

import httpx

from brandcraft_desktop.practice.process import start


def test_same_folder_same_world(data: Path) -> None:
    first = start(data, accounts=1, platforms=["bluesky"])
    first.stop()
    second = start(data, accounts=2, platforms=["bluesky"])
    second.stop()
    assert second.origins == first.origins
    assert second.accounts[0] == first.accounts[0]
    platforms = {one.platform for one in second.accounts}
    assert len(second.accounts) == 2 * len(platforms)
    assert second.process.returncode == 0


def test_every_origin_has_a_port_of_its_own(data: Path, tmp_path: Path) -> None:
    server = start(data)
    try:
        targets = list(server.origins.values())
        assert len(set(targets)) == len(targets)
        assert all(target.startswith("http://127.0.0.1:") for target in targets)
        assert all(origin.startswith("https://") for origin in server.origins)
        path = server.write_origins(tmp_path / "origins.json")
        assert json.loads(path.read_text()) == dict(server.origins)
    finally:
        server.stop()


def test_a_crash_keeps_what_was_accepted(data: Path) -> None:
    server = start(data)
    account = server.accounts[0]
    with httpx.Client(trust_env=False) as http:
        session = http.post(
            server.origins["https://bsky.social"] + "/xrpc/com.atproto.server.createSession",
            json={"identifier": account.did, "password": account.app_password},
        ).json()
        pds = session["didDoc"]["service"][0]["serviceEndpoint"]
        body = {
            "repo": account.did,
            "collection": "app.bsky.feed.post",
            "rkey": "3k4duaz5vfs2b",
            "record": {
                "$type": "app.bsky.feed.post",
                "text": "kept",
                "createdAt": "2026-11-22T06:39:00Z",
            },
        }
        headers = {"Authorization": f"Bearer {session['accessJwt']}"}
        url = "/xrpc/com.atproto.repo.putRecord"
        assert http.post(server.origins[pds] + url, json=body, headers=headers).is_success
        server.kill()
        again = start(data)
        try:
            # The token of before is still good: keys are part of the world.
            repeated = http.post(again.origins[pds] + url, json=body, headers=headers).json()
            assert "commit" not in repeated
            journal = again.ask("bluesky/journal")["journal"]
            assert isinstance(journal, list)
            assert len(journal) == 1
        finally:
            again.stop()


def test_command_line(tmp_path: Path) -> None:
    port_file = tmp_path / "ready.json"
    command = [sys.executable, "-m", "brandcraft_desktop.practice", "--platform", "bluesky"]
    command += ["--data", str(tmp_path / "data"), "--port-file", str(port_file)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    with process.stdout:
        line = process.stdout.readline()
        assert json.loads(line) == json.loads(port_file.read_text())
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def test_it_never_outlives_its_parent(data: Path) -> None:
    script = (
        "import pathlib, signal, sys\n"
        "from brandcraft_desktop.practice.process import start\n"
        "print(start(pathlib.Path(sys.argv[1])).process.pid, flush=True)\n"
        "signal.pause()\n"
    )
    command = [sys.executable, "-c", script, str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        world = os.pidfd_open(int(parent.stdout.readline()))
        try:
            parent.kill()
            ended, _, _ = select.select([world], [], [], 10)
            assert ended
        finally:
            os.close(world)


def test_stopping_lets_go_of_held_calls(data: Path) -> None:
    server = start(data)
    url = server.origins["https://practice-site.example"] + "/article"
    server.tell("faults", endpoint="practice-site/article", hold="here")
    seen: list[str] = []

    def call() -> None:
        try:
            httpx.get(url, trust_env=False)
        except httpx.TransportError as error:
            seen.append(type(error).__name__)

    thread = threading.Thread(target=call)
    thread.start()
    assert server.tell("wait", hold="here", timeout=10) == {"arrived": True}
    server.stop()
    thread.join(10)
    assert len(seen) == 1


def test_unknown_platform_is_bad_input(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "brandcraft_desktop.practice", "--platform", "nowhere"]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, check=False)
    assert done.returncode == 2
