"""Publishing a plan on YouTube, step by step; each step survives a crash.

The last piece of the upload makes the video: it is the irreversible call. After a lost answer the
session is asked, which is proof either way; where that is gone, the channel's own uploads.
"""

from __future__ import annotations

import json
from datetime import datetime

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.steps import Finding, Published, PublishedPart, Steps, Verdict
from brandcraft_desktop.publishers import pieces
from brandcraft_desktop.publishers.base import Session
from brandcraft_desktop.publishers.handing_over import live_at, to_send
from brandcraft_desktop.publishers.youtube import api as calls
from brandcraft_desktop.publishers.youtube import settling, thumbnail, uploads, videos
from brandcraft_desktop.publishers.youtube.api import Api
from brandcraft_desktop.publishers.youtube.info import NATIVE
from brandcraft_desktop.publishers.youtube.metadata import Insert, insert
from brandcraft_desktop.publishers.youtube.uploads import VideoReceiver

VIDEO = "video"


def publish(plan: Plan, session: Session, steps: Steps) -> Published:
    """Send the plan. Raises `errors.PublishingError`."""
    api = calls.of(session.account)
    at = live_at(NATIVE, plan, session, steps)
    video_id = _uploaded(plan, api, at, session, steps)
    settling.settled(api, video_id, session, steps)
    thumbnail.follow(plan, api, video_id, session, steps)
    if at is not None:
        settling.public(api, video_id, at, session, steps)
    return Published((PublishedPart(video_id, videos.permalink(video_id, plan.surface)),))


def find(plan: Plan, session: Session, since: datetime) -> Finding:
    """Look among the channel's uploads."""
    finding = _look(plan, calls.of(session.account), since, session.taken())
    if finding.verdict is not Verdict.FOUND:
        return finding
    part = [finding.result, videos.permalink(finding.result, plan.surface)]
    return Finding(Verdict.FOUND, json.dumps([part]))


def _uploaded(plan: Plan, api: Api, at: datetime | None, session: Session, steps: Steps) -> str:
    """The id of the video, once all of it is there."""
    (planned,) = plan.parts[0].media
    file = session.renditions.file(planned)
    whole = pieces.Whole(file.path, file.mime, file.bytes, uploads.PIECE)

    def said() -> Insert:
        return insert(plan, to_send(NATIVE, at, session, steps))

    receiver = VideoReceiver(api, file, said)
    return pieces.commit_last(
        VIDEO, whole, receiver, steps, gone=lambda since: _look(plan, api, since, session.taken())
    )


def _look(plan: Plan, api: Api, since: datetime, taken: frozenset[str]) -> Finding:
    """Not seeing the video proves nothing."""
    found = videos.find(api, plan, since, taken)
    return Finding(Verdict.UNKNOWN) if found is None else Finding(Verdict.FOUND, found, found)
