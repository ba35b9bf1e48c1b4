"""Files: an address is asked for, the bytes go there, and what becomes of them is told.

Sources: Images, Videos and Documents API (learn.microsoft.com, view li-lms-2026-05, by excerpts).
"""

from __future__ import annotations

import secrets

from brandcraft_desktop.practice.exchange import Answer, json_answer
from brandcraft_desktop.practice.platforms.linkedin.people import may_post_as
from brandcraft_desktop.practice.platforms.linkedin.refusals import Refusal, denied
from brandcraft_desktop.practice.platforms.linkedin.service import Asked, Call
from brandcraft_desktop.practice.platforms.linkedin.settings import CDN, WEB
from brandcraft_desktop.practice.platforms.linkedin.shapes import Items, Shape, Text, Whole, flag
from brandcraft_desktop.practice.platforms.linkedin.state import State
from brandcraft_desktop.practice.platforms.linkedin.store import Asset
from brandcraft_desktop.practice.values import Json, Object, child

AUTHOR = Text(r"urn:li:(person:[A-Za-z0-9_-]+|organization:[0-9]+)")
_KINDS = {"images": "image", "documents": "document", "videos": "video"}
_LARGEST_VIDEO, _SMALLEST_VIDEO = 500_000_000, 75_000
_WHOLE = Shape(
    {"initializeUploadRequest": Shape({"owner": AUTHOR}, ("owner",))},
    ("initializeUploadRequest",),
)
_IN_PARTS = Shape(
    {
        "initializeUploadRequest": Shape(
            {
                "owner": AUTHOR,
                "fileSizeBytes": Whole(1, 5_000_000_000),
                "uploadCaptions": flag,
                "uploadThumbnail": flag,
            },
            ("owner", "fileSizeBytes", "uploadCaptions", "uploadThumbnail"),
        )
    },
    ("initializeUploadRequest",),
)
_FINAL = Shape(
    {
        "finalizeUploadRequest": Shape(
            {
                "video": Text(r"urn:li:video:[A-Za-z0-9_-]+"),
                "uploadToken": Text(),
                "uploadedPartIds": Items(Text(least=1), least=1),
            },
            ("video", "uploadToken", "uploadedPartIds"),
        )
    },
    ("finalizeUploadRequest",),
)


def check_author(state: State, asked: Asked, author: str, what: str) -> None:
    """Whether the caller may act in an author's name, by scope and by role. Raises Refusal."""
    page = author.startswith("urn:li:organization:")
    asked.needs("w_organization_social" if page else "w_member_social", what)
    if not may_post_as(state.store, asked.me, author):
        raise denied(f"{what}: {author} is not yours")


def begin_whole(state: State, asked: Asked) -> Answer:
    """An address for a picture or a document."""
    resource = asked.request.path.removeprefix("/rest/")
    owner = str(child(asked.body, "initializeUploadRequest", "owner"))
    check_author(state, asked, owner, f"{resource}.initializeUpload")
    asset = _new(state, _KINDS[resource], owner, 0, "")
    until = state.clock.seconds() + state.settings.upload_seconds
    place = _address(state, asset, 0, -1, until)
    value: Object = {
        "uploadUrl": place,
        "uploadUrlExpiresAt": int(until * 1000),
        _KINDS[resource]: asset,
    }
    return json_answer({"value": value})


def begin_video(state: State, asked: Asked) -> Answer:
    """Addresses for the parts of a video."""
    owner = str(child(asked.body, "initializeUploadRequest", "owner"))
    size = child(asked.body, "initializeUploadRequest", "fileSizeBytes")
    check_author(state, asked, owner, "videos.initializeUpload")
    if not isinstance(size, int) or not _SMALLEST_VIDEO <= size <= _LARGEST_VIDEO:
        raise Refusal(400, "INVALID_FILE_SIZE", f"Practice: a video of {size} bytes is not taken")
    token = secrets.token_urlsafe(48)
    asset = _new(state, "video", owner, size, token)
    until = state.clock.seconds() + state.settings.upload_seconds
    instructions: list[Json] = []
    step = state.settings.part_bytes
    for first in range(0, size, step):
        last = min(first + step, size) - 1
        url = _address(state, asset, first, last, until)
        instructions.append({"uploadUrl": url, "firstByte": first, "lastByte": last})
    value: Object = {
        "uploadUrlsExpireAt": int(until * 1000),
        "video": asset,
        "uploadInstructions": instructions,
        "uploadToken": token,
    }
    return json_answer({"value": value})


