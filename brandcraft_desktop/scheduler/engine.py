"""The engine: wakes at the next due moment, fills the lanes, keeps the leases; idle means idle."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.events import (
    PASSING,
    AccountChanged,
    DeliveryChanged,
    Event,
    MediaChanged,
    PostChanged,
    SettingChanged,
)
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.scheduler.alarm import Alarm
from brandcraft_desktop.scheduler.awake import StayAwake
from brandcraft_desktop.scheduler.chores import Chores
from brandcraft_desktop.scheduler.housekeeping import (
    AHEAD,
    BACKUP,
    CAP,
    COPIES,
    FOLLOW,
    MEDIA,
    PAST,
    PROFILES,
    RENEW,
    SWEEP,
    TIDY,
    chores_of,
)
from brandcraft_desktop.scheduler.keeper import LeaseKeeper
from brandcraft_desktop.scheduler.lanes import Lanes
from brandcraft_desktop.scheduler.wake import JumpWatch
from brandcraft_desktop.services import awake, leases, missed, publishing
from brandcraft_desktop.services.limits import cap_changed, current_limits
from brandcraft_desktop.services.presence import PublishingMark
from brandcraft_desktop.services.publishing import Claim
from brandcraft_desktop.services.settings import PAUSED_UNTIL

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_log = logging.getLogger(__name__)

RunClaim = Callable[["Workspace", Claim, Callable[[], bool]], None]
STOP_WITHIN = 10.0  # seconds that running steps get to finish
_BREATH = timedelta(seconds=1)  # before trying again what could not be taken although it was due
_TIDY_EVERY = timedelta(hours=1)
_BACKUP_EVERY = timedelta(hours=24)
_AHEAD_EVERY = timedelta(minutes=5)
_AHEAD_AFTER = timedelta(seconds=10)  # behind a change of a post
_SIGN_INS_AFTER = timedelta(seconds=10)  # behind a change of an account
_ENDED = (DeliveryStatus.PUBLISHED, DeliveryStatus.CANCELED, DeliveryStatus.FAILED)


def run_claim(workspace: Workspace, claim: Claim, stopping: Callable[[], bool]) -> None:
    """The usual way to work on a claim."""
    publishing.run(workspace, claim, stopping=stopping)


class Engine:
    """Publishes what is due, in this process, until stopped.

    Any number of engines may share one workspace. `lanes` None takes the setting.
    """

    def __init__(
        self, workspace: Workspace, *, lanes: int | None = None, run: RunClaim = run_claim
    ) -> None:
        bounds = current_limits(workspace)
        self._workspace = workspace
        self._run = run
        self._lease = bounds.lease
        self._stopping = threading.Event()
        self._change = threading.Condition()
        self._poked = False
        self._beat_due = False
        self._watch = JumpWatch(workspace.clock)
        self._lanes = Lanes(
            lanes or bounds.lanes, run=self._work_on, more=self._one_more, rested=self._poke
        )
        self._keeper = LeaseKeeper(
            bounds.lease,
            renew=self._renew,
            needed=lambda: bool(leases.held(workspace.owner)),
        )
        self._chores = Chores(chores_of(workspace, self._plan_chore, self._stopping.is_set))
        self._awake = StayAwake(awake.hold)
        self._alarm: Alarm | None = None
        self._looking_ahead = False
        self._looking_at_sign_ins = False
        self._unsubscribe: Callable[[], None] = lambda: None
        self._mark: PublishingMark | None = None
        self._thread = threading.Thread(target=self._dispatch, name="dispatcher", daemon=True)

    def start(self) -> None:
        """Begin: recover what was abandoned, judge what was missed, then publish on time."""
        self._alarm = Alarm(self._workspace.clock)
        self._alarm.beat("beat", missed.TICK, self.wake)
        self._alarm.beat("tidy", _TIDY_EVERY, lambda: self._chores.ask(TIDY))
        self._alarm.beat("sweep", _TIDY_EVERY, lambda: self._chores.ask(SWEEP))
        self._alarm.beat("backup", _BACKUP_EVERY, lambda: self._chores.ask(BACKUP))
        self._alarm.beat("ahead of time", _AHEAD_EVERY, lambda: self._chores.ask(AHEAD))
        self._unsubscribe = self._workspace.bus.subscribe(self._heard)
        self._keeper.start()
        self._chores.start()
        for chore in (MEDIA, FOLLOW, RENEW, TIDY, SWEEP, BACKUP, PROFILES, PAST):
            self._chores.ask(chore)
        self._alarm.start()
        self._mark = self._workspace.presence.publishes()
        self._beat_due = self._poked = True
        self._thread.start()

    def stop(self, timeout: float = STOP_WITHIN) -> bool:
        """Orderly: no new claims; running jobs finish their step and give their lease back.

        False when a step did not end within `timeout` seconds; its lease is then left to recovery.
        """
        self._stopping.set()
        if self._mark is not None:
            self._mark.close()
        self._unsubscribe()
        with self._change:
            self._change.notify_all()
        if self._alarm is not None:
            self._alarm.stop()
        if self._thread.is_alive():
            self._thread.join()
        ended = self._lanes.stop(timeout)
        self._awake.stop()
        self._keeper.stop()
        return self._chores.stop(timeout) and ended

    def wake(self) -> None:
        """Look now, whatever the plan was (a beat, a machine that woke, a network that is back)."""
        with self._change:
            self._beat_due = True
        self._poke()

    def run_until_idle(self, patience: timedelta = timedelta()) -> None:
        """Publish what is due now, then stop (`brandcraft worker --once`); not after `start`.

        What has begun and waits for its platform is waited for at most `patience` in all: a check
        that comes later is not due now.
        """
        self._keeper.start()
        publishing.sweep(self._workspace)
        publishing.mark_missed(self._workspace)
        chores_of(self._workspace, lambda name, moment: None)[MEDIA]()
        try:
            while True:
                claims = publishing.claim_due(self._workspace, limit=max(1, self._lanes.free()))
                self._give(claims)
                if claims:
                    self._lanes.wait_idle()
                    continue
                pause = self._until_next(patience)
                if pause is None:
                    self._chores_once()
                    return
                patience -= pause
                self._stopping.wait(pause.total_seconds())
        finally:
            self._stopping.set()
            self._lanes.stop(STOP_WITHIN)
            self._keeper.stop()

    def _chores_once(self) -> None:
        """Who only ever publishes in this way has follow-ups and sign-ins that run out, too."""
        chores = chores_of(self._workspace, lambda name, moment: None, self._stopping.is_set)
        for chore in (FOLLOW, RENEW):
            try:
                chores[chore]()
            except BrandcraftError as error:
                _log.warning("%s: %s", chore, error.message)

    def _until_next(self, patience: timedelta) -> timedelta | None:
        moment = publishing.next_in_flight(self._workspace)
        if moment is None:
            return None
        pause = moment - self._workspace.clock.now()
        return max(pause, _BREATH / 10) if pause <= patience and patience > timedelta() else None

    def _dispatch(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._poked or self._stopping.is_set())
                if self._stopping.is_set():
                    return
                self._poked = False
                beat, self._beat_due = self._beat_due, False
            try:
                self._turn(beat=beat)
                self._stay_awake()
            except BrandcraftError as error:
                _log.warning("nothing can be published right now: %s", error.message)
            except Exception:  # noqa: BLE001 - publishing must go on
                _log.exception("the dispatcher failed; it goes on with the next beat")

    def _turn(self, *, beat: bool) -> None:
        """Take what is due, then plan the next alarm."""
        workspace = self._workspace
        if beat:
            if self._watch.check():
                self._renew()  # before anybody takes our jobs for abandoned
                for chore in (RENEW, PROFILES, FOLLOW, PAST):  # alarms are by the old clock
                    self._chores.ask(chore)
            publishing.sweep(workspace)
            missed.tick(workspace)
        free = self._lanes.free()
        if not free:
            return  # whichever lane rests first comes back here
        moment = publishing.next_moment(workspace)
        now = workspace.clock.now()
        if moment is not None and moment <= now:
            claims = publishing.claim_due(workspace, limit=free)
            self._give(claims)
            if len(claims) == free:
                return
            moment = publishing.next_moment(workspace)
            if moment is not None and moment <= now:
                moment = now + _BREATH
        self._plan(moment)

    def _plan(self, moment: datetime | None) -> None:
        if self._alarm is not None and not self._stopping.is_set():
            self._alarm.set("due", moment, self._poke)

    def _stay_awake(self) -> None:
        """Some minutes before a post is due, until it is out."""
        due = awake.next_due(self._workspace)
        needed = awake.needed(self._workspace, due)
        self._awake.want(needed)
        if self._alarm is not None and not self._stopping.is_set():
            begin = due - awake.BEFORE if due is not None and not needed else None
            later = begin is not None and begin > self._workspace.clock.now()
            self._alarm.set("awake", begin if later else None, self._poke)

    def _plan_chore(self, name: str, moment: datetime | None) -> None:
        if self._alarm is not None and not self._stopping.is_set():
            self._alarm.set(name, moment, lambda: self._chores.ask(name))

    def _look_ahead(self) -> None:
        """Make files in time, or give up videos that nobody wants any more; not at each key."""
        if self._alarm is None or self._looking_ahead or self._stopping.is_set():
            return
        self._looking_ahead = True
        self._alarm.set("ahead", self._workspace.clock.now() + _AHEAD_AFTER, self._prepare_ahead)

    def _prepare_ahead(self) -> None:
        self._looking_ahead = False
        for chore in (AHEAD, RENEW):  # a post that comes soon may need a token before its time
            self._chores.ask(chore)

    def _look_at_sign_ins(self) -> None:
        """Plan renewals anew, but not at once: a renewal itself tells that its account changed."""
        if self._alarm is None or self._looking_at_sign_ins or self._stopping.is_set():
            return
        self._looking_at_sign_ins = True
        moment = self._workspace.clock.now() + _SIGN_INS_AFTER
        self._alarm.set("sign-ins", moment, self._ask_for_renewals)

    def _ask_for_renewals(self) -> None:
        self._looking_at_sign_ins = False
        self._chores.ask(RENEW)

    def _give(self, claims: tuple[Claim, ...]) -> None:
        if claims:
            self._keeper.poke()
            self._lanes.give(claims)

    def _work_on(self, claim: Claim) -> None:
        self._run(self._workspace, claim, self._stopping.is_set)

    def _one_more(self) -> Claim | None:
        claims = publishing.claim_due(self._workspace, limit=1)
        self._keeper.poke()
        return claims[0] if claims else None

    def _renew(self) -> None:
        leases.renew(self._workspace, self._lease)
        missed.tick(self._workspace)

    def _poke(self) -> None:
        with self._change:
            self._poked = True
            self._change.notify_all()

    def _heard(self, event: Event) -> None:
        """Something changed here or in another process; the dispatcher looks what."""
        if isinstance(event, PASSING):
            return
        if isinstance(event, MediaChanged):
            self._chores.ask(MEDIA)
        elif isinstance(event, PostChanged):
            self._look_ahead()
        elif isinstance(event, AccountChanged):
            self._chores.ask(FOLLOW)  # what waited for its sign-in
            self._chores.ask(PAST)
            self._look_at_sign_ins()
        elif isinstance(event, DeliveryChanged) and event.status in _ENDED:
            for chore in (COPIES, FOLLOW):
                self._chores.ask(chore)
        elif isinstance(event, SettingChanged):
            if cap_changed(event):
                self._chores.ask(CAP)
            if event.name == PAUSED_UNTIL.name:
                self._chores.ask(FOLLOW)
        self._poke()
