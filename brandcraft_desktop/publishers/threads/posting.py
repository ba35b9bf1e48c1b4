"""Publishing a plan on Threads, step by step; each step survives a crash.

A container is kept before it is published and tells afterwards whether it was: one that says
PUBLISHED is out, and one that says FINISHED is not, so that publishing it again is safe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from brandcraft_desktop.domain.plan import Part, Plan, PlannedMedia
from brandcraft_desktop.domain.steps import Finding, Guard, Published, PublishedPart, Steps, Verdict
from brandcraft_desktop.errors import (
    BadInput,
    ContentRefused,
    MediaGone,
    NotSent,
    OutcomeUnknown,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
)
from brandcraft_desktop.publishers.base import AccountSession, Session
from brandcraft_desktop.publishers.graph import ID
from brandcraft_desktop.publishers.threads import api as calls
from brandcraft_desktop.publishers.threads import containers, finding, options, quota
from brandcraft_desktop.publishers.threads.api import Api, Fields
from brandcraft_desktop.publishers.threads.containers import Container, State, restored
from brandcraft_desktop.publishers.threads.errors import Gone, TooEarly
from brandcraft_desktop.publishers.threads.info import INFO
from brandcraft_desktop.publishers.threads.options import Options
from brandcraft_desktop.publishers.threads.waiting import expired, until_ready

EARLY_SECONDS = 5.0
LONGEST_EARLY = timedelta(minutes=30)
_LASTING = (ContentRefused, OwnerNeeded, PermissionMissing)
"""Refusals behind which nothing is sent again by itself."""


def publish(plan: Plan, session: Session, steps: Steps) -> Published:
    """Send the plan. Raises `errors.PublishingError`."""
    api, person = calls.of(session.account), session.identity.remote_id
    chosen = options.read(plan.options)
    steps.once("quota", lambda: quota.check(api, person, len(plan.parts) - 1))
    posts: list[str] = []
    for number, part in enumerate(plan.parts, 1):
        if len(plan.parts) > 1:
            steps.progress(
                number - 1, len(plan.parts), f"Posting part {number} of {len(plan.parts)}"
            )
        one = _Message(api, session, steps, part, number, chosen, tuple(posts))
        posts.append(_posted(one))
    return Published(
        tuple(
            PublishedPart(post, _permalink(api, session, steps, post, number))
            for number, post in enumerate(posts, 1)
        )
    )


def delete(post: str, account: AccountSession) -> None:
    """Delete one post; gone already is fine. Raises `errors.PublishingError`."""
    if not post.isdecimal():
        raise BadInput("This is no post on Threads.", f"Its id is {post[:100]}.")
    try:
        calls.of(account).delete(post)
    except Gone:
        return


@dataclass(frozen=True)
class _Message:
    """One part on its way; `before` are the posts of its thread that are out."""

    api: Api
    session: Session
    steps: Steps
    part: Part
    number: int
    options: Options
    before: tuple[str, ...]

    @property
    def prefix(self) -> str:
        """Of the steps that are done anew with a new container."""
        return f"part {self.number} "

    @property
    def person(self) -> str:
        return self.session.identity.remote_id

    @property
    def parent(self) -> str:
        return self.before[-1] if self.before else ""


def _posted(one: _Message) -> str:
    """Publish one part; gives the number of the post."""
    container = _container(one)
    state = one.steps.once(
        f"{one.prefix}ready",
        lambda: until_ready(one.api, one.session.clock, container, one.steps, one.prefix).value,
    )
    out = state == State.PUBLISHED
    try:
        return one.steps.commit(
            f"post {one.number}",
            _sending(one, container, out=out),
            lambda since: _look(one, container, container.made_at if out else since),
        )
    except OutcomeUnknown:
        raise
    except TooEarly:
        now = one.session.clock.now()
        since = one.steps.once(f"{one.prefix}early", now.isoformat)
        one.steps.forget(f"{one.prefix}ready")
        if now - datetime.fromisoformat(since) > LONGEST_EARLY:
            raise
        one.steps.wait(EARLY_SECONDS, "Threads is not done with the post yet.")
    except MediaGone:
        one.steps.forget(one.prefix)
        raise
    except PublishingError:  # before it is sent again, the container says whether it went out
        one.steps.forget(f"{one.prefix}ready")
        raise


def _container(one: _Message) -> Container:
    """The container of the whole post, made after those of its files are ready."""
    children: Sequence[Container] = ()
    if len(one.part.media) > 1:
        children = _items(one)

    def make() -> str:
        media = one.part.media
        url = one.session.staging.address(media[0]) if len(media) == 1 else ""
        fields = containers.whole(
            one.part,
            one.options,
            first=not one.before,
            parent=one.parent,
            url=url,
            children=[child.id for child in children],
        )
        return _create(one, fields)

    return restored(one.steps.once(f"{one.prefix}container", make))


def _items(one: _Message) -> Sequence[Container]:
    """A container for each file of a carousel, all of them ready."""
    names = [f"{one.prefix}item {place}" for place in range(1, len(one.part.media) + 1)]
    makers: dict[str, Callable[[], str]] = {
        name: partial(_item, one, planned)
        for name, planned in zip(names, one.part.media, strict=True)
    }
    kept = one.steps.together(makers)
    made = [restored(kept[name]) for name in names]

    def ready() -> str:
        for place, child in enumerate(made, 1):
            with _of_several(place, len(made)):
                until_ready(one.api, one.session.clock, child, one.steps, one.prefix)
        return "ready"

    one.steps.once(f"{one.prefix}items ready", ready)
    return made


@contextmanager
def _of_several(place: int, count: int) -> Iterator[None]:
    """Says which file of a carousel is refused."""
    try:
        yield
    except ContentRefused as error:
        cause = f"It is file {place} of {count}. {error.cause}".rstrip()
        raise type(error)(
            error.title, cause, error.action, kind=error.kind, raw=error.raw
        ) from error


def _item(one: _Message, planned: PlannedMedia) -> str:
    return _create(one, containers.item(planned, one.session.staging.address(planned)))


def _create(one: _Message, fields: Fields) -> str:
    return containers.create(one.api, one.person, fields, one.session.clock)


def _sending(one: _Message, container: Container, *, out: bool) -> Callable[[Guard], str]:
    def act(guard: Guard) -> str:
        if out:  # a call that was thought refused has published it
            return _surely_out(one, container.made_at)
        form = (("creation_id", container.id),)
        try:
            if container.is_old(one.session.clock.now()):
                raise expired()
            return one.api.commit(f"{one.person}/threads_publish", form, guard).identifier("id", ID)
        except (MediaGone, *_LASTING) as refusal:
            if _is_out(one, container, refusal):
                return _surely_out(one, container.made_at)
            raise

    return act


def _is_out(one: _Message, container: Container, refusal: PublishingError) -> bool:
    """Whether Threads published what it refused; its container knows.

    Raises `errors.OutcomeUnknown` where it can't be asked: it is looked for before anything else.
    """
    try:
        return containers.status(one.api, container.id).state is State.PUBLISHED
    except PublishingError as error:
        if isinstance(error, Gone) and isinstance(refusal, MediaGone | Gone):
            return False
        raise OutcomeUnknown(
            refusal.title,
            "Such posts can come out all the same, and this one can't be asked for.",
            "Look at your profile on Threads, then say whether it is live.",
            raw=refusal.raw,
        ) from error


def _surely_out(one: _Message, since: datetime) -> str:
    """The number of a post that is out; whatever keeps it from us, the post has not failed."""
    try:
        return _listed(one, since)
    except PublishingError as error:
        raise _unlisted(error.raw) from error


def _look(one: _Message, container: Container, since: datetime) -> Finding:
    """Whether a call whose answer was lost published the container."""
    state = containers.status(one.api, container.id).state
    if state is State.PUBLISHED:
        found = _listed(one, since)
        return Finding(Verdict.FOUND, found, found)
    if state is State.IN_PROGRESS:
        raise NotSent("Threads is still working on the post.", "", "Brandcraft looks again.")
    return Finding(Verdict.NOT_THERE)


def _listed(one: _Message, since: datetime) -> str:
    """The number of a post that is out, as the lists tell it."""
    posts = finding.listed(one.api, one.person, since, replies=bool(one.before))
    known = {*one.before, *one.session.taken()}
    found = finding.one_of(posts, one.part, known, one.parent)
    if found is None:
        raise _unlisted()
    return found.identifier("id", ID)


def _unlisted(raw: str = "") -> OutcomeUnknown:
    """It is out, and only its number is missing: looked for again, and never sent again."""
    return OutcomeUnknown(
        "Threads has published this post, but does not list it.",
        "Its own address could not be found out.",
        "Look at your profile on Threads, then say that it is live.",
        raw=raw,
    )


def _permalink(api: Api, session: Session, steps: Steps, post: str, number: int) -> str:
    """Where people see it; the profile until Threads tells."""

    def ask() -> str:
        told = api.get(post, (("fields", "id,permalink"),)).text("permalink")
        return finding.link(told)

    told = steps.follow_up(f"permalink {number}", "The address of the post", ask)
    return told or INFO.profile_of(session.identity.handle)
