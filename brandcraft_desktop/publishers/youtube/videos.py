"""Videos that are on YouTube: how they stand, found again, deleted.

Source: youtube.v3 discovery revision 20261104, videos.list, videos.delete, playlistItems.list.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.youtube import profile
from brandcraft_desktop.publishers.youtube.api import Api
from brandcraft_desktop.publishers.youtube.connecting import SERVER
from brandcraft_desktop.publishers.youtube.errors import VideoUnknown
from brandcraft_desktop.publishers.youtube.surfaces import SHORT

PAGE = 50
ID = re.compile(r"[\w-]{5,20}", re.ASCII)  # eleven characters, as long as anybody remembers


def permalink(video_id: str, surface: str) -> str:
    """Where people see a video."""
    place = "shorts/" if surface == SHORT.name else "watch?v="
    return f"{SERVER}/{place}{video_id}"


def look(api: Api, video_id: str) -> JsonObject | None:
    """How a video stands; None where YouTube has no such video (yet)."""
    found = api.listed("/videos", (("part", "status,processingDetails"), ("id", video_id)))
    return found[0] if found else None


def find(api: Api, plan: Plan, since: datetime, taken: frozenset[str]) -> str | None:
    """The id of the newest upload with these words that was made since then; None: none was seen.

    One that is `taken` by another delivery does not count. Nobody says that the list of
    uploads is up to date at once, so None proves nothing.
    """
    # Google's moments may have no fractions of a second.
    since = since.replace(microsecond=0)
    playlist = profile.uploads(profile.channel(api))
    if not playlist:
        return None
    query = (
        ("part", "snippet,contentDetails,status"),
        ("playlistId", playlist),
        ("maxResults", str(PAGE)),
    )
    for item in api.listed("/playlistItems", query):
        told = item.optional_child("snippet")
        if told is not None and _is(told, plan) and _moment(told.optional("publishedAt")) >= since:
            video_id = item.child("contentDetails").identifier("videoId", ID)
            if video_id not in taken:
                return video_id
    return None


def delete(api: Api, video_id: str) -> None:
    """Delete a video; gone already is fine. Raises `errors.PublishingError`."""
    if not ID.fullmatch(video_id):
        raise BadInput("This is no video on YouTube.", f"Its id is “{video_id}”.")
    try:
        api.delete("/videos", (("id", video_id),))
    except VideoUnknown:
        return


def _is(told: JsonObject, plan: Plan) -> bool:
    same_title = _plain(told.optional("title")) == _plain(plan.title)
    return same_title and _plain(told.optional("description")) == _plain(plan.parts[0].text)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _moment(text: str) -> datetime:
    """When something was; long ago where it does not say."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
