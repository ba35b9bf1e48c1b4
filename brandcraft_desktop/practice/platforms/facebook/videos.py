"""Videos: their bytes, what becomes of them, and what is published of them.

Source: Resumable Upload API, Video API "Publishing" (v25.0), fbsamples/reels_publishing_apis
@0fdfe28 (headers, statuses), Facebook Stories API (2026-05-06).
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from brandcraft_desktop.practice import graph
from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.graph import Given, Refusal, invalid
from brandcraft_desktop.practice.platforms.facebook import posts
from brandcraft_desktop.practice.platforms.facebook.settings import UPLOADS, WEB
from brandcraft_desktop.practice.platforms.facebook.state import State
from brandcraft_desktop.practice.platforms.facebook.store import Page, Thing
from brandcraft_desktop.practice.sniff import media_type
from brandcraft_desktop.practice.values import Json, Object, text_of, whole_of

_REEL_AHEAD = 29 * 86_400
_TYPES = ("application/pdf", "image/jpeg", "image/jpg", "image/png", "video/mp4")
_VIDEO = {
    *("source", "fbuploader_video_file_chunk", "title", "description", "thumb", "published"),
    *("scheduled_publish_time", "unpublished_content_type", "is_ai_generated"),
}
_FINISH = {"upload_phase", "video_id", "video_state", "title", "description"} | {
    "scheduled_publish_time",
    "is_ai_generated",
}
_FIELDS = {
    *("id", "status", "permalink_url", "post_id", "published", "scheduled_publish_time"),
}


def open_upload(state: State, request: Request, given: Given, app: str) -> Answer:
    """A session for a file of any size; only a person's token may."""
    granted = state.caller(request, given)
    if state.store.page(granted.person) is not None or app != granted.client_id:
        raise Refusal(200, "(#200) A user access token is required to request this resource.")
    needed = ("file_name", "file_length", "file_type")
    given.check(needed, needed)
    if given.text("file_type") not in _TYPES:
        raise invalid("Param file_type is not supported")
    size = given.whole("file_length")
    value: Object = {"size": size, "file": "", "there": 0, "owner": granted.person, "handle": ""}
    made = f"upload:{secrets.token_urlsafe(18)}?sig={secrets.token_urlsafe(9)}"
    state.store.add("upload", granted.person, value, state.clock.seconds(), made.partition("?")[0])
    return json_answer({"id": made})


def take_upload(state: State, request: Request, upload_id: str) -> Answer:
    """The bytes of a session from where it stands (POST), or how far it is (GET)."""
    granted = graph.holder(state.oauth, graph.token_of(request, Given({})))
    found = state.store.thing(upload_id)
    if found is None or found.page != granted.person or _is_late(state, found):
        raise graph.no_object(upload_id)
    there, size = whole_of(found.value, "there"), whole_of(found.value, "size")
    if request.method == "GET":
        return json_answer({"id": upload_id, "file_offset": there})
    _starts_at(request, "file_offset", there)
    found = _take(state, request, found, there, size)
    handle = f"4::{secrets.token_urlsafe(24)}"
    state.store.change(found, {"handle": handle})
    return json_answer({"h": handle})


def create(state: State, request: Request, given: Given, page_id: str) -> Answer:
    """A video of any shape: its bytes are here, or have a handle."""
    granted = state.caller(request, given)
    page = state.as_page(granted, page_id, posts.POSTING)
    given.check(_VIDEO)
    posts.judged(state)
    thumb = given.files.get("thumb")
    if thumb is not None and not media_type(thumb[2][:16]).startswith("image/"):
        raise invalid("Invalid thumb")
    file = _file_of(state, given)
    due = posts.due_in(state, given)
    value: Object = {
        "edge": "videos",
        "file": file,
        "thumb": "" if thumb is None else state.store.keep_file(thumb[2]),
        "ai": given.flag("is_ai_generated"),
        "title": given.text("title"),
        "there": 1,
        "size": 1,
    }
    made = state.store.add("video", page.id, value, state.clock.seconds())
    _publish(state, page, made, given, due, granted.client_id)
    return json_answer({"id": made})


