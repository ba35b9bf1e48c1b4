"""`brandcraft worker`: the engine without a window, until it is told to stop."""

from __future__ import annotations

import logging
import signal
import sys
import threading
from datetime import timedelta
from types import FrameType
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.events import DeliveryChanged, Event
from brandcraft_desktop.scheduler.engine import Engine
from brandcraft_desktop.services.workspace import publishing_allowed

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

ONCE_PATIENCE = timedelta(minutes=2)
_log = logging.getLogger(__name__)


def work(workspace: Workspace, *, once: bool, name: str) -> int:
    """Publish what is due; gives the exit code. SIGTERM and SIGINT stop it in order."""
    if not publishing_allowed(workspace):
        sys.stderr.write(
            "Nothing is published from this computer: the workspace was last used on another one. "
            "Open the window here and answer its question, or run: brandcraft workspace claim\n"
        )
        return 1
    label = name or "worker"

    def tell(event: Event) -> None:
        if isinstance(event, DeliveryChanged):
            sys.stderr.write(f"{label}: delivery {event.delivery_id} is {event.status.value}\n")

    unsubscribe = workspace.bus.subscribe(tell)
    try:
        return _once(workspace) if once else _until_told(workspace, label)
    finally:
        unsubscribe()


def _once(workspace: Workspace) -> int:
    engine = Engine(workspace)
    engine.run_until_idle(patience=ONCE_PATIENCE)
    return 0


def _until_told(workspace: Workspace, label: str) -> int:
    stop = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    engine = Engine(workspace)
    engine.start()
    sys.stderr.write(f"{label}: waiting for posts to become due. Stop with Ctrl+C.\n")
    try:
        stop.wait()
    finally:
        ended = engine.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0 if ended else 1
