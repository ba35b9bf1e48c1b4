"""Publishing a plan on TikTok, step by step; each step survives a crash.

What publishes is the last piece of a video, or the call that names a photo post's addresses. TikTok
then processes it: FAILED is final, so that the next attempt begins anew, as another round.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.steps import Finding, Guard, Published, PublishedPart, Steps, Verdict
from brandcraft_desktop.errors import (
    MediaGone,
    NotSent,
    OutcomeUnknown,
    PublishingError,
    SignInExpired,
)
from brandcraft_desktop.publishers.base import Session
from brandcraft_desktop.publishers.later import AGAIN, ask_person, heard, wait_out
from brandcraft_desktop.publishers.pieces import commit_last
from brandcraft_desktop.publishers.tiktok import api as calls
from brandcraft_desktop.publishers.tiktok import bodies, creator, looking, wording
from brandcraft_desktop.publishers.tiktok.api import Api
from brandcraft_desktop.publishers.tiktok.errors import failed
from brandcraft_desktop.publishers.tiktok.hosts import permalink, profile_address
from brandcraft_desktop.publishers.tiktok.keeping import note_failure, round_of
from brandcraft_desktop.publishers.tiktok.standing import OVER, State, standing
from brandcraft_desktop.publishers.tiktok.uploads import VideoReceiver, whole_of

FIRST_POLL, LAST_POLL = 5.0, 30.0  # seconds; the sheet's pace, well under 30 a minute
SELDOM = 600.0  # seconds; what takes hours is not asked for twice a minute
PROCESSED_WITHIN = timedelta(days=1)
FIRST_LOOK, LAST_LOOK = timedelta(minutes=1), timedelta(hours=6)


@dataclass(frozen=True)
class _Job:
    """What everything here needs."""

    plan: Plan
    session: Session
    steps: Steps = field(repr=False)
    api: Api
    round: int

    @property
    def now(self) -> datetime:
        return self.session.clock.now()


def publish(plan: Plan, session: Session, steps: Steps) -> Published:
    """Send the plan. Raises `errors.PublishingError`."""
    job = _Job(plan, session, steps, calls.of(session.account), round_of(steps))
    sends_video = plan.parts[0].media[0].media.is_video
    sent = _send_video(job) if sends_video else _send_photos(job)
    steps.once(f"sent {job.round}", job.now.isoformat)
    post_id = steps.once(f"processed {job.round}", lambda: _processed(job, sent))
    if not post_id and looking.is_public(plan):
        post_id = steps.follow_up("permalink", "The link to the post", lambda: _seen(job, sent))
    return Published((_part(job, sent, post_id),))


def find(plan: Plan, session: Session, since: datetime) -> Finding:
    """Look for the post among the account's public ones."""
    finding = looking.look(plan, calls.of(session.account), since, session.taken())
    if finding.verdict is not Verdict.FOUND:
        return Finding(Verdict.UNKNOWN)
    post_id = finding.result.removeprefix(looking.FOUND)
    return Finding(
        Verdict.FOUND, json.dumps([[post_id, permalink(session.identity.handle, post_id)]])
    )


def _send_video(job: _Job) -> str:
    """The publish_id of the video, once all of its bytes are there."""
    whole = whole_of(job.session.renditions.file(job.plan.parts[0].media[0]))
    name = f"video {job.round}"
    receiver = VideoReceiver(job.api, job.plan, whole, job.steps, name)
    return commit_last(
        name,
        whole,
        receiver,
        job.steps,
        gone=lambda since: _look(job, since),
    )


def _send_photos(job: _Job) -> str:
    """The publish_id of the photo post; TikTok fetches its photos itself."""
    name = f"photos {job.round}"
    before = job.steps.result(name)
    if before is not None:
        return before
    if bodies.is_direct(job.plan):
        creator.check(creator.asked(job.api), job.plan)
    staging = job.session.staging
    body = bodies.photo_post(job.plan, [staging.address(one) for one in job.plan.parts[0].media])

    def act(guard: Guard) -> str:
        data = job.api.commit("/post/publish/content/init/", body, guard)
        return data.text("publish_id")

    return job.steps.commit(name, act, lambda since: _look(job, since))


