"""Waiting while X processes an uploaded file: videos and GIFs always, pictures never.

Facts: GET /2/media/upload?command=STATUS of openapi 2.167; the states are pending, in_progress,
succeeded and failed (xdevplatform/xurl @41259e8, api/media.go), and where `processing_info` is
missing the file is ready.
"""

from __future__ import annotations

from datetime import datetime

from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.errors import ContentRefused, ErrorKind, NotSent, PublishingError
from brandcraft_desktop.publishers.base import Session
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.x import api
from brandcraft_desktop.publishers.x.errors import sentence
from brandcraft_desktop.publishers.x.limits import LONGEST_PROCESSING
from brandcraft_desktop.publishers.x.tokens import sent


def wait_until_ready(session: Session, name: str, file: JsonObject, steps: Steps) -> None:
    """Look at the file kept by the steps called `name`, and come again as often as X wants.

    Raises `errors.ContentRefused` where X could not process it, `errors.NotSent` where that takes
    so long that it is uploaded anew.
    """
    if file.number("wait") is None:
        return
    begun = steps.once(f"{name} processing", session.clock.now().isoformat)
    steps.once(f"{name} ready", lambda: _ready(session, name, file.text("id"), begun, steps))


def _ready(session: Session, name: str, media: str, begun: str, steps: Steps) -> str:
    """Never returns before the file is ready (it waits)."""
    account = session.account
    answer = sent(account, lambda token: account.http.send(api.upload_status(media, token)))
    processing = answer.optional_child("processing_info")
    state = "" if processing is None else processing.optional("state")
    if processing is not None and state != "succeeded":
        if state == "failed":
            raise _failed(processing)
        if session.clock.now() - datetime.fromisoformat(begun) > LONGEST_PROCESSING:
            steps.forget(name)
            raise NotSent(
                "X takes too long to process a file.",
                "It should be done within minutes.",
                "Brandcraft uploads it again.",
                kind=ErrorKind.MEDIA_PROCESSING,
            )
        done = processing.number("progress_percent")
        share = "" if done is None else f" ({done} %)"
        told = processing.number("check_after_secs") or 1
        seconds = float(min(max(told, 1), LONGEST_PROCESSING.total_seconds()))
        steps.wait(seconds, f"X is processing the file{share}.")
    return "ready"


def _failed(processing: JsonObject) -> PublishingError:
    """Why it could not be processed; `error` is in no document, but answers hold it (Postiz)."""
    error = processing.optional_child("error")
    told = "" if error is None else error.words("message") or error.words("name")
    return ContentRefused(
        "X could not process a file of this post.",
        sentence(told) or "X does not say why.",
        "Save it anew (a video as MP4 with H.264 and AAC) and try again.",
        kind=ErrorKind.MEDIA_PROCESSING,
        raw=processing.shown(),
    )
