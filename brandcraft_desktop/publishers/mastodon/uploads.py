"""Files on their way to the server, side by side, each one durably, until they are ready.

Source: mastodon/documentation @2903485, POST /api/v2/media (200 ready, 202 processing),
GET /api/v1/media/:id (206 processing). The description and the focal point go with the file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from mimetypes import guess_extension

from brandcraft_desktop.domain.media_edit import UNTOUCHED, MediaEdit
from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.errors import ContentRefused, MediaGone, PublishingError
from brandcraft_desktop.publishers.base import AccountSession, Rendition, Renditions
from brandcraft_desktop.publishers.exchange import FilePart, Multipart, Upload
from brandcraft_desktop.publishers.json_value import JsonObject, parse_object
from brandcraft_desktop.publishers.mastodon.api import ID, UPLOADING, call
from brandcraft_desktop.publishers.mastodon.errors import judge_file
from brandcraft_desktop.publishers.uploading import Uploads

PREFIX = "upload "
READY = "ready "
POLL_SECONDS = 3.0
LONGEST = timedelta(hours=1)
"""Ours: what is processed for longer than this is uploaded again."""

_SHOWN = 16  # letters of a digest in the name of a step
_PROCESSING = 206
_PATIENCE = 60.0  # seconds: pictures are processed before the answer


def upload(
    account: AccountSession,
    renditions: Renditions,
    parts: Sequence[Sequence[PlannedMedia]],
    steps: Steps,
) -> tuple[tuple[str, ...], ...]:
    """The ids of the files of every part, all ready; waits (by `steps.wait`) until they are.

    Raises `errors.MediaGone` where one has to be uploaded again, `errors.ContentRefused`.
    """
    names = [
        [_name(one, part, place) for place, one in enumerate(media)]
        for part, media in enumerate(parts)
    ]
    files = [one for media in parts for one in media]
    what = "file" if len(files) > 1 else _word(files)
    progress = Uploads(steps, [name for of_part in names for name in of_part], what)
    actions: dict[str, Callable[[], str]] = {
        name: _action(account, renditions, one, name, progress)
        for place, media in enumerate(parts)
        for name, one in zip(names[place], media, strict=True)
    }
    kept = steps.together(actions) if actions else {}
    for name, result in kept.items():
        _wait_until_ready(account, name, parse_object(result, _unreadable), steps)
    return tuple(
        tuple(parse_object(kept[name], _unreadable).text("id") for name in of_part)
        for of_part in names
    )


def check(account: AccountSession, ids: Sequence[str]) -> None:
    """Whether the server still has the files. Raises `errors.MediaGone`."""
    for one in ids:
        account.http.send(call(account, "GET", f"/api/v1/media/{one}", judged=judge_file))


def focus(edit: MediaEdit) -> str:
    """The point that stays in sight, as Mastodon counts: -1 to 1, upwards; "" for the middle."""
    if (edit.focus_x, edit.focus_y) == (UNTOUCHED.focus_x, UNTOUCHED.focus_y):
        return ""
    across, down = edit.focus_x, edit.focus_y
    if edit.crop is not None:
        across = (across - edit.crop.left) / max(edit.crop.right - edit.crop.left, 0.001)
        down = (down - edit.crop.top) / max(edit.crop.bottom - edit.crop.top, 0.001)
    across, down = (min(max(one, 0.0), 1.0) for one in (across, down))
    return f"{2 * across - 1:.2f},{1 - 2 * down:.2f}"


def _name(planned: PlannedMedia, part: int, place: int) -> str:
    """The step that uploads a file: another recipe, description or focus is another upload."""
    said = "\n".join((planned.media.alt, focus(planned.media.edit)))
    recipe = "" if planned.recipe is None else f" {planned.recipe.digest}"
    digest = sha256(said.encode()).hexdigest()[:_SHOWN]
    where = f"{part + 1}.{place + 1}"  # an upload goes with one post alone
    return f"{PREFIX}{where} {planned.media.sha256[:_SHOWN]}{recipe} {digest}"


def _action(
    account: AccountSession,
    renditions: Renditions,
    planned: PlannedMedia,
    step: str,
    progress: Uploads,
) -> Callable[[], str]:
    def act() -> str:
        file = renditions.file(planned)
        name = f"file{guess_extension(file.mime) or ''}"
        follow = progress.of(step, file.bytes)
        fields = [
            (field, value)
            for field, value in (
                ("description", planned.media.alt),
                ("focus", focus(planned.media.edit)),
            )
            if value
        ]
        form = Multipart(tuple(fields), (FilePart("file", name, _body(file, follow)),))
        told = account.http.send(
            call(
                account,
                "POST",
                "/api/v2/media",
                bucket=UPLOADING,
                multipart=form,
                seconds=_PATIENCE,
            )
        )
        ready = told.status != 202 and told.json.optional("url") != ""
        now = account.clock.now()
        return json.dumps(
            {"id": told.json.identifier("id", ID), "ready": ready, "at": now.isoformat()}
        )

    return act


def _word(files: Sequence[PlannedMedia]) -> str:
    return "video" if any(one.media.is_video for one in files) else "picture"


def _body(file: Rendition, follow: Callable[[int, int], None]) -> Upload:
    return Upload(file.path, file.mime, file.bytes, follow)


def _wait_until_ready(account: AccountSession, name: str, kept: JsonObject, steps: Steps) -> None:
    if kept.flag("ready", default=True):
        return
    own = kept.text("id")

    def ask() -> str:
        path = f"/api/v1/media/{own}"
        answer = account.http.send(call(account, "GET", path, judged=judge_file))
        if answer.status == _PROCESSING:
            _check_age(datetime.fromisoformat(kept.text("at")), account.clock.now())
            steps.wait(POLL_SECONDS, "Your Mastodon server is processing the file.")
        return own

    try:
        steps.once(f"{READY}{name}", ask)
    except (MediaGone, ContentRefused):
        steps.forget(name)  # this upload will not do
        raise


def _check_age(uploaded: datetime, now: datetime) -> None:
    if now - uploaded > LONGEST:
        raise MediaGone(
            "Your Mastodon server does not come to an end with a file.",
            "It has been processing it for an hour.",
            "Brandcraft uploads it again by itself.",
        )


def _unreadable(why: str) -> PublishingError:
    return MediaGone("What was kept of an upload can't be read.", why)
