"""Whether everything is saved, beside the title of the post and in that of the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QLocale, QTime
from PySide6.QtWidgets import QLabel, QWidget

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.autosave import SaveState
from brandcraft_desktop.ui.here import local as on_clocks_here
from brandcraft_desktop.ui.widgets import announce, set_look


class SavedLabel(QLabel):
    """ "Saving…", "Saved 09:41", "Not saved"."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.setFont(theme.tabular(self.font()))
        set_look(self, "role", "muted")

    def show_state(self, state: object) -> None:
        """Follow the autosave."""
        if state is SaveState.SAVED:
            local = on_clocks_here(self._now())
            clock = QLocale().toString(
                QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat
            )
            self.setText(f"Saved {clock}")
        elif state is SaveState.FAILED:
            self.setText("Not saved")
        elif state is SaveState.CLEAN:
            self.setText("")
        elif not self.text().startswith("Saved"):
            # Between two saves the last one stays written: a label that flickers says nothing.
            self.setText("Saving…" if state is SaveState.SAVING else "Not saved yet")
        set_look(self, "role", "error" if state is SaveState.FAILED else "muted")
        self._mark_window(unsaved=state not in (SaveState.SAVED, SaveState.CLEAN))

    def _mark_window(self, *, unsaved: bool) -> None:
        window = self.window()
        if "[*]" in window.windowTitle():  # where a system marks what is not saved yet
            window.setWindowModified(unsaved)

    def flash(self) -> None:
        """Ctrl+S on what is saved already."""
        self.show_state(SaveState.SAVED)
        announce(self, self.text())