def end_video(state: State, asked: Asked) -> Answer:
    """Join the parts in the order of their names; a wrong order is accepted, as there."""
    given = asked.body["finalizeUploadRequest"]
    asset = state.store.asset(str(child(given, "video")))
    names = child(given, "uploadedPartIds")
    if asset is None or not isinstance(names, list):
        raise Refusal(404, "RESOURCE_NOT_FOUND", "The video is not known")
    check_author(state, asked, asset.owner, "videos.finalizeUpload")
    if child(given, "uploadToken") != asset.token:
        raise Refusal(400, "INVALID_UPLOAD_TOKEN", "Practice: the upload token is another")
    parts = state.store.database.rows(
        "SELECT etag, place FROM addresses WHERE urn = ? ORDER BY first", asset.urn
    )
    places = {str(etag): str(place) for etag, place in parts if etag}
    if len(places) < len(parts) or sorted(map(str, names)) != sorted(places):
        raise Refusal(400, "INVALID_UPLOADED_PARTS", "Practice: parts are missing or not known")
    if asset.state != "WAITING_UPLOAD":
        return Answer(200)  # a repeated call changes nothing
    with state.store.path(asset.urn).open("wb") as whole:
        for name in names:
            whole.write((state.store.files / places[str(name)]).read_bytes())
    arrived(state, asset, "video/mp4", asset.size)
    return Answer(200)


def look(state: State, asked: Asked) -> Answer:
    """How far a file is; members are told so of videos alone."""
    resource = asked.request.path.removeprefix("/rest/").partition("/")[0]
    if resource != "videos" and not asked.scopes & {"r_organization_social"}:
        raise denied(f"{resource}.GET.{asked.request.headers['linkedin-version']}01")
    page = asked.key.removeprefix("urn:li:image:logo")
    if page != asked.key and page.isdecimal():
        url = f"{CDN}/dms/image/{page}/logo.png"
        return json_answer({"id": asked.key, "status": "AVAILABLE", "downloadUrl": url})
    asset = state.store.asset(asked.key)
    if asset is None or asset.kind != _KINDS[resource]:
        raise Refusal(404, "RESOURCE_NOT_FOUND", f"{asked.key} is not known")
    if not may_post_as(state.store, asked.me, asset.owner):
        raise denied(f"{resource}.GET")
    told: Object = {"id": asset.urn, "owner": asset.owner, "status": count_down(state, asset)}
    if told["status"] == "PROCESSING_FAILED":
        told["processingFailureReason"] = "Practice: it was told to fail"
    return json_answer(told)


def arrived(state: State, asset: Asset, mime: str, size: int) -> None:
    """All bytes are there: it is processed now."""
    polls = {
        "image": state.settings.image_polls,
        "document": state.settings.document_polls,
        "video": state.settings.video_polls,
    }[asset.kind]
    failed = state.settings.processing_fails or not mime
    status = "PROCESSING_FAILED" if failed else "PROCESSING" if polls else "AVAILABLE"
    state.store.database.run(
        "UPDATE assets SET state = ?, polls = ?, mime = ?, size = ? WHERE urn = ?",
        *(status, polls, mime, size, asset.urn),
    )


def count_down(state: State, asset: Asset) -> str:
    """The state of a file, which comes closer to the end each time somebody looks."""
    if asset.state != "PROCESSING":
        return asset.state
    done = asset.polls <= 1
    state.store.database.run(
        "UPDATE assets SET polls = polls - 1, state = ? WHERE urn = ?",
        *("AVAILABLE" if done else "PROCESSING", asset.urn),
    )
    return "PROCESSING"


def _new(state: State, kind: str, owner: str, size: int, token: str) -> str:
    urn = f"urn:li:{kind}:C4D{secrets.token_hex(10).upper()}"
    state.store.database.run(
        "INSERT INTO assets VALUES (?, ?, ?, 'WAITING_UPLOAD', 0, ?, '', ?)",
        *(urn, kind, owner, size, token),
    )
    return urn


def _address(state: State, urn: str, first: int, last: int, until: float) -> str:
    place = secrets.token_urlsafe(24)
    state.store.database.run(
        "INSERT INTO addresses VALUES (?, ?, ?, ?, '', ?)", place, urn, first, last, until
    )
    return f"{WEB}/dms-uploads/{place}"


ASSET_CALLS = (
    Call("POST", "images", begin_whole, action="initializeUpload", body=_WHOLE),
    Call("POST", "documents", begin_whole, action="initializeUpload", body=_WHOLE),
    Call("POST", "videos", begin_video, action="initializeUpload", body=_IN_PARTS),
    Call("POST", "videos", end_video, action="finalizeUpload", body=_FINAL),
    Call("GET", "images", look, keyed=True),
    Call("GET", "documents", look, keyed=True),
    Call("GET", "videos", look, keyed=True),
)
