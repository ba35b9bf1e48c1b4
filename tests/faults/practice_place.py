"""A home, `brandcraft` as its users run it, and the practice platform behind both."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

from brandcraft_desktop.app import window_parts
from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.views import PostContent, PostView
from brandcraft_desktop.paths import Home
from brandcraft_desktop.practice.process import PracticeServer, start
from brandcraft_desktop.practice.values import number_of, text_of
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.scheduler.engine import Engine
from brandcraft_desktop.services import accounts, posts
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from brandcraft_desktop.ui import robot
from brandcraft_desktop.ui.application import Program
from tests.real.main_job import Brandcraft

T = TypeVar("T")
PASSPHRASE = "a passphrase for tests"
PATIENCE = 60.0
WRITE = "com.atproto.repo.putRecord"


@dataclass(frozen=True)
class Arrival:
    """One write that the platform accepted; `created_at` is what the record itself says."""

    did: str
    text: str
    at: float
    created_at: datetime


@dataclass(frozen=True)
class Place:
    """`command` runs in processes of their own, in the same home as `opened`."""

    server: PracticeServer
    folder: Path
    command: Brandcraft

    @property
    def home(self) -> Home:
        """The home of the command."""
        return Home(self.command.home)

    def elsewhere(self, home: Path, **more: str) -> Place:
        """The same platform and person, another home or environment."""
        environment = {**self.command.environment, "BRANDCRAFT_HOME": str(home), **more}
        return Place(self.server, self.folder, Brandcraft(environment, home))

    @contextmanager
    def opened(self, *, clock: Clock | None = None) -> Iterator[Workspace]:
        """The workspace in this process."""
        workspace = open_workspace(
            self.home, clock=clock, passphrase=PASSPHRASE, origins=Origins(self.server.origins)
        )
        try:
            yield workspace
        finally:
            close(workspace)

    def publish_due(self) -> None:
        """What `worker --once` does, in this process and so without its start."""
        with self.opened() as workspace:
            Engine(workspace).run_until_idle()

    def arrived(self) -> list[Arrival]:
        """Every post ever accepted, as often as it was: the platform's own journal."""
        journal = self.server.ask("bluesky/journal")["journal"]
        assert isinstance(journal, list)
        found = []
        for entry in journal:
            assert isinstance(entry, dict)
            record = entry["value"]
            assert isinstance(record, dict)
            if "text" in record:
                made = datetime.fromisoformat(text_of(record, "createdAt"))
                text = text_of(record, "text")
                found.append(Arrival(text_of(entry, "did"), text, number_of(entry, "at"), made))
        return found

    def writes(self) -> int:
        """How often the platform was asked to take a record, whatever it answered."""
        calls = self.server.ask(f"calls?endpoint={WRITE}")["calls"]
        assert isinstance(calls, list)
        return len(calls)

    def statuses(self) -> dict[str, str]:
        """How each post's only delivery stands, by its text."""
        with self.opened() as workspace:
            return {
                view.content.text: view.deliveries[0].status.value
                for view in (
                    posts.show(workspace, row.id)
                    for row in posts.everything(workspace, start=None, end=None)
                )
            }

    def counted(self) -> Mapping[str, int]:
        """How often each text arrived."""
        return Counter(one.text for one in self.arrived())


@contextmanager
def practice_place(folder: Path, *, accounts: int = 1) -> Iterator[Place]:
    """A practice platform without rate limits, and an empty home."""
    folder.mkdir(parents=True, exist_ok=True)
    server = start(folder / "practice", accounts=accounts, platforms=["bluesky"])
    try:
        server.tell("bluesky/settings", rate_limits=False)
        environment = {
            **os.environ,
            "BRANDCRAFT_ORIGINS": str(server.write_origins(folder / "origins.json")),
            "BRANDCRAFT_VAULT_PASSPHRASE": PASSPHRASE,
        }
        here = Place(server, folder, Brandcraft(environment, folder / "home"))
        place = here.elsewhere(folder / "home")
        place.home.prepare()
        yield place
    finally:
        server.stop()


@contextmanager
def window(place: Place, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Program]:
    """The real window with its engine on the home of a place, once it shows a page."""
    for name, value in place.command.environment.items():
        if name.startswith("BRANDCRAFT_"):
            monkeypatch.setenv(name, value)
    program = Program(window_parts(place.home.root))
    qtbot.addWidget(program.window)
    program.start()
    try:
        robot.wait_for("the first page", lambda: program.window.current_key)
        yield program
    finally:
        program.end()


def connect_all(workspace: Workspace, server: PracticeServer) -> tuple[Account, ...]:
    """Every practice account."""
    return tuple(
        accounts.connect(
            workspace,
            one.platform,
            {"identifier": one.handle, "app_password": one.app_password},
        )
        for one in server.accounts
    )


def schedule(workspace: Workspace, text: str, to: tuple[Account, ...], at: datetime) -> PostView:
    """A post of words alone, due at `at`; words are the id of a post in these tests."""
    content = PostContent(
        text=text, account_ids=tuple(account.id for account in to), scheduled_at=at
    )
    return posts.create(workspace, content, mode=posts.Mode.SCHEDULE)


def wait_until(what: str, look: Callable[[], T], within: float = PATIENCE) -> T:
    """What `look` gives once it is something; fails after `within` seconds."""
    deadline = time.monotonic() + within
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < deadline, f"Waited {within} s in vain for {what}."
        time.sleep(0.02)
