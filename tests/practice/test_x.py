"""What the practice X refuses, as X does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from brandcraft_desktop.practice.process import PracticeServer, start
from tests.practice.pictures import JPEG, MP4, PNG

API = "https://api.x.com"


@dataclass(frozen=True)
class Client:
    """Calls the practice X as a client of the real one would."""

    server: PracticeServer
    http: httpx.Client
    token: str

    def call(self, method: str, path: str, *, token: str | None = None, **more: Any) -> Any:
        headers = {**more.pop("headers", {})}
        chosen = self.token if token is None else token
        if chosen:
            headers["Authorization"] = f"Bearer {chosen}"
        return self.http.request(method, self.server.origins[API] + path, headers=headers, **more)

    def post(self, **body: object) -> Any:
        return self.call("POST", "/2/tweets", json=body)

    def made(self, **body: object) -> str:
        answer = self.post(**body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["data"]["id"])

    def picture(self, data: bytes = PNG) -> str:
        answer = self.upload(data, "tweet_image")
        assert answer.status_code == 200, answer.text
        return str(answer.json()["data"]["id"])

    def upload(self, data: bytes, category: str, **fields: str) -> Any:
        form = {"media_category": category, **fields}
        files = {"media": ("a.png", data, "image/png")}
        return self.call("POST", "/2/media/upload", data=form, files=files)

    def begin(self, **fields: object) -> Any:
        return self.call("POST", "/2/media/upload/initialize", json=fields)

    def piece(self, media: str, index: object, data: bytes) -> Any:
        return self.call(
            "POST",
            f"/2/media/upload/{media}/append",
            data={"segment_index": str(index)},
            files={"media": ("piece", data)},
        )


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=["x"])
    yield server
    server.stop()


@pytest.fixture
def client(running: PracticeServer) -> Iterator[Client]:
    """Signed in as the first account; nothing posted, no limits."""
    running.tell("forget")
    running.tell(
        "x/settings",
        rate_limits=False,
        posts_a_window=100,
        media_seconds=86_400,
        invisible_parents=0,
        processing_polls=2,
    )
    given: Any = running.tell("x/give")
    with httpx.Client(trust_env=False, timeout=10) as http:
        yield Client(running, http, given["access_token"])
    assert running.ask("x/failures") == {"failures": []}


def problem(answer: Any, status: int, kind: str = "") -> str:
    """The sentence of a refusal."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    body = answer.json()
    assert not kind or body["type"] == f"https://api.x.com/2/problems/{kind}"
    errors = body.get("errors")
    return str(errors[0]["message"] if errors else body["detail"])


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ({"text": "hello", "status": "x"}, 400, "invalid-request"),
        ({"text": 1}, 400, "invalid-request"),
        ({"text": ""}, 400, "invalid-request"),
        ({}, 400, "invalid-request"),
        ({"text": "x", "reply_settings": "everyone"}, 400, "invalid-request"),
        ({"text": "x", "made_with_ai": "true"}, 400, "invalid-request"),
        ({"text": "x", "community_id": 12}, 400, "invalid-request"),
        ({"text": "x", "media": {}}, 400, "invalid-request"),
        ({"text": "x", "media": {"media_ids": []}}, 400, "invalid-request"),
        ({"text": "x", "media": {"media_ids": [1]}}, 400, "invalid-request"),
        ({"text": "x", "media": {"media_ids": ["1"]}}, 400, "invalid-request"),
        ({"text": "x", "media": {"media_ids": ["1"] * 5}}, 400, "invalid-request"),
        ({"text": "x", "reply": {}}, 400, "invalid-request"),
        ({"text": "x", "reply": {"in_reply_to_tweet_id": "a"}}, 400, "invalid-request"),
        ({"text": "x", "poll": {"options": ["a", "b"]}}, 400, "invalid-request"),
        ({"text": "x", "poll": {"options": ["a"], "duration_minutes": 5}}, 400, "invalid-request"),
        (
            {"text": "x", "poll": {"options": ["a", "b"], "duration_minutes": 4}},
            400,
            "invalid-request",
        ),
        (
            {"text": "x", "poll": {"options": ["a", "b" * 26], "duration_minutes": 5}},
            400,
            "invalid-request",
        ),
        ({"text": "x", "quote_tweet_id": "1"}, 400, ""),
        ({"text": "x" * 281}, 403, ""),
        ({"text": "日" * 141}, 403, ""),
        ({"text": "👩‍👩‍👧" * 141}, 403, ""),
        ({"text": "$ABC $DEF"}, 403, ""),
    ],
)
def test_posts_that_are_refused(
    client: Client, body: dict[str, object], status: int, kind: str
) -> None:
    assert problem(client.post(**body), status, kind)
    assert client.server.ask("x/journal") == {"journal": []}


