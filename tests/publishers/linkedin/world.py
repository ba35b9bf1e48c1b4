"""An account on the practice LinkedIn with everything a publisher needs, and the way the engine
goes on after trouble."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan
from brandcraft_desktop.domain.platform import NO_FACTS
from brandcraft_desktop.domain.steps import Published
from brandcraft_desktop.errors import BrandcraftError, NotSent, OutcomeUnknown, PublishingError
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import (
    AccountSession,
    AppKeys,
    Asked,
    Begun,
    Connection,
    Identity,
    Session,
)
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.linkedin.profile import PAGE_FACTS
from brandcraft_desktop.publishers.linkedin.publisher import LinkedIn
from brandcraft_desktop.publishers.origins import Origins
from tests.publishers.support import (
    FileRenditions,
    MemorySecrets,
    MemorySteps,
    StandingClock,
    Waiting,
    attached,
    rendition,
)

APP = AppKeys("practice-linkedin", "practice-secret-linkedin")
REDIRECT = "http://localhost:47824/callback"
COMPANY = "urn:li:organization:5100001"
STUDIO = "urn:li:organization:5100002"
WITH_PAGES = "openid profile w_member_social w_organization_social r_organization_social"
MOST_TRIES = 12
_keys = itertools.count(1)


@dataclass
class World:
    """One signed-in account, a person or a page, and one delivery after another."""

    server: PracticeServer
    folder: Path
    http: Http
    clock: StandingClock
    secrets: MemorySecrets
    author: str
    settings: Mapping[str, str] = field(default_factory=dict)
    renditions: FileRenditions = field(default_factory=FileRenditions)
    publisher: LinkedIn = field(default_factory=LinkedIn)
    troubles: list[BrandcraftError] = field(default_factory=list)
    waits: list[str] = field(default_factory=list)

    @property
    def account_session(self) -> AccountSession:
        return self.session().account

    def session(self, key: str = "") -> Session:
        """A new delivery, or the one called `key`."""
        return Session(
            self.http,
            Identity("account-1", self.author, "Practice Member", "https://www.linkedin.com"),
            self.secrets,
            self.renditions,
            self.clock,
            key or f"delivery-{next(_keys)}",
            self.clock.now(),
            settings=self.settings,
        )

    def file(self, name: str, data: bytes, mime: str, **more: Any) -> AttachedMedia:
        """A file ready to be uploaded."""
        self.renditions.files[name] = rendition(self.folder, name, data, mime)
        size = more.pop("size", len(data))
        return attached(name, mime=mime, size=size, **more)

    def plan(self, text: str, *media: AttachedMedia, **options: str) -> Plan:
        facts = PAGE_FACTS if self.author.startswith("urn:li:organization:") else NO_FACTS
        made = self.publisher.plan(Composition(text, media, options, facts=facts))
        assert not made.blocked, made.problems
        return made

    def steps(self) -> MemorySteps:
        return MemorySteps(self.clock)

    def publish(
        self, plan: Plan, session: Session | None = None, steps: MemorySteps | None = None
    ) -> Published:
        """Go on as the engine does: wait, try again, look."""
        session, steps = session or self.session(), steps or self.steps()
        for _ in range(MOST_TRIES):
            try:
                return self.publisher.publish(plan, session, steps)
            except Waiting as wait:
                self.waits.append(wait.reason)
            except NotSent as error:
                self.troubles.append(error)
            except OutcomeUnknown as error:
                self.troubles.append(error)
                if len([one for one in self.troubles if isinstance(one, OutcomeUnknown)]) > 1:
                    raise
            except PublishingError as error:
                self.troubles.append(error)
                raise
        raise AssertionError(f"gave up: {[error.title for error in self.troubles]}")

    def bodies(self) -> list[dict[str, Any]]:
        """The posts that were ever accepted, in their order."""
        found: Any = self.server.ask("linkedin/journal")["journal"]
        return [one["body"] for one in found if one["action"] == "create"]

    def urns(self) -> list[str]:
        """Their names."""
        found: Any = self.server.ask("linkedin/posts")["posts"]
        return [one["urn"] for one in found]

    def calls(self) -> dict[str, int]:
        """How often each endpoint was called."""
        found: Any = self.server.ask("calls")["counts"]
        return dict(found)

    def fault(self, endpoint: str, kind: str, **more: Any) -> None:
        self.server.tell("faults", endpoint=endpoint, kind=kind, **more)

    def change(self, **settings: Any) -> None:
        self.server.tell("linkedin/settings", **settings)

    def secret_values(self) -> set[str]:
        """Everything that may be seen nowhere."""
        return {*self.secrets.seen, APP.secret} - {APP.client_id}


def network(server: PracticeServer, clock: StandingClock, patience: float = 1.0) -> Http:
    return Http(clock, Origins(server.origins), patience=patience)


def signed_in(server: PracticeServer, folder: Path, scopes: str = "", author: str = "") -> World:
    """Tokens as a portal hands them out."""
    more = {"scopes": scopes} if scopes else {}
    given: Any = server.tell("linkedin/token", **more)
    clock = StandingClock()
    kept = {"access": given["access_token"], "client_id": APP.client_id}
    secrets = MemorySecrets({**kept, "client_secret": APP.secret})
    if "refresh_token" in given:
        secrets.replace({"refresh": given["refresh_token"]}, secrets.grant)
    who = author or f"urn:li:person:{server.accounts[0].did}"
    return World(server, folder, network(server, clock), clock, secrets, who)


def asked(answers: Mapping[str, str] | None = None) -> Asked:
    return Asked(answers or {}, APP, REDIRECT, "state-1", "v" * 43)


def agree(
    server: PracticeServer,
    begun: Begun,
    person: PracticeAccount,
    *,
    decision: str = "allow",
    without: Sequence[str] = (),
) -> dict[str, str]:
    """What the browser is sent back with, when a person decides on the page."""
    address = Origins(server.origins).map(begun.address)
    form = {"person": person.did, "decision": decision, "without": " ".join(without)}
    with httpx.Client(trust_env=False, timeout=10) as browser:
        page = browser.get(address)
        if page.status_code == 200:
            page = browser.post(address, data=form)
    assert page.status_code == 302, page.text
    location = page.headers["location"]
    assert location.startswith(REDIRECT)
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


def connected(
    server: PracticeServer,
    http: Http,
    clock: StandingClock,
    answers: Mapping[str, str] | None = None,
    without: Sequence[str] = (),
) -> tuple[Connection, ...]:
    """The whole sign-in of the first person."""
    publisher = LinkedIn()
    begun = publisher.begin(asked(answers), http, clock)
    back = agree(server, begun, server.accounts[0], without=without)
    assert back["state"] == "state-1"
    return publisher.finish(begun, back["code"], http, clock)
