"""Publishing a plan on Pinterest, step by step; each step survives a crash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.steps import Finding, Guard, Published, PublishedPart, Steps, Verdict
from brandcraft_desktop.errors import MediaGone
from brandcraft_desktop.publishers.base import Session
from brandcraft_desktop.publishers.cover_frame import COVER_FRAME
from brandcraft_desktop.publishers.pinterest import api as calls
from brandcraft_desktop.publishers.pinterest import pictures, pins, video
from brandcraft_desktop.publishers.pinterest.alt_text import alt_text
from brandcraft_desktop.publishers.pinterest.api import Api
from brandcraft_desktop.publishers.pinterest.boards import Place, place_of
from brandcraft_desktop.publishers.pinterest.pins import Words


def publish(plan: Plan, session: Session, steps: Steps) -> Published:
    """Send the plan. Raises `errors.PublishingError`."""
    api = calls.of(session.account)
    try:
        pin_id = _publish(plan, api, session, steps)
    except MediaGone:
        steps.forget(video.PREFIX)
        raise
    return Published((PublishedPart(pin_id, pins.permalink(pin_id)),))


def find(plan: Plan, session: Session, since: datetime) -> Finding:
    """Look for the Pin on its board and among the account's newest."""
    finding = _look(plan, calls.of(session.account), since, session.taken())
    if finding.verdict is not Verdict.FOUND:
        return Finding(Verdict.UNKNOWN)
    return Finding(Verdict.FOUND, json.dumps([[finding.result, pins.permalink(finding.result)]]))


def _publish(plan: Plan, api: Api, session: Session, steps: Steps) -> str:
    source = _media_source(plan, api, session, steps)
    body = pins.body(place_in(plan), words_in(plan), source)

    def act(guard: Guard) -> str:
        return api.commit("/pins", body, guard).identifier("id", pins.ID)

    return steps.commit("pin", act, lambda since: _look(plan, api, since, session.taken()))


def _media_source(plan: Plan, api: Api, session: Session, steps: Steps) -> Mapping[str, object]:
    media = plan.parts[0].media
    if not media[0].media.is_video:
        return pictures.media_source([session.renditions.file(one) for one in media], steps)
    media_id = video.uploaded(api, session, media[0], steps)
    moment = int(plan.options.get(COVER_FRAME) or 0)
    cover = video.cover(session.renditions, media[0], moment)
    return {"source_type": "video_id", "media_id": media_id, **cover}


def _look(plan: Plan, api: Api, since: datetime, taken: frozenset[str]) -> Finding:
    """Not seeing the Pin proves nothing yet: nobody says that these lists are never late."""
    found = pins.find(api, place_in(plan), words_in(plan), since, taken)
    return Finding(Verdict.NOT_YET) if found is None else Finding(Verdict.FOUND, found, found)


def place_in(plan: Plan) -> Place:
    """The board of a plan, and the section."""
    return place_of(plan.options["board"])


def words_in(plan: Plan) -> Words:
    """What a plan says."""
    part = plan.parts[0]
    return Words(
        title=plan.title,
        description=part.text,
        link=plan.options["link"],
        alt_text=alt_text([one.media for one in part.media]),
    )
