"""Durable steps: what an attempt has done is written before it goes on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING, NoReturn

from sqlalchemy import Connection

from brandcraft_desktop.domain.events import DeliveryChanged, DeliveryProgress
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.steps import Finding, Guard, Verdict
from brandcraft_desktop.errors import (
    BrandcraftError,
    DuplicateRefused,
    NotSent,
    OutcomeUnknown,
    PublishingError,
    SignInExpired,
    StorageTrouble,
)
from brandcraft_desktop.services import follow_up, step_rows, taken_posts
from brandcraft_desktop.services.leases import Lease
from brandcraft_desktop.services.step_rows import KeptStep
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.claims import Claim
    from brandcraft_desktop.services.workspace import Workspace

SIDE_BY_SIDE = 4
_PROGRESS_PAUSE = 0.1  # seconds between two progress events


class Interrupted(BaseException):
    """Ends an attempt from within a step; no publisher may swallow it, so it is no Exception."""


class Waiting(Interrupted):
    """The publisher wants to come again in `seconds`."""

    def __init__(self, seconds: float, reason: str) -> None:
        super().__init__(reason)
        self.seconds = seconds
        self.reason = reason


class LeaseLost(Interrupted):
    """The delivery is no longer ours to work on."""


class Stopping(Interrupted):
    """The program is ending: the step before was finished, the next is another worker's."""


class LookFailed(Exception):
    """The platform could not be asked whether a lost call arrived; `error` says why."""

    def __init__(self, error: PublishingError | None) -> None:
        super().__init__("the outcome of a call could not be looked up")
        self.error = error


class SendGuard:
    """The last check before the bytes of one armed call leave."""

    def __init__(self, workspace: Workspace, lease: Lease, seconds: float) -> None:
        self._clock = workspace.clock
        self._lease = lease
        self._armed_at = self._clock.now()
        self._armed_ticks = self._clock.monotonic()
        self._seconds = seconds

    def check(self) -> None:
        """Raise `NotSent` when the lease is gone or the send deadline has passed."""
        ticks = self._clock.monotonic() - self._armed_ticks
        wall = (self._clock.now() - self._armed_at).total_seconds()
        if max(ticks, wall) >= self._seconds:
            raise NotSent(
                "Sending took too long to begin.",
                "The connection was ready only after the moment up to which we may send.",
                "Try again in a moment.",
            )
        if not self._lease.holds(self._clock):
            raise NotSent(
                "Another worker has taken this over.",
                "This computer was away for too long.",
                "There is nothing to do.",
            )


