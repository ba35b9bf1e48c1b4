"""What a delivery's row says and offers, state by state: pure, so that a table can test it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from brandcraft_desktop.domain.follow_up import FollowUpState, FollowUpView
from brandcraft_desktop.domain.media_words import size
from brandcraft_desktop.domain.status import IN_FLIGHT, PENDING, DeliveryStatus
from brandcraft_desktop.domain.views import AttemptView, DeliveryView, PostView
from brandcraft_desktop.errors import ErrorKind
from brandcraft_desktop.ui.here import local as on_clocks_here
from brandcraft_desktop.ui.times import day_and_time, short_date


class Act(StrEnum):
    """What a person can do about a delivery."""

    OPEN = "open"
    COPY_LINK = "copy_link"
    CANCEL = "cancel"
    RETRY = "retry"
    RECONNECT = "reconnect"
    EDIT = "edit"
    SEPARATE = "separate"
    IT_IS_LIVE = "it_is_live"
    IT_IS_NOT = "it_is_not"
    OPEN_PROFILE = "open_profile"
    POST_NOW = "post_now"
    PICK_TIME = "pick_time"
    SKIP = "skip"


@dataclass(frozen=True)
class Offer:
    """A button: what it does, its words, and whether it is the first thing to try."""

    act: Act
    words: str
    primary: bool = False


SHOWN_SIZE = 100_000  # bytes; less is there before it is read
_NEEDS_SIGN_IN = (ErrorKind.AUTH_EXPIRED, ErrorKind.PERMISSION, ErrorKind.NEEDS_USER)
_CURES = {
    ErrorKind.AUTH_EXPIRED: Act.RECONNECT,
    ErrorKind.PERMISSION: Act.RECONNECT,
    ErrorKind.INVALID_CONTENT: Act.EDIT,
    ErrorKind.DUPLICATE: Act.EDIT,
    ErrorKind.MEDIA_PROCESSING: Act.EDIT,
    ErrorKind.RATE_LIMITED: Act.RETRY,
    ErrorKind.QUOTA: Act.RETRY,
    ErrorKind.MEDIA_EXPIRED: Act.RETRY,
    ErrorKind.TRANSIENT: Act.RETRY,
}
"""What an error asks its person for; what is missing asks for something outside this window."""


_AGAIN = (DeliveryStatus.FAILED, DeliveryStatus.MISSED)
OFFLINE = "Waiting for the internet"
_OUTCOMES = {
    "published": "published",
    "failed": "failed",
    "waiting": "waits and comes again",
    "unconfirmed": "not confirmed",
    "canceled": "canceled by you",
    "lost": "broken off: the program was closed",
}


def history(attempts: Sequence[AttemptView], now: datetime) -> str:
    """ "Try 1, today 09:40:02: failed. It was refused." one a line."""
    return "\n".join(_try(one, now) for one in attempts)


def _try(view: AttemptView, now: datetime) -> str:
    outcome = _OUTCOMES.get(view.outcome, view.outcome.replace("_", " ")) or "on its way"
    when = _clock(view.started_at, now)
    why = view.error.title if view.error is not None else ""
    return f"Try {view.number}, {when[:1].lower()}{when[1:]}: {outcome}. {why}".strip()


def again_words(count: int, platform: str) -> str:
    """The button that retries all that failed on an account."""
    return f"Retry {count} failed post{'' if count == 1 else 's'} on {platform}"


def progress_words(text: str, sent: int, total: int) -> str:
    """ "Uploading image 2 of 3, 64 % of 3.4 MB"; without a size while the total is not known."""
    if not total:
        return text
    whole = f" of {size(total)}" if total >= SHOWN_SIZE else ""
    return f"{text}, {sent * 100 // total} %{whole}"


def sentence(view: DeliveryView, now: datetime, *, offline: bool = False) -> str:
    """One human sentence on how it stands; what is due waits while the computer is offline."""
    status = view.status
    if offline and status is DeliveryStatus.SCHEDULED and _is_due(view, now):
        return OFFLINE
    if status is DeliveryStatus.PUBLISHED:
        return _clock(view.published_at, now) if view.published_at else "Confirmed by you"
    if status is DeliveryStatus.MISSED:
        due = day_and_time(view.due_at, now) if view.due_at else "its time"
        return f"This computer was off or Brandcraft was closed ({due}). Nothing was sent."
    if status is DeliveryStatus.UNCONFIRMED:
        return "We don't know whether it was accepted. Look on your profile before you answer."
    if view.error is not None and status in (DeliveryStatus.FAILED, DeliveryStatus.SCHEDULED):
        why = view.error.message or view.error.title
        if status is DeliveryStatus.SCHEDULED:
            return f"{why} {countdown(view, now)}".strip()
        more = view.error.action
        return f"{why} {more}" if more and more not in why else why
    if view.begun and not view.handed_over and status in IN_FLIGHT:
        return too_late(_plain(view))
    if status is DeliveryStatus.SCHEDULED:
        if view.hold_reason:
            return view.hold_reason
        return f"Goes out {day_and_time(view.due_at, now)}" if view.due_at else "Waiting"
    return _plain(view)


def too_late(said: str) -> str:
    """What is on its way beyond return says why no Cancel is there."""
    return f"{said}{'' if said.endswith(('.', '…')) else '.'} Too late to cancel."


def _plain(view: DeliveryView) -> str:
    plain = {
        DeliveryStatus.DRAFT: "Not scheduled",
        DeliveryStatus.WAITING_MEDIA: "Waits until its pictures are ready",
        DeliveryStatus.PUBLISHING: view.doing or "Publishing…",
        DeliveryStatus.PROCESSING: view.hold_reason
        or view.doing
        or "The platform is processing it",
        DeliveryStatus.CANCELED: "Canceled. It will not be sent.",
    }
    return plain.get(view.status, "")


def _is_due(view: DeliveryView, now: datetime) -> bool:
    return view.due_at is not None and view.due_at <= now


def follow_up_sentence(view: FollowUpView, now: datetime) -> str:
    """How one of the things stands that come after a post is out."""
    if view.state is FollowUpState.DONE:
        return f"{view.words}: done"
    why = " ".join(part for part in (view.title, view.message) if part)
    if view.state is FollowUpState.FAILED:
        more = view.action if view.action not in why else ""
        return " ".join(part for part in (f"{view.words}: failed.", why, more) if part)
    again = ""
    if view.next_try_at is not None and view.next_try_at > now:
        again = f"Again {day_and_time(view.next_try_at, now)}."
    if not why:
        return f"{view.words}: waiting. {again}".strip()
    return f"{view.words}: waiting. {why} {again}".strip()


def may_try_again(view: FollowUpView) -> bool:
    """Whether its person may ask for another try."""
    return view.state is FollowUpState.FAILED or (
        view.state is FollowUpState.WAITING and bool(view.title)
    )


def countdown(view: DeliveryView, now: datetime) -> str:
    """ "Next try in 2:40" while one is planned."""
    if view.next_try_at is None or view.next_try_at <= now:
        return ""
    left = int((view.next_try_at - now).total_seconds())
    if left >= 3600:
        return f"Next try {day_and_time(view.next_try_at, now)}."
    return f"Next try in {left // 60}:{left % 60:02d}."


def offers(view: DeliveryView, platform: str, *, alone: bool) -> tuple[Offer, ...]:
    """The buttons of a row. `alone`: it is the post's only delivery."""
    status = view.status
    if status is DeliveryStatus.PUBLISHED:
        if not view.permalink:
            return ()
        return (Offer(Act.OPEN, "Open post"), Offer(Act.COPY_LINK, "Copy link"))
    if status is DeliveryStatus.UNCONFIRMED:
        return (
            Offer(Act.OPEN_PROFILE, "Open profile", primary=True),
            Offer(Act.IT_IS_LIVE, "It is live"),
            Offer(Act.IT_IS_NOT, "It is not, post again"),
        )
    if status is DeliveryStatus.MISSED:
        return (
            Offer(Act.POST_NOW, "Post now", primary=True),
            Offer(Act.PICK_TIME, "Pick new time"),
            Offer(Act.SKIP, "Skip"),
        )
    if status is DeliveryStatus.FAILED:
        return _failed(view, platform, alone=alone)
    if status in IN_FLIGHT:
        return () if view.begun else (Offer(Act.CANCEL, "Cancel"),)
    if status in PENDING:
        cancel = Offer(Act.CANCEL, "Cancel")
        comes_again = view.error is not None and view.error.retry_at is not None
        return (Offer(Act.RETRY, "Try now"), cancel) if comes_again else (cancel,)
    if status is DeliveryStatus.CANCELED:
        return (Offer(Act.RETRY, "Post now"),)
    return ()


