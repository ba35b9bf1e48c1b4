"""Asks for the tags that several files get beside their own."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from brandcraft_desktop.domain.library import tags_of
from brandcraft_desktop.domain.media_words import counted
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.ui.widgets import ConfirmDialog, WrappedLabel


class TagsDialog(ConfirmDialog):
    """`words` are good tags once it is accepted."""

    def __init__(self, count: int, parent: QWidget) -> None:
        super().__init__(
            parent,
            f"Add tags to {counted(count, 'file')}",
            "Words to find them by, apart by spaces. The tags they have stay.",
            confirm="Add tags",
            icon_name="tag",
        )
        self.field = QLineEdit(self)
        self.field.setAccessibleName("Tags")
        self.field.setPlaceholderText("beach summer")
        self.field.textChanged.connect(self._judge)
        self.wrong = WrappedLabel("", role="error", parent=self)
        self.body.addWidget(self.field)
        self.body.addWidget(self.wrong)
        self._judge("")
        self.field.setFocus()

    @property
    def words(self) -> str:
        """What was typed."""
        return self.field.text()

    def _judge(self, words: str) -> None:
        message, some = "", False
        try:
            some = bool(tags_of(words))
        except BadInput as error:
            message = error.message
        self.wrong.setText(message)
        self.wrong.setVisible(bool(message))
        self.confirm_button.setEnabled(some)
