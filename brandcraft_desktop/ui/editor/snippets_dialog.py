"""All snippets and hashtag groups: look, add, change, delete with a way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.snippet import Snippet, SnippetKind
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import snippets
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor.documents import text_of
from brandcraft_desktop.ui.widgets import (
    Button,
    NoticeBar,
    SegmentedControl,
    WrappedLabel,
)

_ID = Qt.ItemDataRole.UserRole
NEW = ""
WHAT = "Words you use again: a signature, a disclaimer, a group of hashtags."


class SnippetsDialog(QDialog):
    """Each change is saved when its button is pressed; `words` begin a new snippet."""

    def __init__(self, context: Context, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Snippets and hashtags")
        self.setModal(True)
        self._context = context
        self._known: dict[str, Snippet] = {}
        self._current = NEW
        self.notice = NoticeBar("error", parent=self)
        self.notice.hide()
        self.list = QListWidget(self)
        self.list.setAccessibleName("Snippets")
        self.list.setMinimumWidth(180)
        self.list.currentItemChanged.connect(self._choose)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText("Name, e.g. Signature")
        self.name.setAccessibleName("Name")
        self.name.setMaxLength(snippets.MAX_NAME)
        self.kind = SegmentedControl(
            [(SnippetKind.TEXT.value, "Words"), (SnippetKind.HASHTAGS.value, "Hashtags")],
            name="Kind",
        )
        self.body = QPlainTextEdit(self)
        self.body.setAccessibleName("Words")
        self.body.setTabChangesFocus(True)
        self.body.setPlaceholderText("What it inserts")
        self.save = Button("Add", kind="primary", parent=self)
        self.save.clicked.connect(self._save)
        self.delete = Button("Delete", kind="ghost", icon_name="trash", parent=self)
        self.delete.clicked.connect(self._delete)
        close = Button("Close", parent=self)
        close.clicked.connect(self.accept)
        self._arrange(close)
        self.resize(620, 420)
        self._read()
        self._begin_new(words)

    def _arrange(self, close: Button) -> None:
        form = QVBoxLayout()
        form.setSpacing(8)
        form.addWidget(self.name)
        form.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeading)
        form.addWidget(self.body, 1)
        acts = QHBoxLayout()
        acts.addWidget(self.delete)
        acts.addStretch(1)
        acts.addWidget(self.save)
        form.addLayout(acts)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.list, 2)
        middle.addLayout(form, 3)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(WrappedLabel("Snippets and hashtags", role="heading", parent=self))
        column.addWidget(WrappedLabel(WHAT, role="secondary", parent=self))
        column.addWidget(self.notice)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def _read(self) -> None:
        workspace = self._context.workspace
        self._context.tasks.read(lambda: snippets.list_snippets(workspace), self._show, owner=self)

    def _show(self, found: Sequence[Snippet]) -> None:
        self._known = {one.id: one for one in found}
        self.list.blockSignals(True)
        self.list.clear()
        self._add_item("New snippet", NEW, "plus")
        for one in found:
            glyph = "hashtag" if one.kind is SnippetKind.HASHTAGS else "quote-left"
            self._add_item(one.name, one.id, glyph)
        places = [NEW, *self._known]
        wanted = self._current if self._current in places else NEW
        self.list.setCurrentRow(places.index(wanted))
        self.list.blockSignals(False)

    def _add_item(self, words: str, value: str, glyph: str) -> None:
        item = QListWidgetItem(theme.icon(glyph), words)
        item.setData(_ID, value)
        self.list.addItem(item)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        chosen = self._known.get(str(item.data(_ID)))
        self.notice.close_notice()
        if chosen is None:
            self._begin_new("")
            return
        self._current = chosen.id
        self.name.setText(chosen.name)
        self.body.setPlainText(chosen.body)
        self.kind.set_current(chosen.kind.value)
        self.kind.setEnabled(False)
        self.save.setText("Save")
        self.delete.show()

    def _begin_new(self, words: str) -> None:
        self._current = NEW
        tags = bool(words.split()) and all(one.startswith("#") for one in words.split())
        self.name.clear()
        self.body.setPlainText(words)
        self.kind.setEnabled(True)
        self.kind.set_current((SnippetKind.HASHTAGS if tags else SnippetKind.TEXT).value)
        self.save.setText("Add")
        self.delete.hide()
        self.name.setFocus()

    def _save(self) -> None:
        workspace, current = self._context.workspace, self._current
        name, body = self.name.text(), text_of(self.body.document())
        kind = SnippetKind(self.kind.current())
        self._context.tasks.change(
            lambda: (
                snippets.edit(workspace, current, name, body)
                if current
                else snippets.add(workspace, name, body, kind)
            ),
            self._saved,
            failed=self._refuse,
            owner=self,
        )

    def _saved(self, one: Snippet) -> None:
        self.notice.close_notice()
        self._current = one.id
        self.body.setPlainText(one.body)
        self.kind.setEnabled(False)
        self.save.setText("Save")
        self.delete.show()
        self._read()

    def _delete(self) -> None:
        workspace, gone = self._context.workspace, self._current
        navigator = self._context.navigator
        context = self._context

        def put_back(one: Snippet) -> None:
            context.tasks.change(
                lambda: snippets.add(workspace, one.name, one.body, one.kind, brand_id=one.brand_id)
            )

        def done(one: Snippet) -> None:
            self._begin_new("")
            self._read()
            navigator.toast(f"Deleted “{one.name}”.", undo=lambda: put_back(one))

        self._context.tasks.change(
            lambda: snippets.remove(workspace, gone), done, failed=self._refuse, owner=self
        )

    def _refuse(self, error: BrandcraftError) -> None:
        self.notice.show_notice("error", error.message)
