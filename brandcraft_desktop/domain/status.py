"""The states of a delivery and a post, and which moves are allowed (DESIGN, "A post's life")."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Stage(StrEnum):
    """How far a post has come; the rest of its status is computed."""

    TEMP = "temp"
    DRAFT = "draft"
    COMMITTED = "committed"


class Origin(StrEnum):
    """Who wrote a post: this program, or somebody elsewhere (read from the platform)."""

    OWN = "own"
    IMPORTED = "imported"


class DeliveryStatus(StrEnum):
    """The life of one post going to one account."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    WAITING_MEDIA = "waiting_media"
    PUBLISHING = "publishing"
    PROCESSING = "processing"
    PUBLISHED = "published"
    FAILED = "failed"
    MISSED = "missed"
    UNCONFIRMED = "unconfirmed"
    CANCELED = "canceled"


class PostStatus(StrEnum):
    """What a person sees for the whole post."""

    TEMP = "temp"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    PARTIALLY_PUBLISHED = "partially_published"
    FAILED = "failed"
    MISSED = "missed"
    UNCONFIRMED = "unconfirmed"
    CANCELED = "canceled"


_D = DeliveryStatus

ALLOWED_MOVES: dict[DeliveryStatus, frozenset[DeliveryStatus]] = {
    _D.DRAFT: frozenset({_D.SCHEDULED, _D.WAITING_MEDIA, _D.CANCELED}),
    _D.SCHEDULED: frozenset(
        {_D.DRAFT, _D.WAITING_MEDIA, _D.PUBLISHING, _D.MISSED, _D.CANCELED, _D.FAILED}
        | {_D.PUBLISHED, _D.UNCONFIRMED}  # after a restore, `find` decides without sending
    ),
    _D.WAITING_MEDIA: frozenset(
        {_D.DRAFT, _D.SCHEDULED, _D.MISSED, _D.CANCELED, _D.FAILED, _D.PUBLISHED, _D.UNCONFIRMED}
    ),
    _D.PUBLISHING: frozenset(
        {_D.SCHEDULED, _D.PROCESSING, _D.PUBLISHED, _D.FAILED, _D.UNCONFIRMED, _D.CANCELED}
    ),
    _D.PROCESSING: frozenset(
        {_D.PUBLISHING, _D.PUBLISHED, _D.FAILED, _D.UNCONFIRMED, _D.SCHEDULED, _D.CANCELED}
    ),
    _D.PUBLISHED: frozenset(),
    _D.FAILED: frozenset({_D.SCHEDULED, _D.WAITING_MEDIA, _D.DRAFT, _D.CANCELED}),
    _D.MISSED: frozenset(
        {_D.SCHEDULED, _D.WAITING_MEDIA, _D.DRAFT, _D.CANCELED, _D.PUBLISHED, _D.UNCONFIRMED}
    ),
    _D.UNCONFIRMED: frozenset({_D.PUBLISHED, _D.SCHEDULED}),
    _D.CANCELED: frozenset({_D.SCHEDULED, _D.WAITING_MEDIA, _D.DRAFT}),
}

IN_FLIGHT = frozenset({_D.PUBLISHING, _D.PROCESSING})
PENDING = frozenset({_D.SCHEDULED, _D.WAITING_MEDIA})
EDITABLE = frozenset({_D.DRAFT, _D.SCHEDULED, _D.WAITING_MEDIA, _D.FAILED, _D.MISSED, _D.CANCELED})


def may_move(before: DeliveryStatus, after: DeliveryStatus) -> bool:
    """Whether a delivery may go from `before` to `after`."""
    return after in ALLOWED_MOVES[before]


def post_status(stage: Stage, deliveries: Iterable[DeliveryStatus]) -> PostStatus:
    """A post's status from its deliveries; first match wins (DESIGN, "A post's life")."""
    return _first_match(stage, list(deliveries))


def _first_match(stage: Stage, states: list[DeliveryStatus]) -> PostStatus:
    if stage is not Stage.COMMITTED:
        return PostStatus(stage.value)
    seen = {state for state in states if state is not _D.CANCELED}
    if not states:
        return PostStatus.DRAFT
    if not seen:
        return PostStatus.CANCELED
    if seen & IN_FLIGHT:
        return PostStatus.PUBLISHING
    if seen & PENDING:
        return PostStatus.PUBLISHING if _D.PUBLISHED in seen else PostStatus.SCHEDULED
    if _D.UNCONFIRMED in seen:
        return PostStatus.UNCONFIRMED
    if _D.PUBLISHED in seen:
        mixed = seen & {_D.FAILED, _D.MISSED}
        return PostStatus.PARTIALLY_PUBLISHED if mixed else PostStatus.PUBLISHED
    if _D.FAILED in seen:
        return PostStatus.FAILED
    if _D.MISSED in seen:
        return PostStatus.MISSED
    return PostStatus.DRAFT


def shown_status(stage: Stage, deliveries: Iterable[tuple[DeliveryStatus, bool]]) -> PostStatus:
    """What people are shown; pairs are (status, its platform has it and puts it live later).

    `post_status` stays the machine's word: such a delivery is under way, but nothing of it is out.
    """
    ahead = [_D.SCHEDULED if there and state in IN_FLIGHT else state for state, there in deliveries]
    return _first_match(stage, ahead)


def is_locked(
    stage: Stage, deliveries: Iterable[tuple[DeliveryStatus, bool]], *, following: bool = False
) -> bool:
    """Whether every delivery is finished; pairs are (status, retries are over).

    `following`: something of it still comes after a part that is out (`domain.follow_up`).
    """
    pairs = list(deliveries)
    if stage is not Stage.COMMITTED or not pairs or following:
        return False
    done = {_D.PUBLISHED, _D.CANCELED}
    return all(state in done or (state is _D.FAILED and over) for state, over in pairs)
