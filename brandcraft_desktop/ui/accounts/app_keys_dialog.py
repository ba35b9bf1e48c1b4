"""The keys of an app of one's own, seen and changed at any time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.domain.platform import PlatformInfo, SignIn
from brandcraft_desktop.errors import BadInput, BrandcraftError, VaultLocked
from brandcraft_desktop.services import apps
from brandcraft_desktop.ui.accounts import kept_keys
from brandcraft_desktop.ui.accounts.app_keys_step import AppKeysStep
from brandcraft_desktop.ui.accounts.form_way import NEEDED
from brandcraft_desktop.ui.accounts.kept_keys import KeptKeys
from brandcraft_desktop.ui.accounts.opening import Opener, open_in_browser
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.shell.unlocking import Unlocking
from brandcraft_desktop.ui.widgets import Button, ConfirmDialog, NoticeBar

WIDTH = 560
SHARE = 0.9
FORGET = (
    "Nobody can be connected on {name} with this app any more until its keys are set again. "
    "Accounts that are connected already keep working."
)


class AppKeysDialog(QDialog):
    """`changed` when keys were kept or forgotten, with what to say of it."""

    changed = Signal(str)

    def __init__(
        self,
        context: Context,
        info: PlatformInfo,
        sign_in: SignIn,
        kept: KeptKeys,
        *,
        opener: Opener = open_in_browser,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._info = context, info
        self.setWindowTitle("App keys")
        self.setMinimumWidth(WIDTH)
        self.form = kept_keys.keys_form(info, sign_in, kept, opener)
        self._step = AppKeysStep(info, sign_in, self.form)
        self._step.went.connect(self._save)
        self._step.grown.connect(self._fit)
        self.notice = NoticeBar(parent=self)
        self.notice.closed.connect(self._fit)
        self.unlocking = Unlocking(context.workspace, context.tasks, self)
        self.asking: ConfirmDialog | None = None
        self.save = Button("Save", kind="primary")
        self.save.clicked.connect(self._save)
        self.forget = Button("Forget…", kind="danger")
        self.forget.setVisible(kept.app is not None)
        self.forget.clicked.connect(self._ask)
        cancel = Button("Cancel")
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.forget)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        column.addWidget(self.notice)
        column.addWidget(self._step, 1)
        column.addLayout(row)
        self.finished.connect(lambda _: self.form.forget())
        self._fit()
        self.form.focus_first()

    def _fit(self) -> None:
        room = round(self.screen().availableGeometry().height() * SHARE) - 200
        self._step.fit(max(self.width(), WIDTH) - 40, room)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _wait(self, *, busy: bool) -> None:
        for part in (self.form, self.save, self.forget):
            part.setEnabled(not busy)

    def _save(self) -> None:
        missing = self.form.missing()
        if missing:
            self.form.show_problem(missing, NEEDED)
            return
        self._wait(busy=True)
        workspace, platform, keys = self._context.workspace, self._info.id, self.form.keys()
        self._context.tasks.call(
            lambda: apps.set_app(
                workspace, platform, keys.client_id, keys.secret, relay=keys.relay
            ),
            lambda _: self._done(f"Keys of your {self._info.name} app saved"),
            failed=self._failed,
            owner=self,
        )

    def _ask(self) -> None:
        self.asking = ConfirmDialog(
            self,
            f"Forget the keys of your {self._info.name} app?",
            FORGET.format(name=self._info.name),
            confirm="Forget",
            danger=True,
        )
        self.asking.accepted.connect(self._forget)
        self.asking.finished.connect(self.asking.deleteLater)
        self.asking.open()

    def _forget(self) -> None:
        self._wait(busy=True)
        workspace, platform = self._context.workspace, self._info.id
        self._context.tasks.change(
            lambda: apps.forget_app(workspace, platform),
            lambda _: self._done(f"Keys of your {self._info.name} app forgotten"),
            failed=self._failed,
            owner=self,
        )

    def _done(self, words: str) -> None:
        self._wait(busy=False)
        self.changed.emit(words)
        self.accept()

    def _failed(self, error: BrandcraftError) -> None:
        self._wait(busy=False)
        field = error.field if isinstance(error, BadInput) else ""
        if self.form.show_problem(field, error.message):
            return
        self.notice.show_notice("error", error.message)
        self._fit()
        if isinstance(error, VaultLocked):
            self.unlocking.open_then(self._save)
