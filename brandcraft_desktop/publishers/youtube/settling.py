"""What becomes of a video once it is there: processed, refused, and public at its time.

Source: youtube.v3 discovery revision 20261104, VideoStatus. The video is out as soon as its upload
ends: whatever goes wrong while it is looked at fails nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.errors import ContentRefused, ErrorKind, NotSent, PublishingError
from brandcraft_desktop.publishers.base import Session
from brandcraft_desktop.publishers.handing_over import wait_until_live
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.youtube import videos
from brandcraft_desktop.publishers.youtube.api import Api
from brandcraft_desktop.publishers.youtube.info import NATIVE

PROCESSED, UNSEEN = "processed", "unseen"
LOOKS_FOR = timedelta(hours=3)
LATE = timedelta(hours=1)  # behind its time, a video that is not public yet is left alone
_SHORTEST, _LONGEST = 30.0, 300.0  # seconds between two looks
_PROCESSING = "YouTube is processing the video."

_REJECTED: Mapping[str, str] = {
    "copyright": "It holds something that others have the rights to.",
    "claim": "It holds something that others have the rights to.",
    "trademark": "It uses a trademark of others.",
    "duplicate": "The channel has this video already.",
    "inappropriate": "YouTube finds it inappropriate.",
    "length": "It is longer than this channel may upload.",
    "termsOfUse": "It breaks YouTube's terms of use.",
    "legal": "There is a legal complaint about it.",
    "uploaderAccountClosed": "The channel is closed.",
    "uploaderAccountSuspended": "The channel is suspended.",
}
_FAILED: Mapping[str, str] = {
    "codec": "YouTube does not know its format.",
    "conversion": "YouTube could not convert it.",
    "emptyFile": "The file is empty.",
    "invalidFile": "The file is no video that YouTube can read.",
    "tooSmall": "The file is too small.",
    "uploadAborted": "The upload was broken off.",
}


def settled(api: Api, video_id: str, session: Session, steps: Steps) -> str:
    """`PROCESSED`, or `UNSEEN` where nobody could look; waits (by `steps.wait`) meanwhile.

    Raises `errors.ContentRefused` where YouTube can't use the video, or rejects it.
    """
    sent = datetime.fromisoformat(steps.once("sent", session.clock.now().isoformat))
    return steps.once("settled", lambda: _settled(api, video_id, sent, session, steps))


def public(api: Api, video_id: str, at: datetime, session: Session, steps: Steps) -> None:
    """Wait until `at`, when YouTube makes the video public, and see that it has."""
    wait_until_live(NATIVE, at, session, steps)
    steps.once("public", lambda: _public(api, video_id, at, session, steps))


def _settled(api: Api, video_id: str, sent: datetime, session: Session, steps: Steps) -> str:
    elapsed = session.clock.now() - sent
    pause = min(max(_SHORTEST, elapsed.total_seconds() / 4), _LONGEST)
    try:
        found = videos.look(api, video_id)
    except NotSent as error:
        after = error.retry_after.total_seconds() if error.retry_after is not None else 0.0
        found, pause = None, max(pause, after)
    except PublishingError:
        return UNSEEN
    status = found.optional_child("status") if found is not None else None
    uploaded = status.optional("uploadStatus") if status is not None else ""
    if status is not None and uploaded in ("failed", "rejected"):
        raise unusable(video_id, uploaded, status)
    if uploaded == "processed":
        return PROCESSED
    if uploaded != "deleted" and elapsed <= LOOKS_FOR:
        steps.wait(pause, _PROCESSING)
    return UNSEEN


def _public(api: Api, video_id: str, at: datetime, session: Session, steps: Steps) -> str:
    try:
        found = videos.look(api, video_id)
    except NotSent:
        found = None
    except PublishingError:
        return UNSEEN
    status = found.optional_child("status") if found is not None else None
    if status is not None and status.optional("privacyStatus") != "private":
        return "public"
    comes = status is None or bool(status.optional("publishAt"))
    if comes and session.clock.now() - at <= LATE:
        steps.wait(_LONGEST, "YouTube has not published it yet.")
    return UNSEEN


def unusable(video_id: str, uploaded: str, status: JsonObject) -> PublishingError:
    """What a video is refused for that has arrived; `uploaded` is "failed" or "rejected"."""
    rejected = uploaded == "rejected"
    told = status.words("rejectionReason" if rejected else "failureReason")
    cause = (_REJECTED if rejected else _FAILED).get(told, "It does not say why.")
    return ContentRefused(
        "YouTube rejected the video." if rejected else "YouTube could not process the video.",
        cause,
        "Look at it in YouTube Studio; post another file as a new post.",
        kind=ErrorKind.DUPLICATE if told == "duplicate" else None,
        raw=f"video {video_id}: {uploaded} {told}".rstrip(),
    )
