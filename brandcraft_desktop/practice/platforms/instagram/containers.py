"""Containers as this platform makes, processes and publishes them."""

from __future__ import annotations

import json

from brandcraft_desktop.practice.graph import Given, Refusal, invalid, no_object
from brandcraft_desktop.practice.platforms.instagram.fetching import fetched
from brandcraft_desktop.practice.platforms.instagram.rules import judged, picture_of
from brandcraft_desktop.practice.platforms.instagram.settings import UPLOADS
from brandcraft_desktop.practice.platforms.instagram.state import State
from brandcraft_desktop.practice.platforms.instagram.store import CONTAINER, MEDIA, Container
from brandcraft_desktop.practice.sniff import media_type
from brandcraft_desktop.practice.values import Json, Object

_DAY = 86_400.0


def create(state: State, owner: str, given: Given, version: str, facebook: bool) -> Json:
    """POST /{ig}/media."""
    value = judged(given)
    files: list[str] = []
    outcome, polls, resumable = state.settings.outcome, state.settings.video_polls, False
    if given.text("image_url"):
        data = fetched(given.text("image_url"), "image_url")
        picture_of(data, story=given.text("media_type") == "STORIES")
        files.append(state.store.keep_file(data))
        polls = state.settings.image_polls
    elif given.text("video_url"):
        data = fetched(given.text("video_url"), "video_url")
        if not media_type(data[:16]).startswith("video/"):
            outcome = "2207026"
        files.append(state.store.keep_file(data))
    elif given.text("upload_type"):
        if state.settings.bytes_taken not in ("both", "facebook" if facebook else ""):
            raise invalid("Param upload_type is not available for this app")
        resumable = True
    else:
        children, polls = _children(state, owner, given), 0
        files = [name for one in children for name in one.files]
        value["alts"] = [str(one.value.get("alt_text", "")) for one in children]
    if given.text("cover_url"):
        cover = fetched(given.text("cover_url"), "cover_url")
        picture_of(cover, story=True)
        value["cover"] = state.store.keep_file(cover)
    state.store.database.run(
        "INSERT INTO containers (owner, value, state, polls, made_at, received, total, files,"
        " resumable) VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?)",
        *(owner, json.dumps(value), outcome, polls, state.clock.seconds()),
        *(" ".join(files), int(resumable)),
    )
    made = str(CONTAINER + state.store.newest("containers"))
    if resumable:
        return {"id": made, "uri": f"{UPLOADS}/ig-api-upload/{version}/{made}"}
    return {"id": made}


def code_of(state: State, one: Container) -> str:
    """Its `status_code` as it is now."""
    if one.state == "PUBLISHED":
        return "PUBLISHED"
    if state.clock.seconds() - one.made_at > state.settings.container_seconds:
        return "EXPIRED"
    if one.polls > 0 or (one.resumable and not one.files):
        return "IN_PROGRESS"
    return "FINISHED" if one.state == "finished" else "ERROR"


def status(state: State, owner: str, container_id: str, names: list[str]) -> Json:
    """GET /{container}."""
    one = state.store.container(container_id)
    if one is None or one.owner != owner:
        raise no_object(container_id)
    code = code_of(state, one)
    if code == "IN_PROGRESS" and not (one.resumable and not one.files):
        state.store.database.run(
            "UPDATE containers SET polls = polls - 1 WHERE number = ?", int(one.id) - CONTAINER
        )
    words = {
        "ERROR": f"Error: Media upload has failed with error code {one.state}",
        "FINISHED": "Finished: Media has been uploaded and it is ready to be published.",
        "IN_PROGRESS": "In Progress: Media is still being processed.",
        "EXPIRED": "Expired: The container was not published within 24 hours.",
        "PUBLISHED": "Published: Media has been successfully published.",
    }[code]
    whole: Object = {
        "id": one.id,
        "status_code": code,
        "status": words,
        "video_status": {
            "uploading_phase": {
                "status": "complete" if one.files else "in_progress",
                "bytes_transferred": one.received,
            },
            "processing_phase": {"status": "complete" if code == "FINISHED" else "not_started"},
        },
    }
    unknown = set(names) - set(whole) - {"copyright_check_status"}
    if unknown:
        raise invalid(f"Tried accessing nonexisting field ({min(unknown)})")
    return {name: whole[name] for name in ("id", *names) if name in whole}


def publish(state: State, owner: str, given: Given) -> Json:
    """POST /{ig}/media_publish."""
    given.check(("creation_id",), ("creation_id",))
    with state.store.database.change():
        one = state.store.container(given.text("creation_id"))
        if one is None or one.owner != owner:
            raise Refusal(24, "The requested resource does not exist", subcode=2207008)
        code = code_of(state, one)
        if one.value.get("is_carousel_item") or code == "PUBLISHED":
            raise invalid("Practice: this container can't be published (again)")
        if code == "EXPIRED":
            raise Refusal(-2, "The media has expired", subcode=2207020)
        if code != "FINISHED":
            raise Refusal(9007, "Media ID is not available", subcode=2207027)
        if state.settings.moderation:
            subcode = int(state.settings.moderation)
            raise Refusal(4 if subcode == 2207051 else 25, "Restricted", subcode=subcode)
        if used(state, owner) >= state.settings.quota:
            raise Refusal(9, "You reached maximum number of posts", subcode=2207042)
        return {"id": _published(state, owner, one)}


def used(state: State, owner: str) -> int:
    """How many posts of the last 24 hours count; one that was deleted counts on."""
    since = state.clock.seconds() - _DAY
    row = state.store.database.row(
        "SELECT count(*) FROM journal WHERE action = 'publish' AND owner = ? AND at > ?",
        *(owner, since),
    )
    return int(row[0]) if row is not None and isinstance(row[0], int) else 0


def _published(state: State, owner: str, one: Container) -> str:
    database, now = state.store.database, state.clock.seconds()
    kind = {"REELS": "REELS", "STORIES": "STORY"}.get(str(one.value.get("media_type")), "FEED")
    database.run(
        "INSERT INTO media (owner, kind, value, files, made_at) VALUES (?, ?, ?, ?, ?)",
        *(owner, kind, json.dumps(one.value), " ".join(one.files), now),
    )
    media_id = str(MEDIA + state.store.newest("media"))
    database.run(
        "UPDATE containers SET state = 'PUBLISHED' WHERE number = ?", int(one.id) - CONTAINER
    )
    state.store.note(now, "publish", owner, media_id, one.value)
    return media_id


def _children(state: State, owner: str, given: Given) -> list[Container]:
    ids = [one.strip() for one in given.text("children").strip("[]").split(",")]
    if not 2 <= len(ids) <= 10 or len(set(ids)) < len(ids):
        raise invalid("A carousel takes from 2 to 10 items", 2207028)
    found: list[Container] = []
    for container_id in ids:
        one = state.store.container(container_id)
        if one is None or one.owner != owner or not one.value.get("is_carousel_item"):
            raise invalid(f"Practice: {container_id} is no item of a carousel", 2207028)
        if code_of(state, one) != "FINISHED":
            raise Refusal(9007, "Media ID is not available", subcode=2207027)
        found.append(one)
    return found
