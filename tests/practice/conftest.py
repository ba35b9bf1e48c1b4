"""A practice world for each module of tests, and a client that speaks to its hosts by origin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer, start

ENTRYWAY = "https://bsky.social"
PDS = "https://practice.us-east.host.bsky.network"
POST = "app.bsky.feed.post"


@dataclass(frozen=True)
class Client:
    """Calls methods of the practice world as a client of the real one would."""

    server: PracticeServer
    http: httpx.Client
    account: PracticeAccount
    access: str
    refresh: str

    def url(self, origin: str, path: str) -> str:
        return self.server.origins[origin] + path

    def get(
        self, method: str, *, origin: str = PDS, token: str | None = None, **query: str | int
    ) -> httpx.Response:
        return self.http.get(
            self.url(origin, f"/xrpc/{method}"), params=query, headers=bearer(token)
        )

    def post(
        self,
        method: str,
        body: object = None,
        *,
        origin: str = PDS,
        token: str | None = None,
    ) -> httpx.Response:
        url = self.url(origin, f"/xrpc/{method}")
        if body is None:
            return self.http.post(url, headers=bearer(token))
        return self.http.post(url, json=body, headers=bearer(token))

    def put(self, rkey: str, record: object, **more: object) -> httpx.Response:
        body = {"repo": self.account.did, "collection": POST, "rkey": rkey, "record": record}
        return self.post("com.atproto.repo.putRecord", {**body, **more}, token=self.access)

    def create(self, record: object, **more: object) -> httpx.Response:
        body = {"repo": self.account.did, "collection": POST, "record": record}
        return self.post("com.atproto.repo.createRecord", {**body, **more}, token=self.access)

    def upload(self, data: bytes, kind: str) -> httpx.Response:
        url = self.url(PDS, "/xrpc/com.atproto.repo.uploadBlob")
        headers = {**bearer(self.access), "Content-Type": kind}
        return self.http.post(url, content=data, headers=headers)


def bearer(token: str | None) -> Mapping[str, str]:
    return {} if token is None else {"Authorization": f"Bearer {token}"}


def record(**fields: object) -> dict[str, object]:
    """A post that is fine, with some fields put over it; a field set to `...` is left out."""
    plain = {"$type": POST, "text": "hello", "createdAt": "2026-11-22T06:39:00.000Z"}
    return {key: value for key, value in {**plain, **fields}.items() if value is not ...}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=2)
    yield server
    server.stop()


@pytest.fixture
def practice(running: PracticeServer) -> Iterator[PracticeServer]:
    """A practice world without posts, faults or counted calls; rate limits are off."""
    running.tell("faults/clear")
    running.tell("calls/clear")
    running.tell("forget")
    running.tell("bluesky/settings", rate_limits=False)
    yield running
    assert running.ask("bluesky/failures") == {"failures": []}


@pytest.fixture
def client(practice: PracticeServer) -> Iterator[Client]:
    """Signed in with the app password of the first account."""
    account = practice.accounts[0]
    with httpx.Client(trust_env=False, timeout=10) as http:
        answer = http.post(
            practice.origins[ENTRYWAY] + "/xrpc/com.atproto.server.createSession",
            json={"identifier": account.handle, "password": account.app_password},
        )
        session = answer.json()
        practice.tell("calls/clear")
        yield Client(practice, http, account, session["accessJwt"], session["refreshJwt"])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"
