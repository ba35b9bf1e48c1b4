"""A video's way to Pinterest: registered, put into its store, waited for.

Source: pinterest/api-description v5.23.0, POST /media and GET /media/{media_id}; the store is
Amazon S3, whose forms end with the file (S3 API, "POST Object") and get no token of ours.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.errors import ContentRefused, ErrorKind, MediaGone, NotSent, PublishingError
from brandcraft_desktop.publishers import given_address
from brandcraft_desktop.publishers.base import Rendition, Renditions, Session
from brandcraft_desktop.publishers.exchange import (
    FilePart,
    InlineFile,
    Multipart,
    Request,
    Upload,
)
from brandcraft_desktop.publishers.json_value import JsonObject, parse_object
from brandcraft_desktop.publishers.pinterest.api import Api
from brandcraft_desktop.publishers.pinterest.errors import judge_upload

PREFIX = "video "
POLL_SECONDS = 5.0
ARRIVES_WITHIN = timedelta(hours=1)
_ANSWER_SECONDS = 120.0
_SHOWN = 16  # letters of a file's hash in the name of its step


def uploaded(api: Api, session: Session, planned: PlannedMedia, steps: Steps) -> str:
    """The id of the video on Pinterest; waits (by `steps.wait`) while it is processed."""
    recipe = "" if planned.recipe is None else f" {planned.recipe.digest}"
    name = f"{planned.media.sha256[:_SHOWN]}{recipe}"
    kept = steps.once(
        f"{PREFIX}upload {name}",
        lambda: _upload(api, session.renditions.file(planned), session.clock, steps),
    )
    sent = parse_object(kept, _unreadable)
    return steps.once(f"{PREFIX}ready {name}", lambda: _ready(api, sent, session.clock, steps))


def cover(renditions: Renditions, planned: PlannedMedia, moment: int) -> Mapping[str, object]:
    """The fields that say what stands for the video until it plays: one is required.

    The frame itself, as Pinterest counts the moments of a video in whole seconds; where it can't be
    drawn the second alone. `moment` in milliseconds.
    """
    try:
        still = renditions.still(planned, moment)
    except ContentRefused:
        return {"cover_image_key_frame_time": moment // 1000}
    return {
        "cover_image_content_type": still.mime,
        "cover_image_data": InlineFile(Upload(still.path, still.mime, still.bytes)),
    }


def _upload(api: Api, file: Rendition, clock: Clock, steps: Steps) -> str:
    """Register a video and put it into the store: one step, as the permission soon runs out."""
    told = api.post("/media", {"media_type": "video"})

    def follow(sent: int, total: int) -> None:
        steps.progress(sent, total, "Uploading the video")

    parameters = told.child("upload_parameters")
    fields = tuple((name, parameters.optional(name)) for name in parameters.names())
    upload = Upload(file.path, file.mime, file.bytes, follow)
    api.http.send(
        Request(
            "POST",
            given_address.checked(told.text("upload_url"), "Pinterest"),
            multipart=Multipart(fields, (FilePart("file", file.path.name, upload),)),
            judge=judge_upload,
            secrets=tuple(value for _, value in fields if value),
            seconds=_ANSWER_SECONDS,
            reads_json=False,
        )
    )
    return json.dumps({"media": told.text("media_id"), "at": clock.now().isoformat()})


def _ready(api: Api, sent: JsonObject, clock: Clock, steps: Steps) -> str:
    """The id, once the video is processed; never returns before (it waits)."""
    media_id = sent.text("media")
    status = api.get(f"/media/{media_id}").optional("status")
    if status == "succeeded":
        return media_id
    if status == "failed":
        steps.forget(PREFIX)
        raise ContentRefused(
            "Pinterest could not process the video.",
            "It does not say why.",
            "Save it anew as an MP4 video (H.264 and AAC) and try again.",
            kind=ErrorKind.MEDIA_PROCESSING,
            raw=f"media {media_id}: failed",
        )
    late = clock.now() - datetime.fromisoformat(sent.text("at")) > ARRIVES_WITHIN
    if status != "registered" or not late:
        steps.wait(POLL_SECONDS, "Pinterest is processing the video.")
    raise MediaGone(
        "The uploaded video never arrived at Pinterest.",
        "Its store took it, but Pinterest does not see it.",
        "Brandcraft uploads it again by itself.",
    )


def _unreadable(why: str) -> PublishingError:
    return NotSent("What was kept of the video's upload can't be read.", why)