def phased(state: State, request: Request, given: Given, page_id: str, edge: str) -> Answer:
    """A reel, or a story of a video: it begins, and it is finished."""
    granted = state.caller(request, given)
    page = state.as_page(granted, page_id, posts.POSTING)
    if given.text("upload_phase") == "start":
        given.check({"upload_phase"})
        value: Object = {"edge": edge, "file": "", "there": 0, "size": 0, "title": ""}
        made = state.store.add("video", page.id, value, state.clock.seconds())
        url = f"{UPLOADS}/video-upload/{request.path.split('/')[1]}/{made}"
        return json_answer({"video_id": made, "upload_url": url})
    if given.text("upload_phase") != "finish":
        raise invalid("Param upload_phase must be one of {start, finish}")
    found = state.owned(granted, given.text("video_id"), "video")
    if _is_late(state, found):
        raise graph.no_object(found.id)
    if not found.value["file"] or found.value["edge"] != edge or found.value.get("finished"):
        raise invalid("The video is not ready to be published, or is published already")
    posts.judged(state)
    if edge == "video_stories":
        given.check({"upload_phase", "video_id"})
        story = posts.add_story(state, page, found.id, "video")
        state.store.change(found, {"finished": True, "polls": 0, "post": story, "due": 0})
        return json_answer({"success": True, "post_id": story})
    given.check(_FINISH, ("video_state",))
    due = _reel_due(state, given)
    state.store.change(found, {"title": given.text("title"), "ai": given.flag("is_ai_generated")})
    post = _publish(state, page, found.id, given, due, granted.client_id)
    return json_answer({"success": True, "post_id": post})


def take_bytes(state: State, request: Request, video_id: str) -> Answer:
    """The bytes of a reel or a story, from where it stands."""
    granted = graph.holder(state.oauth, graph.token_of(request, Given({})))
    found = state.owned(granted, video_id, "video")
    if _is_late(state, found):
        raise graph.no_object(video_id)
    if not request.headers.get("authorization", "").startswith("OAuth "):
        raise invalid("Practice: Authorization: OAuth is expected here")
    size = request.headers.get("file_size", "")
    if not size.isdecimal():
        raise invalid("Practice: file_size is missing")
    there = whole_of(found.value, "there")
    _starts_at(request, "offset", there)
    _take(state, request, found, there, int(size))
    return json_answer({"success": True})


def get(state: State, request: Request, given: Given, thing: Thing) -> Answer:
    """A video and how far it is; each question moves it on."""
    granted = state.caller(request, given)
    found = state.owned(granted, thing.id, "video")
    given.check({"fields"}, ("fields",))
    names = {one for one in given.text("fields").split(",") if one}
    if unknown := sorted(names - _FIELDS):
        raise invalid(f"Tried accessing nonexisting field ({unknown[0]})")
    if found.value.get("finished"):
        found = state.store.change(found, {"polls": whole_of(found.value, "polls") + 1})
    due = found.value.get("due")
    out = bool(found.value.get("finished")) and posts.is_out(found, state.clock.seconds())
    host = "" if state.settings.relative else WEB
    post = text_of(found.value, "post")
    whole: Object = {
        "id": found.id,
        "status": _status(state, found, out),
        "permalink_url": f"{host}/reel/{found.id}/",
        "published": out,
        "post_id": post.rpartition("_")[2],
        "scheduled_publish_time": due if isinstance(due, int) and due and not out else None,
    }
    return json_answer(
        {
            name: value
            for name, value in whole.items()
            if name in names | {"id"} and value not in (None, "")
        }
    )


