"""Platforms that take a message with its files in one call and can't be asked for it afterwards.

Each message is one irreversible step; one whose answer is lost stays unconfirmed until its person
has looked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias

from brandcraft_desktop.domain.plan import Part, Plan
from brandcraft_desktop.domain.steps import Finding, Guard, Published, PublishedPart, Steps, Verdict
from brandcraft_desktop.errors import OutcomeUnknown, PublishingError
from brandcraft_desktop.publishers.base import Rendition, Renditions
from brandcraft_desktop.publishers.exchange import FilePart, Multipart, Upload
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import parse
from brandcraft_desktop.publishers.uploading import words

MESSAGE_SECONDS = 120.0  # the answer to a message with its files takes its time
LARGEST_PICTURE = 2_000_000  # bytes of an account's own picture
_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
}

Send: TypeAlias = Callable[[Part, tuple[Rendition, ...], Guard], PublishedPart]


def send_parts(plan: Plan, renditions: Renditions, steps: Steps, send: Send) -> Published:
    """Every part in its turn, each once. Raises `errors.PublishingError`."""
    out: list[PublishedPart] = []
    for number, part in enumerate(plan.parts, start=1):
        if len(plan.parts) > 1:
            total = len(plan.parts)
            steps.progress(number - 1, total, f"Posting part {number} of {total}")
        files = tuple(renditions.file(one) for one in part.media)
        out.append(_read(steps.commit(f"message {number}", _sending(part, files, send), nobody)))
    return Published(tuple(out))


def nobody(since: datetime) -> Finding:
    """There is nobody to ask."""
    return Finding(Verdict.UNKNOWN)


def unnamed(name: str) -> OutcomeUnknown:
    """The answer to a new message does not say which it is."""
    return OutcomeUnknown(
        f"{name} may have accepted this, or not.",
        "Its answer does not name a message.",
        f"Look on {name}, then say here whether it is live.",
    )


def form(
    values: Mapping[str, object],
    files: tuple[Rendition, ...],
    steps: Steps,
    field: Callable[[int], str],
) -> Multipart:
    """A form; values that are no text are JSON, the files have the names that `field` gives them.

    How a file is called on this computer tells nobody anything: they are numbered.
    """
    fields = tuple((name, _as_text(value)) for name, value in values.items())
    total = sum(one.bytes for one in files)
    parts: list[FilePart] = []
    for place, one in enumerate(files):
        before = sum(earlier.bytes for earlier in files[:place])
        upload = Upload(
            one.path,
            one.mime,
            one.bytes,
            _following(steps, before, total, words(place + 1, len(files))),
        )
        name = f"{place + 1}.{_ENDINGS.get(one.mime, 'bin')}"
        parts.append(FilePart(field(place), name, upload))
    return Multipart(fields, tuple(parts))


def fetched_picture(http: Http, url: str) -> bytes | None:
    """An account's own picture; None where it can't be had."""
    try:
        return http.fetch(url, mimes=("image",), max_bytes=LARGEST_PICTURE, cut=False).body or None
    except PublishingError:
        return None


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _sending(part: Part, files: tuple[Rendition, ...], send: Send) -> Callable[[Guard], str]:
    def act(guard: Guard) -> str:
        made = send(part, files, guard)
        return json.dumps([made.remote_id, made.permalink])

    return act


def _following(steps: Steps, before: int, total: int, text: str) -> Callable[[int, int], None]:
    return lambda sent, _: steps.progress(before + sent, total, text)


def _read(kept: str) -> PublishedPart:
    value = parse(kept)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise PublishingError("A kept step can't be read.")
    remote_id, permalink = map(str, value)
    return PublishedPart(remote_id, permalink)
