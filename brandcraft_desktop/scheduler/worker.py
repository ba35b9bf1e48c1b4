"""`brandcraft worker`: the engine without a window, until it is told to stop."""

from __future__ import annotations

import logging
import signal
import sys
import threading
from datetime import timedelta
from types import FrameType
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.events import DeliveryChanged, Event, SettingChanged
from brandcraft_desktop.scheduler.engine import Engine
from brandcraft_desktop.services import settings, waiting
from brandcraft_desktop.services.waiting import WAITING
from brandcraft_desktop.services.workspace import publishing_allowed

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

ONCE_PATIENCE = timedelta(seconds=10)  # in all: for what a platform is done with in a moment
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
            why = _why(workspace, event)
            _say(label, f"delivery {event.delivery_id} is {event.status.value}{why}")
        elif isinstance(event, SettingChanged) and event.name == settings.PAUSED_UNTIL.name:
            _tell_pause(workspace, label)

    unsubscribe = workspace.bus.subscribe(tell)
    try:
        _tell_pause(workspace, label)
        return _once(workspace, label) if once else _until_told(workspace, label)
    finally:
        unsubscribe()


def _say(label: str, words: str) -> None:
    sys.stderr.write(f"{label}: {words}\n")


def _why(workspace: Workspace, event: DeliveryChanged) -> str:
    """Why a delivery that is due waits, to put behind its status."""
    if event.status not in WAITING:
        return ""
    held = waiting.held(workspace, event.post_id)
    reason = next((one.reason for one in held if one.delivery_id == event.delivery_id), "")
    return f": {reason}" if reason else ""


def _tell_pause(workspace: Workspace, label: str) -> None:
    kept = waiting.pause(workspace)
    if kept is not None:
        _say(label, kept.words)


def _tell_held(workspace: Workspace, label: str) -> None:
    for one in waiting.held(workspace):
        if one.reason:
            _say(label, f"delivery {one.delivery_id} is due and not out: {one.reason}")


def _tell_waiting(workspace: Workspace, label: str) -> None:
    """What has begun and goes on later: nothing of it is due now."""
    found = waiting.under_way(workspace)
    for one in found:
        when = f"{one.again_at.astimezone():%Y-%m-%d %H:%M:%S}"
        _say(label, f"delivery {one.delivery_id} waits until {when}: {one.reason or 'its turn'}")
    if found:
        _say(label, "Run this again then, or leave a worker or the window running.")


def _once(workspace: Workspace, label: str) -> int:
    engine = Engine(workspace)
    engine.run_until_idle(patience=ONCE_PATIENCE)
    _tell_held(workspace, label)
    _tell_waiting(workspace, label)
    return 0


def _until_told(workspace: Workspace, label: str) -> int:
    stop = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    engine = Engine(workspace)
    engine.start()
    _say(label, "waiting for posts to become due. Stop with Ctrl+C.")
    _tell_held(workspace, label)
    try:
        stop.wait()
    finally:
        ended = engine.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0 if ended else 1
