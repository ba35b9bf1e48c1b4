"""Videos and reels of a Page.

Sources: Video API, "Publishing" (v25.0: `fbuploader_video_file_chunk`), Reels Publishing API
(2026-07-30), facebook-business 26.0.3 (`thumb`, `is_ai_generated`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from brandcraft_desktop.domain.plan import Plan, PlannedMedia
from brandcraft_desktop.domain.steps import Finding, Guard, Steps, Verdict
from brandcraft_desktop.errors import MediaGone, NotSent, SignInExpired
from brandcraft_desktop.publishers.base import Session
from brandcraft_desktop.publishers.cover_frame import COVER_FRAME
from brandcraft_desktop.publishers.exchange import FilePart, Multipart, Upload
from brandcraft_desktop.publishers.facebook import (
    api,
    errors,
    native,
    posts,
    processing,
    rounds,
    uploads,
)
from brandcraft_desktop.publishers.facebook.posts import Seen
from brandcraft_desktop.publishers.json_value import JsonObject

_POST = "post"
_LOOK = f"{processing.FIELDS},scheduled_publish_time"
_AGAIN = timedelta(seconds=30)


def video(plan: Plan, session: Session, steps: Steps) -> Seen:
    """A video of any shape and length."""
    part, due = plan.parts[0], native.moment(plan, session, steps)
    planned = part.media[0]
    handle = _handle(session, planned, steps)
    page = session.identity.remote_id

    def act(guard: Guard) -> str:
        said = {
            **_words(plan, part.text),
            **native.fields(due, session.clock.now()),
            **({"fbuploader_video_file_chunk": handle} if handle else {}),
        }
        files = _files(plan, session, planned, whole=not handle)
        form = Multipart(tuple(said.items()), files)
        told = api.post(session.account, f"{page}/videos", form, guard, host=api.VIDEO_GRAPH)
        return Seen(told.identifier("id", posts.ID), "").kept

    kept = posts.restored(
        steps.commit(
            rounds.named(steps, _POST),
            act,
            lambda since: posts.looked_for(session.account, part.text, since, session.taken()),
        )
    )
    if kept.permalink:  # found among the posts, those that are planned there included
        if due is not None:
            native.wait_until_out(session, kept.id, "id,is_published", steps)
        return kept
    if due is not None:
        native.wait_until_out(session, kept.id, "id,published", steps)
    return _seen(session, kept.id, processing.wait_until_ready(session, kept.id, steps))


def reel(plan: Plan, session: Session, steps: Steps) -> Seen:
    """A reel: its video exists before it is published."""
    part, due = plan.parts[0], native.moment(plan, session, steps)
    made = uploads.reel(session, part.media[0], steps, "video_reels")

    def said() -> dict[str, str]:
        return {**native.reel_state(due, session.clock.now()), **_words(plan, part.text)}

    steps.commit(
        rounds.named(steps, _POST),
        finishing(session, made, "video_reels", said),
        asking(session, made),
    )
    if due is not None:
        native.wait_until_out(session, made, "id,published", steps)
    return _seen(session, made, processing.wait_until_ready(session, made, steps))


def finishing(
    session: Session, made: str, edge: str, said: Callable[[], dict[str, str]]
) -> Callable[[Guard], str]:
    """The call that publishes a video whose bytes are there; gives its post, if it is told."""

    def act(guard: Guard) -> str:
        fields = {"video_id": made, **said()}
        path = f"{session.identity.remote_id}/{edge}"
        try:
            told = api.post(session.account, path, fields, guard, phase="finish")
        except errors.NotThere as error:
            raise MediaGone(
                "Facebook no longer has the video.",
                "An upload that is not published is kept for a while only.",
                "Brandcraft uploads it again by itself.",
                raw=error.raw,
            ) from error
        return posts.post_of(told) or made

    return act


def asking(session: Session, made: str) -> Callable[[datetime], Finding]:
    """Whether a video is out after its answer was lost: its status says so, never the opposite."""

    def find(since: datetime) -> Finding:
        try:
            told = api.get(session.account, made, fields=_LOOK)
        except errors.NotThere:
            return Finding(Verdict.UNKNOWN)
        if processing.is_out(told) or _is_planned(told):
            return Finding(Verdict.FOUND, posts.post_of(told) or made)
        if processing.is_busy(told):
            raise NotSent(
                "Facebook is processing the video.",
                "Only then it tells whether it was published.",
                "Brandcraft asks again by itself.",
                retry_after=_AGAIN,
            )
        return Finding(Verdict.UNKNOWN)

    return find


def _handle(session: Session, planned: PlannedMedia, steps: Steps) -> str:
    """What the uploaded video is called; "" where the person's own token has ended.

    The Page's token outlives it, and then the whole file goes with the call itself.
    """
    try:
        return uploads.handle(session, planned, steps)
    except SignInExpired:
        return ""


def _words(plan: Plan, text: str) -> dict[str, str]:
    said = {"title": plan.options.get("title", ""), "description": text}
    if plan.options.get("ai_generated") == "true":
        said["is_ai_generated"] = "true"
    return {name: value for name, value in said.items() if value}


def _files(
    plan: Plan, session: Session, planned: PlannedMedia, *, whole: bool
) -> tuple[FilePart, ...]:
    found = []
    chosen = plan.options.get(COVER_FRAME, "")
    if chosen:
        still = session.renditions.still(planned, int(chosen))
        found.append(uploads.part_of(Upload(still.path, still.mime, still.bytes), "thumb"))
    if whole:
        file = session.renditions.file(planned)
        found.append(uploads.part_of(Upload(file.path, file.mime, file.bytes)))
    return tuple(found)


def _is_planned(told: JsonObject) -> bool:
    return "scheduled_publish_time" in told.names()


def _seen(session: Session, video_id: str, told: JsonObject) -> Seen:
    """The post of a video, which deleting, comments and lists know it by."""
    page, post = session.identity.remote_id, posts.post_of(told)
    link = told.optional("permalink_url") or f"/reel/{video_id}/"
    return Seen(
        processing.whole_id(page, post) if post else video_id, posts.permalink(page, video_id, link)
    )
