"""One sign-in in the browser, off the main thread: begun, waited for, kept or given up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.platform import Return
from brandcraft_desktop.errors import BrandcraftError, Refused
from brandcraft_desktop.services import sign_in
from brandcraft_desktop.services.sign_in import Candidate, SignInRun
from brandcraft_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

T = TypeVar("T")


class Hold:
    """Holds one open sign-in, whichever thread opened it; let go of, its port is free."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._run: SignInRun | None = None
        self._gone = False

    def take(self, run: SignInRun) -> SignInRun:
        """Hold what was begun. Raises `Refused` where nobody wants it any more."""
        with self._lock:
            if not self._gone:
                self._run = run
                return run
        run.close()
        raise Refused("The sign-in was canceled.")

    def let_go(self) -> None:
        """Nobody wants it any more; twice is fine."""
        with self._lock:
            self._gone, run = True, self._run
        if run is not None:
            run.close()

    @property
    def gone(self) -> bool:
        """Whether it was let go of."""
        return self._gone


class SignInFlow(QObject):
    """`begun` carries the run whose address is to be opened, `found` what the sign-in brought.

    `kept` carries the accounts; `failed` the error, `refused` one that concerns what was pasted.
    """

    begun = Signal(object)  # SignInRun
    found = Signal(object)  # tuple[Candidate, ...]
    kept = Signal(object)  # tuple[Account, ...]
    failed = Signal(object)  # BrandcraftError
    refused = Signal(object)  # BrandcraftError

    def __init__(
        self,
        workspace: Workspace,
        tasks: Tasks,
        patience: float,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._patience = patience
        self._tasks = tasks
        self._hold = Hold()
        self._run: SignInRun | None = None
        tasks.closing.connect(self.end)

    @property
    def run(self) -> SignInRun | None:
        """The sign-in that is open."""
        return self._run

    def begin(
        self,
        platform: str,
        answers: Mapping[str, str],
        *,
        account_id: str | None = None,
        returns: Return | None = None,
    ) -> None:
        """Open a new one; one that was open is given up."""
        self.end()
        hold = self._hold = Hold()
        workspace = self._workspace

        def work() -> SignInRun:
            made = sign_in.begin(
                workspace, platform, answers, account_id=account_id, returns=returns
            )
            return hold.take(made)

        self._tasks.call(
            work, self._if_wanted(hold, self._begun), failed=self._fail(hold), owner=self
        )

    def paste(self, text: str) -> None:
        """Hand over what the person pasted."""
        run, hold = self._run, self._hold
        if run is None:
            return
        self._tasks.call(
            lambda: run.paste(text), failed=self._fail(hold, self.refused.emit), owner=self
        )

    def keep(self, remote_ids: Sequence[str], *, brand_id: str | None) -> None:
        """Keep these of what was found."""
        run, hold = self._run, self._hold
        if run is None:
            return
        self._tasks.call(
            lambda: run.keep(remote_ids, brand_id=brand_id),
            self._if_wanted(hold, self._kept),
            failed=self._fail(hold),
            owner=self,
        )

    def look(self, then: Callable[[tuple[Candidate, ...]], None]) -> None:
        """Ask for everything the sign-in brought, whoever it is."""
        run = self._run
        if run is not None:
            self._tasks.read(lambda: run.found, then, owner=self)

    def end(self) -> None:
        """Give it up: who waits is woken, the port is free."""
        self._run = None
        self._hold.let_go()

    def _begun(self, run: SignInRun) -> None:
        self._run = run
        self.begun.emit(run)
        self._watch(run, self._hold)

    def _watch(self, run: SignInRun, hold: Hold) -> None:
        self._tasks.watch(
            lambda: run.wait(self._patience),
            self._if_wanted(hold, self._found),
            failed=self._fail(hold),
            owner=self,
        )

    def _found(self, candidates: tuple[Candidate, ...]) -> None:
        self.found.emit(candidates)

    def _kept(self, accounts: tuple[Account, ...]) -> None:
        self.end()
        self.kept.emit(accounts)

    def _if_wanted(self, hold: Hold, then: Callable[[T], None]) -> Callable[[T], None]:
        def tell(result: T) -> None:
            if not hold.gone:
                then(result)

        return tell

    def _fail(
        self, hold: Hold, tell: Callable[[BrandcraftError], None] | None = None
    ) -> Callable[[BrandcraftError], None]:
        def failed(error: BrandcraftError) -> None:
            if not hold.gone:
                (tell or self.failed.emit)(error)

        return failed