def _status(state: State, video: Thing, out: bool) -> Object:
    uploading: Object = {
        "status": "complete" if video.value["file"] else "in_progress",
        "bytes_transfered": video.value["there"],
    }
    processing: Object = {"status": "not_started"}
    publishing: Object = {"status": "not_started"}
    name = "upload_complete" if video.value["file"] else "processing"
    if _is_late(state, video):
        name = "expired"
    if video.value.get("finished"):
        done = whole_of(video.value, "polls") > state.settings.polls
        name = state.settings.outcome if done else "processing"
        failed = done and name == "error"
        processing = {"status": "error" if failed else "complete" if done else "in_progress"}
        if failed:
            errors: list[Json] = [{"code": 1363019, "message": "The video could not be read."}]
            processing["errors"] = errors
        if done and out and not failed:
            publishing = {"status": "complete", "publish_status": "published"}
    return {
        "video_status": name,
        "uploading_phase": uploading,
        "processing_phase": processing,
        "publishing_phase": publishing,
    }


def _publish(state: State, page: Page, video: str, given: Given, due: int, app: str) -> str:
    value: Object = {"message": given.text("description"), "video": video}
    post = posts.add_post(state, page, value, due, app)
    found = state.store.thing(video)
    if found is not None:
        state.store.change(found, {"finished": True, "polls": 0, "post": post, "due": due})
    return post


def _reel_due(state: State, given: Given) -> int:
    kind = given.text("video_state")
    if kind == "PUBLISHED" and not given.text("scheduled_publish_time"):
        return 0
    if kind != "SCHEDULED":
        raise invalid("Param video_state must be one of {DRAFT, PUBLISHED, SCHEDULED}")
    unpublished = Given({**given.values, "published": "false"})
    return posts.due_in(state, unpublished, _REEL_AHEAD)


def _file_of(state: State, given: Given) -> str:
    """The bytes of a video, by their handle or from the form itself. Raises Refusal."""
    source, handle = given.files.get("source"), given.text("fbuploader_video_file_chunk")
    if (source is None) == (not handle):
        raise invalid("Practice: exactly one of source, fbuploader_video_file_chunk is needed")
    if source is not None:
        if not media_type(source[2][:16]).startswith("video/"):
            raise Refusal(100, "Invalid parameter", subcode=2069019)
        return state.store.keep_file(source[2])
    for one in state.store.things("upload"):
        if one.value["handle"] == handle:
            return text_of(one.value, "file")
    raise invalid("Invalid fbuploader_video_file_chunk")


def _starts_at(request: Request, name: str, there: int) -> None:
    if request.headers.get(name, "") != str(there):
        raise Refusal(6000, "There was a problem uploading your video file.", subcode=1363037)


def _take(state: State, request: Request, thing: Thing, there: int, size: int) -> Thing:
    """Keep the bytes; where the line breaks, a part of them. Raises Refusal."""
    data = request.content()
    kept = state.store.file(text_of(thing.value, "part")) if there else None
    before = b"" if kept is None else kept.read_bytes()
    if state.settings.partly >= 0:
        part = data[: state.settings.partly]
        state.settings = replace(state.settings, partly=-1)
        name = state.store.keep_file(before + part)
        state.store.change(thing, {"there": there + len(part), "size": size, "part": name})
        raise Refusal(2, "Practice: the line broke", status=500, transient=True)
    whole = before + data
    if len(whole) != size:
        raise Refusal(6000, "The file has another size", subcode=1363037)
    if not media_type(whole[:16]).startswith("video/"):
        raise Refusal(100, "Invalid parameter", subcode=2069019)
    file = state.store.keep_file(whole)
    return state.store.change(thing, {"there": size, "size": size, "file": file})


def _is_late(state: State, thing: Thing) -> bool:
    """An upload that nobody published lives for a while."""
    unused = not thing.value.get("finished") and thing.value.get("edge") != "videos"
    return unused and state.clock.seconds() - thing.made_at > state.settings.upload_seconds
