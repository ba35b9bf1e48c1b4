"""What can be done with a post, state by state: pure, so that a table can test it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from brandcraft_desktop.domain.status import EDITABLE, IN_FLIGHT, DeliveryStatus, Origin, PostStatus
from brandcraft_desktop.domain.views import PostRow, PostView
from brandcraft_desktop.ui.delivery.words import Act, common_cure


class PostAct(StrEnum):
    """What a person can do with a post."""

    EDIT = "edit"
    POST_NOW = "post_now"
    MOVE = "move"
    DUPLICATE = "duplicate"
    REEL = "reel"
    DELETE = "delete"
    CANCEL = "cancel"
    OPEN = "open"
    COPY_LINK = "copy_link"
    RETRY = "retry"
    SKIP = "skip"
    DELIVERY = "delivery"


@dataclass(frozen=True)
class PostOffer:
    """A button or a menu line; the first of a post is the thing to do."""

    act: PostAct
    words: str
    primary: bool = False


@dataclass(frozen=True)
class Standing:
    """All that decides what is offered.

    ``again`` counts deliveries a retry would send, ``cure`` is what all of them ask for.
    """

    status: PostStatus
    imported: bool = False
    again: int = 0
    pending: bool = False
    linked: bool = False
    cure: Act | None = Act.RETRY


def of_row(row: PostRow) -> Standing:
    """How a post stands, as far as a chip or a list row knows."""
    states = [mark.status for mark in row.marks]
    return _standing(row.status, row.origin, states, linked=DeliveryStatus.PUBLISHED in states)


def of_post(post: PostView) -> Standing:
    """How a whole post stands."""
    states = [one.status for one in post.deliveries]
    linked = any(one.permalink for one in post.deliveries)
    standing = _standing(post.status, post.origin, states, linked=linked)
    under_way = any(one.status in IN_FLIGHT and not one.begun for one in post.deliveries)
    return replace(
        standing, cure=common_cure(post.deliveries), pending=standing.pending or under_way
    )


def _standing(
    status: PostStatus, origin: Origin, states: list[DeliveryStatus], *, linked: bool
) -> Standing:
    again = (DeliveryStatus.FAILED, DeliveryStatus.MISSED)
    return Standing(
        status,
        imported=origin is Origin.IMPORTED,
        again=sum(1 for state in states if state in again),
        pending=any(state in EDITABLE for state in states if state not in again)
        and any(state is not DeliveryStatus.CANCELED for state in states if state in EDITABLE),
        linked=linked,
    )


_EDIT = PostOffer(PostAct.EDIT, "Edit", primary=True)
_EDIT_TOO = PostOffer(PostAct.EDIT, "Edit")
_NOW = PostOffer(PostAct.POST_NOW, "Post now")
_MOVE = PostOffer(PostAct.MOVE, "Move to…")
_DUPLICATE = PostOffer(PostAct.DUPLICATE, "Duplicate")
_REEL = PostOffer(PostAct.REEL, "Make a reel of it…")
_DELETE = PostOffer(PostAct.DELETE, "Delete")
_DELIVERY = PostOffer(PostAct.DELIVERY, "Delivery")


def post_offers(standing: Standing) -> tuple[PostOffer, ...]:
    """The buttons of the pop-up and the lines of the context menu.

    What can be copied can be made into a reel as well.
    """
    offers = _offers(standing)
    return (*offers, _REEL) if _DUPLICATE in offers else offers


def _offers(standing: Standing) -> tuple[PostOffer, ...]:
    status = standing.status
    if standing.imported:
        return (*_open(standing), _DUPLICATE)
    if status is PostStatus.PUBLISHED:
        return (*_open(standing), _DUPLICATE, _DELIVERY)
    if status is PostStatus.PUBLISHING:
        watch = PostOffer(PostAct.DELIVERY, "Watch delivery", primary=True)
        if standing.pending:
            return (watch, PostOffer(PostAct.CANCEL, "Cancel what is not sent"))
        return (watch,)
    if status in (PostStatus.PARTIALLY_PUBLISHED, PostStatus.FAILED):
        first = PostOffer(
            PostAct.RETRY,
            f"Retry failed ({standing.again})",
            primary=standing.cure is Act.RETRY,
        )
        pair = (_EDIT, first) if standing.cure is Act.EDIT else (first, _EDIT_TOO)
        last = _DELETE if status is PostStatus.FAILED else None
        return (*pair, _DUPLICATE, _DELIVERY, *((last,) if last else ()))
    if status is PostStatus.MISSED:
        return (
            PostOffer(PostAct.RETRY, "Post now", primary=True),
            PostOffer(PostAct.MOVE, "Pick new time"),
            PostOffer(PostAct.SKIP, "Skip"),
            _EDIT_TOO,
            _DELETE,
        )
    if status is PostStatus.UNCONFIRMED:
        return (PostOffer(PostAct.DELIVERY, "Check and answer", primary=True), _DUPLICATE)
    if status is PostStatus.CANCELED:
        return (_EDIT, _DUPLICATE, _DELETE)
    return (_EDIT, _NOW, _MOVE, _DUPLICATE, _DELETE)


def _open(standing: Standing) -> tuple[PostOffer, ...]:
    if not standing.linked:
        return ()
    return (
        PostOffer(PostAct.OPEN, "Open post", primary=True),
        PostOffer(PostAct.COPY_LINK, "Copy link"),
    )
