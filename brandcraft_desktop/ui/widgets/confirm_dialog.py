"""A question that must be answered before anything else, with verbs as answers."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.ui.widgets.button import Button
from brandcraft_desktop.ui.widgets.fitting import fit_height
from brandcraft_desktop.ui.widgets.labels import WrappedLabel
from brandcraft_desktop.ui.widgets.mark import Mark
from brandcraft_desktop.ui.widgets.tab_stops import tab_as_it_reads

WIDTH: Final = 440


class ConfirmDialog(QDialog):
    """``confirm`` and ``cancel`` are the verbs; ``danger`` makes not doing it the easy answer.

    ``third`` adds one more way out, announced by ``third_chosen``. Use ``open()`` with the
    signals ``accepted`` and ``rejected``. ``body`` is a layout between the words
    and the buttons.
    """

    third_chosen = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        *,
        confirm: str,
        cancel: str = "Cancel",
        danger: bool = False,
        third: str = "",
        icon_name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(WIDTH)
        mark = Mark(
            icon_name or ("status-partial" if danger else "circle-question"),
            "failed" if danger else "accent",
            28,
            parent=self,
        )
        heading = WrappedLabel(title, role="heading", parent=self)
        words = WrappedLabel(text, role="secondary", parent=self)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.confirm_button = Button(confirm, kind="danger" if danger else "primary", parent=self)
        self.cancel_button = Button(cancel, parent=self)
        self.confirm_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.third_button = Button(third, kind="ghost", parent=self)
        self.third_button.setVisible(bool(third))
        self.third_button.clicked.connect(self._third)
        self.body = QVBoxLayout()
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(heading)
        column.addWidget(words)
        column.addLayout(self.body)
        column.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(column, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.third_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.confirm_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 16)
        outer.setSpacing(24)
        outer.addLayout(top)
        outer.addLayout(buttons)
        easy = self.cancel_button if danger else self.confirm_button
        easy.setDefault(True)
        easy.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now the words have their font: they are never cut, however long they are.

        Only now the body is filled as well: the Tab key comes to it before the buttons.
        """
        super().showEvent(event)
        tab_as_it_reads(self)
        fit_height(self)

    def _third(self) -> None:
        self.done(QDialog.DialogCode.Rejected)
        self.third_chosen.emit()
