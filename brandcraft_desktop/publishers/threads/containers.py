"""Containers: what Threads prepares of a post, or of one file of it, before it is published.

Sources: Threads API, "Posts", "Reply management" and "Troubleshooting" (a container lives for 24
hours; look at it after about 30 seconds and then once a minute, for at most five minutes: a sample
of Meta's looks every few seconds, and long videos take longer).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.plan import Part, PlannedMedia
from brandcraft_desktop.errors import NotSent, PublishingError
from brandcraft_desktop.publishers.graph import ID
from brandcraft_desktop.publishers.json_value import parse_object
from brandcraft_desktop.publishers.threads.api import Api, Fields
from brandcraft_desktop.publishers.threads.info import EVERYONE
from brandcraft_desktop.publishers.threads.options import Options

LIFE = timedelta(hours=24)
_SPARE = timedelta(minutes=30)
_POLL_NAMES = ("option_a", "option_b", "option_c", "option_d")


class State(StrEnum):
    """What a container says of itself."""

    IN_PROGRESS = "IN_PROGRESS"
    FINISHED = "FINISHED"
    PUBLISHED = "PUBLISHED"
    ERROR = "ERROR"
    EXPIRED = "EXPIRED"


@dataclass(frozen=True)
class Container:
    """One that was made at `made_at`."""

    id: str
    made_at: datetime

    def is_old(self, now: datetime) -> bool:
        """Whether it is about to run out, or has."""
        return now - self.made_at > LIFE - _SPARE


@dataclass(frozen=True)
class Status:
    """`message` says why it is an ERROR."""

    state: State
    message: str


def create(api: Api, person: str, fields: Fields, clock: Clock) -> str:
    """Make one; gives what a step keeps. Never published by this alone."""
    made = api.post(f"{person}/threads", fields).identifier("id", ID)
    return json.dumps({"id": made, "at": clock.now().isoformat()})


def restored(kept: str) -> Container:
    """From what its step kept."""
    found = parse_object(kept, _unreadable)
    return Container(found.text("id"), datetime.fromisoformat(found.text("at")))


def status(api: Api, container: str) -> Status:
    """How it stands. A word nobody knows yet counts as being worked on."""
    told = api.get(container, (("fields", "id,status,error_message"),))
    word = told.optional("status")
    known = word in {one.value for one in State}
    return Status(State(word) if known else State.IN_PROGRESS, told.words("error_message"))


def whole(
    part: Part, options: Options, *, first: bool, parent: str, url: str, children: Sequence[str]
) -> Fields:
    """The fields of a post: `url` is where its one file is, `children` are those of a carousel.

    `parent` is the post it replies to, "" for none.
    """
    fields = [("media_type", _type(part))]
    if part.text:
        fields.append(("text", part.text))
    if children:
        fields.append(("children", ",".join(children)))
    elif part.media:
        fields += _file(part.media[0], url)
    if part.media and options.spoiler:
        fields.append(("is_spoiler_media", "true"))
    if parent:
        fields.append(("reply_to_id", parent))
    if first:
        fields += _first_only(part, options)
    return tuple(fields)


def item(planned: PlannedMedia, url: str) -> Fields:
    """The fields of one file of a carousel."""
    kind = "VIDEO" if planned.media.is_video else "IMAGE"
    return (("media_type", kind), ("is_carousel_item", "true"), *_file(planned, url))


def _type(part: Part) -> str:
    if not part.media:
        return "TEXT"
    if len(part.media) > 1:
        return "CAROUSEL"
    return "VIDEO" if part.media[0].media.is_video else "IMAGE"


def _file(planned: PlannedMedia, url: str) -> list[tuple[str, str]]:
    name = "video_url" if planned.media.is_video else "image_url"
    alt = planned.media.alt.strip()
    return [(name, url), *([("alt_text", alt)] if alt else [])]


def _first_only(part: Part, options: Options) -> list[tuple[str, str]]:
    """What belongs to the post itself, and not to what replies to it."""
    fields = []
    if options.replies != EVERYONE:
        fields.append(("reply_control", options.replies))
    if options.approvals:
        fields.append(("enable_reply_approvals", "true"))
    if options.topic:
        fields.append(("topic_tag", options.topic))
    if part.media:
        return fields
    if options.link:
        fields.append(("link_attachment", options.link))
    if options.poll:
        poll = dict(zip(_POLL_NAMES, options.poll, strict=False))
        fields.append(("poll_attachment", json.dumps(poll, ensure_ascii=False)))
    if options.attached:
        attached = {"plaintext": options.attached}
        fields.append(("text_attachment", json.dumps(attached, ensure_ascii=False)))
    if options.ghost:
        fields.append(("is_ghost_post", "true"))
    return fields


def _unreadable(why: str) -> PublishingError:
    return NotSent("What was kept of a post on its way to Threads can't be read.", why)