@pytest.mark.parametrize(
    "text", ["x" * 280, "日" * 140, "👩‍👩‍👧" * 140, f"{'x' * 256} https://x.com/{'a' * 99}"]
)
def test_what_just_fits(client: Client, text: str) -> None:
    client.made(text=text)


def test_the_same_words_twice(client: Client) -> None:
    client.made(text="hello")
    said = problem(client.post(text="hello"), 403)
    assert said == "You are not allowed to create a Tweet with duplicate content."
    client.server.tell("clock", advance_seconds=86_401)
    given: Any = client.server.tell("x/give")
    again = Client(client.server, client.http, given["access_token"])
    again.made(text="hello")


def test_answers_belong_to_what_is_there_and_one_s_own(client: Client) -> None:
    root = client.made(text="root")
    child = client.made(text="child", reply={"in_reply_to_tweet_id": root})
    posts: Any = client.server.ask("x/posts")["posts"]
    assert [one["conversation"] for one in posts] == [root, root]
    assert posts[1]["id"] == child
    gone = problem(client.post(text="x", reply={"in_reply_to_tweet_id": "1"}), 403)
    assert "deleted or not visible" in gone
    second: Any = client.server.tell("x/give", did=client.server.accounts[1].did)
    other = Client(client.server, client.http, second["access_token"])
    said = problem(other.post(text="me too", reply={"in_reply_to_tweet_id": root}), 403)
    assert "not been mentioned" in said
    assert problem(other.call("DELETE", f"/2/tweets/{root}"), 403, "not-authorized-for-resource")


def test_tokens_and_scopes(client: Client) -> None:
    assert problem(client.call("GET", "/2/users/me", token=""), 401)
    assert problem(client.call("GET", "/2/users/me", token="nobody's"), 401)
    given: Any = client.server.tell("x/give", scopes="tweet.read users.read")
    assert "refresh_token" not in given
    poor = Client(client.server, client.http, given["access_token"])
    assert poor.call("GET", "/2/users/me").status_code == 200
    assert problem(poor.post(text="x"), 403, "client-forbidden")
    client.server.tell("x/expire")
    assert problem(client.post(text="x"), 401)


def test_the_token_call_wants_its_form_and_its_header(client: Client) -> None:
    path = "/2/oauth2/token"
    form = {"grant_type": "refresh_token", "refresh_token": "r", "client_id": "practice-x"}
    secret = {**form, "client_secret": "practice-secret-x"}
    assert client.call("POST", path, token="", json=form).status_code == 400
    in_body = client.call("POST", path, token="", data=secret)
    assert (in_body.status_code, in_body.json()["error"]) == (401, "unauthorized_client")
    unknown = client.call("POST", path, token="", data=form)
    assert unknown.json()["error_description"] == "Value passed for the token was invalid."


def test_a_refresh_token_is_good_once(client: Client) -> None:
    given: Any = client.server.tell("x/give")
    form = {
        "grant_type": "refresh_token",
        "refresh_token": given["refresh_token"],
        "client_id": "practice-x",
    }
    first = client.call("POST", "/2/oauth2/token", token="", data=form)
    assert first.json()["refresh_token"] != given["refresh_token"]
    assert client.call("POST", "/2/oauth2/token", token="", data=form).status_code == 400
    # Who uses one twice may be a thief: the whole family ends.
    form["refresh_token"] = first.json()["refresh_token"]
    assert client.call("POST", "/2/oauth2/token", token="", data=form).status_code == 400


