"""Events as text and back: written out event by event, so that nothing else can come in."""

from __future__ import annotations

import json
from dataclasses import asdict, fields

from brandcraft_desktop.domain.events import (
    AccountChanged,
    BrandChanged,
    ConversionState,
    DeliveryChanged,
    DeliveryProgress,
    Event,
    MediaChanged,
    MediaProgress,
    PastProgress,
    PostChanged,
    SettingChanged,
)
from brandcraft_desktop.domain.status import DeliveryStatus

# The kinds are the `type` of WS /events (SURFACES): scripts rely on them.
KINDS: dict[str, type[Event]] = {
    "delivery.changed": DeliveryChanged,
    "delivery.progress": DeliveryProgress,
    "post.changed": PostChanged,
    "account.changed": AccountChanged,
    "media.changed": MediaChanged,
    "media.progress": MediaProgress,
    "past.progress": PastProgress,
    "brand.changed": BrandChanged,
    "setting.changed": SettingChanged,
}
_NAMES = {kind: name for name, kind in KINDS.items()}


def kind_of(event: Event) -> str:
    """The event's name for scripts, e.g. "post.changed"."""
    return _NAMES[type(event)]


def encode(event: Event) -> str:
    """The event's fields as a JSON object."""
    return json.dumps(asdict(event), ensure_ascii=False)


def decode(kind: str, body: str) -> Event | None:
    """The event again; None for one that this version does not know or cannot read."""
    shape = KINDS.get(kind)
    if shape is None:
        return None
    try:
        values = json.loads(body)
        known = {field.name: values[field.name] for field in fields(shape)}
        if shape is DeliveryChanged:
            known["status"] = DeliveryStatus(known["status"])
        if shape is MediaProgress:
            known["state"] = ConversionState(known["state"])
        return shape(**known)
    except (ValueError, KeyError, TypeError):
        return None
