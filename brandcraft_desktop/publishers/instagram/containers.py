"""Containers: files handed over to Instagram, each kept by its id until it is published.

Source: Instagram Platform, "Publish content" (v25.0, after 2026-04-22): a container lives for a
day, is published at most once, and tells by `status_code` whether it can be. All steps of it are
named "container …", so that they are dropped together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.plan import Plan, PlannedMedia
from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.errors import ContentRefused, ErrorKind, MediaGone, PermissionMissing
from brandcraft_desktop.publishers.base import Session
from brandcraft_desktop.publishers.instagram import errors, fields, videos
from brandcraft_desktop.publishers.instagram.api import Api
from brandcraft_desktop.publishers.instagram.kept import Container
from brandcraft_desktop.publishers.instagram.surfaces import CAROUSEL

PREFIX = "container"
PUBLISHED = "PUBLISHED"
_ONLY, _WHOLE = f"{PREFIX} 1", f"{PREFIX} whole"
SOONEST, LATEST = 3.0, 60.0  # seconds between two looks
PATIENCE = timedelta(minutes=15)  # a long video takes its time
YOUNG = timedelta(minutes=2)
YOUNG_WAIT = 30.0
WORDS = "Instagram is processing the files."


def ready(plan: Plan, api: Api, session: Session, steps: Steps) -> tuple[Container, bool]:
    """The container of a whole post, ready to be published, and whether it is out already.

    Waits while it is not. Raises `errors.PublishingError`; what is no longer there is
    `errors.MediaGone`.
    """
    media = plan.parts[0].media
    if plan.surface != CAROUSEL.name:
        only = _ONLY
        made = _made(api, session, steps, only, media[0], fields.single(plan), plan)
        return _finished(api, session.clock, steps, only, made)
    children = []
    for number, planned in enumerate(media, 1):
        with _of_several(number, len(media)):
            name = f"{PREFIX} {number}"
            made = _made(api, session, steps, name, planned, fields.child(planned), plan)
        children.append(made)
    for number, one in enumerate(children, 1):
        with _of_several(number, len(media)):
            _finished(api, session.clock, steps, f"{PREFIX} {number}", one)
    form = fields.carousel(plan, [one.id for one in children])
    whole = _WHOLE
    kept = steps.once(whole, lambda: Container.of(api.post(f"{api.me}/media", form), session.clock))
    return _finished(api, session.clock, steps, whole, Container.parse(kept))


@contextmanager
def _of_several(number: int, count: int) -> Iterator[None]:
    """Says which file of a carousel is refused."""
    try:
        yield
    except ContentRefused as error:
        cause = f"It is file {number} of {count}. {error.cause}".rstrip()
        raise type(error)(
            error.title, cause, error.action, kind=error.kind, raw=error.raw
        ) from error


def status_of(api: Api, container: Container) -> tuple[str, str]:
    """`status_code` of a container, and the words beside it."""
    told = api.get(f"/{container.id}", fields="id,status_code,status")
    told.text("status_code")
    return told.words("status_code"), told.words("status")


def ask_anew(plan: Plan, steps: Steps) -> None:
    """Forget that the whole post was ready, so that its container is asked once more."""
    steps.forget(f"{_WHOLE if plan.surface == CAROUSEL.name else _ONLY} ready")


def unknown(container: Container, clock: Clock, steps: Steps) -> MediaGone:
    """What to do where Instagram does not know a container: waits while it is new."""
    if clock.now() - container.at < YOUNG:
        steps.wait(YOUNG_WAIT, WORDS)
    return gone(container)


def gone(container: Container) -> MediaGone:
    """Instagram no longer has a container: another is made."""
    return MediaGone(
        "Instagram no longer has the files of this post.",
        "It keeps them for a day.",
        "Brandcraft hands them over anew.",
        raw=f"container {container.id}",
    )


def _made(
    api: Api,
    session: Session,
    steps: Steps,
    name: str,
    planned: PlannedMedia,
    form: Mapping[str, str],
    plan: Plan,
) -> Container:
    """Hand one file over: bytes where Instagram takes them, else by its address."""
    if planned.media.is_video:
        return videos.handed_over(api, session, steps, name, planned, form, plan.files.get("cover"))

    def create() -> str:
        address = session.staging.address(planned)
        answer = api.post(f"{api.me}/media", {**form, "image_url": address})
        return Container.of(answer, session.clock)

    return Container.parse(steps.once(name, create))


def _finished(
    api: Api, clock: Clock, steps: Steps, name: str, container: Container
) -> tuple[Container, bool]:
    """The same container once it can be published, and whether it was; waits until then."""
    code = steps.once(f"{name} ready", lambda: _ready(api, clock, steps, name, container))
    return container, code == PUBLISHED


def _ready(api: Api, clock: Clock, steps: Steps, name: str, container: Container) -> str:
    steps.progress(0, 0, WORDS)
    try:
        code, words = status_of(api, container)
    except (errors.ContainerMissing, PermissionMissing):
        raise unknown(container, clock, steps) from None
    if code in ("FINISHED", PUBLISHED):
        return code
    if code == "EXPIRED":
        raise gone(container)
    if code == "ERROR":
        raise errors.failed(words, f"container {container.id}: {words}")
    # From the first look on: a large video has been on its way for long before.
    since = datetime.fromisoformat(steps.once(f"{name} looked at", lambda: clock.now().isoformat()))
    age = clock.now() - since
    if age <= PATIENCE:
        steps.wait(min(LATEST, max(SOONEST, age.total_seconds() / 4)), WORDS)
    raise ContentRefused(
        "Instagram did not get done with the files.",
        f"It was asked for {PATIENCE.seconds // 60} minutes.",
        "Try again; a shorter or smaller video may help.",
        kind=ErrorKind.MEDIA_PROCESSING,
        raw=f"container {container.id}: {code}",
    )
