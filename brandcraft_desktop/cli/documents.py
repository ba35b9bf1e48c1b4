"""Views as the documents that scripts rely on (SURFACES, "posts show --json")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.follow_up import FollowUpView
from brandcraft_desktop.domain.media_edit import UNTOUCHED, MediaEdit
from brandcraft_desktop.domain.text.measure import Measure, Span, SpanKind
from brandcraft_desktop.domain.views import DeliveryView, ErrorView, MediaView, PostRow, PostView
from brandcraft_desktop.domain.waiting import Waiting

_TARGET = {SpanKind.LINK: "uri", SpanKind.MENTION: "handle", SpanKind.TAG: "tag"}


def moment(value: datetime | None) -> str | None:
    """RFC 3339 with offset."""
    return None if value is None else value.isoformat().replace("+00:00", "Z")


def wall_time(value: datetime | None, clocks: tzinfo | None = None) -> str:
    """For a person: date and time of day on their clocks, to the minute; empty for none.

    `clocks` as of `services.own_clocks`: None is this computer's zone.
    """
    return "" if value is None else f"{value.astimezone(clocks):%Y-%m-%d %H:%M}"


@dataclass(frozen=True)
class Around:
    """What a post's own rows don't say: what all of it waits for, the planned texts of what is not
    out yet, and why what is due waits, each by the delivery's id.
    """

    waiting: Waiting | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, str] = field(default_factory=dict)

    def held_reason(self, view: DeliveryView) -> str:
        """Why a delivery waits, as it is now: an engine may not have looked yet."""
        return self.held.get(view.id) or view.hold_reason


NOTHING_AROUND = Around()


def post(view: PostView, around: Around = NOTHING_AROUND) -> dict[str, object]:
    """The document of `posts show`."""
    edits = {one.media_id: one.edit for one in view.content.media}
    return {
        "id": view.id,
        "title": view.content.title,
        "notes": view.content.notes,
        "text": view.content.text,
        "brand": view.brand_name or None,
        "status": view.status.value,
        "origin": view.origin.value,
        "locked": view.locked,
        "scheduled_at": moment(view.content.scheduled_at),
        "zone": view.content.zone,
        "created_at": moment(view.created_at),
        "media": [
            {
                "id": one.id,
                "kind": one.kind.value,
                "state": one.state.value,
                "alt": one.alt,
                "edit": edit(edits.get(one.id, UNTOUCHED)),
            }
            for one in view.media
        ],
        "deliveries": [delivery(one, around) for one in view.deliveries],
        "waiting": waiting(around.waiting),
    }


def edit(view: MediaEdit) -> dict[str, object] | None:
    """What was decided about a file, crop in parts of its sides; null where nothing was."""
    if view == UNTOUCHED:
        return None
    box = view.crop
    return {
        "crop": None if box is None else [box.left, box.top, box.right, box.bottom],
        "fit": None if view.framing is None else view.framing.value,
        "focus": [view.focus_x, view.focus_y],
        "start": view.start,
        "end": view.end,
        "cover": view.cover,
    }


def waiting(view: Waiting | None) -> dict[str, object] | None:
    """What keeps everything that is to go out; null where nothing does."""
    if view is None:
        return None
    return {"kind": view.kind.value, "message": view.message, "action": view.action}


def delivery(view: DeliveryView, around: Around = NOTHING_AROUND) -> dict[str, object]:
    """One post going to one account."""
    return {
        "id": view.id,
        "account": {
            "id": view.account_id,
            "platform": view.platform,
            "handle": view.handle,
            "display_name": view.display_name,
        },
        "status": view.status.value,
        "due_at": moment(view.due_at),
        "attempts": view.attempts,
        "text": view.text or around.texts.get(view.id, ""),
        "published_at": moment(view.published_at),
        "remote_id": view.remote_id,
        "permalink": view.permalink,
        "parts": [
            {"remote_id": part.remote_id, "permalink": part.permalink} for part in view.parts
        ],
        "hold_reason": around.held_reason(view) or None,
        "progress": view.doing or None,
        "handed_over": view.handed_over,
        "error": error(view.error),
        "follow_ups": [follow_up(one) for one in view.follow_ups],
    }


def follow_up(view: FollowUpView) -> dict[str, object]:
    """What comes after a delivery that is out."""
    return {
        "name": view.name,
        "words": view.words,
        "state": view.state.value,
        "error": None
        if not view.kind
        else {
            "kind": view.kind,
            "title": view.title,
            "message": view.message,
            "action": view.action,
        },
        "next_try_at": moment(view.next_try_at),
    }


def error(view: ErrorView | None) -> dict[str, object] | None:
    """Why a delivery stands where it stands."""
    if view is None:
        return None
    return {
        "kind": view.kind.value,
        "title": view.title,
        "message": view.message,
        "action": view.action,
        "retry_at": moment(view.retry_at),
    }


def row(view: PostRow, held: str = "", there: str = "") -> dict[str, object]:
    """A post in a list; `held` says why it has not gone out although it is due, `there` that its
    platform has it and when it puts it live.
    """
    return {
        "id": view.id,
        "title": view.title,
        "status": view.status.value,
        "origin": view.origin.value,
        "at": moment(view.at),
        "platforms": [mark.platform for mark in view.marks],
        "handed_over": list(view.handed_to),
        "hold_reason": held or None,
        "words": there or None,
    }


def account(view: Account) -> dict[str, object]:
    """A login on a platform; never a secret."""
    return {
        "id": view.id,
        "platform": view.platform,
        "handle": view.handle,
        "display_name": view.display_name,
        "remote_id": view.remote_id,
        "server": view.server,
        "state": view.state.value,
        "brand": view.brand_id,
        "paused": view.paused,
        "trouble": view.trouble or None,
        "checked_at": moment(view.checked_at),
        "expires_at": moment(view.expires_at),
        "renew_at": moment(view.renew_at),
        "ends_at": moment(view.ends_at),
        "succeeded_at": moment(view.succeeded_at),
        "scopes": list(view.scopes),
    }


def brand(view: Brand) -> dict[str, object]:
    """A named set of accounts."""
    return {"id": view.id, "name": view.name, "colour": view.colour}


def media(view: MediaView) -> dict[str, object]:
    """An imported file."""
    facts = view.facts
    return {
        "id": view.id,
        "name": view.name,
        "kind": view.kind.value,
        "state": view.state.value,
        "trouble": view.trouble or None,
        "width": facts.width if facts else None,
        "height": facts.height if facts else None,
        "bytes": facts.bytes if facts else None,
        "mime": facts.mime if facts else None,
        "duration": facts.duration if facts else None,
        "alt": view.alt,
        "tags": list(view.tags),
        "used_in": view.used_in,
        "created_at": moment(view.created_at),
        "deleted_at": moment(view.deleted_at),
    }


def measure(view: Measure) -> dict[str, object]:
    """The answer of `text measure`."""
    return {
        "length": view.length,
        "limit": view.limit,
        "remaining": view.remaining,
        "unit": view.unit,
        "valid": view.valid,
    }


def facet(span: Span) -> dict[str, object]:
    """One live piece in the answer of `text facets`: UTF-8 byte offsets, end exclusive."""
    return {
        "byteStart": span.byte_start,
        "byteEnd": span.byte_end,
        "features": [{"type": span.kind.value, _TARGET[span.kind]: span.target}],
    }
