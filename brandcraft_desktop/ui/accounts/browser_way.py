"""Connecting an account in the browser: app keys, explanation, waiting, choosing, keeping."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.platform import Return
from brandcraft_desktop.errors import BadInput, BrandcraftError, VaultLocked
from brandcraft_desktop.services.sign_in import Candidate, SignInRun
from brandcraft_desktop.ui.accounts.channels_step import ChannelsStep
from brandcraft_desktop.ui.accounts.explaining_step import ExplainingStep
from brandcraft_desktop.ui.accounts.form import ConnectForm
from brandcraft_desktop.ui.accounts.form_way import NEEDED
from brandcraft_desktop.ui.accounts.keys_of_app import KeysOfApp
from brandcraft_desktop.ui.accounts.sign_in_flow import SignInFlow
from brandcraft_desktop.ui.accounts.step import Step
from brandcraft_desktop.ui.accounts.waiting_step import WaitingStep
from brandcraft_desktop.ui.accounts.way import Frame, Job
from brandcraft_desktop.ui.accounts.ways_out import WayOut, ways_out


class BrowserWay(QObject):
    """Every page of it, one after the other."""

    def __init__(self, job: Job, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._job, self._frame = job, frame
        self._step: Step | None = None
        self._returns: Return | None = None
        self._keys = KeysOfApp(job, frame, self)
        self._keys.saved.connect(self._explain)
        self._explaining = ExplainingStep(
            job.info,
            job.sign_in,
            job.hints,
            words=job.words,
            known=job.known,
            opener=job.opener,
        )
        self._explaining.keys_wanted.connect(self._change_keys)
        self.flow = SignInFlow(job.workspace, job.context.tasks, job.patience, self)
        self.flow.begun.connect(self._wait)
        self.flow.found.connect(self._choose)
        self.flow.kept.connect(self._done)
        self.flow.failed.connect(self._failed)
        self.flow.refused.connect(self._not_pasted)

    @property
    def form(self) -> ConnectForm | None:
        """See `Way`."""
        return self._explaining.form if self._step is self._explaining else None

    @property
    def step(self) -> Step | None:
        """The page that is shown."""
        return self._step

    def start(self) -> None:
        """The keys of an app of one's own come first where they are needed and missing."""
        self._keys.if_missing(self._change_keys, self._explain)

    def go(self) -> None:
        """See `Way`."""
        if isinstance(self._step, ChannelsStep):
            self._keep(self._step.chosen())
        elif self._step is self._explaining:
            self._open()
        else:
            self._keys.save()

    def connect_as_new(self) -> None:
        """Keep whoever has signed in instead of the one that was to be connected again."""
        self._job = replace(self._job, account=None)
        self._frame.set_busy(True)
        self.flow.look(self._choose)

    def end(self) -> None:
        """See `Way`."""
        self.flow.end()
        for step in (self._explaining, self._keys.step, self._step):
            if step is not None:
                step.forget()

    # The pages

    def _turn_to(self, step: Step) -> None:
        self._step = step
        self._frame.show_step(step)

    def _change_keys(self) -> None:
        self._frame.clear_trouble()
        self.flow.end()
        self._keys.make(self._turn_to)

    def _explain(self) -> None:
        self._turn_to(self._explaining)

    def _open(self) -> None:
        form = self._explaining.form
        missing = form.missing()
        if missing:
            form.show_problem(missing, NEEDED)
            return
        self._frame.clear_trouble()
        self._frame.set_busy(True)
        account = self._job.account
        self.flow.begin(
            self._job.info.id,
            form.answers(),
            account_id=account.id if account is not None else None,
            returns=self._returns,
        )

    def _wait(self, run: SignInRun) -> None:
        self._frame.set_busy(False)
        # Opening is a command that other programs can read: nothing of the sign-in is in this one.
        opened = self._job.opener(run.opens)
        until = self._job.workspace.clock.now() + timedelta(seconds=self._job.patience)
        step = WaitingStep(
            self._job.info,
            run.address,
            run.returns,
            opened=opened,
            until=until,
            words=self._job.words,
        )
        step.again.connect(lambda: self._job.opener(run.address))
        step.pasted.connect(self.flow.paste)
        self._turn_to(step)

    def _choose(self, found: tuple[Candidate, ...]) -> None:
        self._frame.set_busy(False)
        self._frame.clear_trouble()
        self._frame.come_forward()
        if len(found) == 1:
            self._keep((found[0].remote_id,))
            return
        self._turn_to(ChannelsStep(self._job.info, found, taken=self._job.taken))

    def _keep(self, remote_ids: tuple[str, ...]) -> None:
        self._frame.clear_trouble()
        self._frame.set_busy(True)
        self.flow.keep(remote_ids, brand_id=self._job.context.navigator.brand_id)

    def _done(self, accounts: tuple[Account, ...]) -> None:
        self._frame.set_busy(False)
        self._frame.finish(accounts)

    # What may go wrong

    def _failed(self, error: BrandcraftError) -> None:
        self._frame.set_busy(False)
        if isinstance(error, VaultLocked):
            self._frame.unlock_then(error, self._after_unlocking)
            return
        field = error.field if isinstance(error, BadInput) else ""
        if self._explaining.form.show_problem(field, error.message):
            self._explain()
            return
        if isinstance(self._step, WaitingStep):
            self._frame.come_forward()
            self._explain()
        self._frame.show_trouble(error)
        for way in ways_out(error, self._job.sign_in):
            self._frame.add_way_out(way.value, partial(self._take, way))

    def _after_unlocking(self) -> None:
        """Go on where the locked vault stood in the way."""
        if self.flow.run is None:
            self._open()
        elif isinstance(self._step, ChannelsStep):
            self._keep(self._step.chosen())
        else:
            self.flow.look(self._choose)

    def _not_pasted(self, error: BrandcraftError) -> None:
        if isinstance(self._step, WaitingStep):
            self._step.show_problem(error.message)

    def _take(self, way: WayOut) -> None:
        if way is WayOut.KEYS:
            self._change_keys()
        elif way is WayOut.ADD_AS_NEW:
            self.connect_as_new()
        elif way is WayOut.CREATE:
            self._job.opener(self._job.sign_in.before_url)
        elif way is WayOut.PASTE:
            self._returns = Return.PASTE
            self._open()
        else:
            self._open()
