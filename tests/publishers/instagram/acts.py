"""What no flow of the suites can show: the other door is another one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan, PlannedMedia
from brandcraft_desktop.domain.steps import Published
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.publishers.base import AccountSession, Identity, Session
from brandcraft_desktop.publishers.instagram import own_posts, tokens
from brandcraft_desktop.publishers.instagram.api import of as api_of
from brandcraft_desktop.publishers.instagram.doors import FIELD
from brandcraft_desktop.publishers.instagram.publisher import Instagram
from tests.practice.pictures import MP4
from tests.publishers.agreeing import agree, asked_by
from tests.publishers.instagram.served import Served, serving
from tests.publishers.instagram.world import jpeg
from tests.publishers.support import (
    FileRenditions,
    MemorySecrets,
    MemorySteps,
    StandingClock,
    Waiting,
    attached,
    rendition,
)

PUBLISHER = Instagram()


@dataclass(frozen=True)
class _Ahead:
    """A clock that is some days ahead."""

    clock: Clock
    days: int

    def now(self):  # type: ignore[no-untyped-def]
        return self.clock.now() + timedelta(days=self.days)

    def monotonic(self) -> float:
        return self.clock.monotonic()


@dataclass(frozen=True)
class _Desk:
    """Posts in the name of an account, with files of its own."""

    account: AccountSession
    staging: Served
    folder: Path

    def file(self, name: str, data: bytes, mime: str, **more: object) -> AttachedMedia:
        self.staging.renditions.files[name] = rendition(self.folder, name, data, mime)
        size = {"width": 1080, "height": 1920, "size": len(data), "alt": ""}
        return attached(name, mime=mime, **{**size, **more})  # type: ignore[arg-type]

    def plan(self, text: str, media: AttachedMedia, **options: str) -> Plan:
        made = PUBLISHER.plan(Composition(text, (media,), options))
        assert not made.blocked, made.problems
        return made

    def publish(self, plan: Plan) -> Published:
        account = self.account
        session = Session(
            account.http,
            account.identity,
            account.secrets,
            self.staging.renditions,
            account.clock,
            "act",
            account.clock.now(),
            staging=self.staging,
            settings=account.settings,
        )
        steps = MemorySteps(StandingClock())
        for _ in range(10):
            try:
                return PUBLISHER.publish(plan, session, steps)
            except Waiting:
                continue
        raise AssertionError("it does not end")


@contextmanager
def _desk(account: AccountSession) -> Iterator[_Desk]:
    with TemporaryDirectory() as folder, serving(FileRenditions()) as staging:
        yield _Desk(account, staging, Path(folder))


def covered(account: AccountSession) -> None:
    """A reel with a cover of its own."""
    with _desk(account) as desk:
        film = desk.file("c.mp4", MP4, "video/mp4", duration=20.0)
        plan = desk.plan("Covered", film, cover="c", trial="MANUAL", audio_name="Rain")
        cover = PlannedMedia(desk.file("c.jpg", jpeg(8), "image/jpeg"), None)
        desk.publish(replace(plan, files={"cover": cover}))


def other_door(account: AccountSession) -> None:
    """Sign in through Facebook, post a picture and a reel, look at the profile, delete both."""
    begun = PUBLISHER.begin(asked_by(PUBLISHER, {FIELD: "pages"}), account.http, account.clock)
    parts = urlsplit(begun.address)
    origin = f"{parts.scheme}://{parts.netloc}"
    person = PracticeAccount("instagram", "", "", "", account.identity.remote_id)
    code = agree(begun, person, {origin: account.http.mapped(origin)})
    made = PUBLISHER.finish(begun, code, account.http, account.clock)[0]
    who = Identity("other", made.remote_id, made.handle, made.server)
    through = replace(account, identity=who, secrets=MemorySecrets(made.secrets))
    assert PUBLISHER.profile(through).handle == made.handle
    PUBLISHER.renew(through)
    with _desk(through) as desk:
        picture = desk.file("p.jpg", jpeg(9), "image/jpeg", height=1080)
        film = desk.file("f.mp4", MP4, "video/mp4", duration=20.0)
        for plan in (desk.plan("By Page", picture), desk.plan("Film by Page", film)):
            media_id = desk.publish(plan).parts[0].remote_id
            PUBLISHER.delete(media_id, through)
            PUBLISHER.delete(media_id, through)


def reissue(account: AccountSession) -> None:
    """A token that is 40 days old here; there it may be issued anew at any age."""
    with account.secrets.renewing():
        before = account.secrets.read("access")
        after = tokens.renew(replace(account, clock=_Ahead(account.clock, 40)))
    assert after not in ("", before)
    assert account.secrets.read("access") == after


def look_in_vain(account: AccountSession) -> None:
    """Words that nobody said are not found."""
    with _desk(account) as desk:
        plan = desk.plan("Nobody said this", desk.file("v.jpg", jpeg(1), "image/jpeg", height=1080))
    assert own_posts.with_words(plan, api_of(account), account.clock.now(), frozenset()) is None
