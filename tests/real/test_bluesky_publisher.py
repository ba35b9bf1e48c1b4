"""The Bluesky publisher against the official server, counted in the server's own store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from brandcraft_desktop.domain.plan import Composition, Plan
from brandcraft_desktop.domain.steps import Verdict
from brandcraft_desktop.errors import (
    BadInput,
    ContentRefused,
    DuplicateRefused,
    MediaGone,
    NotSent,
    SignInExpired,
)
from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.publishers.base import AccountSession, Identity, Session
from brandcraft_desktop.publishers.bluesky.publisher import Bluesky
from brandcraft_desktop.publishers.bluesky.records import GATE
from brandcraft_desktop.publishers.http import Http
from tests.practice.pictures import MP4
from tests.publishers.support import (
    FileRenditions,
    MemorySecrets,
    MemorySteps,
    StandingClock,
    attached,
    rendition,
)
from tests.real.bluesky_server import Pds, PdsAccount

BLUESKY = Bluesky()


class Person:
    """An account of this test's own, connected as the dialog does it."""

    def __init__(self, pds: Pds, account: PdsAccount, folder: Path) -> None:
        self.pds, self.account, self.folder = pds, account, folder
        self.clock = StandingClock()
        self.http = Http(self.clock)
        form = {
            "identifier": f"@{account.handle.upper()}",
            "app_password": account.app_password.replace("-", " "),
            "server": pds.url,
        }
        try:
            self.made = BLUESKY.connect(form, self.http, self.clock)
        except BaseException:
            self.http.close()
            raise
        self.secrets = MemorySecrets(self.made.secrets)
        self.files = FileRenditions()

    def session(self, key: str) -> Session:
        account = self.account_session()
        return Session(
            self.http,
            account.identity,
            self.secrets,
            self.files,
            self.clock,
            key,
            self.clock.now(),
        )

    def account_session(self) -> AccountSession:
        identity = Identity("a", self.made.remote_id, self.made.handle, self.made.server)
        return AccountSession(self.http, identity, self.secrets, self.clock)

    def publish(self, plan: Plan, key: str = "delivery", steps: MemorySteps | None = None) -> Any:
        return BLUESKY.publish(plan, self.session(key), steps or MemorySteps(self.clock))

    def records(self, collection: str = "app.bsky.feed.post") -> list[dict[str, Any]]:
        return [value for _, value in self.pds.records(self.account.did, collection)]


@pytest.fixture
def person(pds: Pds, tmp_path: Path) -> Iterator[Person]:
    person = Person(pds, pds.new_account(), tmp_path)
    yield person
    person.http.close()


def plan(text: str, *media: Any, thread: bool = False, **options: Any) -> Plan:
    made = BLUESKY.plan(Composition(text, media, options, thread))
    assert not made.blocked, made.problems
    return made


def test_connecting(person: Person) -> None:
    assert person.made.remote_id == person.account.did
    assert person.made.handle == person.account.handle
    assert person.made.server == person.pds.url
    assert person.made.grant.expires_at is not None
    left = person.made.grant.expires_at - person.clock.now()
    assert timedelta(minutes=100) < left < timedelta(minutes=125)


def test_a_wrong_app_password(pds: Pds) -> None:
    http = Http(StandingClock())
    form = {"identifier": pds.handle, "app_password": "abcd-efgh-2345-wxyz", "server": pds.url}
    with pytest.raises(BadInput) as caught:
        BLUESKY.connect(form, http, StandingClock())
    http.close()
    assert caught.value.field == "app_password"


