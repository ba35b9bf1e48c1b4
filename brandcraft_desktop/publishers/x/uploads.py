"""Files on their way to X: pictures at once and side by side, videos and GIFs in pieces.

Facts: the calls under /2/media/upload of openapi 2.167; which files are processed, and in what
order X's own tool calls, from xdevplatform/xurl @41259e8, api/media.go. An upload belongs to one
post and lives a day.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256

from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.errors import (
    ContentRefused,
    MediaGone,
    NotSent,
    PermissionMissing,
    PublishingError,
)
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.base import Rendition, Session
from brandcraft_desktop.publishers.exchange import Upload
from brandcraft_desktop.publishers.json_value import JsonObject, parse_object
from brandcraft_desktop.publishers.uploading import Uploads
from brandcraft_desktop.publishers.x import api
from brandcraft_desktop.publishers.x.limits import SEGMENT, UPLOAD_LEFT, UPLOAD_LIFE
from brandcraft_desktop.publishers.x.processing import wait_until_ready
from brandcraft_desktop.publishers.x.tokens import sent

_SHOWN = 16  # letters of a hash in the name of a step


@dataclass(frozen=True)
class Uploaded:
    """A file on X: what a post names it by, what a look at the post names it by, and until when."""

    id: str
    key: str
    until: datetime


def prefix(part: int) -> str:
    """What the names of all steps begin with that upload the files of a part, counted from 0."""
    return f"upload {part + 1}."


def uploaded(
    session: Session, media: Sequence[PlannedMedia], part: int, steps: Steps
) -> tuple[Uploaded, ...]:
    """All files of a part, ready to be posted and with their alt texts; waits by `steps.wait`."""
    names = [
        f"{prefix(part)}{number} {_content(planned)}" for number, planned in enumerate(media, 1)
    ]
    progress = Uploads(steps, [f"{name} begin" for name in names])
    begun = steps.together(
        {
            f"{name} begin": _beginning(session, planned, progress)
            for name, planned in zip(names, media, strict=True)
        }
    )
    found = []
    for name, planned in zip(names, media, strict=True):
        last = parse_object(begun[f"{name} begin"], _unreadable)
        pieces = last.number("pieces")
        if pieces is not None:
            last = _in_pieces(session, planned, name, last.text("id"), pieces, steps, progress)
        wait_until_ready(session, name, last, steps)
        found.append(
            Uploaded(
                last.text("id"),
                last.optional("key"),
                datetime.fromisoformat(last.text("until")),
            )
        )
    steps.together(
        {
            f"{name} alt {_short(planned.media.alt)}": _describing(session, one.id, planned)
            for name, planned, one in zip(names, media, found, strict=True)
            if planned.media.alt.strip()
        }
    )
    return tuple(found)


def check_alive(files: Sequence[Uploaded], now: datetime) -> None:
    """Raises `errors.MediaGone` where one runs out before a post could use it."""
    if any(one.until - now < UPLOAD_LEFT for one in files):
        raise MediaGone(
            "An upload to X ran out.",
            "X keeps a file for a day.",
            "Brandcraft uploads it again by itself.",
        )


def _content(planned: PlannedMedia) -> str:
    recipe = "" if planned.recipe is None else f" {planned.recipe.digest}"
    return f"{planned.media.sha256[:_SHOWN]}{recipe}"


def _short(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_SHOWN]


def _category(file: Rendition) -> str:
    if file.mime.startswith("video/"):
        return "tweet_video"
    return "tweet_gif" if file.mime == "image/gif" else "tweet_image"


def _beginning(session: Session, planned: PlannedMedia, progress: Uploads) -> Callable[[], str]:
    """Sends a picture, or announces what comes in pieces."""

    def act() -> str:
        file = session.renditions.file(planned)
        account, category = session.account, _category(file)
        if category == "tweet_image":
            follow = progress.of(planned.media.media_id, file.bytes)
            body = Upload(file.path, file.mime, file.bytes, follow)
            name = f"picture.{file.mime.rpartition('/')[2]}"
            answer = sent(
                account,
                lambda token: account.http.send(api.upload_at_once(category, name, body, token)),
            )
            return _kept(session, answer)
        answer = sent(
            account,
            lambda token: account.http.send(
                api.begin_upload(file.mime, file.bytes, category, token)
            ),
        )
        return json.dumps({"id": answer.text("id"), "pieces": -(-file.bytes // SEGMENT)})

    return act


def _in_pieces(
    session: Session,
    planned: PlannedMedia,
    name: str,
    media: str,
    pieces: int,
    steps: Steps,
    progress: Uploads,
) -> JsonObject:
    """Every piece, one after another, and the end."""
    account = session.account

    def send(index: int) -> str:
        file = session.renditions.file(planned)
        start = index * SEGMENT
        size = min(SEGMENT, file.bytes - start)
        follow = progress.of(planned.media.media_id, file.bytes, start)
        piece = Upload(file.path, "application/octet-stream", size, follow, start)
        sent(account, lambda token: account.http.send(api.append(media, index, piece, token)))
        return "sent"

    def end() -> str:
        try:
            answer = sent(account, lambda token: account.http.send(api.end_upload(media, token)))
        except ContentRefused as error:
            # An upload whose end was told already, and the answer lost, is not ended twice.
            answer = _ended_before(session, media, error)
        return _kept(session, answer)

    for index in range(pieces):
        steps.once(f"{name} piece {index}", partial(send, index))
    return parse_object(steps.once(f"{name} end", end), _unreadable)


def _ended_before(session: Session, media: str, refusal: ContentRefused) -> JsonObject:
    """How the upload stands, if it is whole; raises `refusal` if it is not."""
    account = session.account
    try:
        return sent(account, lambda token: account.http.send(api.upload_status(media, token)))
    except PublishingError:
        raise refusal from None


def _kept(session: Session, answer: JsonObject) -> str:
    """What a step keeps of a file that is whole: `wait` seconds until it is worth a look."""
    now = session.clock.now()
    until = foreign_numbers.ahead(answer.number("expires_after_secs"), now) or now + UPLOAD_LIFE
    kept: dict[str, object] = {
        "id": answer.text("id"),
        "key": answer.optional("media_key"),
        "until": until.isoformat(),
    }
    processing = answer.optional_child("processing_info")
    if processing is not None and processing.optional("state") != "succeeded":
        kept["wait"] = processing.number("check_after_secs") or 1
    return json.dumps(kept)


def _describing(session: Session, media: str, planned: PlannedMedia) -> Callable[[], str]:
    """Sends the alt text; that of a video may be refused, as no document promises it."""
    account, alt = session.account, planned.media.alt

    def act() -> str:
        try:
            sent(account, lambda token: account.http.send(api.describe(media, alt, token)))
        except (ContentRefused, PermissionMissing):
            if not planned.media.is_video:
                raise
            return "refused"
        return "sent"

    return act


def _unreadable(why: str) -> PublishingError:
    return NotSent("What was kept of an upload can't be read.", why)
