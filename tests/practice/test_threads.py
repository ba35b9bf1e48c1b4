"""The practice Threads refuses what the real one refuses, and what nobody documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from brandcraft_desktop.practice.process import PracticeServer, start

API = "https://graph.threads.net"
FINE: dict[str, str] = {"media_type": "TEXT", "text": "hi"}
POLL = '{"option_a":"a","option_b":"b"}'
DAY = 86_400


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    made = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=["threads"])
    yield made
    assert made.ask("threads/failures") == {"failures": []}
    made.stop()


@pytest.fixture
def client(server: PracticeServer) -> Iterator[httpx.Client]:
    """Signed in for good, with nothing posted."""
    server.tell("forget")
    with signed_in(server) as made:
        yield made


def signed_in(server: PracticeServer, scopes: str = "") -> httpx.Client:
    token = granted(server, scopes)
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.Client(base_url=server.origins[API], headers=headers, trust_env=False)


def granted(server: PracticeServer, scopes: str = "") -> str:
    told = server.tell("threads/grant", person=server.accounts[0].did, scopes=scopes)
    return str(told["access_token"])


def error(answer: httpx.Response) -> tuple[int, int]:
    told: dict[str, Any] = answer.json()["error"]
    return told["code"], told.get("error_subcode", 0)


def made(client: httpx.Client, **form: str) -> str:
    return str(client.post("/v1.0/me/threads", data={**FINE, **form}).json()["id"])


@pytest.mark.parametrize(
    "form",
    [
        {"media_type": "TEXT"},
        {"media_type": "WORDS", "text": "hi"},
        {**FINE, "texts": "hi"},
        {**FINE, "text": "x" * 501},
        {**FINE, "text": "\N{GRINNING FACE}" * 126},
        {**FINE, "auto_publish_text": "true"},
        {**FINE, "topic_tag": "a.b"},
        {**FINE, "topic_tag": ""},
        {**FINE, "alt_text": "no file"},
        {**FINE, "reply_control": "nobody"},
        {**FINE, "reply_to_id": "1"},
        {**FINE, "poll_attachment": '{"option_a": "one"}'},
        {**FINE, "poll_attachment": POLL, "link_attachment": "https://a.b"},
        {**FINE, "text_attachment": "words"},
        {**FINE, "is_ghost_post": "yes"},
        {**FINE, "text": " ".join(f"https://a.b/{number}" for number in range(6))},
        {**FINE, "is_carousel_item": "true"},
        {"media_type": "IMAGE", "text": "hi"},
        {"media_type": "IMAGE", "image_url": "ftp://a/b.jpg"},
        {"media_type": "IMAGE", "image_url": "http://127.0.0.1:1/ä.jpg"},
        {"media_type": "VIDEO", "image_url": "http://127.0.0.1:1/a.jpg"},
        {"media_type": "CAROUSEL", "children": "1"},
        {"media_type": "CAROUSEL", "children": "1,2"},
    ],
)
def test_a_container_is_judged_when_it_is_made(client: httpx.Client, form: dict[str, str]) -> None:
    answer = client.post("/v1.0/me/threads", data=form)
    assert answer.status_code == 400, answer.text
    assert error(answer)[0] == 100


def test_a_file_is_fetched_from_this_machine_alone(client: httpx.Client) -> None:
    for url in ("https://example.com/a.jpg", "http://127.0.0.1:1/a.jpg"):
        place = made(client, media_type="IMAGE", image_url=url)
        looked = {"fields": "id,status,error_message"}
        assert client.get(f"/v1.0/{place}", params=looked).json()["status"] == "IN_PROGRESS"
        told = client.get(f"/v1.0/{place}", params=looked).json()
        assert (told["status"], told["error_message"]) == ("ERROR", "FAILED_DOWNLOADING_VIDEO")


def test_a_container_is_published_once(client: httpx.Client, server: PracticeServer) -> None:
    place = made(client)
    form = {"creation_id": place}
    assert client.post("/v1.0/me/threads_publish", data=form).status_code == 200
    assert error(client.post("/v1.0/me/threads_publish", data=form)) == (24, 4279009)
    told = client.get(f"/v1.0/{place}", params={"fields": "id,status"}).json()
    assert told == {"id": place, "status": "PUBLISHED"}
    journal = server.ask("threads/journal")["journal"]
    assert isinstance(journal, list)
    assert len(journal) == 1


def test_a_container_lives_for_a_day(client: httpx.Client, server: PracticeServer) -> None:
    place = made(client)
    server.tell("threads/forget-containers")
    told = client.get(f"/v1.0/{place}", params={"fields": "id,status"}).json()
    assert told["status"] == "EXPIRED"
    assert error(client.post("/v1.0/me/threads_publish", data={"creation_id": place})) == (
        24,
        4279009,
    )


def test_nobody_publishes_for_another(client: httpx.Client, server: PracticeServer) -> None:
    other = server.accounts[1].did
    assert error(client.post(f"/v1.0/{other}/threads", data=FINE)) == (100, 33)
    assert error(client.get("/v1.0/1", params={"fields": "id"})) == (100, 33)


@pytest.mark.parametrize(
    ("scopes", "method", "path", "form"),
    [
        ("threads_content_publish", "GET", "/v1.0/me?fields=id", {}),
        ("threads_basic", "POST", "/v1.0/me/threads_publish", {"creation_id": "1"}),
        ("threads_basic", "GET", "/v1.0/me/replies?fields=id", {}),
        ("threads_basic", "DELETE", "/v1.0/1", {}),
        ("threads_basic", "POST", "/v1.0/me/threads", {**FINE, "reply_to_id": "1"}),
    ],
)
def test_each_call_needs_its_permission(
    server: PracticeServer, scopes: str, method: str, path: str, form: dict[str, str]
) -> None:
    with signed_in(server, scopes) as client:
        assert error(client.request(method, path, data=form or None))[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/v1.0/me?fields=id,password",
        "/v1.0/me/threads?fields=id&page=2",
        "/v1.0/me/threads?fields=id&limit=101",
        "/v1.0/me/threads_publishing_limit?fields=quota",
        "/v1.0/me/insights",
        "/v2.0/me",
    ],
)
def test_what_nobody_documents_is_refused(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 400


def test_a_token_is_reissued_after_a_day_and_before_it_ends(server: PracticeServer) -> None:
    token = granted(server)
    with httpx.Client(base_url=server.origins[API], trust_env=False) as client:

        def reissue(held: str) -> httpx.Response:
            asked = {"grant_type": "th_refresh_token", "access_token": held}
            return client.get("/refresh_access_token", params=asked)

        assert error(reissue(token))[0] == 100
        server.tell("clock", advance_seconds=DAY)
        told = reissue(token).json()
        assert told["expires_in"] == 60 * DAY
        assert set(told) == {"access_token", "token_type", "expires_in"}
        server.tell("clock", advance_seconds=60 * DAY + 1)
        assert error(reissue(told["access_token"])) == (190, 463)
        wrong = {"grant_type": "th_exchange_token", "access_token": granted(server)}
        assert error(client.get("/access_token", params={**wrong, "client_secret": "no"}))[0] == 1
