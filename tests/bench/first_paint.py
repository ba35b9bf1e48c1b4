"""Starts a window, says when it was painted and at rest, and what it did when left alone.

Arguments: "bare" (an empty Qt window, the limit) or "brandcraft" (ours, on BRANDCRAFT_HOME), and
for how many seconds to leave it alone. Writes one JSON line: `painted` and `settled` in seconds
since 1970; `processor` seconds and `switches` (voluntary) in `idle` seconds of being left alone.
"""

from __future__ import annotations

import builtins
import json
import resource
import sys
import time
from collections.abc import Callable

BREATH = 0.5  # of the time alone, before it, for what was begun while starting


class Watch:
    """Hears of the first rest after a paint, and lets `then` go on from there."""

    def __init__(self, settled: Callable[[], bool], end: Callable[[], None], alone: float) -> None:
        from PySide6.QtCore import QAbstractEventDispatcher, QTimer

        self._settled = settled
        self._end = end
        self._alone = alone
        self._painted = 0.0
        self._settled_at = 0.0
        self._timer = QTimer()
        self._timer.setInterval(20)
        self._timer.timeout.connect(self._look)
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        self._dispatcher = dispatcher
        dispatcher.aboutToBlock.connect(self._rests)

    def _rests(self) -> None:
        self._dispatcher.aboutToBlock.disconnect(self._rests)
        self._painted = time.time()
        self._timer.start()

    def _look(self) -> None:
        if not self._settled():
            return
        from PySide6.QtCore import QTimer

        self._timer.stop()
        self._settled_at = time.time()
        QTimer.singleShot(int(1000 * BREATH * self._alone), self._leave_alone)

    def _leave_alone(self) -> None:
        from PySide6.QtCore import QTimer

        before = resource.getrusage(resource.RUSAGE_SELF)
        processor = time.process_time()

        def tell() -> None:
            after = resource.getrusage(resource.RUSAGE_SELF)
            figures = {
                "painted": self._painted,
                "settled": self._settled_at,
                "idle": self._alone,
                "processor": time.process_time() - processor,
                "switches": after.ru_nvcsw - before.ru_nvcsw,
                "memory_kb": after.ru_maxrss,
            }
            sys.stdout.write(json.dumps(figures) + "\n")
            sys.stdout.flush()
            self._end()

        QTimer.singleShot(int(1000 * self._alone), tell)


def bare(alone: float) -> int:
    """The limit: nothing but Qt."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    watch = Watch(lambda: True, application.quit, alone)
    code = application.exec()
    del watch
    return code


def brandcraft(alone: float) -> int:
    """As `brandcraft` starts it."""
    plain_import = builtins.__import__
    from brandcraft_desktop.app import run_window
    from brandcraft_desktop.ui.application import Program

    builtins.__import__ = plain_import
    watches = []
    start = Program.start

    def watched(self: Program, *, minimised: bool = False) -> None:
        start(self, minimised=minimised)
        watches.append(
            Watch(lambda: bool(self.window.current_key) and not self.tasks.busy, self.end, alone)
        )

    Program.start = watched  # type: ignore[method-assign]
    return run_window()


if __name__ == "__main__":
    sys.exit({"bare": bare, "brandcraft": brandcraft}[sys.argv[1]](float(sys.argv[2])))
