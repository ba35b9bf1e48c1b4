"""The practice LinkedIn refuses what the real one refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from brandcraft_desktop.practice.platforms.linkedin.little_text import plain, words_of
from brandcraft_desktop.practice.process import PracticeServer, start
from tests.practice.linkedin_client import COMPANY, HEADERS, WEB, Client, body, signed_in


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=["linkedin"])
    yield server
    server.stop()


@pytest.fixture
def client(running: PracticeServer) -> Iterator[Client]:
    with signed_in(running) as client:
        yield client


def journal(client: Client) -> list[Any]:
    found: Any = client.server.ask("linkedin/journal")["journal"]
    return list(found)


def test_a_post_is_taken_and_named_in_a_header(client: Client) -> None:
    answer = client.post()
    assert (answer.status_code, answer.content) == (201, b"")
    urn = answer.headers["x-restli-id"]
    assert urn.startswith("urn:li:share:")
    assert [(one["action"], one["urn"]) for one in journal(client)] == [("create", urn)]
    page = client.http.get(f"{client.server.origins[WEB]}/feed/update/{urn}/")
    assert page.status_code == 200
    assert "hello" in page.text
    assert "hello" in client.http.get(f"{client.server.page}news").text


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Authorization": None}, 401, "EMPTY_ACCESS_TOKEN"),
        ({"Authorization": "Bearer nobody"}, 401, "INVALID_ACCESS_TOKEN"),
        ({"LinkedIn-Version": None}, 400, "VERSION_MISSING"),
        ({"LinkedIn-Version": "2026-09"}, 400, "INVALID_VERSION"),
        ({"LinkedIn-Version": "202613"}, 400, "INVALID_VERSION"),
        ({"LinkedIn-Version": "202409"}, 426, "NONEXISTENT_VERSION"),
        ({"X-Restli-Protocol-Version": None}, 400, None),
        ({"X-Restli-Protocol-Version": "1.0.0"}, 400, None),
        ({"X-RestLi-Method": "DELETE"}, 400, None),
        ({"Content-Type": "text/plain"}, 415, None),
    ],
)
def test_headers_that_are_missing_or_wrong(
    client: Client, headers: dict[str, str | None], status: int, code: str | None
) -> None:
    answer = client.send("POST", "/rest/posts", body(client.me), headers=headers)
    assert answer.status_code == status, answer.text
    told = answer.json()
    assert told["status"] == status
    assert told["message"]
    assert told.get("code") == code
    assert not journal(client)


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"commentary": ...}, 422, "ERROR :: /commentary :: field is required"),
        ({"visibility": ...}, 422, "/visibility"),
        ({"visibility": "EVERYBODY"}, 422, "enum"),
        ({"lifecycleState": "DRAFT"}, 422, "enum"),
        ({"distribution": {}}, 422, "/distribution/feedDistribution"),
        ({"isReshareDisabledByAuthor": "no"}, 422, "coerced to Boolean"),
        ({"commentary": 1}, 422, "coerced to String"),
        ({"title": "x"}, 422, "unrecognized field"),
        ({"author": "urn:li:organization:urn:li:organization:1"}, 422, "/author"),
        ({"author": "urn:li:person:somebody"}, 403, "posts.CREATE"),
        ({"author": "urn:li:organization:5100003"}, 403, "posts.CREATE"),
        ({"author": COMPANY, "visibility": "CONNECTIONS"}, 422, "/visibility"),
        ({"commentary": "x" * 3001}, 400, "3001"),
        ({"commentary": " "}, 400, "commentary"),
        ({"content": {}}, 422, "union"),
        ({"content": {"media": {"id": "urn:li:image:A"}, "poll": {}}}, 422, "union"),
        ({"content": {"media": {"id": "urn:li:image:A"}}}, 400, "not known"),
        ({"content": {"media": {"id": "nonsense"}}}, 422, "/content/media/id"),
        ({"content": {"multiImage": {"images": [{"id": "urn:li:image:A"}]}}}, 422, "size 1"),
        ({"content": {"article": {"source": "https://a.example"}}}, 422, "/article/title"),
        ({"content": {"article": {"source": "no address", "title": "t"}}}, 422, "source"),
        (
            {
                "content": {
                    "poll": {
                        "question": "q",
                        "options": [{"text": "a"}],
                        "settings": {"duration": "ONE_DAY"},
                    }
                }
            },
            422,
            "size 1",
        ),
    ],
)
def test_fields_that_are_missing_or_wrong(
    client: Client, fields: dict[str, object], status: int, words: str
) -> None:
    answer = client.post(**fields)
    assert answer.status_code == status, answer.text
    assert words in answer.json()["message"]
    assert not journal(client)


def test_what_is_no_json(client: Client) -> None:
    headers = {"Content-Type": "application/json"}
    answer = client.send("POST", "/rest/posts", content=b"{", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "ILLEGAL_ARGUMENT")


def test_escapes_do_not_count(client: Client) -> None:
    assert client.post(commentary="\\(" * 3000).status_code == 201


def test_a_bare_character_ends_the_text_and_nothing_is_said(client: Client) -> None:
    assert client.post(commentary="before (after)").status_code == 201
    page = client.http.get(f"{client.server.page}news").text
    assert "before" in page
    assert "after" not in page
    assert "cut off" in page


@pytest.mark.parametrize(
    ("written", "seen", "cut"),
    [
        (
            r"a \(b\) #tag {hashtag|\#|c\_d} @[X Y](urn:li:organization:1)!",
            "a (b) #tag #c_d X Y!",
            False,
        ),
        ("a_b", "a", True),
        ("{hashtag|", "", True),
        ("# alone", "", True),
        ("@[X](nobody)", "", True),
        ("end\\", "end", True),
    ],
)
def test_the_text_format(written: str, seen: str, cut: bool) -> None:
    assert plain(written) == seen
    assert words_of(written)[1] is cut


def test_the_same_post_is_refused_for_ten_minutes(client: Client) -> None:
    first = client.post().headers["x-restli-id"]
    again = client.post()
    assert again.status_code == 422
    assert again.json()["message"] == f"Content is a duplicate of {first}"
    assert client.post(commentary="other").status_code == 201
    client.server.tell("clock", advance_seconds=601)
    assert client.post().status_code == 201


def test_scopes(client: Client) -> None:
    token: Any = client.server.tell("linkedin/token", scopes="openid profile w_member_social")
    client.token = token["access_token"]
    assert client.post().status_code == 201
    image = client.image()
    for method, path in (
        ("GET", f"/rest/posts?q=author&author={quote(COMPANY)}"),
        ("GET", f"/rest/posts?q=author&author={quote(client.me)}"),
        ("GET", f"/rest/images/{quote(image, safe='')}"),
        ("GET", "/rest/organizationAcls?q=roleAssignee"),
        ("GET", "/rest/organizations/5100001"),
    ):
        answer = client.send(method, path)
        assert (answer.status_code, answer.json()["code"]) == (403, "ACCESS_DENIED"), path
    assert client.send("POST", "/rest/posts", body(COMPANY)).status_code == 403


def test_tokens_that_ran_out_or_were_taken_back(client: Client) -> None:
    client.server.tell("linkedin/expire")
    assert client.post().json()["code"] == "EXPIRED_ACCESS_TOKEN"
    client.server.tell("linkedin/revoke")
    answer = client.post()
    assert (answer.status_code, answer.json()["serviceErrorCode"]) == (401, 65601)


def test_the_day_has_so_many_calls(client: Client) -> None:
    client.server.tell("linkedin/settings", daily_limit=2)
    assert client.post(commentary="1").status_code == 201
    assert client.post(commentary="2").status_code == 201
    answer = client.post(commentary="3")
    assert (answer.status_code, answer.json()["code"]) == (429, "TOO_MANY_REQUESTS")
    assert not [name for name in answer.headers if "rate" in name.lower() or "retry" in name]
    client.server.tell("clock", advance_seconds=86_400)
    assert client.post(commentary="3").status_code == 201


def test_paths_that_are_not_right(client: Client) -> None:
    assert client.send("GET", "/rest/nothing").status_code == 404
    assert client.send("GET", "/v2/me").status_code == 404
    assert client.send("PUT", "/rest/posts", {}).status_code == 405
    assert client.send("GET", f"/rest/images/{client.image()}").status_code == 400
    assert client.send("GET", "/rest/posts?q=author&author=urn:li:person:a&x=1").status_code == 400
    assert client.send("POST", "/rest/images?action=other", {}).status_code == 400


def test_a_page_lists_its_posts(client: Client) -> None:
    for words in ("first", "second"):
        assert client.send("POST", "/rest/posts", body(COMPANY, commentary=words)).is_success
    path = f"/rest/posts?q=author&author={quote(COMPANY)}&count=1"
    answer = client.send("GET", path, headers={"X-RestLi-Method": "FINDER"}).json()
    (newest,) = answer["elements"]
    assert newest["commentary"] == "second"
    assert answer["paging"]["total"] == 2
    assert newest["createdAt"] > 10**12
    one = client.send("GET", f"/rest/posts/{quote(newest['id'], safe='')}").json()
    assert one == newest
    theirs = quote("urn:li:organization:5100003")
    assert client.send("GET", f"/rest/posts?q=author&author={theirs}").status_code == 403


def test_deleting(client: Client) -> None:
    path = f"/rest/posts/{quote(client.post().headers['x-restli-id'], safe='')}"
    for _ in range(2):
        answer = client.send("DELETE", path, headers={"X-RestLi-Method": "DELETE"})
        assert (answer.status_code, answer.content) == (204, b"")
    assert [one["action"] for one in journal(client)] == ["create", "delete"]
    gone = quote("urn:li:share:1", safe="")
    assert client.send("DELETE", f"/rest/posts/{gone}").status_code == 404


def test_roles_and_pages(client: Client) -> None:
    path = "/rest/organizationAcls?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED"
    (role,) = client.send("GET", path).json()["elements"]
    assert role == {
        "organization": COMPANY,
        "role": "ADMINISTRATOR",
        "roleAssignee": client.me,
        "state": "APPROVED",
    }
    page = client.send("GET", "/rest/organizations/5100001").json()
    assert page["localizedName"] == "Practice Company"
    assert client.send("GET", "/rest/organizations/1").status_code == 404


def test_who_signed_in(client: Client) -> None:
    answer = client.send("GET", "/v2/userinfo", headers=dict.fromkeys(HEADERS))
    assert answer.json()["sub"] == client.server.accounts[0].did
    assert answer.json()["name"] == client.server.accounts[0].handle
