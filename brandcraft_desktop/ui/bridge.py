"""The one door back: events of any thread or process reach the main thread in small batches."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from brandcraft_desktop.domain.events import (
    DeliveryChanged,
    DeliveryProgress,
    Event,
    MediaProgress,
    PastProgress,
    PostChanged,
)

GATHER_MS = 50


@dataclass(frozen=True)
class Batch:
    """What changed within one gathering, in order, without repetitions."""

    events: tuple[Event, ...]

    def of(self, *kinds: type) -> bool:
        """Whether anything of these kinds changed."""
        return any(isinstance(event, kinds) for event in self.events)

    @property
    def posts(self) -> frozenset[str]:
        """The posts that something happened to."""
        kinds = (PostChanged, DeliveryChanged)
        return frozenset(event.post_id for event in self.events if isinstance(event, kinds))


class Bridge(QObject):
    """Subscribe `hear` to the bus; connect screens to `changed`."""

    changed = Signal(object)
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: dict[object, Event] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GATHER_MS)
        self._timer.timeout.connect(self._flush)
        self._woken.connect(self._begin, Qt.ConnectionType.QueuedConnection)

    def hear(self, event: Event) -> None:
        """Take an event from any thread."""
        # Of progress only the newest matters; everything else is kept once.
        key: object = event
        if isinstance(event, DeliveryProgress):
            key = (DeliveryProgress, event.delivery_id)
        elif isinstance(event, MediaProgress):
            key = (MediaProgress, event.media_id, event.recipe)
        elif isinstance(event, PastProgress):
            key = (PastProgress, event.account_id)
        with self._lock:
            first = not self._waiting
            self._waiting.pop(key, None)
            self._waiting[key] = event
        if first:
            self._woken.emit()

    def connect_to(
        self, subscribe: Callable[[Callable[[Event], None]], Callable[[], None]]
    ) -> Callable[[], None]:
        """Subscribe to a bus; gives its unsubscribe."""
        return subscribe(self.hear)

    def _begin(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _flush(self) -> None:
        with self._lock:
            events = tuple(self._waiting.values())
            self._waiting.clear()
        if events:
            self.changed.emit(Batch(events))
