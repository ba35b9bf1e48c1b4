"""The picture that stands for a video: it follows the video, and never fails it.

Source: youtube.v3 discovery revision 20261104, thumbnails.set; developers.google.com, revision
history: 50 MB since 2026-09-14 (2 MB before, which is what is made here), for shorts since
2026-11-03 and only once they are processed.
"""

from __future__ import annotations

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.publishers.base import Rendition, Session
from brandcraft_desktop.publishers.cover_frame import COVER_FRAME
from brandcraft_desktop.publishers.exchange import Answer, Request, Upload
from brandcraft_desktop.publishers.youtube import quota
from brandcraft_desktop.publishers.youtube.api import UPLOADS, Api
from brandcraft_desktop.publishers.youtube.errors import judged_thumbnail

OPTION = "thumbnail"


def follow(plan: Plan, api: Api, video_id: str, session: Session, steps: Steps) -> None:
    """Set the picture somebody chose: a file, else a frame of the video; else YouTube's own."""
    if not plan.files.get(OPTION) and not plan.options.get(COVER_FRAME):
        return

    def act() -> str:
        _set(api, video_id, _picture(plan, session))
        return "set"

    steps.follow_up(OPTION, "The thumbnail", act)


def _picture(plan: Plan, session: Session) -> Rendition:
    chosen = plan.files.get(OPTION)
    if chosen is not None:
        return session.renditions.file(chosen)
    (video,) = plan.parts[0].media
    return session.renditions.still(video, int(plan.options[COVER_FRAME]))


def _set(api: Api, video_id: str, picture: Rendition) -> None:
    api.quota.spend(quota.UNITS, quota.CHANGE_COST, api.clock.now())
    judge = judged_thumbnail(api.clock.now())

    def send(token: str) -> Answer:
        return api.http.send(
            Request(
                "POST",
                f"{UPLOADS}/thumbnails/set",
                query=(("videoId", video_id), ("uploadType", "media")),
                bearer=token,
                upload=Upload(picture.path, picture.mime, picture.bytes),
                judge=judge,
                seconds=120.0,
            )
        )

    api.run(send)
