"""How a post stands on TikTok while it is uploaded, processed and looked through.

Source: developers.tiktok.com, "Get Post Status" (2026-05-01): `publicaly_available_post_id` (so
spelled) holds ids once moderation is over, for public posts alone; as texts or as numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from brandcraft_desktop.publishers.json_value import JsonObject, parse
from brandcraft_desktop.publishers.tiktok.api import Api

_IDS = ("publicaly_available_post_id", "publicly_available_post_id")


class State(StrEnum):
    """TikTok's words."""

    UPLOADING = "PROCESSING_UPLOAD"
    FETCHING = "PROCESSING_DOWNLOAD"
    IN_INBOX = "SEND_TO_USER_INBOX"
    COMPLETE = "PUBLISH_COMPLETE"
    FAILED = "FAILED"


OVER = frozenset({State.IN_INBOX, State.COMPLETE, State.FAILED})


@dataclass(frozen=True)
class Standing:
    """One answer; `uploaded` in bytes where it is told, `post_id` "" while it is not public."""

    state: str
    reason: str = ""
    uploaded: int | None = None
    post_id: str = ""


def standing(api: Api, publish_id: str) -> Standing:
    """Ask how it stands.

    Raises `errors.MediaGone` where TikTok no longer knows it, `errors.PublishingError`.
    """
    data = api.post("/post/publish/status/fetch/", {"publish_id": publish_id})
    return Standing(
        state=data.text("status"),
        reason=data.words("fail_reason"),
        uploaded=data.number("uploaded_bytes"),
        post_id=_post_id(data),
    )


def _post_id(data: JsonObject) -> str:
    whole = parse(data.as_text())
    for name in _IDS:
        found = whole.get(name) if isinstance(whole, dict) else None
        for one in found if isinstance(found, list) else ():
            if str(one).isdecimal():
                return str(one)
    return ""
