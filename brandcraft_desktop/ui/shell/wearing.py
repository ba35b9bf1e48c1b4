"""The window follows how it was chosen to look somewhere else, on the command line for example."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.bridge import Batch, Bridge
from brandcraft_desktop.ui.shell.privacy import Privacy
from brandcraft_desktop.ui.window_state import WindowState


class Wearing(QObject):
    """Reads the file of the window again when its settings changed; the lock stays light."""

    def __init__(self, home: Path, bridge: Bridge, privacy: Privacy, parent: QObject) -> None:
        super().__init__(parent)
        self._remembered = WindowState(home)
        self._privacy = privacy
        self._late = False  # changed behind the lock
        bridge.changed.connect(self._hear)
        privacy.changed.connect(self._lock_changed)

    def _hear(self, batch: object) -> None:
        from brandcraft_desktop.services import appearance

        if not isinstance(batch, Batch):
            return
        names = [one.name for one in batch.events if isinstance(one, SettingChanged)]
        if not any(appearance.is_one(name) for name in names):
            return
        self._remembered.exchange()
        if self._privacy.is_locked():
            self._late = True
        else:
            self._wear()

    def _lock_changed(self) -> None:
        if self._late and not self._privacy.is_locked():
            self._late = False
            self._wear()

    def _wear(self) -> None:
        state, live, application = self._remembered, theme.live, QApplication.instance()
        wanted = (state.scheme, state.text_scale, state.reduced_motion)
        if wanted == (live.scheme, live.text_scale, live.reduced_motion):
            return
        if isinstance(application, QApplication):
            theme.apply(
                application, state.scheme, state.text_scale, reduced_motion=state.reduced_motion
            )
