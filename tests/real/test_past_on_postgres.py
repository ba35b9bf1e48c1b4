"""Past posts in a workspace on PostgreSQL: each once, however many load at the same moment."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from brandcraft_desktop.domain.past_posts import PastState
from brandcraft_desktop.domain.status import Origin
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import past_posts
from brandcraft_desktop.services.clock import SystemClock
from brandcraft_desktop.services.workspace import Workspace, close
from tests.real.past_child import PAGE, Shelf
from tests.services.engine_fixtures import open_kiosk
from tests.services.engine_world import add_account

ROOT = Path(__file__).parents[2]
MAY_TAKE = 60
COUNT = 4 * PAGE + 7


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A platform with so many messages of one account."""
    made = Shelf(tmp_path)
    fill(made, [f"message {number}".replace(" ", "-") for number in range(COUNT)])
    return made


def fill(shelf: Shelf, names: list[str]) -> None:
    """What is out there, newest first, an hour apart."""
    moment = datetime.now(UTC) - timedelta(hours=1)
    shelf.file.write_text("\n".join([moment.isoformat(), *names]))


@contextmanager
def machine(home: Path, url: str, shelf: Shelf) -> Iterator[Workspace]:
    """One computer on the shared workspace."""
    workspace = open_kiosk(home, SystemClock(), shelf, database_url=url)
    try:
        yield workspace
    finally:
        close(workspace)


def rows(workspace: Workspace) -> tuple[Counter[str], int]:
    """The imported posts by their words, and how many messages are known."""

    def read(connection: Connection) -> tuple[Counter[str], int]:
        posts = tables.posts.c
        words = connection.execute(
            select(posts.text).where(posts.origin == Origin.IMPORTED.value)
        ).scalars()
        known = connection.scalar(select(func.count()).select_from(tables.past_messages))
        return Counter(words), known or 0

    return workspace.database.read(read)


def each_once(workspace: Workspace, names: list[str]) -> None:
    """Every message is one post, and no other is there."""
    assert rows(workspace) == (Counter(names), len(names))


def names_of(shelf: Shelf) -> list[str]:
    """What is out there."""
    return shelf.file.read_text().splitlines()[1:]


def test_loaded_again_it_is_the_same_and_follows(
    tmp_path: Path, postgres_url: str, shelf: Shelf
) -> None:
    with machine(tmp_path / "home", postgres_url, shelf) as workspace:
        account = add_account(workspace)
        for _ in range(2):
            (look,) = past_posts.load(workspace, [account])
            assert (look.state, look.kept, look.found) == (PastState.DONE, COUNT, COUNT)
            each_once(workspace, names_of(shelf))
        kept = names_of(shelf)
        del kept[5], kept[PAGE]
        fill(shelf, ["newest", *kept])
        past_posts.load(workspace, [account])
        each_once(workspace, names_of(shelf))


def test_two_processes_at_the_same_moment(tmp_path: Path, postgres_url: str, shelf: Shelf) -> None:
    with machine(tmp_path / "home", postgres_url, shelf) as workspace:
        account = add_account(workspace)
        # One on this computer's home, one on another computer.
        for round_number, homes in enumerate((("home", "home"), ("home", "other"))):
            fill(shelf, [f"new-{round_number}", *names_of(shelf)])
            shelf.log.write_text("")
            assert load_in_processes(tmp_path, postgres_url, account, homes) == [
                ["done", COUNT + round_number + 1, ""]
            ] * len(homes)
            each_once(workspace, names_of(shelf))
            # Whoever came second found the first one reading, or read a whole time itself.
            pages = Counter(shelf.log.read_text().split())
            assert sum(pages.values()) in (len(pages), 2 * len(pages)), pages


def load_in_processes(
    folder: Path, url: str, account: str, homes: tuple[str, ...]
) -> list[list[object]]:
    """Let them all begin at once; gives what each says in the end."""
    running = [
        subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.real.past_child"),
                *(str(folder / home), str(folder), url, account),
            ],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for home in homes
    ]
    try:
        for process in running:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        said: dict[int, str] = {}

        def go(number: int) -> None:
            said[number] = running[number].communicate("go\n", timeout=MAY_TAKE)[0]

        threads = [threading.Thread(target=go, args=(one,)) for one in range(len(running))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [process.returncode for process in running] == [0] * len(running)
        return [json.loads(said[number]) for number in range(len(running))]
    finally:
        for process in running:
            process.kill()
            process.wait()
