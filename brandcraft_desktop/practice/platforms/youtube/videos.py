"""Videos, channels and lists as the API tells them; thumbnails; deleting.

Source: youtube.v3 discovery revision 20261104.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import quote

from brandcraft_desktop.practice.exchange import Request
from brandcraft_desktop.practice.platforms.youtube.answers import (
    Refusal,
    invalid,
    unknown_video,
)
from brandcraft_desktop.practice.platforms.youtube.settings import IMAGES
from brandcraft_desktop.practice.platforms.youtube.shapes import texts
from brandcraft_desktop.practice.platforms.youtube.state import State
from brandcraft_desktop.practice.platforms.youtube.store import Channel, Video
from brandcraft_desktop.practice.sniff import media_type
from brandcraft_desktop.practice.values import Json, Object

LARGEST_THUMBNAIL = 52_428_800
_PICTURES = ("image/jpeg", "image/png", "application/octet-stream")
_VIDEO_PARTS = (
    *("snippet", "status", "processingDetails", "recordingDetails"),
    *("paidProductPlacementDetails", "id"),
)
_CHANNEL_PARTS = ("id", "snippet", "contentDetails", "status")
_ITEM_PARTS = ("id", "snippet", "contentDetails", "status")
CATEGORIES = {"1": "Film & Animation", "22": "People & Blogs", "28": "Science & Technology"}


def channels(state: State, asked: Mapping[str, str], me: Channel) -> Object:
    """The channel of whoever asks."""
    parts = _parts(asked, _CHANNEL_PARTS)
    if asked.get("mine") != "true":
        raise invalid("Practice: mine=true is expected")
    if state.settings.channel == "refused":
        raise Refusal(401, "youtubeSignupRequired", "Unauthorized", "youtube.header")
    found = [] if state.settings.channel == "empty" else [_channel(state, me, parts)]
    return _list("channelListResponse", found)


def listed(state: State, asked: Mapping[str, str], me: Channel) -> Object:
    """Videos by their ids; each look moves the processing on."""
    parts = _parts(asked, _VIDEO_PARTS)
    found: list[Json] = []
    for video_id in asked.get("id", "").split(","):
        video = state.store.video(video_id)
        if video is None or (video.owner != me.id and privacy(state, video) == "private"):
            continue
        if "status" in parts:
            state.store.database.run("UPDATE videos SET looks = looks + 1 WHERE id = ?", video.id)
            video = state.store.video(video_id) or video
        found.append(resource(state, video, parts))
    return _list("videoListResponse", found)


def items(state: State, asked: Mapping[str, str], me: Channel) -> Object:
    """The uploads of a channel, newest first; its owner's are told in full."""
    parts = _parts(asked, _ITEM_PARTS)
    most = asked.get("maxResults", "5")
    if not most.isdecimal() or int(most) > 50:
        raise invalid("Practice: maxResults is at most 50")
    if asked.get("playlistId") != me.uploads:
        raise Refusal(404, "playlistNotFound", "The playlist cannot be found.")
    late = state.clock.seconds() - state.settings.lag
    first = int(asked["pageToken"]) if asked.get("pageToken", "").isdecimal() else 0
    every = [one for one in state.store.videos(me.id) if one.made_at <= late]
    shown = every[first : first + int(most)]
    told = _list("playlistItemListResponse", [_item(state, one, me, parts) for one in shown])
    more = first + int(most) < len(every)
    return {**told, "nextPageToken": str(first + int(most))} if more else told


def categories(state: State, asked: Mapping[str, str], me: Channel) -> Object:
    """Some of them."""
    _parts(asked, ("snippet", "id"))
    found: list[Json] = [
        {
            "kind": "youtube#videoCategory",
            "id": number,
            "snippet": {"title": title, "assignable": True},
        }
        for number, title in CATEGORIES.items()
    ]
    return _list("videoCategoryListResponse", found)


def delete(state: State, asked: Mapping[str, str], me: Channel) -> None:
    """Take a video away. Raises Refusal."""
    video = _own(state, asked.get("id", ""), me)
    with state.store.database.change() as change:
        change.run("DELETE FROM videos WHERE id = ?", video.id)
        state.store.note(state.clock.seconds(), me.id, "delete", video.id, {})


def set_thumbnail(state: State, request: Request, me: Channel) -> Object:
    """A picture for a video. Raises Refusal."""
    given = dict(request.parameters())
    if unknown := sorted(set(given) - {"videoId", "uploadType"}):
        raise invalid(f"Practice: there is no parameter '{unknown[0]}'")
    video = _own(state, given.get("videoId", ""), me)
    if not state.settings.thumbnails:
        raise Refusal(
            403,
            "forbidden",
            "The authenticated user doesn't have permissions to upload and set custom video "
            "thumbnails.",
        )
    mime = request.headers.get("content-type", "")
    data = request.content()
    if mime not in _PICTURES or not media_type(data[:16]).startswith("image/"):
        raise invalid("The provided image content is invalid.", "invalidImage")
    if len(data) > LARGEST_THUMBNAIL:
        raise invalid("The provided image is too large.", "mediaBodyTooLarge")
    name = state.store.keep_file(data)
    with state.store.database.change() as change:
        change.run("UPDATE videos SET thumbnail = ? WHERE id = ?", name, video.id)
        state.store.note(state.clock.seconds(), me.id, "thumbnail", video.id, {"file": name})
    return {
        "kind": "youtube#thumbnailSetResponse",
        "items": [{"default": {"url": f"{IMAGES}/{name}", "width": 120, "height": 90}}],
    }


