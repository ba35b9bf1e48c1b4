"""For publishers whose platform publishes later by itself (`PlatformInfo.native`)."""

from __future__ import annotations

from datetime import datetime, timedelta

from brandcraft_desktop.domain.native_schedule import STEP, hands_over, held_words
from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.platform import NativeSchedule
from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.publishers.base import Session

GRACE = timedelta(seconds=30)  # behind its moment, before we look whether the post is live


def live_at(native: NativeSchedule, plan: Plan, session: Session, steps: Steps) -> datetime | None:
    """The moment at which the platform shall publish it; None: it is published right now.

    Decided once in the delivery's life; what the call itself gets is `to_send`.
    """

    def decide() -> str:
        now, due = session.clock.now(), session.due_at
        moment = hands_over(native, plan.options, due, now)
        return "" if moment is None or moment > now or due is None else due.isoformat()

    kept = steps.once(STEP, decide)
    return datetime.fromisoformat(kept) if kept else None


def to_send(
    native: NativeSchedule, at: datetime | None, session: Session, steps: Steps
) -> datetime | None:
    """What goes with the call that hands the post over: `at`, or None for "right now".

    Ask right before that step. An upload takes its time, and the computer may sleep in it: where
    the platform would no longer take the moment, it is waited for here.
    """
    left = timedelta() if at is None else at - session.clock.now()
    if at is not None and left >= native.least:
        return at
    if left > timedelta():
        steps.wait(left.total_seconds(), "Waiting for its time")
    return None


def wait_until_live(
    native: NativeSchedule, at: datetime | None, session: Session, steps: Steps
) -> None:
    """Give the lane back until the platform has had its moment; then it does nothing.

    Call it behind the step that handed the post over, and then look whether it is live.
    """
    left = timedelta() if at is None else at + GRACE - session.clock.now()
    if at is not None and left > timedelta():
        steps.wait(left.total_seconds(), held_words(native, at))
