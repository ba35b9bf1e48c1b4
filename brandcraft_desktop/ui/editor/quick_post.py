"""A small window to write a short post at once, from the tray; the editor's own parts inside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.ui.context import Context, Navigator
from brandcraft_desktop.ui.editor import opening
from brandcraft_desktop.ui.editor.accounts_row import AccountsRow
from brandcraft_desktop.ui.editor.composer import Composer
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.counters import Counters
from brandcraft_desktop.ui.editor.documents import SHARED
from brandcraft_desktop.ui.editor.finishing import Finishing
from brandcraft_desktop.ui.editor.opening import Opened
from brandcraft_desktop.ui.editor.schedule_bar import enable
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.widgets import Button, Card, NoticeBar, WrappedLabel
from brandcraft_desktop.ui.window_state import WindowState

_ACCOUNTS = "quick_accounts"
SIZE = (520, 340)


class _Here:
    """The way to other screens, but "back" only closes the small window."""

    def __init__(self, navigator: Navigator, back: Callable[[], None]) -> None:
        self._navigator = navigator
        self.go_back = back

    @property
    def brand_id(self) -> str | None:
        """The brand filter."""
        return self._navigator.brand_id

    def open_editor(self, post_id: str | None = None, *, at: datetime | None = None) -> None:
        """Write in the large window."""
        self._navigator.open_editor(post_id, at=at)

    def open_failed_editor(self, delivery_id: str) -> None:
        """Edit one failed delivery."""
        self._navigator.open_failed_editor(delivery_id)

    def open_delivery(self, post_id: str) -> None:
        """The delivery page of a post."""
        self._navigator.open_delivery(post_id)

    def open_publisher(self, *, day: datetime | None = None, search: str = "") -> None:
        """The calendar or the list."""
        self._navigator.open_publisher(day=day, search=search)

    def open_accounts(self, *, connect: bool = False, account_id: str | None = None) -> None:
        """The accounts page."""
        self._navigator.open_accounts(connect=connect, account_id=account_id)

    def show_all_brands(self) -> None:
        """See `Navigator`."""
        self.go_back()
        self._navigator.show_all_brands()

    def show_brand(self, brand_id: str | None) -> None:
        """See `Navigator`."""
        self._navigator.show_brand(brand_id)

    def toast(
        self,
        text: str,
        *,
        undo: Callable[[], None] | None = None,
        action: tuple[str, Callable[[], None]] | None = None,
    ) -> Callable[[], None]:
        """A short message in the large window."""
        return self._navigator.toast(text, undo=undo, action=action)

    def restore(self, file: Path) -> None:
        self._navigator.restore(file)

    def ask_machine(self) -> None:
        """See `Navigator`."""
        self._navigator.ask_machine()

    def show_error(self, error: BrandcraftError) -> None:
        """An error that belongs to no field."""
        self._navigator.show_error(error)


class QuickPost(QDialog):
    """What is typed is saved as in the editor: closing keeps it as a draft."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Quick post")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = replace(context, navigator=_Here(context.navigator, self._done))
        self._remembered = WindowState(context.workspace.home.root)
        self._ended = False
        self._closing = False
        infos = {one.info.id: one.info for one in context.workspace.platforms.all()}
        self.controller = EditorController(self._context, self)
        self.finishing = Finishing(self.controller, self)
        self.accounts = AccountsRow(infos, Thumbnails(self._context, self), self)
        self.composer = Composer(self)
        self.counters = Counters(self)
        self.notice = NoticeBar("error", parent=self)
        self.notice.hide()
        self.why = WrappedLabel(role="error", parent=self)
        self.why.hide()
        self.editor = Button("Open in the editor", kind="link", parent=self)
        self.queue = Button("Add to queue", parent=self)
        self.now = Button("Post now", kind="primary", icon_name="paper-plane", parent=self)
        self._arrange()
        self._wire()
        self._begin()

    def _arrange(self) -> None:
        self.composer.setAccessibleName("Post text")
        card = Card(parent=self)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.composer, 1)
        count = QHBoxLayout()
        count.setContentsMargins(12, 0, 12, 6)
        count.addStretch(1)
        count.addWidget(self.counters)
        card.body.addLayout(count)
        row = QHBoxLayout()
        row.addWidget(self.editor)
        row.addStretch(1)
        row.addWidget(self.queue)
        row.addWidget(self.now)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self.accounts)
        column.addWidget(card, 1)
        column.addWidget(self.why)
        column.addLayout(row)
        self.resize(*SIZE)

    def _wire(self) -> None:
        post = self.controller
        self.accounts.chosen.connect(post.set_accounts)
        self.accounts.connect_wanted.connect(self._connect_account)
        post.changed.connect(self._show)
        self.finishing.refused.connect(self._refuse)
        self.now.clicked.connect(self.finishing.post_now)
        self.queue.clicked.connect(self.finishing.enqueue)
        self.editor.clicked.connect(self._to_editor)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.now.click)

    def _begin(self) -> None:
        self.controller.begin()
        self.composer.show_document(self.controller.documents.document(SHARED))
        self._show()
        workspace, brand_id = self._context.workspace, self._context.navigator.brand_id
        usual = tuple(self._remembered.text(_ACCOUNTS).split())
        self._context.tasks.change(
            lambda: opening.new(workspace, brand_id, None, usual),
            self._arrived,
            failed=self._refuse,
            owner=self,
        )
        self.composer.setFocus()

    def _arrived(self, opened: Opened) -> None:
        self.controller.arrive_new(opened)
        content = self.controller.content
        brand = self._context.navigator.brand_id
        self.accounts.show_accounts(self.controller.accounts, content.account_ids, brand)
        if self._closing:
            self.close()

    def _show(self) -> None:
        judgement = self.controller.judge()
        self.counters.show_counts(judgement.counts, SHARED)
        errors = [
            one.words for one in judgement.findings if one.blocks and one.problem.field != "time"
        ]
        ready = self.controller.post is not None
        reason = "\n".join(errors) if ready else "The post is being opened."
        enable(self.now, reason)
        enable(self.queue, reason)
        shown = errors[0] if errors and self.composer.text().strip() else ""
        self.why.setText(shown)
        self.why.setVisible(bool(shown))

    def _to_editor(self) -> None:
        """Go on in the large window; what was typed is there."""
        post = self.controller.post
        if post is None:
            return
        post_id = post.id
        navigator = self._context.navigator

        def go() -> None:
            self._ended = True
            self.controller.autosave.begin()
            self.controller.post = None
            self.close()
            navigator.open_editor(post_id)

        self.controller.autosave.when_saved(go)

    def _connect_account(self) -> None:
        self._context.navigator.open_accounts(connect=True)
        self.close()

    def _refuse(self, error: BrandcraftError) -> None:
        self.notice.show_notice("error", error.message)

    def _done(self) -> None:
        """It is on its way: nothing is left to keep."""
        self._ended = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.controller.post is None and not self._ended and self.controller.touched:
            self._closing = True  # its row is just being made: what was typed goes into it first
            self.hide()
            event.ignore()
            return
        ids = self.controller.content.account_ids
        if ids:
            self._remembered.put(_ACCOUNTS, " ".join(ids))
        if not self._ended:
            self._ended = True
            self.finishing.leave()
        event.accept()  # the dialog's own way of closing asks `reject`, which closes

    def reject(self) -> None:
        """Esc closes it as the window's own button does."""
        self.close()
