"""The door off the main thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from brandcraft_desktop.errors import BrandcraftError, NotFound
from brandcraft_desktop.ui.tasks import READERS, Bug, Tasks

SOON = 20.0


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    parent = QObject()
    made = Tasks(parent)
    yield made
    made.close()
    parent.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_changes_run_one_after_another_in_their_order(qtbot: QtBot, tasks: Tasks) -> None:
    running = most = 0
    done: list[int] = []
    told: list[int] = []

    def work(number: int) -> int:
        nonlocal running, most
        running += 1
        most = max(most, running)
        done.append(number)
        threading.Event().wait(0.001)
        running -= 1
        return number

    def change(number: int) -> None:
        tasks.change(lambda: work(number), told.append)

    for number in range(50):
        change(number)
    qtbot.waitUntil(lambda: len(told) == 50)
    assert done == told == list(range(50))
    assert most == 1
    assert not tasks.busy


@pytest.mark.parametrize("door", ["read", "call"])
def test_reads_and_calls_run_beside_each_other(qtbot: QtBot, tasks: Tasks, door: str) -> None:
    together = threading.Barrier(READERS)
    told: list[int] = []
    start: Callable[..., None] = getattr(tasks, door)
    for _ in range(READERS):
        start(lambda: together.wait(SOON), told.append)
    qtbot.waitUntil(lambda: len(told) == READERS)


def test_a_slow_call_holds_up_no_change(qtbot: QtBot, tasks: Tasks) -> None:
    go = threading.Event()
    told: list[str] = []
    tasks.call(lambda: go.wait(SOON), lambda _: told.append("call"))
    tasks.change(lambda: None, lambda _: told.append("change"))
    qtbot.waitUntil(lambda: told == ["change"])
    go.set()
    qtbot.waitUntil(lambda: told == ["change", "call"])


def test_answers_come_on_the_main_thread(qtbot: QtBot, tasks: Tasks) -> None:
    threads: list[int] = []
    tasks.read(threading.get_ident, lambda worker: threads.extend([worker, threading.get_ident()]))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] != threading.get_ident()
    assert threads[1] == threading.get_ident()


def test_nobody_is_called_back_whose_owner_is_gone(qtbot: QtBot, tasks: Tasks) -> None:
    owner, go = QObject(), threading.Event()
    told: list[bool] = []
    tasks.read(lambda: go.wait(SOON), told.append, owner=owner)
    owner.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    go.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert told == []


def test_an_error_goes_to_its_own_handler(qtbot: QtBot, tasks: Tasks) -> None:
    errors: list[BrandcraftError] = []
    tasks.unhandled.connect(lambda _: pytest.fail("it had a handler"))

    def work() -> None:
        raise NotFound("There is no such post.")

    tasks.read(work, lambda _: None, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].title == "There is no such post."


def test_an_error_without_a_handler_is_told_to_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    def work() -> None:
        raise NotFound("There is no such post.")

    with qtbot.waitSignal(tasks.unhandled) as told:
        tasks.change(work)
    assert told.args is not None
    assert isinstance(told.args[0], NotFound)


def test_a_bug_becomes_words_and_its_details_go_to_the_log(
    qtbot: QtBot, tasks: Tasks, caplog: pytest.LogCaptureFixture
) -> None:
    errors: list[BrandcraftError] = []

    def work() -> None:
        raise ZeroDivisionError("secret details")

    tasks.read(work, lambda _: None, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Bug)
    assert "secret" not in errors[0].message
    assert "ZeroDivisionError" in caplog.text


def test_after_an_error_the_next_change_still_runs(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[str] = []

    def work() -> None:
        raise NotFound("Gone.")

    tasks.change(work, failed=lambda _: told.append("failed"))
    tasks.change(lambda: None, lambda _: told.append("done"))
    qtbot.waitUntil(lambda: told == ["failed", "done"])


def test_closing_finishes_what_was_asked_for_and_takes_nothing_more(tasks: Tasks) -> None:
    done: list[int] = []
    for number in range(5):
        tasks.change(lambda number=number: done.append(number))  # type: ignore[misc]
    tasks.close()
    tasks.change(lambda: done.append(99))
    assert done == [0, 1, 2, 3, 4]


def test_idle_comes_when_the_last_one_is_back(qtbot: QtBot, tasks: Tasks) -> None:
    with qtbot.waitSignal(tasks.idle):
        tasks.read(lambda: 1, lambda _: None)
        tasks.change(lambda: 2)
        assert tasks.busy
    assert not tasks.busy
