"""Connecting an account by what is typed or pasted into its form."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.errors import BadInput, BrandcraftError, VaultLocked
from brandcraft_desktop.services import accounts
from brandcraft_desktop.ui.accounts.form import ConnectForm
from brandcraft_desktop.ui.accounts.form_step import FormStep
from brandcraft_desktop.ui.accounts.way import Frame, Job

NEEDED = "This is needed to sign in."


class FormWay(QObject):
    """One page: its form."""

    def __init__(self, job: Job, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._job, self._frame = job, frame
        self._step = FormStep(
            job.info,
            job.sign_in,
            job.hints,
            words=job.words,
            known=job.known,
            primary="Reconnect" if job.account is not None else "Connect",
            opener=job.opener,
        )

    @property
    def form(self) -> ConnectForm:
        """See `Way`."""
        return self._step.form

    def start(self) -> None:
        """See `Way`."""
        self._frame.show_step(self._step)

    def go(self) -> None:
        """Sign in with what is typed."""
        missing = self.form.missing()
        if missing:
            self.form.show_problem(missing, NEEDED)
            return
        self._frame.clear_trouble()
        self._frame.set_busy(True)
        job, answers = self._job, self.form.answers()
        account_id = job.account.id if job.account is not None else None
        brand_id = job.context.navigator.brand_id
        job.context.tasks.call(
            lambda: accounts.connect(
                job.workspace, job.info.id, answers, account_id=account_id, brand_id=brand_id
            ),
            self._done,
            failed=self._failed,
            owner=self,
        )

    def connect_as_new(self) -> None:
        """See `Way`."""
        self._job = replace(self._job, account=None)
        self._step.primary = "Connect"
        self.go()

    def end(self) -> None:
        """See `Way`."""
        self._step.forget()

    def _done(self, account: Account) -> None:
        self._frame.set_busy(False)
        self._frame.finish((account,))

    def _failed(self, error: BrandcraftError) -> None:
        self._frame.set_busy(False)
        if isinstance(error, VaultLocked):
            self._frame.unlock_then(error, self.go)
            return
        field = error.field if isinstance(error, BadInput) else ""
        if self.form.show_problem(field, error.message):
            return
        self._frame.show_trouble(error)
        if field == "account":  # somebody else has signed in
            self._frame.add_way_out("Add as new", self.connect_as_new)
        self.form.focus_first()
