"""Views as the documents that scripts rely on (SURFACES, "posts show --json")."""

from __future__ import annotations

from datetime import datetime

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.text.measure import Measure, Span, SpanKind
from brandcraft_desktop.domain.views import DeliveryView, ErrorView, MediaView, PostRow, PostView

_TARGET = {SpanKind.LINK: "uri", SpanKind.MENTION: "handle", SpanKind.TAG: "tag"}


def moment(value: datetime | None) -> str | None:
    """RFC 3339 with offset."""
    return None if value is None else value.isoformat().replace("+00:00", "Z")


def post(view: PostView) -> dict[str, object]:
    """The document of `posts show`."""
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
            {"id": one.id, "kind": one.kind.value, "state": one.state.value, "alt": one.alt}
            for one in view.media
        ],
        "deliveries": [delivery(one) for one in view.deliveries],
    }


def delivery(view: DeliveryView) -> dict[str, object]:
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
        "text": view.text,
        "published_at": moment(view.published_at),
        "remote_id": view.remote_id,
        "permalink": view.permalink,
        "parts": [
            {"remote_id": part.remote_id, "permalink": part.permalink} for part in view.parts
        ],
        "hold_reason": view.hold_reason or None,
        "error": error(view.error),
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


def row(view: PostRow) -> dict[str, object]:
    """A post in a list."""
    return {
        "id": view.id,
        "title": view.title,
        "status": view.status.value,
        "origin": view.origin.value,
        "at": moment(view.at),
        "platforms": [mark.platform for mark in view.marks],
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
        "checked_at": moment(view.checked_at),
        "expires_at": moment(view.expires_at),
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