class DurableSteps:
    """`domain.steps.Steps` over the table `steps`, for one run of one claim.

    `stopping` is asked before each step.
    """

    def __init__(
        self,
        workspace: Workspace,
        claim: Claim,
        *,
        stopping: Callable[[], bool],
    ) -> None:
        self._workspace = workspace
        self._claim = claim
        self._lease = claim.lease
        self._deadline = claim.send_deadline.total_seconds()
        self._stopping = stopping
        self._lock = threading.Lock()
        self._kept = workspace.database.read(
            lambda connection: step_rows.load(connection, claim.delivery_id)
        )
        self._told = float("-inf")
        self._assumed_open = False
        self.looked = False  # the platform was asked about a lost call and will never tell

    @property
    def call_open(self) -> bool:
        """Whether an irreversible call was made whose outcome is not known."""
        with self._lock:
            return self._assumed_open or any(step.open for step in self._kept.values())

    def assume_open(self) -> None:
        """It may be out although no step says so (after a restore)."""
        self._assumed_open = True

    @property
    def begun(self) -> bool:
        """Whether something irreversible was at least tried."""
        with self._lock:
            return any(step.armed_at is not None for step in self._kept.values())

    def once(self, name: str, action: Callable[[], str]) -> str:
        """Run `action` once in the delivery's life; later calls give its kept result."""
        kept = self._done(name)
        if kept is not None:
            return kept
        self.go_on()
        result = action()
        step = self._workspace.database.write(
            lambda connection: step_rows.keep(connection, self._claim, name, result, self._now())
        )
        if step is None:
            raise self._lost()
        self._remember(name, step)
        return result

    def result(self, name: str) -> str | None:
        """The kept result of a step; None while there is none."""
        return self._done(name)

    def together(self, actions: Mapping[str, Callable[[], str]]) -> Mapping[str, str]:
        """Run several `once` side by side; all results, or the first error after all ended."""
        results = {name: kept for name in actions if (kept := self._done(name)) is not None}
        missing = [name for name in actions if name not in results]
        if not missing:
            return results
        with ThreadPoolExecutor(
            max_workers=min(SIDE_BY_SIDE, len(missing)), thread_name_prefix="upload"
        ) as pool:
            futures: list[tuple[str, Future[str]]] = [
                (name, pool.submit(self.once, name, actions[name])) for name in missing
            ]
        for name, future in futures:
            results[name] = future.result()
        return {name: results[name] for name in actions}

    def commit(
        self,
        name: str,
        action: Callable[[Guard], str],
        find: Callable[[datetime], Finding],
    ) -> str:
        """The irreversible call: *armed* before it, the result after it; see `domain.steps`."""
        kept = self._done(name)
        if kept is not None:
            return kept
        self.go_on()
        before = self._armed_at(name)
        if before is not None:
            result = self._look(name, find, before)
            if result is not None:
                return result
        guard = self._arm(name)
        try:
            result = action(guard)
        except DuplicateRefused as error:
            result = self._duplicate(name, find, before, error)
        except OutcomeUnknown:
            raise
        except PublishingError:
            self._disarm(name)
            raise
        self._finish(name, result)
        return result

    def follow_up(self, name: str, words: str, action: Callable[[], str]) -> str:
        """Something that comes once the post is out; see `domain.steps`."""
        return follow_up.attempt(self._workspace, self._claim.delivery_id, name, words, action)

    def wait(self, seconds: float, reason: str) -> NoReturn:
        """Give the lane back and come again later; the attempt starts over behind its steps."""
        raise Waiting(max(0.0, seconds), reason)

    def forget(self, prefix: str) -> None:
        """Drop kept results of `once` whose name begins with `prefix`."""
        self._workspace.database.write(
            lambda connection: step_rows.forget(connection, self._claim, prefix)
        )
        with self._lock:
            self._kept = {
                name: step
                for name, step in self._kept.items()
                if step.armed_at is not None or not name.startswith(prefix)
            }

    def progress(self, sent: int, total: int, text: str) -> None:
        """Tell the screens; at most ten times a second, the last byte always."""
        ticks = self._workspace.clock.monotonic()
        with self._lock:
            if ticks - self._told < _PROGRESS_PAUSE and sent < total:
                return
            self._told = ticks
        self._workspace.bus.tell(
            DeliveryProgress(self._claim.delivery_id, self._claim.post_id, sent, total, text)
        )

    def go_on(self) -> None:
        """Whether there is time for more: raises `Stopping` or `LeaseLost`, else does nothing."""
        if self._stopping():
            raise Stopping
        if not self._lease.holds(self._workspace.clock):
            raise LeaseLost

    def _now(self) -> datetime:
        return self._workspace.clock.now()

    def _done(self, name: str) -> str | None:
        with self._lock:
            step = self._kept.get(name)
        return None if step is None or step.open else step.result

    def _armed_at(self, name: str) -> datetime | None:
        with self._lock:
            step = self._kept.get(name)
        return step.armed_at if step is not None and step.open else None

    def _remember(self, name: str, step: KeptStep) -> None:
        with self._lock:
            self._kept[name] = step

    def _lost(self) -> LeaseLost:
        self._lease.lose()
        return LeaseLost()

    def _arm(self, name: str) -> SendGuard:
        """Write *armed*, if the delivery is still ours; the deadline runs from before the write."""
        guard = SendGuard(self._workspace, self._lease, self._deadline)
        first, claim = not self.begun, self._claim

        def write(connection: Connection, emit: Emit) -> KeptStep | None:
            armed = step_rows.arm(connection, claim, name, self._now(), self._deadline)
            if first and armed is not None:  # from here on it can't be canceled any more
                step_rows.leave_processing(connection, claim)
                going = DeliveryStatus.PUBLISHING
                emit(DeliveryChanged(claim.delivery_id, claim.post_id, claim.account_id, going))
            return armed

        step = change(self._workspace, write)
        if step is None:
            raise self._lost()
        self._remember(name, step)
        return guard

    def _disarm(self, name: str) -> None:
        """The platform surely did not take it: nothing is open any more."""
        self._workspace.database.write(
            lambda connection: step_rows.disarm(connection, self._claim, name)
        )
        with self._lock:
            self._kept.pop(name, None)

    def _finish(self, name: str, result: str) -> None:
        """Keep the result: a thing known is never thrown away, even if the lease is gone."""
        step = self._workspace.database.write(
            lambda connection: step_rows.finish(connection, self._claim, name, result, self._now())
        )
        if step is None:
            raise self._lost()
        self._remember(name, step)

    def _look(self, name: str, find: Callable[[datetime], Finding], since: datetime) -> str | None:
        """Ask the platform about a lost call: its result, None for "not there", or an error."""
        try:
            finding = find(since)
        except (SignInExpired, StorageTrouble):
            raise
        except PublishingError as error:
            raise LookFailed(error) from error
        except BrandcraftError:
            raise
        except Exception as error:
            raise LookFailed(None) from error
        if finding.verdict is Verdict.UNKNOWN:
            self.looked = True
            raise unknown()
        if finding.verdict is Verdict.NOT_YET:
            raise unknown()
        if finding.verdict is Verdict.NOT_THERE:
            return None
        step = self._workspace.database.write(
            lambda connection: self._found(connection, name, finding)
        )
        if step is None:
            raise self._lost()
        self._remember(name, step)
        return finding.result

    def _found(self, connection: Connection, name: str, finding: Finding) -> KeptStep | None:
        """Keep what was found; another delivery's message is none of ours: ours may still come."""
        claim = self._claim
        if finding.remote_id and finding.remote_id in taken_posts.taken(
            connection, claim.account_id, claim.delivery_id, claim.created_at
        ):
            raise unknown()
        return step_rows.found(connection, claim, name, finding.result, self._now())

    def _duplicate(
        self,
        name: str,
        find: Callable[[datetime], Finding],
        before: datetime | None,
        refusal: DuplicateRefused,
    ) -> str:
        """The platform has it already: ours only if it is newer than our (first) arming."""
        if before is not None:
            result = self._look(name, find, before)
            if result is not None:
                return result
            self.looked = True  # perhaps the first call did arrive and is not shown yet
            raise unknown()
        try:
            result = self._look(name, find, self._armed_at(name) or self._now())
        except (LookFailed, OutcomeUnknown):
            result = None
        if result is not None:
            return result
        self.looked = False
        self._disarm(name)
        raise refusal


def unknown() -> OutcomeUnknown:
    """Nobody can know whether it went out."""
    return OutcomeUnknown(
        "It is not known whether this post went out.",
        "The answer to the call that publishes was lost, and the platform could not tell.",
        "Look on the platform, then say whether it is live.",
    )
