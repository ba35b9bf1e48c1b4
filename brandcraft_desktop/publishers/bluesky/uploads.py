"""Pictures on their way to the server, side by side, each one durably."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.publishers.base import AccountSession, Renditions
from brandcraft_desktop.publishers.bluesky.records import Uploaded
from brandcraft_desktop.publishers.bluesky.tokens import with_token
from brandcraft_desktop.publishers.bluesky.xrpc import upload
from brandcraft_desktop.publishers.exchange import Answer, Upload
from brandcraft_desktop.publishers.json_value import Json, parse
from brandcraft_desktop.publishers.uploading import Uploads

PREFIX = "upload "
_SHOWN = 16  # letters of a file's hash in the name of its step


def pictures(
    account: AccountSession, renditions: Renditions, media: Sequence[PlannedMedia], steps: Steps
) -> tuple[Uploaded, ...]:
    """All pictures of a post on the server, in their order."""
    names = [step_name(one) for one in media]
    progress = Uploads(steps, list(dict.fromkeys(names)), "picture")
    actions: dict[str, Callable[[], str]] = {
        name: _action(account, renditions, one, progress)
        for name, one in zip(names, media, strict=True)
    }
    results = steps.together(actions)
    return tuple(
        restored(results[name], one.media.alt) for name, one in zip(names, media, strict=True)
    )


def step_name(planned: PlannedMedia) -> str:
    """The step that uploads a file; the same file made to another recipe is another upload."""
    recipe = "" if planned.recipe is None else f" {planned.recipe.digest}"
    return f"{PREFIX}{planned.media.sha256[:_SHOWN]}{recipe}"


def put_blob(account: AccountSession, file: Upload) -> str:
    """Upload raw bytes; gives the server's reference to them as JSON text."""

    def send(token: str) -> Answer:
        method = "com.atproto.repo.uploadBlob"
        return account.http.send(upload(account.identity.server, method, file, bearer=token))

    return with_token(account, send).json.child("blob").as_text()


def kept(blob: str, width: int, height: int) -> str:
    """What a step keeps of an upload: the reference and the pixels of what was sent."""
    return json.dumps({"blob": json.loads(blob), "width": width, "height": height})


def restored(result: str, alt: str) -> Uploaded:
    """An upload from what its step kept."""
    value = parse(result)
    fields: dict[str, Json] = value if isinstance(value, dict) else {}
    width, height = fields.get("width"), fields.get("height")
    return Uploaded(
        blob=fields.get("blob"),
        width=width if isinstance(width, int) else 1,
        height=height if isinstance(height, int) else 1,
        alt=alt,
    )


def _action(
    account: AccountSession, renditions: Renditions, planned: PlannedMedia, progress: Uploads
) -> Callable[[], str]:
    def act() -> str:
        file = renditions.file(planned)
        follow = progress.of(step_name(planned), file.bytes)
        blob = put_blob(account, Upload(file.path, file.mime, file.bytes, follow))
        return kept(blob, file.width, file.height)

    return act
