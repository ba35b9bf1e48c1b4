"""Makes a reel of the words that are shown; the post they belong to stays as it is."""

from __future__ import annotations

from PySide6.QtCore import QObject

from brandcraft_desktop.domain.text.split import joined
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.view import EditorView
from brandcraft_desktop.ui.reel import open_reel


class ReelTool(QObject):
    """The button beside the other tools of the text."""

    def __init__(self, controller: EditorController, view: EditorView) -> None:
        super().__init__(view)
        self._controller, self._view = controller, view
        view.reel.clicked.connect(self.open)

    def open(self) -> None:
        """Show the dialog with the text of this tab, in the name of its first account."""
        text, content = self._view.composer.text(), self._controller.content
        open_reel(
            self._controller.context,
            self._view,
            joined(text) if content.thread else text,
            content.account_ids,
        )