def test_bodies_have_their_type_and_calls_their_parameters(client: Client) -> None:
    text = json.dumps({"text": "x"})
    plain = {"Content-Type": "text/plain"}
    assert problem(client.call("POST", "/2/tweets", content=text, headers=plain), 400)
    assert problem(client.call("POST", "/2/tweets", json=[1]), 400)
    assert problem(client.call("DELETE", "/2/tweets/1", json={}), 400)
    assert problem(client.call("DELETE", "/2/tweets/a"), 400, "invalid-request")
    assert problem(client.call("GET", "/2/users/me?user.fields=shoe"), 400, "invalid-request")
    assert problem(client.call("GET", "/2/users/me?fields=name"), 400, "invalid-request")
    assert problem(client.call("PUT", "/2/tweets"), 405)
    assert problem(client.call("GET", "/3/tweets"), 404)
    mine = f"/2/users/{client.server.accounts[0].did}/tweets"
    for query in ("max_results=4", "start_time=yesterday", "tweet.fields=created_at", "x=1"):
        assert problem(client.call("GET", f"{mine}?{query}"), 400, "invalid-request")
    assert problem(client.call("GET", "/2/users/12/tweets"), 404, "resource-not-found")


def test_the_list_is_newest_first_in_pages(client: Client) -> None:
    made = [client.made(text=f"post {number} & more") for number in range(7)]
    mine = f"/2/users/{client.server.accounts[0].did}/tweets?max_results=5"
    first = client.call("GET", f"{mine}&post.fields=created_at,conversation_id").json()
    assert [one["id"] for one in first["data"]] == made[:1:-1]
    assert first["data"][0]["text"] == "post 6 &amp; more"
    assert set(first["data"][0]) == {
        "id",
        "text",
        "edit_history_post_ids",
        "created_at",
        "conversation_id",
    }
    token = first["meta"]["next_token"]
    second = client.call("GET", f"{mine}&pagination_token={token}").json()
    assert [one["id"] for one in second["data"]] == made[1::-1]
    assert "next_token" not in second["meta"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"media_type": "video/mp4", "total_bytes": "10", "media_category": "tweet_video"},
        {"media_type": "video/mp4", "total_bytes": 0, "media_category": "tweet_video"},
        {"media_type": "video/mp4", "total_bytes": 536_870_913, "media_category": "tweet_video"},
        {"media_type": "image/gif", "total_bytes": 10, "media_category": "tweet_video"},
        {"media_type": "image/gif", "total_bytes": 15_728_641, "media_category": "tweet_gif"},
        {"media_type": "video/mp4", "total_bytes": 10, "media_category": "video"},
        {"command": "INIT", "media_type": "video/mp4", "total_bytes": 10},
    ],
)
def test_uploads_that_can_not_begin(client: Client, fields: dict[str, object]) -> None:
    assert problem(client.begin(**fields), 400, "invalid-request")


def test_an_upload_in_its_order(client: Client) -> None:
    media = client.begin(
        media_type="video/mp4", total_bytes=len(MP4), media_category="tweet_video"
    ).json()["data"]["id"]
    end = f"/2/media/upload/{media}/finalize"
    status = f"/2/media/upload?command=STATUS&media_id={media}"
    assert problem(client.post(text="x", media={"media_ids": [media]}), 400)
    assert problem(client.call("GET", status), 400)
    assert problem(client.call("POST", end), 400)
    assert problem(client.piece(media, 1000, MP4), 400)
    assert problem(client.piece(media, "a", MP4), 400)
    assert problem(client.piece(media, 0, bytes(5 * 1024 * 1024 + 1)), 413)
    assert problem(client.piece("1", 0, MP4), 404, "resource-not-found")
    assert client.piece(media, 1, MP4[100:]).status_code == 200
    assert problem(client.call("POST", end), 400)  # the first piece is missing
    assert client.piece(media, 0, MP4[:50]).status_code == 200
    assert problem(client.call("POST", end), 400)  # too few bytes
    assert client.piece(media, 0, MP4[:100]).status_code == 200
    ended = client.call("POST", end).json()["data"]["processing_info"]
    assert (ended["state"], ended["check_after_secs"]) == ("pending", 1)
    assert problem(client.piece(media, 0, MP4), 400)
    assert problem(client.post(text="x", media={"media_ids": [media]}), 400)
    states = [client.call("GET", status).json()["data"]["processing_info"] for _ in range(3)]
    assert [one["state"] for one in states] == ["in_progress", "succeeded", "succeeded"]
    client.made(text="x", media={"media_ids": [media]})


