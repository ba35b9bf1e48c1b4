"""The practice Facebook is as strict as the real one, and steerable."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from brandcraft_desktop.practice.process import PracticeServer, start
from tests.practice.pictures import MP4

GRAPH = "https://graph.facebook.com"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=1, platforms=["facebook"])
    yield server
    server.stop()


class Client:
    """One Page's own token, and its person's."""

    def __init__(self, server: PracticeServer) -> None:
        self.server = server
        pages: Any = server.ask("facebook/pages")["pages"]
        self.page, self.owner = pages[0]["id"], pages[0]["owner"]
        self.other = pages[1]["id"]
        self.token = self.grant(self.page)
        self.user = self.grant(self.owner)

    def grant(self, person: str, scopes: str = "") -> str:
        found = self.server.tell("facebook/grant", person=person, scopes=scopes)
        return str(found["access_token"])

    def call(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        *,
        token: str | None = None,
        origin: str = GRAPH,
    ) -> tuple[int, dict[str, Any]]:
        host = urlsplit(self.server.origins[origin]).netloc
        connection = HTTPConnection(host, timeout=20)
        try:
            sent = {"Authorization": f"Bearer {self.token if token is None else token}"}
            connection.request(method, path, body, {**sent, **(headers or {})})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or b"{}")
        finally:
            connection.close()

    def post(self, edge: str, **fields: str) -> tuple[int, dict[str, Any]]:
        path = f"/v26.0/{self.page}/{edge}"
        return self.call("POST", path, urlencode(fields).encode(), FORM)

    def refused(self, edge: str, **fields: str) -> tuple[int, int]:
        """Code and subcode."""
        status, told = self.post(edge, **fields)
        assert status >= 400, told
        return told["error"]["code"], told["error"].get("error_subcode", 0)


@pytest.fixture
def client(running: PracticeServer) -> Iterator[Client]:
    running.tell("forget")
    running.tell(
        "facebook/settings", polls=1, outcome="ready", refuse="", repeats=False, full_minutes=0
    )
    yield Client(running)
    assert running.ask("facebook/failures") == {"failures": []}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"mesage": "x"},
        {"message": "x", "published": "maybe"},
        {"message": "x", "published": "false"},
        {"message": "x", "scheduled_publish_time": "1900000000"},
        {"message": "x", "published": "false", "scheduled_publish_time": "100"},
        {"message": "x" * 63_207},
        {"attached_media[0]": '{"media_fbid":"1"}'},
        {"attached_media[1]": '{"media_fbid":"1"}'},
        {"attached_media": "1"},
    ],
)
def test_a_post_that_is_wrong_is_refused(client: Client, fields: dict[str, str]) -> None:
    assert client.refused("feed", **fields) == (100, 0)


def test_a_link_must_be_an_address(client: Client) -> None:
    assert client.refused("feed", message="x", link="nowhere") == (1609005, 1609005)


def test_a_post_tells_what_was_asked_for(client: Client) -> None:
    status, told = client.post("feed", message="Hello", fields="id,permalink_url")
    assert status == 200
    assert told["id"].startswith(f"{client.page}_")
    assert told["permalink_url"].startswith("https://www.facebook.com/practice.studio/posts/")
    _, seen = client.call("GET", f"/v26.0/{client.page}/published_posts?fields=id,application")
    assert seen["data"] == [
        {"id": told["id"], "application": {"id": "practice-facebook", "name": "Practice app"}}
    ]


@pytest.mark.parametrize(("token", "code"), [("", 2500), ("wrong", 190)], ids=["none", "unknown"])
def test_without_a_good_token_nothing_is_told(client: Client, token: str, code: int) -> None:
    path = f"/v26.0/{client.page}?fields=name"
    _, told = client.call("GET", path, token=token)
    assert told["error"]["code"] == code


def test_a_page_is_posted_to_with_its_own_token_alone(client: Client) -> None:
    body = urlencode({"message": "x"}).encode()
    for token in (client.user, client.grant(client.other)):
        _, told = client.call("POST", f"/v26.0/{client.page}/feed", body, FORM, token=token)
        assert told["error"]["error_subcode"] == 33
    weak = client.grant(client.page, "pages_show_list")
    status, told = client.call("POST", f"/v26.0/{client.page}/feed", body, FORM, token=weak)
    assert (status, told["error"]["code"]) == (403, 200)


def test_an_old_version_is_retired(client: Client) -> None:
    _, told = client.call("GET", f"/v19.0/{client.page}?fields=name")
    assert told["error"]["code"] == 2635


def test_only_a_persons_token_opens_an_upload(client: Client) -> None:
    fields = {"file_name": "a.mp4", "file_length": str(len(MP4)), "file_type": "video/mp4"}
    path, body = "/v26.0/practice-facebook/uploads", urlencode(fields).encode()
    assert client.call("POST", path, body, FORM)[1]["error"]["code"] == 200
    _, opened = client.call("POST", path, body, FORM, token=client.user)
    where = f"/v26.0/{opened['id']}"
    oauth = {"Authorization": f"OAuth {client.user}"}
    assert client.call("GET", where, headers=oauth)[1]["file_offset"] == 0
    _, wrong = client.call("POST", where, MP4, {**oauth, "file_offset": "5"})
    assert wrong["error"]["error_subcode"] == 1363037
    _, taken = client.call("POST", where, MP4, {**oauth, "file_offset": "0"})
    assert taken["h"]
    assert client.call("GET", where, headers=oauth)[1]["file_offset"] == len(MP4)


def _reel(client: Client) -> str:
    path = f"/v26.0/{client.page}/video_reels?upload_phase=start"
    _, told = client.call("POST", path, b"", FORM)
    url = urlsplit(told["upload_url"])
    sent = {
        "Authorization": f"OAuth {client.token}",
        "offset": "0",
        "file_size": str(len(MP4)),
    }
    origin = f"{url.scheme}://{url.netloc}"
    assert client.call("POST", url.path, MP4, sent, origin=origin) == (200, {"success": True})
    return str(told["video_id"])


def test_a_reel_is_published_once(client: Client) -> None:
    video = _reel(client)
    fields = {"upload_phase": "finish", "video_id": video, "video_state": "PUBLISHED"}
    assert client.refused("video_reels", **{**fields, "video_state": "PUBLIC"})[0] == 100
    assert client.post("video_reels", **fields)[0] == 200
    assert client.refused("video_reels", **fields)[0] == 100
    states = []
    for _ in range(2):
        _, told = client.call("GET", f"/v26.0/{video}?fields=status,post_id")
        states.append(told["status"]["video_status"])
    assert states == ["processing", "ready"]
    assert told["status"]["publishing_phase"]["status"] == "complete"


def test_uploads_that_nobody_published_are_forgotten(client: Client) -> None:
    video = _reel(client)
    client.server.tell("facebook/forget-uploads")
    _, told = client.call("GET", f"/v26.0/{video}?fields=status")
    assert told["error"]["error_subcode"] == 33


def test_counts_and_judges_can_be_steered(client: Client) -> None:
    client.server.tell("facebook/settings", refuse="368/1404112")
    assert client.refused("feed", message="x") == (368, 1404112)
    client.server.tell("facebook/settings", refuse="", repeats=True)
    client.post("feed", message="x")
    assert client.refused("feed", message="x") == (506, 0)


def test_what_arrived_is_shown_for_people(client: Client) -> None:
    client.post("feed", message="<b>Hello</b>", link="https://example.com/a")
    path = "/practice.studio"
    host = urlsplit(client.server.origins["https://www.facebook.com"]).netloc
    connection = HTTPConnection(host, timeout=20)
    connection.request("GET", path)
    page = connection.getresponse().read().decode()
    connection.close()
    assert "&lt;b&gt;Hello&lt;/b&gt;" in page
    assert 'href="https://example.com/a"' in page
