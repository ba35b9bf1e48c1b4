"""A video's way to LinkedIn: in parts of LinkedIn's choosing, each to an address of its own.

Sources: Videos API (learn.microsoft.com, li-lms-2026-05, by excerpts); that parts go without a
token, and that their etags in another order scramble the video in silence: the sheet's [V] (a
publisher in Python, checked live).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.errors import NotSent, PublishingError
from brandcraft_desktop.publishers.base import AccountSession, Rendition, Renditions
from brandcraft_desktop.publishers.exchange import Upload
from brandcraft_desktop.publishers.json_value import parse_object
from brandcraft_desktop.publishers.linkedin import rest
from brandcraft_desktop.publishers.linkedin.uploads import (
    checked,
    step_name,
    wait_until_ready,
)

_AT_ONCE = 3  # parts side by side


@dataclass(frozen=True)
class _Part:
    """The bytes from `first` to `last`, both included, and where they go."""

    number: int
    url: str = field(repr=False)
    first: int
    last: int


@dataclass(frozen=True)
class _Begun:
    """An upload as LinkedIn wants it."""

    urn: str
    token: str = field(repr=False)
    parts: tuple[_Part, ...]


def video(
    account: AccountSession, renditions: Renditions, planned: PlannedMedia, steps: Steps
) -> str:
    """The URN of the video; waits (by `steps.wait`) while it is processed."""
    name = step_name(planned)
    file = renditions.file(planned)
    begun = _restored(steps.once(f"{name} begin", lambda: _begin(account, file)))
    _check(begun, file)
    etags: list[str] = []
    sent = 0
    for start in range(0, len(begun.parts), _AT_ONCE):
        some = begun.parts[start : start + _AT_ONCE]
        steps.progress(sent, file.bytes, "Uploading the video")
        results = steps.together(
            {f"{name} part {part.number}": _sending(account, file, part) for part in some}
        )
        etags += [results[f"{name} part {part.number}"] for part in some]
        sent = some[-1].last + 1
    steps.progress(file.bytes, file.bytes, "Uploading the video")
    steps.once(f"{name} end", lambda: _end(account, begun, etags))
    wait_until_ready(account, "videos", (begun.urn,), steps)
    return begun.urn


def _begin(account: AccountSession, file: Rendition) -> str:
    asked = {
        "initializeUploadRequest": {
            "owner": account.identity.remote_id,
            "fileSizeBytes": file.bytes,
            "uploadCaptions": False,
            "uploadThumbnail": False,
        }
    }
    given = rest.action(account, "videos", "initializeUpload", asked).json.child("value")
    parts = [
        {
            "url": checked(part.text("uploadUrl")),
            "first": part.number("firstByte"),
            "last": part.number("lastByte"),
        }
        for part in given.items("uploadInstructions")
    ]
    kept = {"urn": given.text("video"), "token": given.optional("uploadToken"), "parts": parts}
    return json.dumps(kept)


def _restored(result: str) -> _Begun:
    kept = parse_object(result, _unreadable)
    parts = sorted(
        (part.number("first") or 0, part.number("last") or 0, part.text("url"))
        for part in kept.items("parts")
    )
    return _Begun(
        kept.text("urn"),
        kept.optional("token"),
        tuple(_Part(place, url, first, last) for place, (first, last, url) in enumerate(parts, 1)),
    )


def _check(begun: _Begun, file: Rendition) -> None:
    """Every byte goes out once; anything else would make another video of it."""
    expected = 0
    for part in begun.parts:
        if part.first != expected or part.last < part.first:
            break
        expected = part.last + 1
    if expected != file.bytes:
        raise _unreadable("its parts are not the bytes of the file")


def _sending(account: AccountSession, file: Rendition, part: _Part) -> Callable[[], str]:
    def act() -> str:
        size = part.last - part.first + 1
        piece = Upload(file.path, "application/octet-stream", size, start=part.first)
        answer = account.http.send(rest.put_file(part.url, piece))
        etag = answer.headers.get("etag", "")
        if not etag:
            raise _unreadable("a part has no etag")
        return etag

    return act


def _end(account: AccountSession, begun: _Begun, etags: Sequence[str]) -> str:
    asked = {
        "finalizeUploadRequest": {
            "video": begun.urn,
            "uploadToken": begun.token,
            "uploadedPartIds": list(etags),
        }
    }
    rest.action(account, "videos", "finalizeUpload", asked)
    return begun.urn


def _unreadable(why: str) -> PublishingError:
    return NotSent("LinkedIn's plan for the video's upload can't be followed.", f"It seems {why}.")
