"""The door back: gathered, without repetitions, and nothing is lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.events import DeliveryProgress, Event, PostChanged, SettingChanged
from brandcraft_desktop.ui.bridge import Batch, Bridge


@pytest.fixture
def bridge(qapp: QApplication) -> Iterator[Bridge]:
    parent = QObject()
    yield Bridge(parent)
    parent.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def batches(bridge: Bridge) -> list[Batch]:
    found: list[Batch] = []
    bridge.changed.connect(found.append)
    return found


def test_a_burst_arrives_as_one_batch_without_repetitions(
    qtbot: QtBot, bridge: Bridge, batches: list[Batch]
) -> None:
    for _ in range(100):
        bridge.hear(PostChanged("a"))
    bridge.hear(PostChanged("b"))
    bridge.hear(PostChanged("a"))
    qtbot.waitUntil(lambda: bool(batches))
    qtbot.wait(120)
    assert [batch.events for batch in batches] == [(PostChanged("b"), PostChanged("a"))]


def test_of_progress_only_the_newest_of_a_delivery_counts(
    qtbot: QtBot, bridge: Bridge, batches: list[Batch]
) -> None:
    for sent in range(50):
        bridge.hear(DeliveryProgress("one", "post", sent, 50, "Uploading"))
        bridge.hear(DeliveryProgress("two", "post", sent, 50, "Uploading"))
    qtbot.waitUntil(lambda: bool(batches))
    assert [event.sent for event in batches[0].events if isinstance(event, DeliveryProgress)] == [
        49,
        49,
    ]


def test_a_batch_says_what_is_in_it(bridge: Bridge) -> None:
    batch = Batch((PostChanged("a"),))
    assert batch.of(PostChanged)
    assert batch.of(SettingChanged, PostChanged)
    assert not batch.of(SettingChanged)


def test_no_event_is_lost_under_load_from_many_threads(
    qtbot: QtBot, bridge: Bridge, batches: list[Batch]
) -> None:
    def shout(number: int) -> None:
        for count in range(500):
            bridge.hear(PostChanged(f"{number}-{count}"))
            if not count % 100:
                threading.Event().wait(0.01)

    threads = [threading.Thread(target=shout, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()

    def heard() -> set[Event]:
        return {event for batch in batches for event in batch.events}

    qtbot.waitUntil(lambda: len(heard()) == 8 * 500, timeout=20_000)
    for thread in threads:
        thread.join()
    mine = [
        event.post_id
        for batch in batches
        for event in batch.events
        if isinstance(event, PostChanged) and event.post_id.startswith("3-")
    ]
    assert mine == [f"3-{count}" for count in range(500)], "each thread's own order is kept"


def test_it_subscribes_and_unsubscribes(bridge: Bridge) -> None:
    here: list[object] = []

    def subscribe(callback: object) -> object:
        here.append(callback)
        return here.clear

    unsubscribe = bridge.connect_to(subscribe)  # type: ignore[arg-type]
    assert here == [bridge.hear]
    unsubscribe()
    assert here == []
