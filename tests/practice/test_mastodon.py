"""What a Mastodon server refuses is refused here, in its own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from brandcraft_desktop.practice.process import PracticeServer, start
from tests.practice.pictures import JPEG, MP4, PNG

FIRST, SECOND = "https://social.practice.example", "https://web.club.example"
SCOPES = "read:accounts read:statuses write:media write:statuses"
APP = {"client_id": "practice-mastodon", "client_secret": "practice-secret-mastodon"}
REDIRECT = "http://127.0.0.1:47824/callback"
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"


@dataclass
class Server:
    """One of the servers, spoken to with a token (or none)."""

    practice: PracticeServer
    http: httpx.Client
    base: str
    token: str = ""

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= more.pop("headers", {})
        return self.http.request(method, self.base + path, headers=headers, **more)

    def post(self, **value: Any) -> httpx.Response:
        return self.ask("POST", "/api/v1/statuses", json=value)

    def upload(self, data: bytes, kind: str, name: str = "a", **fields: str) -> httpx.Response:
        return self.ask("POST", "/api/v2/media", files={"file": (name, data, kind)}, data=fields)

    def token_for(self, scopes: str = SCOPES, person: int = 0, **asked: str) -> str:
        """A sign-in on the page, and its token."""
        query = {
            "response_type": "code",
            "client_id": APP["client_id"],
            "state": "s",
            "redirect_uri": REDIRECT,
            "scope": scopes,
            **asked,
        }
        did = self.practice.accounts[person].did
        page = self.ask(
            "POST", "/oauth/authorize", params=query, data={"person": did, "decision": "allow"}
        )
        code = httpx.URL(page.headers["location"]).params["code"]
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT, **APP}
        told = self.ask("POST", "/oauth/token", data=form).json()
        assert told["scope"] == scopes
        assert "expires_in" not in told
        assert "refresh_token" not in told
        return str(told["access_token"])


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=["mastodon"])
    yield server
    server.stop()


@pytest.fixture
def server(running: PracticeServer) -> Iterator[Server]:
    """The first server, signed in with all that a program for posting needs."""
    running.tell("forget")
    running.tell("mastodon/settings", rate_limits=False, polls=2, media_seconds=86_400)
    with httpx.Client(trust_env=False, timeout=10) as http:
        made = Server(running, http, running.origins[FIRST])
        made.token = made.token_for()
        yield made
    assert running.ask("mastodon/failures") == {"failures": []}


def refused(answer: httpx.Response, status: int, words: str) -> None:
    assert answer.status_code == status, answer.text
    assert words in answer.json()["error"]


@pytest.mark.parametrize(
    ("value", "status", "words"),
    [
        ({}, 422, "Text can't be blank"),
        ({"status": "x" * 501}, 422, "Text character limit of 500 exceeded"),
        ({"status": "x" * 499, "spoiler_text": "cw"}, 422, "character limit of 500"),
        ({"status": "x", "visibility": "followers"}, 422, "not a valid visibility"),
        ({"status": "x", "language": "en-US"}, 422, "Language is invalid"),
        ({"status": "x", "languages": ["en"]}, 422, "languages is not known"),
        ({"status": ["x"]}, 422, "status is no text"),
        ({"status": "x", "sensitive": "perhaps"}, 422, "sensitive is no truth value"),
        ({"status": "x", "media_ids": "1"}, 422, "media_ids is no list"),
        ({"status": "x", "media_ids": ["1"]}, 422, "Media 1 could not be found"),
        ({"status": "x", "in_reply_to_id": "1"}, 404, "does not appear to exist"),
        ({"status": "x", "quote_approval_policy": "me"}, 422, "Quote approval policy"),
        ({"status": "x", "poll": {"options": ["a"], "expires_in": 900}}, 422, "more than one"),
        (
            {"status": "x", "poll": {"options": list("abcde"), "expires_in": 900}},
            422,
            "more than 4",
        ),
        ({"status": "x", "poll": {"options": ["a", "b" * 51], "expires_in": 900}}, 422, "50 char"),
        ({"status": "x", "poll": {"options": ["a", "a"], "expires_in": 900}}, 422, "duplicate"),
        ({"status": "x", "poll": {"options": ["a", "b"], "expires_in": 299}}, 422, "too soon"),
        ({"status": "x", "poll": {"options": ["a", "b"], "expires_in": 9**9}}, 422, "too far"),
        ({"status": "x", "poll": {"options": ["a", "b"]}}, 422, "too soon"),
        ({"status": "x", "poll": {"options": ["a", ""], "expires_in": 900}}, 422, "blank"),
        ({"status": "x", "poll": {"options": ["a", "b"], "expires_in": 900, "x": 1}}, 422, "x is"),
        ({"status": "x", "poll": "yes"}, 422, "Poll is invalid"),
    ],
)
def test_posts_that_are_refused(
    server: Server, value: dict[str, Any], status: int, words: str
) -> None:
    refused(server.post(**value), status, words)
    assert server.practice.ask("mastodon/journal") == {"journal": []}


@pytest.mark.parametrize(
    "text", ["x" * 500, "👩‍👩‍👧" * 500, "x" * 476 + " https://example.com/" + "y" * 300]
)
def test_texts_that_just_fit(server: Server, text: str) -> None:
    assert server.post(status=text).status_code == 200


def test_the_second_server_takes_other_things(server: Server, running: PracticeServer) -> None:
    refused(server.ask("GET", "/api/v1/instance/rules"), 404, "Not Found")
    other = Server(running, server.http, running.origins[SECOND])
    other.token = server.token
    refused(other.post(status="x"), 401, "The access token is invalid")
    other.token = other.token_for(person=2)
    assert other.post(status="x" * 1000).status_code == 200
    refused(other.post(status="x" * 1001), 422, "limit of 1000")
    refused(other.upload(MP4[:4] + b"ftypqt  " + b"0" * 40, "video/quicktime"), 422, "content type")


def test_a_key_gives_the_first_post_again_for_an_hour(server: Server) -> None:
    def post(text: str) -> str:
        headers = {"Idempotency-Key": "one"}
        answer = server.ask("POST", "/api/v1/statuses", json={"status": text}, headers=headers)
        return str(answer.json()["id"])

    first = post("a")
    assert post("b") == first
    server.practice.tell("clock", advance_seconds=3601)
    assert post("a") != first


@pytest.mark.parametrize("token", ["", "nonsense"])
def test_without_a_good_token(server: Server, token: str) -> None:
    server.token = token
    for method, path in (
        ("POST", "/api/v1/statuses"),
        ("GET", "/api/v1/accounts/verify_credentials"),
        ("GET", "/api/v1/accounts/1/statuses"),
        ("GET", "/api/v1/media/1"),
        ("DELETE", "/api/v1/statuses/1"),
    ):
        refused(server.ask(method, path), 401, "access token" if token else "authenticated user")


@pytest.mark.parametrize(
    ("scopes", "method", "path"),
    [
        ("read write:media", "POST", "/api/v1/statuses"),
        ("read write:statuses", "POST", "/api/v2/media"),
        ("write", "GET", "/api/v1/accounts/verify_credentials"),
        ("profile write", "GET", "/api/v1/accounts/109400000000000001/statuses"),
    ],
)
def test_beyond_the_scopes(server: Server, scopes: str, method: str, path: str) -> None:
    server.token = server.token_for(scopes)
    refused(server.ask(method, path), 403, "outside the authorized scopes")


def test_a_sign_in_that_was_taken_back(server: Server) -> None:
    server.ask("POST", "/oauth/revoke", data={**APP, "token": server.token})
    refused(server.post(status="x"), 401, "The access token was revoked")
    wrong = {**APP, "client_secret": "x", "token": "y"}
    refused(server.ask("POST", "/oauth/revoke", data=wrong), 403, "unauthorized_client")


@pytest.mark.parametrize(
    ("data", "kind", "name", "fields", "words"),
    [
        (b"", "image/png", "a.png", {}, "File can't be blank"),
        (PNG, "", "a.png", {}, "File can't be blank"),
        (b"hello", "image/png", "a.png", {}, "File content type is invalid"),
        (PNG, "video/mp4", "a.mp4", {}, "File content type is invalid"),
        (PNG, "image/png", "a.png", {"description": "x" * 1501}, "Description is too long"),
        (PNG, "image/png", "a.png", {"focus": "2,0"}, "Focus is invalid"),
        (PNG, "image/png", "a.png", {"focus": "middle"}, "Focus is invalid"),
        (PNG, "image/png", "a.png", {"alt": "x"}, "alt is not known"),
        (PNG + b"0" * 16_777_216, "image/png", "a.png", {}, "less than 16 MB"),
    ],
)
def test_files_that_are_refused(
    server: Server, data: bytes, kind: str, name: str, fields: dict[str, str], words: str
) -> None:
    refused(server.upload(data, kind, name, **fields), 422, words)


def test_a_body_that_is_no_form(server: Server) -> None:
    refused(server.ask("POST", "/api/v2/media", content=PNG), 422, "File can't be blank")
    chunks = server.ask(
        "POST",
        "/api/v2/media",
        content=iter([b"--x\r\n", b"--x--\r\n"]),
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    refused(chunks, 411, "Length Required")
    refused(server.ask("POST", "/api/v1/statuses", content=b"{"), 415, "no type")
    headers = {"Content-Type": "application/json"}
    refused(server.ask("POST", "/api/v1/statuses", content=b"{", headers=headers), 400, "parsing")


def test_a_video_takes_its_time(server: Server) -> None:
    made = server.upload(MP4, "video/mp4")
    assert (made.status_code, made.json()["url"]) == (202, None)
    own = made.json()["id"]
    refused(server.post(status="x", media_ids=[own]), 422, "not finished processing")
    path = f"/api/v1/media/{own}"
    assert [server.ask("GET", path).status_code for _ in range(3)] == [206, 206, 200]
    picture = server.upload(JPEG, "image/jpeg").json()["id"]
    refused(server.post(status="x", media_ids=[own, picture]), 422, "Cannot attach a video")
    five = [server.upload(JPEG, "image/jpeg").json()["id"] for _ in range(5)]
    refused(server.post(status="x", media_ids=five), 422, "Cannot attach more than 4 files")
    poll = {"options": ["a", "b"], "expires_in": 900}
    refused(server.post(status="x", media_ids=five[:1], poll=poll), 422, "Cannot attach more")
    assert server.post(media_ids=[own]).status_code == 200
    refused(server.post(status="x", media_ids=[own]), 422, "already attached")
    refused(server.ask("GET", path), 404, "Record not found")
    server.practice.tell("clock", advance_seconds=86_401)
    refused(server.post(status="x", media_ids=five[:1]), 422, "could not be found")


def test_only_its_own_person_deletes_a_post(server: Server) -> None:
    own = server.post(status="mine").json()["id"]
    other = Server(server.practice, server.http, server.base)
    other.token = other.token_for(person=1)
    refused(other.ask("DELETE", f"/api/v1/statuses/{own}"), 404, "Record not found")
    assert server.ask("DELETE", f"/api/v1/statuses/{own}").json()["text"] == "mine"
    refused(server.ask("GET", f"/api/v1/statuses/{own}"), 404, "Record not found")


def test_a_list_is_newest_first_and_hides_what_is_private(server: Server) -> None:
    for text, who in (("a", "public"), ("b", "private"), ("c", "direct")):
        server.post(status=text, visibility=who)
    path = f"/api/v1/accounts/{server.practice.accounts[0].did.partition('@')[0]}/statuses"
    assert [one["content"] for one in server.ask("GET", path).json()] == [
        *("<p>c</p>", "<p>b</p>", "<p>a</p>")
    ]
    assert len(server.ask("GET", path, params={"limit": 1}).json()) == 1
    refused(server.ask("GET", path, params={"limit": "all"}), 422, "limit")
    server.token = server.token_for(person=1)
    assert [one["content"] for one in server.ask("GET", path).json()] == ["<p>a</p>"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"redirect_uris": [REDIRECT]}, "Name can't be blank"),
        ({"client_name": "a"}, "Redirect URI can't be blank"),
        ({"client_name": "a", "redirect_uris": ["/callback"]}, "absolute URI"),
        ({"client_name": "a", "redirect_uris": [REDIRECT], "scopes": "write:all"}, "Scopes"),
        ({"client_name": "a", "redirect_uris": [REDIRECT], "scope": "read"}, "scope is not known"),
    ],
)
def test_apps_that_are_refused(server: Server, value: dict[str, Any], words: str) -> None:
    refused(server.ask("POST", "/api/v1/apps", json=value), 422, words)


def test_an_app_may_only_do_what_it_registered(server: Server) -> None:
    value = {"client_name": "a", "redirect_uris": [REDIRECT], "scopes": "read:accounts"}
    app = server.ask("POST", "/api/v1/apps", json=value).json()
    query = {"response_type": "code", "client_id": app["client_id"], "state": "s"}

    def page(**more: str) -> httpx.Response:
        return server.ask("GET", "/oauth/authorize", params={**query, **more})

    wide = page(redirect_uri=REDIRECT, scope="read:accounts write:media")
    assert httpx.URL(wide.headers["location"]).params["error"] == "invalid_scope"
    elsewhere = page(redirect_uri=REDIRECT + "/", scope="read:accounts")
    assert (elsewhere.status_code, "location" in elsewhere.headers) == (400, False)
    plain = page(redirect_uri=REDIRECT, scope="read:accounts", code_challenge="x")
    assert httpx.URL(plain.headers["location"]).params["error"] == "invalid_request"
    assert page(redirect_uri=REDIRECT, scope="read:accounts").status_code == 200


def test_a_code_needs_its_verifier_its_address_and_its_app(server: Server) -> None:
    with pytest.raises(KeyError):
        server.token_for(code_challenge="a" * 43, code_challenge_method="S256")
    form = {"grant_type": "authorization_code", "code": "x", "redirect_uri": REDIRECT}
    refused(server.ask("POST", "/oauth/token", data={**form, **APP}), 400, "invalid_grant")
    wrong = {**form, **APP, "client_secret": "x"}
    refused(server.ask("POST", "/oauth/token", data=wrong), 401, "invalid_client")


def test_limits_with_an_iso_reset(server: Server) -> None:
    server.practice.tell("mastodon/settings", rate_limits=True, posts=1, post_seconds=60)
    first = server.post(status="a")
    assert first.headers["X-RateLimit-Remaining"] == "0"
    assert first.headers["X-RateLimit-Reset"].endswith("Z")
    second = server.post(status="b")
    refused(second, 429, "Too many requests")
    assert second.headers["X-RateLimit-Limit"] == "1"
    for _ in range(31):
        last = server.upload(JPEG, "image/jpeg")
    refused(last, 429, "Too many requests")
    server.practice.tell("clock", advance_seconds=1801)
    assert server.post(status="b").status_code == 200


def test_handles_lead_to_their_server(server: Server, running: PracticeServer) -> None:
    domain = running.origins["https://club.example"]
    resource = {"resource": "acct:practice@club.example"}
    told = server.http.get(f"{domain}/.well-known/webfinger", params=resource).json()
    assert told["links"][1]["href"] == f"{SECOND}/users/practice"
    assert SECOND in server.http.get(f"{domain}/.well-known/host-meta").text
    gone = server.http.get(f"{domain}/.well-known/webfinger", params={"resource": "acct:x@y.z"})
    assert gone.status_code == 404
    assert server.http.get(f"{domain}/api/v2/instance").status_code == 404


def test_what_arrived_is_shown(server: Server, running: PracticeServer) -> None:
    own = server.upload(PNG, "image/png", "a.png", description="A <dot>").json()["id"]
    first = server.post(status="<b>one</b> #tag", spoiler_text="cw & more", media_ids=[own])
    poll = {"options": ["yes", "no"], "expires_in": 900, "multiple": True}
    server.post(status="two", in_reply_to_id=first.json()["id"], poll=poll, visibility="unlisted")
    page = server.http.get(running.page).text
    for words in ("&lt;b&gt;one&lt;/b&gt;", "cw &amp; more", "A &lt;dot&gt;", "☐ yes", "2/2"):
        assert words in page
    assert running.fetch(f"mastodon/file?server=social&id={own}") == PNG
    post = server.http.get(server.base + first.json()["url"][len(FIRST) :])
    assert (post.status_code, "two" in post.text) == (200, True)
    picture = server.http.get(server.base + f"/system/media_attachments/files/{own}")
    assert picture.content == PNG
    assert server.http.get(f"{server.base}/@practice/1").status_code == 404
    assert "two" in server.http.get(f"{server.base}/@practice").text


def test_the_same_folder_gives_the_same_people(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("again")
    first = start(folder, accounts=1, platforms=["mastodon"])
    first.stop()
    second = start(folder, accounts=2, platforms=["mastodon"])
    second.stop()
    assert second.origins == first.origins
    assert second.accounts[0] == first.accounts[0]
    assert [one.handle for one in second.accounts] == [
        "practice@social.practice.example",
        "practice_2@social.practice.example",
        "practice@club.example",
    ]
