"""Waiting until Threads has prepared a container; holds no lane meanwhile."""

from __future__ import annotations

from datetime import timedelta

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.errors import ErrorKind, MediaGone, NotSent
from brandcraft_desktop.publishers.threads.api import Api
from brandcraft_desktop.publishers.threads.containers import Container, State, Status, status
from brandcraft_desktop.publishers.threads.errors import Gone, failed

LONGEST = timedelta(minutes=30)
"""Ours: Meta says five minutes, and takes longer for long videos."""

_REASON = "Threads is preparing the post."


def until_ready(api: Api, clock: Clock, container: Container, steps: Steps, prefix: str) -> State:
    """FINISHED, or PUBLISHED; never returns before (it waits).

    What can no longer be used is forgotten with every step whose name begins with `prefix`. Raises
    `errors.ContentRefused`, `errors.MediaGone`, `errors.NotSent`.
    """
    found = _asked(api, container, clock)
    if found.state is State.PUBLISHED:  # at any age: it must not be made anew
        return found.state
    if container.is_old(clock.now()):
        steps.forget(prefix)
        raise expired()
    if found.state is State.FINISHED:
        return found.state
    if found.state is State.EXPIRED:
        steps.forget(prefix)
        raise expired()
    if found.state is State.ERROR:
        steps.forget(prefix)
        raise failed(found.message)
    age = clock.now() - container.made_at
    if age <= LONGEST:
        steps.wait(pause(age), _REASON)
    steps.forget(prefix)
    raise NotSent(
        "Threads takes too long to prepare this post.",
        "It should be done within minutes.",
        "Brandcraft begins it anew by itself.",
        kind=ErrorKind.MEDIA_PROCESSING,
    )


def _asked(api: Api, container: Container, clock: Clock) -> Status:
    """How it stands; one that is old may be gone."""
    try:
        return status(api, container.id)
    except Gone:
        if container.is_old(clock.now()):
            return Status(State.EXPIRED, "")
        raise


def pause(age: timedelta) -> float:
    """Seconds until a container of this age is looked at again: seldom, once it takes long."""
    if age < timedelta(seconds=20):
        return 3.0
    return 15.0 if age < timedelta(minutes=2) else 60.0


def expired() -> MediaGone:
    """A container lives for a day, and this one was not published in it."""
    return MediaGone(
        "What Threads had prepared of this post ran out.",
        "It keeps a post for a day until it is published.",
        "Brandcraft begins it anew by itself.",
    )
