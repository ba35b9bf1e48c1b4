"""A post's content as kept text: for earlier versions and templates.

What a text lacks counts as empty, so that those of earlier programs are read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from brandcraft_desktop.domain import media_edit
from brandcraft_desktop.domain.views import MediaChoice, PostContent, VariantContent

_Json = str | int | bool | None | Sequence["_Json"] | Mapping[str, "_Json"]


def to_text(content: PostContent) -> str:
    """Everything a person can change in the editor."""
    at = content.scheduled_at
    kept: dict[str, _Json] = {
        "title": content.title,
        "notes": content.notes,
        "text": content.text,
        "brand_id": content.brand_id,
        "account_ids": list(content.account_ids),
        "media": _media(content.media),
        "variants": {target: _variant(one) for target, one in sorted(content.variants.items())},
        "scheduled_at": None if at is None else at.astimezone(UTC).isoformat(),
        "zone": content.zone,
        "wall_time": content.wall_time,
        "thread": content.thread,
    }
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def from_text(text: str) -> PostContent:
    """What `to_text` made."""
    kept = json.loads(text)
    at = kept.get("scheduled_at")
    return PostContent(
        title=kept.get("title", ""),
        notes=kept.get("notes", ""),
        text=kept.get("text", ""),
        brand_id=kept.get("brand_id"),
        account_ids=tuple(kept.get("account_ids", ())),
        media=_choices(kept.get("media", ())),
        variants={target: _from(one) for target, one in kept.get("variants", {}).items()},
        scheduled_at=None if at is None else datetime.fromisoformat(at),
        zone=kept.get("zone", "UTC"),
        wall_time=kept.get("wall_time", ""),
        thread=kept.get("thread", False),
    )


def _variant(variant: VariantContent) -> dict[str, _Json]:
    return {
        "text": variant.text,
        "options": dict(variant.options),
        "media": None if variant.media is None else _media(variant.media),
        "thread": variant.thread,
        "based_on": variant.based_on,
    }


def _from(kept: Mapping[str, object]) -> VariantContent:
    text, media, thread = kept.get("text"), kept.get("media"), kept.get("thread")
    options, based_on = kept.get("options"), kept.get("based_on")
    return VariantContent(
        text=text if isinstance(text, str) else None,
        options=dict(options) if isinstance(options, dict) else {},
        media=_choices(media) if isinstance(media, list) else None,
        thread=thread if isinstance(thread, bool) else None,
        based_on=based_on if isinstance(based_on, str) else None,
    )


def _media(choices: Sequence[MediaChoice]) -> list[_Json]:
    return [
        {"id": one.media_id, "alt": one.alt, "part": one.part, "edit": media_edit.to_text(one.edit)}
        for one in choices
    ]


def _choices(kept: Sequence[Mapping[str, object]]) -> tuple[MediaChoice, ...]:
    return tuple(
        MediaChoice(
            str(one["id"]),
            str(one.get("alt", "")),
            _number(one.get("part")),
            media_edit.from_text(str(one.get("edit", ""))),
        )
        for one in kept
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
