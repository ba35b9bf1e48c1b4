"""Events go through text unharmed, reach other processes, and are kept for a week."""

from __future__ import annotations

import json
import logging
import queue
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.events import DeliveryProgress, Event, PostChanged
from brandcraft_desktop.errors import WorkspaceUnsafe
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import events
from brandcraft_desktop.services.event_codec import KINDS, decode, encode, kind_of
from brandcraft_desktop.services.transaction import change
from brandcraft_desktop.services.wire import LocalWire, socket_folder
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.models.times import StandingClock
from tests.services.processes import other_process


@pytest.fixture
def clock() -> StandingClock:
    """Noon of a day, until a test moves it."""
    return StandingClock()


@pytest.fixture
def workspace(home: Path, clock: StandingClock) -> Iterator[Workspace]:
    """A new workspace."""
    opened = open_workspace(Home(home), clock=clock)
    yield opened
    close(opened)


@given(st.one_of(*(st.from_type(kind) for kind in KINDS.values())))
def test_every_event_comes_back_as_it_went(event: Event) -> None:
    assert decode(kind_of(event), encode(event)) == event


@given(st.text(), st.text())
def test_anything_else_is_nothing(kind: str, body: str) -> None:
    assert decode(kind, body) is None or kind in KINDS


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"delivery_id": 1}', '{"post_id": "x", "status": "nonsense"}']
)
def test_a_broken_body_is_nothing(body: str) -> None:
    assert decode("delivery.changed", body) is None


def test_a_field_that_a_newer_version_added_is_left_out() -> None:
    assert decode("post.changed", json.dumps({"post_id": "x", "new": 1})) == PostChanged("x")


def test_events_can_be_read_again_page_by_page(workspace: Workspace, clock: StandingClock) -> None:
    for number in range(5):
        change(workspace, lambda _, emit, post=str(number): emit(PostChanged(post)))  # type: ignore[misc]
    first = events.since(workspace, 0, limit=3)
    rest = events.since(workspace, first[-1].id)
    assert [stored.event for stored in (*first, *rest)] == [PostChanged(str(n)) for n in range(5)]
    assert first[0].at == clock.now()


def test_a_week_later_they_are_gone_and_numbers_go_on(
    workspace: Workspace, clock: StandingClock
) -> None:
    change(workspace, lambda _, emit: emit(PostChanged("old")))
    (old,) = events.since(workspace, 0)
    clock.move(timedelta(days=7, seconds=1))
    assert events.prune(workspace) == 1
    change(workspace, lambda _, emit: emit(PostChanged("new")))
    (new,) = events.since(workspace, 0)
    assert new.id > old.id


def test_another_process_hears_at_once_and_so_do_we(home: Path, workspace: Workspace) -> None:
    heard: queue.Queue[Event] = queue.Queue()
    workspace.bus.subscribe(heard.put)
    with other_process(home) as other:
        change(workspace, lambda _, emit: emit(PostChanged("ours")))
        assert other.ask("hear 1") == repr(PostChanged("ours"))
        other.ask("emit theirs")
        assert heard.get(timeout=30) == PostChanged("ours")
        assert heard.get(timeout=30) == PostChanged("theirs")
        progress = DeliveryProgress("d", "p", 5, 9, "Uploading é")
        other.ask("progress")
        assert heard.get(timeout=30) == progress
        workspace.bus.tell(progress)
        assert heard.get(timeout=30) == progress
        # Its own event came to it directly, ours over the wire.
        assert other.ask("hear 3") == f"{PostChanged('theirs')!r} {progress!r} {progress!r}"
    assert heard.empty()


def test_a_process_that_was_killed_keeps_nobody_from_talking(
    home: Path, workspace: Workspace
) -> None:
    workspace.bus.subscribe(lambda _: None)
    with other_process(home) as other:
        other.process.kill()
        other.process.wait()
        folder = socket_folder(home / "run")
        assert len(list(folder.glob("*.sock"))) == 2
        change(workspace, lambda _, emit: emit(PostChanged("ours")))
        assert len(list(folder.glob("*.sock"))) == 1


def test_a_subscriber_that_fails_is_logged_and_the_next_still_hears(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[Event] = []

    def broken(_: Event) -> None:
        raise LookupError("a mistake of ours")

    workspace.bus.subscribe(broken)
    workspace.bus.subscribe(heard.append)
    with caplog.at_level(logging.ERROR):
        change(workspace, lambda _, emit: emit(PostChanged("one")))
    assert heard == [PostChanged("one")]
    assert "a subscriber failed" in caplog.text
    caplog.clear()


def test_sockets_are_for_their_owner_alone(home: Path, workspace: Workspace) -> None:
    workspace.bus.subscribe(lambda _: None)
    folder = socket_folder(home / "run")
    (path,) = folder.glob("*.sock")
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_long_home_gets_a_short_folder_for_its_sockets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/tmp")
    run = tmp_path / ("long" * 30) / "run"
    run.mkdir(parents=True)
    folder = socket_folder(run)
    assert len(str(folder)) < 70
    assert folder == socket_folder(run)
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.rmdir()


def test_a_short_folder_that_is_somebody_elses_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/tmp")
    run = tmp_path / ("long" * 30) / "run"
    run.mkdir(parents=True)
    folder = socket_folder(run)
    folder.rmdir()
    folder.symlink_to(tmp_path)
    try:
        with pytest.raises((WorkspaceUnsafe, FileExistsError)):
            socket_folder(run)
    finally:
        folder.unlink()


def test_a_flood_of_words_blocks_nobody_and_loses_no_reason_to_look(tmp_path: Path) -> None:
    folder = socket_folder(tmp_path / "run")
    looked, go_on = threading.Event(), threading.Event()

    def slow(_: str) -> None:
        go_on.wait(30)
        looked.set()

    ear, mouth = LocalWire(folder, "1-ear"), LocalWire(folder, "1-mouth")
    ear.listen(slow)
    for _ in range(5000):  # far more than a socket's queue holds
        mouth.send("")
    go_on.set()
    assert looked.wait(30)
    looked.clear()
    mouth.send("")
    assert looked.wait(30)
    ear.close()
    mouth.close()