def _processed(job: _Job, sent: str) -> str:
    """The id of the post, "" while nobody may know it; waits while TikTok processes it.

    Raises what `fail_reason` means, and `errors.OutcomeUnknown` where nobody can tell any more.
    """
    if sent.startswith(looking.FOUND):
        return sent.removeprefix(looking.FOUND)
    since = datetime.fromisoformat(job.steps.once(f"sent {job.round}", job.now.isoformat))
    try:
        told = standing(job.api, sent)
    except MediaGone as error:
        return _lost(job, "TikTok no longer tells how it stands.", error.raw)
    except NotSent as error:  # TikTok has it: that nobody can ask now is no failure of it
        wait_out(error, job.now, job.steps, LAST_POLL, "TikTok is processing the post.")
        return _lost(job, "TikTok has not told for a day how it stands.", error.raw)
    except SignInExpired as error:
        raise type(error)(
            "TikTok took this post, and the sign-in has ended since.",
            "Whether it is live is asked once you are signed in again; it is not sent twice.",
            error.action,
            raw=error.raw,
        ) from error
    except PublishingError as error:  # nor is it one that nobody may ask
        return _lost(job, error.title, error.raw)
    heard(job.steps)
    if told.state not in OVER:
        gone_by = job.now - since
        if gone_by > PROCESSED_WITHIN:
            return _lost(job, "TikTok has not come to an end with it in a day.", told.state)
        job.steps.wait(_pause(gone_by), wording.AFTERWARDS)
    if told.state == State.FAILED:
        note_failure(job.steps, job.round, told.reason)
        raise failed(told.reason, f"{sent}: {told.state} {told.reason}")
    return told.post_id


def _pause(gone_by: timedelta) -> float:
    """Seconds until it is asked again; behind ten minutes ever more seldom."""
    seconds = gone_by.total_seconds()
    longest = min(max(seconds / 20, LAST_POLL), SELDOM)
    return min(max(FIRST_POLL, seconds / 4), longest)


def _lost(job: _Job, cause: str, raw: str) -> str:
    """The id of the post, if it is among the public ones; else its person is asked."""
    unknown = OutcomeUnknown(
        "TikTok took this post, and does not tell what became of it.",
        cause,
        "Look in TikTok's app, then say whether it is live.",
        raw=raw,
    )
    created = job.session.created_at
    try:
        finding = _look(job, created)
    except SignInExpired:
        raise
    except PublishingError:  # its person can look where we can't
        finding = Finding(Verdict.UNKNOWN)
    if finding.verdict is Verdict.FOUND:
        return finding.result.removeprefix(looking.FOUND)
    found = ask_person(job.steps, str(job.round), unknown, lambda _: _look(job, created))
    if found == AGAIN:
        raise NotSent(
            "TikTok did not publish this.", "You looked, and it is not there.", "It is sent again."
        )
    return found.removeprefix(looking.FOUND)


def _look(job: _Job, since: datetime) -> Finding:
    return looking.look(job.plan, job.api, since, job.session.taken())


def _seen(job: _Job, sent: str) -> str:
    """The id of a public post. Raises `errors.NotSent` while it is looked through."""
    post_id = standing(job.api, sent).post_id
    if post_id:
        return post_id
    since = datetime.fromisoformat(job.steps.once(f"sent {job.round}", job.now.isoformat))
    pause = min(max(FIRST_LOOK, (job.now - since) * 3 / 2), LAST_LOOK)
    raise NotSent(
        "TikTok has not shown the post to everybody yet.",
        "It looks through new posts first, for a minute or for hours.",
        "Brandcraft asks again by itself.",
        retry_after=pause,
    )


def _part(job: _Job, sent: str, post_id: str) -> PublishedPart:
    """Until its link is known, and where there is none, a post is seen on the account's page."""
    username = job.session.identity.handle
    if post_id:
        return PublishedPart(post_id, permalink(username, post_id))
    return PublishedPart(sent, profile_address(username))
