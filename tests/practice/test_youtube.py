"""The practice YouTube refuses what the real one refuses, in its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import httpx
import pytest

from brandcraft_desktop.practice.process import PracticeServer, start
from tests.practice.pictures import MP4, PNG

API = "https://www.googleapis.com"
GRAIN = 256 * 1024
SAID = {"snippet": {"title": "A day"}, "status": {"privacyStatus": "private"}}


@dataclass
class Client:
    """Calls the API as a client of the real one would."""

    server: PracticeServer
    http: httpx.Client
    token: str

    def call(self, method: str, path: str, token: str | None = None, **more: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token if token is None else token}"}
        headers |= more.pop("headers", {})
        return self.http.request(method, self.server.origins[API] + path, headers=headers, **more)

    def look(self, path: str, **query: str) -> httpx.Response:
        return self.call("GET", f"/youtube/v3/{path}", params=query)

    def begin(self, said: Any = None, size: int = len(MP4), **query: str) -> httpx.Response:
        body = SAID if said is None else said
        asked = {"uploadType": "resumable", "part": ",".join(body), **query}
        return self.call(
            "POST",
            "/upload/youtube/v3/videos",
            params=asked,
            json=body,
            headers={"X-Upload-Content-Type": "video/mp4", "X-Upload-Content-Length": str(size)},
        )

    def put(self, address: str, span: str, data: bytes = b"") -> httpx.Response:
        return self.call(
            "PUT",
            address.removeprefix(API),
            content=data,
            headers={"Content-Range": f"bytes {span}", "Content-Type": "video/mp4"},
        )

    def uploaded(self, said: Any = None) -> dict[str, Any]:
        address = self.begin(said).headers["location"]
        found: dict[str, Any] = self.put(address, f"0-{len(MP4) - 1}/{len(MP4)}", MP4).json()
        return found


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=["youtube"])
    yield server
    server.stop()


@pytest.fixture
def client(running: PracticeServer) -> Iterator[Client]:
    running.tell("forget")
    running.tell("youtube/settings", quota=False, polls=1, upload_limit=False, thumbnails=True)
    given = running.tell("youtube/grant", person=running.accounts[0].did)
    with httpx.Client(trust_env=False) as http:
        yield Client(running, http, str(given["access_token"]))
    assert running.ask("youtube/failures") == {"failures": []}


def reason(answer: httpx.Response) -> str:
    told = answer.json()["error"]
    assert told["code"] == answer.status_code
    return str(told["errors"][0]["reason"])


def test_a_film_in_pieces(client: Client) -> None:
    data = bytes(range(256)) * 2048 + b"end"
    address = client.begin(size=len(data)).headers["location"]
    assert address.startswith(f"{API}/upload/youtube/v3/videos?uploadType=resumable")
    empty = client.put(address, f"*/{len(data)}")
    assert (empty.status_code, "range" in empty.headers) == (308, False)
    first = client.put(address, f"0-{GRAIN - 1}/{len(data)}", data[:GRAIN])
    assert (first.status_code, first.headers["range"]) == (308, f"bytes=0-{GRAIN - 1}")
    # What is there already is not taken twice, and a gap is not taken at all.
    again = client.put(address, f"0-{GRAIN - 1}/{len(data)}", data[:GRAIN])
    assert again.headers["range"] == first.headers["range"]
    last = client.put(address, f"{GRAIN}-{len(data) - 1}/{len(data)}", data[GRAIN:])
    assert last.status_code == 200
    assert client.put(address, f"*/{len(data)}").json()["id"] == last.json()["id"]
    (video,) = video_list(client)
    assert video["sha256"] == sha256(data).hexdigest()


def video_list(client: Client) -> list[dict[str, Any]]:
    found: Any = client.server.ask("youtube/videos")["videos"]
    return list(found)


@pytest.mark.parametrize(
    ("span", "size", "words"),
    [
        ("0-999/600000", 1000, "multiple of 256 KiB"),
        ("0-262143/600001", GRAIN, "another size"),
        ("0-262143/600000", 1000, "do not agree"),
        ("599999-600000/600000", 2, "do not agree"),
        ("all", 10, "missing"),
    ],
)
def test_a_piece_that_is_none(client: Client, span: str, size: int, words: str) -> None:
    address = client.begin(size=600_000).headers["location"]
    answer = client.put(address, span, b"x" * size)
    assert answer.status_code == 400
    assert words in answer.json()["error"]["message"]
    assert "range" not in client.put(address, "*/600000").headers


def test_an_upload_runs_out(client: Client) -> None:
    address = client.begin().headers["location"]
    client.server.tell("youtube/forget-sessions")
    assert client.put(address, f"*/{len(MP4)}").status_code == 404


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"snippet": {}, "status": {}}, "invalidTitle"),
        ({"snippet": {"title": "x" * 101}}, "invalidTitle"),
        ({"snippet": {"title": "a < b"}}, "invalidTitle"),
        ({"snippet": {"title": "t", "description": "é" * 2501}}, "invalidDescription"),
        ({"snippet": {"title": "t", "tags": ["x" * 501]}}, "invalidTags"),
        ({"snippet": {"title": "t", "categoryId": "fun"}}, "invalidCategoryId"),
        ({"snippet": {"title": "t", "words": "x"}}, "invalidVideoMetadata"),
        (
            {"snippet": {"title": "t"}, "status": {"publishAt": "2026-12-01T00:00:00Z"}},
            "invalidPublishAt",
        ),
        ({"snippet": {"title": "t"}, "status": {"embeddable": "true"}}, "invalidVideoMetadata"),
        (
            {"snippet": {"title": "t"}, "recordingDetails": {"location": {"latitude": 91}}},
            "invalidRecordingDetails",
        ),
        ({"snippet": {"title": "t"}, "monetization": {}}, "badRequest"),
    ],
)
def test_what_can_not_be_said_of_a_video(client: Client, said: Any, why: str) -> None:
    answer = client.begin(said)
    assert (answer.status_code, reason(answer)) == (400, why)
    assert client.server.ask("youtube/sessions") == {"sessions": []}


def test_unknown_parameters_are_refused(client: Client) -> None:
    assert client.begin(autoLevels="true").status_code == 400
    assert client.look("channels", part="id", mine="true", fields="id").status_code == 400
    assert client.look("videos", part="statistics", id="x").status_code == 400


def test_times_of_its_own_pass(client: Client) -> None:
    now: Any = client.server.ask("clock")["seconds"]
    at = datetime.fromtimestamp(now + 3600, UTC).isoformat()
    status = {"privacyStatus": "private", "publishAt": at}
    made = client.uploaded({"snippet": {"title": "t"}, "status": status})
    seen = client.look("videos", part="status", id=made["id"]).json()["items"][0]["status"]
    assert (seen["privacyStatus"], seen["publishAt"]) == ("private", at)
    client.server.tell("clock", advance_seconds=3601)
    given = client.server.tell("youtube/grant", person=client.server.accounts[0].did)
    client.token = str(given["access_token"])
    seen = client.look("videos", part="status", id=made["id"]).json()["items"][0]["status"]
    assert (seen["privacyStatus"], "publishAt" in seen) == ("public", False)


def test_thumbnails_and_deleting(client: Client) -> None:
    made = client.uploaded()["id"]
    place = f"/upload/youtube/v3/thumbnails/set?videoId={made}"
    picture = {"Content-Type": "image/png"}
    assert client.call("POST", place, content=PNG, headers=picture).status_code == 200
    text = client.call("POST", place, content=b"no picture", headers=picture)
    assert reason(text) == "invalidImage"
    client.server.tell("youtube/settings", thumbnails=False)
    assert reason(client.call("POST", place, content=PNG, headers=picture)) == "forbidden"
    assert client.call("DELETE", f"/youtube/v3/videos?id={made}").status_code == 204
    gone = client.call("DELETE", f"/youtube/v3/videos?id={made}")
    assert (gone.status_code, reason(gone)) == (404, "videoNotFound")


def test_scopes_tokens_and_counts(client: Client) -> None:
    assert reason(client.call("GET", "/youtube/v3/channels?part=id&mine=true", "no")) == "authError"
    person = client.server.accounts[0].did
    bare = "https://www.googleapis.com/auth/youtube.upload"
    given = client.server.tell("youtube/grant", person=person, scopes=bare)
    client.token = str(given["access_token"])
    assert reason(client.look("channels", part="id", mine="true")) == "insufficientPermissions"
    client.server.tell("youtube/settings", quota=True, uploads_a_day=1)
    client.server.tell("youtube/forget-spent")
    assert client.begin().status_code == 200
    assert reason(client.begin()) == "quotaExceeded"
    client.server.tell("youtube/settings", quota=False, upload_limit=True)
    assert reason(client.begin()) == "uploadLimitExceeded"


def test_the_list_of_uploads_is_its_owners(client: Client) -> None:
    made = client.uploaded()
    channel = client.look("channels", part="contentDetails", mine="true").json()["items"][0]
    uploads = channel["contentDetails"]["relatedPlaylists"]["uploads"]
    asked = {"part": "contentDetails,snippet", "playlistId": uploads, "maxResults": "50"}
    (item,) = client.look("playlistItems", **asked).json()["items"]
    assert item["contentDetails"]["videoId"] == made["id"]
    assert client.look("playlistItems", **{**asked, "maxResults": "51"}).status_code == 400
    other = client.look("playlistItems", **{**asked, "playlistId": "UUelse"})
    assert reason(other) == "playlistNotFound"


def test_the_page_shows_what_is_public(client: Client) -> None:
    said = {"snippet": {"title": "A day"}}
    made = client.uploaded({**said, "status": {"privacyStatus": "public"}})
    web = client.server.origins["https://www.youtube.com"]
    assert "A day" in client.http.get(f"{web}/watch?v={made['id']}").text
    hidden = client.uploaded()
    assert client.http.get(f"{web}/watch?v={hidden['id']}").status_code == 404
    page = client.http.get(client.server.page).text
    assert made["id"] in page
    assert hidden["id"] in page
