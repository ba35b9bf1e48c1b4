"""Signing in on a practice platform as its person would: by the form, or on the platform's page."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import parse_qs, urlencode, urlsplit

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.publishers.base import (
    AppKeys,
    Asked,
    Begun,
    BrowserPublisher,
    Connection,
    FormPublisher,
    Publisher,
)
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.services import account_http, accounts
from brandcraft_desktop.services.account_connect import keep, ready_to_connect
from brandcraft_desktop.services.workspace import Workspace

PORT = 47824
BROWSER = "a person's browser"
"""How the browser names itself at the wire."""


def asked_by(publisher: Publisher, answers: Mapping[str, str]) -> Asked:
    """A sign-in as it begins, with the app that every practice platform knows."""
    browser = publisher.sign_in.browser
    assert browser is not None
    name = publisher.info.id
    return Asked(
        answers=answers,
        app=AppKeys(f"practice-{name}", f"practice-secret-{name}") if browser.app else None,
        redirect=f"http://{browser.host}:{PORT}/callback",
        state=secrets.token_urlsafe(24),
        verifier=secrets.token_urlsafe(48),
        settings={one.name: one.default for one in publisher.info.settings},
    )


def agree(begun: Begun, person: PracticeAccount, origins: Mapping[str, str]) -> str:
    """Allow it on the platform's page; gives the code that comes back."""
    parts = urlsplit(begun.address)
    origin = f"{parts.scheme}://{parts.netloc}"
    host = urlsplit(origins.get(origin, origin)).netloc
    path = begun.address[len(origin) :]
    page = _browse(host, "GET", path)
    assert page.status == 200, page.body
    fields = _Fields()
    fields.feed(page.body)
    decision = urlencode({"person": fields.one_of(person), "decision": "allow"})
    answer = _browse(host, "POST", path, decision)
    assert answer.status == 302, answer.body
    back = answer.location
    assert back.startswith(begun.asked.redirect), back
    told = parse_qs(urlsplit(back).query)
    assert told["state"] == [begun.asked.state]
    return told["code"][0]


@dataclass(frozen=True)
class _Page:
    """What a browser gets."""

    status: int
    body: str
    location: str


def _browse(host: str, method: str, path: str, form: str = "") -> _Page:
    """As a browser does it: nothing of it stands in the program's log."""
    headers = {"User-Agent": BROWSER, "Content-Type": "application/x-www-form-urlencoded"}
    connection = HTTPConnection(host, timeout=30)
    try:
        connection.request(method, path, form.encode() or None, headers)
        answer = connection.getresponse()
        body = answer.read().decode("utf-8")
        return _Page(answer.status, body, answer.headers.get("Location", ""))
    finally:
        connection.close()


class _Fields(HTMLParser):
    """The people of a page of consent."""

    def __init__(self) -> None:
        super().__init__()
        self.people: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps who may agree."""
        named = dict(attrs)
        if tag == "input" and named.get("name") == "person":
            self.people.append(named.get("value") or "")

    def one_of(self, person: PracticeAccount) -> str:
        """The value that stands for a person: the platform's own id."""
        found = [one for one in self.people if one in (person.did, person.handle)]
        assert found, f"{person.handle} is not among {self.people}"
        return found[0]


def connections(
    publisher: Publisher,
    person: PracticeAccount,
    answers: Mapping[str, str],
    http: Http,
    workspace: Workspace,
    origins: Mapping[str, str],
) -> tuple[Connection, ...]:
    """Everything a sign-in brings, without keeping it."""
    if isinstance(publisher, BrowserPublisher):
        begun = publisher.begin(asked_by(publisher, answers), http, workspace.clock)
        return publisher.finish(begun, agree(begun, person, origins), http, workspace.clock)
    assert isinstance(publisher, FormPublisher)
    return (publisher.connect(answers, http, workspace.clock),)


def connect(
    workspace: Workspace,
    platform: str,
    person: PracticeAccount,
    answers: Mapping[str, str],
    origins: Mapping[str, str],
    *,
    again: str | None = None,
) -> tuple[Account, ...]:
    """Connect all that a sign-in brings; `again`: connect that account once more, and only it."""
    publisher = workspace.platforms.publisher(platform)
    if not isinstance(publisher, BrowserPublisher):
        return (accounts.connect(workspace, platform, answers, account_id=again),)
    before = ready_to_connect(workspace, publisher.info, again)
    with account_http.passing_http(workspace) as http:
        made = connections(publisher, person, answers, http, workspace, origins)
    if before is not None:
        made = tuple(one for one in made if one.remote_id == before.remote_id)
        assert made, "the sign-in brought other accounts"
    return tuple(keep(workspace, publisher.info, one, before=before) for one in made)