def _failed(view: DeliveryView, platform: str, *, alone: bool) -> tuple[Offer, ...]:
    """The strong button is the one that the error asks for, and it stands last, as in dialogs."""
    found = [Offer(Act.EDIT, f"Edit for {platform}"), Offer(Act.RETRY, "Retry")]
    if view.error is not None and view.error.kind in _NEEDS_SIGN_IN:
        found.append(Offer(Act.RECONNECT, "Reconnect"))
    elif not alone:
        found.insert(0, Offer(Act.SEPARATE, "Make it a separate post"))
    asked = cure(view)
    first = [replace(one, primary=True) for one in found if one.act is asked]
    return (*(one for one in found if one.act is not asked), *first)


def cure(view: DeliveryView) -> Act | None:
    """What a failed or missed delivery asks its person for; None where no button does it."""
    if view.status is DeliveryStatus.MISSED or view.error is None:
        return Act.RETRY
    return _CURES.get(view.error.kind)


def common_cure(views: Sequence[DeliveryView]) -> Act | None:
    """What all that failed or were missed ask for; None where they differ."""
    asked = {cure(one) for one in views if one.status in _AGAIN}
    return asked.pop() if len(asked) == 1 else None


def summary(post: PostView) -> str:
    """ "2 of 5 published. 1 failed. Nothing is posted twice: retry skips what is already out." """
    states = [one.status for one in post.deliveries if one.status is not DeliveryStatus.CANCELED]
    out = states.count(DeliveryStatus.PUBLISHED)
    words = [f"{out} of {len(states)} published."]
    for state, what in (
        (DeliveryStatus.FAILED, "failed"),
        (DeliveryStatus.MISSED, "missed"),
        (DeliveryStatus.UNCONFIRMED, "to check"),
    ):
        if state in states:
            words.append(f"{states.count(state)} {what}.")
    if DeliveryStatus.FAILED in states or DeliveryStatus.MISSED in states:
        words.append("Nothing is posted twice: retry skips what is already out.")
    return " ".join(words)


def retryable(post: PostView) -> int:
    """How many deliveries "Retry failed" would try again."""
    return sum(1 for one in post.deliveries if one.status in _AGAIN)


def _clock(moment: datetime, now: datetime) -> str:
    local = on_clocks_here(moment)
    time = local.strftime("%H:%M:%S")
    if now - moment < timedelta(days=1) and local.date() == on_clocks_here(now).date():
        return f"Today {time}"
    return f"{short_date(local.date(), 'd MMM')} {time}"
