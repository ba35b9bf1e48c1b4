"""The real `brandcraft` process: publishing to the practice world, full disks, closed pipes."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from brandcraft_desktop.practice.process import PracticeServer
from tests.cli.shell import Said, Shell
from tests.media.files import noise, photo

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Terminal:
    """Starts commands as a person's shell does."""

    environment: dict[str, str]

    def __call__(self, *words: object, stdin: str = "", file_size: int | None = None) -> Said:
        def limit() -> None:
            if file_size is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))

        done = subprocess.run(
            [sys.executable, "-m", "brandcraft_desktop", *map(str, words)],
            cwd=ROOT,
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            preexec_fn=limit,
        )
        assert "Traceback" not in done.stderr + done.stdout, done.stderr
        return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def terminal(shell: Shell) -> Terminal:
    return Terminal(dict(os.environ))


def test_from_connecting_to_published(
    terminal: Terminal, practice: PracticeServer, tmp_path: Path
) -> None:
    who = practice.accounts[1]
    connected = terminal(
        *("accounts", "connect", "bluesky", "--identifier", who.handle, "--secret-stdin"),
        "--json",
        stdin=who.app_password + "\n",
    )
    assert connected.code == 0, connected
    posted = terminal(
        *("post", "Grüße #tag https://example.com", "--to", "bluesky", "--json"),
        *("--media", photo(tmp_path / "a.jpg", (400, 300)), "--alt", "A colour", "--at", "+0s"),
    )
    assert posted.code == 0, posted
    assert terminal("worker", "--once").code == 0
    shown = terminal("posts", "show", posted.text("id"), "--json").fields
    assert shown["status"] == "published", shown
    deliveries = shown["deliveries"]
    assert isinstance(deliveries, list)
    delivery = deliveries[0]
    assert delivery["text"] == "Grüße #tag https://example.com"
    assert delivery["permalink"].startswith("https://bsky.app/profile/")
    assert datetime.fromisoformat(delivery["published_at"]).tzinfo is not None
    assert delivery["error"] is None
    assert terminal("worker", "--once").code == 0
    again = terminal("posts", "show", posted.text("id"), "--json").fields
    assert again == shown
    assert terminal("posts", "publish-now", posted.text("id"), "--json").code == 1


def test_the_server_is_down_when_it_is_due(
    terminal: Terminal, connected: str, practice: PracticeServer, tmp_path: Path
) -> None:
    posted = terminal("post", "Patience", "--to", connected, "--json")
    assert posted.code == 0
    dead = tmp_path / "dead.json"
    dead.write_text(
        json.dumps(dict.fromkeys(practice.origins, "http://127.0.0.1:9")), encoding="utf-8"
    )
    off = Terminal({**terminal.environment, "BRANDCRAFT_ORIGINS": str(dead)})
    assert off("worker", "--once").code == 0
    waiting = off("posts", "show", posted.text("id"), "--json").fields
    deliveries = waiting["deliveries"]
    assert isinstance(deliveries, list)
    assert waiting["status"] == "scheduled"
    assert deliveries[0]["error"]["kind"] == "transient"
    assert deliveries[0]["error"]["retry_at"]
    assert terminal("posts", "retry", waiting["id"], "--delivery", deliveries[0]["id"]).code == 0
    assert terminal("worker", "--once").code == 0
    assert terminal("posts", "show", waiting["id"], "--json").text("status") == "published"


def test_nobody_reads_the_answer(terminal: Terminal, account: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "brandcraft_desktop", "posts", "list"],
        cwd=ROOT,
        env=terminal.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode in (0, 1)


def test_a_file_that_does_not_fit(
    terminal: Terminal, shell: Shell, account: str, tmp_path: Path
) -> None:
    """The system refuses to write on: nothing of the post and nothing of its files is left."""
    small, large = photo(tmp_path / "a.jpg"), noise(tmp_path / "b.jpg", (3000, 2000))
    assert large.stat().st_size > 1_000_000
    check = shell.unchanged()
    said = terminal(
        *("post", "x", "--to", account, "--draft", "--json"),
        *("--media", small, "--media", large),
        file_size=1_000_000,
    )
    assert said.code in (1, 2), said
    assert said.error["title"]
    check()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB of its own."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("this container may not mount")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk(terminal: Terminal, small_disk: Path, tmp_path: Path) -> None:
    home = small_disk / "home"
    full = Terminal({**terminal.environment, "BRANDCRAFT_HOME": str(home)})
    kept = full("post", "Kept", "--draft", "--json")
    assert kept.code == 0, kept
    picture = full(
        "post", "x", "--draft", "--json", "--media", noise(tmp_path / "b.jpg", (900, 900))
    )
    assert picture.code == 1
    assert "room" in picture.err
    rest = small_disk / "rest"
    with rest.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass
    said = full("post", "y" * 50_000, "--draft", "--json")
    assert said.code == 1, said
    assert "disk is full" in said.err or "room" in said.err
    rest.unlink()
    listed = full("posts", "list", "--json").document
    assert isinstance(listed, list)
    assert [one["id"] for one in listed] == [kept.text("id")]
    assert full("media", "list", "--json").document == []