def test_pictures_facets_languages_and_replies(person: Person) -> None:
    files = {"a.png": (40, 30, "first"), "b.png": (30, 40, "")}
    media = []
    for name, (width, height, alt) in files.items():
        data = gradient(width, height, (9, 9, 9), (200, 90, 9), 0)
        person.files.files[name] = rendition(person.folder, name, data, "image/png")
        media.append(attached(name, mime="image/png", size=len(data), alt=alt))
    text = f"👋 @{person.pds.handle} @nobody.test https://example.com/ü #Straße"
    options: dict[str, Any] = {
        "languages": "de,en",
        "labels": "graphic-media",
        "replies": "following",
    }
    published = person.publish(plan(text, *media, **options))
    (record,) = person.records()
    assert record["text"] == text
    assert record["langs"] == ["de", "en"]
    assert [one["alt"] for one in record["embed"]["images"]] == ["first", ""]
    found = [
        text.encode()[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode()
        for facet in record["facets"]
    ]
    assert found == [f"@{person.pds.handle}", "https://example.com/ü", "#Straße"]
    assert record["facets"][0]["features"][0]["did"] == person.pds.did
    (gate,) = person.records(GATE)
    assert gate["post"] == published.parts[0].remote_id


def test_a_thread_resent_without_memory_stays_one(person: Person) -> None:
    made = plan("one\n---\ntwo\n---\nthree\n---\nfour\n---\nfive", thread=True, replies="nobody")
    first = person.publish(made)
    second = person.publish(made)
    assert first == second
    assert [one["text"] for one in person.records()] == ["one", "two", "three", "four", "five"]
    assert len(person.records(GATE)) == 1
    session = person.session("delivery")
    assert BLUESKY.find(made, session, person.clock.now()).verdict is Verdict.FOUND
    for part in first.parts:
        BLUESKY.delete(part.remote_id, person.account_session())
        BLUESKY.delete(part.remote_id, person.account_session())
    assert person.records() == []
    assert person.records(GATE) == []
    assert BLUESKY.find(made, session, person.clock.now()).verdict is Verdict.NOT_THERE


def test_another_text_under_the_same_key_is_refused(person: Person) -> None:
    person.publish(plan("before"))
    with pytest.raises(DuplicateRefused):
        person.publish(plan("after"))
    assert [one["text"] for one in person.records()] == ["before"]


def test_a_plain_video(person: Person) -> None:
    person.files.files["v.mp4"] = rendition(person.folder, "v.mp4", MP4, "video/mp4")
    person.publish(plan("watch", attached("v.mp4", mime="video/mp4", duration=3, alt="waves")))
    (record,) = person.records()
    assert record["embed"]["video"]["mimeType"] == "video/mp4"
    assert record["embed"]["alt"] == "waves"


def test_a_blob_that_is_gone_is_uploaded_again(person: Person) -> None:
    data = gradient(8, 8, (1, 2, 3), (4, 5, 6), 0)
    person.files.files["a.png"] = rendition(person.folder, "a.png", data, "image/png")
    steps = MemorySteps(person.clock)
    picture = attached("a.png", mime="image/png")
    first = person.publish(plan("first", picture), "one", steps)
    BLUESKY.delete(first.parts[0].remote_id, person.account_session())
    again = MemorySteps(person.clock)
    again.kept = {name: kept for name, kept in steps.kept.items() if name.startswith("upload")}
    with pytest.raises(MediaGone):
        person.publish(plan("second", picture), "two", again)
    person.publish(plan("second", picture), "two", again)
    assert [one["text"] for one in person.records()] == ["second"]


def test_what_the_server_refuses_is_final(person: Person) -> None:
    made = plan("x")
    long = replace(made, parts=(replace(made.parts[0], text="x" * 301),))
    with pytest.raises(ContentRefused) as caught:
        person.publish(long)
    assert "300" in caught.value.cause
    assert caught.value.raw.startswith("POST ")
    assert person.records() == []


def test_tokens_are_renewed_and_healed(person: Person) -> None:
    before = dict(person.secrets.values)
    with person.secrets.renewing():
        BLUESKY.renew(person.account_session())
    renewed = dict(person.secrets.values)
    assert renewed["refresh"] != before["refresh"]
    person.secrets.values["refresh"] = "no.good.token"
    person.secrets.values["access"] = "no.good.token"
    person.publish(plan("healed"))
    assert person.secrets.values["refresh"] not in ("no.good.token", renewed["refresh"])
    assert len(person.records()) == 1
    person.secrets.values.update(access="a.b.c", refresh="a.b.c")
    person.secrets.values["app_password"] = "abcd-efgh-2345-wxyz"
    with pytest.raises(SignInExpired):
        person.publish(plan("never"), "other")
    assert len(person.records()) == 1


def test_a_profile_without_a_view_of_the_network(person: Person) -> None:
    profile = BLUESKY.profile(person.account_session())
    assert profile.handle == person.account.handle
    assert profile.avatar is None


def test_a_server_that_is_not_there(person: Person) -> None:
    identity = Identity("a", person.made.remote_id, person.made.handle, "http://127.0.0.1:9")
    session = AccountSession(person.http, identity, person.secrets, person.clock)
    with pytest.raises(NotSent):
        BLUESKY.renew(session)