def test_bytes_that_are_something_else(client: Client) -> None:
    assert problem(client.upload(MP4, "tweet_image"), 400)
    assert problem(client.upload(PNG, "tweet_video"), 400)
    assert problem(client.upload(PNG, "tweet_image", media_type="image/png"), 400)
    assert problem(client.upload(PNG + bytes(5_242_880), "tweet_image"), 413)
    media = client.begin(
        media_type="video/mp4", total_bytes=len(PNG), media_category="tweet_video"
    ).json()["data"]["id"]
    client.piece(media, 0, PNG)
    assert problem(client.call("POST", f"/2/media/upload/{media}/finalize"), 400)


def test_files_go_together_as_they_may(client: Client) -> None:
    pictures = [client.picture(PNG + bytes([number])) for number in range(2)]
    poll = {"options": ["a", "b"], "duration_minutes": 5}
    assert problem(client.post(text="x", media={"media_ids": pictures}, poll=poll), 400)
    twice = [pictures[0], pictures[0]]
    assert problem(client.post(text="x", media={"media_ids": twice}), 400)
    client.made(text="", media={"media_ids": pictures})
    said = problem(client.post(text="x", media={"media_ids": pictures}), 400)
    assert said == "Your media IDs are invalid."  # an upload belongs to one post


def test_uploads_are_thrown_away_after_a_day(client: Client) -> None:
    kept, lost = client.picture(PNG), client.picture(JPEG)
    client.made(text="kept", media={"media_ids": [kept]})
    client.server.tell("clock", advance_seconds=86_401)
    given: Any = client.server.tell("x/give")
    later = Client(client.server, client.http, given["access_token"])
    assert problem(later.post(text="lost", media={"media_ids": [lost]}), 400)
    assert client.server.fetch(f"x/file?id={kept}") == PNG


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"id": 1},
        {"metadata": {"alt_text": {"text": "a"}}},
        {"metadata": {}},
        {"metadata": {"alt_text": {"text": "a" * 1001}}},
        {"metadata": {"alt_text": {"words": "a"}}},
        {"metadata": {"alt_text": {"text": "a"}}, "words": "a"},
    ],
)
def test_alt_texts_that_are_refused(client: Client, body: dict[str, object]) -> None:
    whole = {"id": client.picture(), **body} if "metadata" in body and "id" not in body else body
    if body.get("metadata") == {"alt_text": {"text": "a"}} and "words" not in body:
        whole = body  # the number is missing
    assert problem(client.call("POST", "/2/media/metadata", json=whole), 400, "invalid-request")


def test_counts_and_their_headers(client: Client) -> None:
    client.server.tell("x/settings", rate_limits=True, posts_a_window=2)
    left = [client.post(text=f"post {number}") for number in range(3)]
    assert [one.status_code for one in left] == [201, 201, 429]
    assert [one.headers["x-rate-limit-remaining"] for one in left] == ["1", "0", "0"]
    assert {one.headers["x-rate-limit-limit"] for one in left} == {"2"}
    client.server.tell("clock", advance_seconds=901)
    assert client.post(text="later").status_code == 201


def test_the_world_goes_on_with_its_data(tmp_path: Path) -> None:
    first = start(tmp_path, platforms=["x"])
    people = first.accounts
    first.stop()
    second = start(tmp_path, platforms=["x"])
    assert second.accounts == people
    second.stop()