def privacy(state: State, video: Video) -> str:
    """Who sees it now: what waits for its time is public once that has come."""
    at = texts(video.value, "status", "publishAt")
    if at and datetime.fromisoformat(at).timestamp() <= state.clock.seconds():
        return "public"
    return texts(video.value, "status", "privacyStatus") or "public"


def waits(state: State, video: Video) -> bool:
    """Whether it is there and nobody sees it before its time."""
    comes = texts(video.value, "status", "publishAt")
    return bool(comes) and privacy(state, video) == "private"


def resource(state: State, video: Video, parts: Sequence[str]) -> Object:
    """One video."""
    told: Object = {"kind": "youtube#video", "etag": f"practice-{video.looks}", "id": video.id}
    if "snippet" in parts:
        told["snippet"] = _snippet(state, video)
    if "status" in parts:
        told["status"] = _status(state, video)
    if "processingDetails" in parts:
        done = _upload_status(state, video)
        words = {"uploaded": "processing", "failed": "failed"}
        told["processingDetails"] = {"processingStatus": words.get(done, "succeeded")}
    for name in ("recordingDetails", "paidProductPlacementDetails"):
        if name in parts and name in video.value:
            told[name] = video.value[name]
    return told


def _snippet(state: State, video: Video) -> Object:
    said = video.value.get("snippet")
    told = {**said} if isinstance(said, dict) else {}
    owner = state.store.channel(video.owner)
    return {
        "categoryId": "22",
        "description": "",
        **told,
        "publishedAt": state.stamp(video.made_at),
        "channelId": video.owner,
        "channelTitle": owner.title if owner is not None else "",
        "liveBroadcastContent": "none",
    }


def _status(state: State, video: Video) -> Object:
    said = video.value.get("status")
    told = {**said} if isinstance(said, dict) else {}
    now = privacy(state, video)
    if now != "private":
        told.pop("publishAt", None)
    settings, done = state.settings, _upload_status(state, video)
    why: Object = {}
    if done == "failed":
        why = {"failureReason": settings.fails}
    if done == "rejected":
        why = {"rejectionReason": settings.rejected}
    kids = told.get("selfDeclaredMadeForKids", False)
    return {**told, "privacyStatus": now, "uploadStatus": done, "madeForKids": kids, **why}


def _upload_status(state: State, video: Video) -> str:
    if video.looks < state.settings.polls:
        return "uploaded"
    if state.settings.fails:
        return "failed"
    return "rejected" if state.settings.rejected else "processed"


def _channel(state: State, me: Channel, parts: Sequence[str]) -> Object:
    picture: Object = {"url": f"{IMAGES}/avatar/{quote(me.id)}", "width": 88, "height": 88}
    lasting = "allowed" if state.settings.long_uploads else "eligible"
    whole: Object = {
        "snippet": {
            "title": me.title,
            "description": "",
            "customUrl": f"@{me.handle}",
            "publishedAt": "2026-01-01T00:00:00Z",
            "thumbnails": {"default": picture},
        },
        "contentDetails": {"relatedPlaylists": {"likes": "", "uploads": me.uploads}},
        "status": {"privacyStatus": "public", "isLinked": True, "longUploadsStatus": lasting},
    }
    told: Object = {"kind": "youtube#channel", "etag": "practice", "id": me.id}
    return told | {name: one for name, one in whole.items() if name in parts}


def _item(state: State, video: Video, me: Channel, parts: Sequence[str]) -> Object:
    snippet = _snippet(state, video)
    whole: Object = {
        "snippet": {
            "publishedAt": snippet["publishedAt"],
            "channelId": me.id,
            "title": snippet["title"],
            "description": snippet["description"],
            "channelTitle": me.title,
            "playlistId": me.uploads,
            "position": 0,
            "resourceId": {"kind": "youtube#video", "videoId": video.id},
        },
        "contentDetails": {"videoId": video.id},
        "status": {"privacyStatus": privacy(state, video)},
    }
    told: Object = {"kind": "youtube#playlistItem", "etag": "practice", "id": f"item-{video.id}"}
    return told | {name: one for name, one in whole.items() if name in parts}


def _list(kind: str, found: Sequence[Json]) -> Object:
    several: Object = {"totalResults": len(found), "resultsPerPage": len(found)}
    return {"kind": f"youtube#{kind}", "etag": "x", "pageInfo": several, "items": [*found]}


def _parts(asked: Mapping[str, str], known: Sequence[str]) -> list[str]:
    parts = [one for one in asked.get("part", "").split(",") if one]
    if not parts or set(parts) - set(known):
        raise invalid("Practice: a part is missing or unknown", "unknownPart")
    return parts


def _own(state: State, video_id: str, me: Channel) -> Video:
    video = state.store.video(video_id)
    if video is None:
        raise unknown_video()
    if video.owner != me.id:
        raise Refusal(403, "forbidden", "The video is somebody else's.")
    return video
