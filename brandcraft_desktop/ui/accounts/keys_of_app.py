"""The part of connecting in the browser that asks for the keys of an app of one's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from brandcraft_desktop.errors import BadInput, BrandcraftError, VaultLocked
from brandcraft_desktop.services import apps
from brandcraft_desktop.ui.accounts import kept_keys
from brandcraft_desktop.ui.accounts.app_keys_step import AppKeysStep
from brandcraft_desktop.ui.accounts.form_way import NEEDED
from brandcraft_desktop.ui.accounts.kept_keys import KeptKeys
from brandcraft_desktop.ui.accounts.step import Step
from brandcraft_desktop.ui.accounts.way import Frame, Job


class KeysOfApp(QObject):
    """`saved` when there are keys to go on with."""

    saved = Signal()

    def __init__(self, job: Job, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._job, self._frame = job, frame
        self.step: AppKeysStep | None = None

    def if_missing(self, missing: Callable[[], None], there: Callable[[], None]) -> None:
        """Look whether keys are needed first; an account that is connected again has its own."""
        job = self._job
        browser = job.sign_in.browser
        if browser is None or browser.app is None or job.account is not None:
            there()
            return
        job.context.tasks.read(
            lambda: kept_keys.read(job.workspace, job.info.id).app,
            lambda app: there() if app is not None else missing(),
            failed=self._frame.show_trouble,
            owner=self,
        )

    def make(self, shown: Callable[[Step], None]) -> None:
        """Make the page with what is kept, and show it."""
        job = self._job

        def fill(kept: KeptKeys) -> None:
            form = kept_keys.keys_form(job.info, job.sign_in, kept, job.opener)
            self.step = AppKeysStep(job.info, job.sign_in, form)
            shown(self.step)

        job.context.tasks.read(
            lambda: kept_keys.read(job.workspace, job.info.id),
            fill,
            failed=self._frame.show_trouble,
            owner=self,
        )

    def save(self) -> None:
        """Keep what is typed, then go on."""
        if self.step is None:
            return
        form = self.step.form
        missing = form.missing()
        if missing:
            form.show_problem(missing, NEEDED)
            return
        self._frame.clear_trouble()
        self._frame.set_busy(True)
        job, keys = self._job, form.keys()
        job.context.tasks.call(
            lambda: apps.set_app(
                job.workspace, job.info.id, keys.client_id, keys.secret, relay=keys.relay
            ),
            lambda _: self._saved(),
            failed=self._failed,
            owner=self,
        )

    def _saved(self) -> None:
        self._frame.set_busy(False)
        if self.step is not None:
            self.step.forget()
        self.saved.emit()

    def _failed(self, error: BrandcraftError) -> None:
        self._frame.set_busy(False)
        if isinstance(error, VaultLocked):
            self._frame.unlock_then(error, self.save)
            return
        field = error.field if isinstance(error, BadInput) else ""
        if self.step is None or not self.step.form.show_problem(field, error.message):
            self._frame.show_trouble(error)
