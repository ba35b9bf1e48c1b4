"""The practice TikTok refuses what the real one refuses, in its words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from brandcraft_desktop.practice.platforms.tiktok.settings import Settings
from brandcraft_desktop.practice.process import PracticeServer, start
from tests.practice.pictures import MP4

API = "https://open.tiktokapis.com"
UPLOAD = "https://open-upload.tiktokapis.com"
WEB = "https://www.tiktok.com"
INIT = "post/publish/video/init/"
INFO = {"privacy_level": "SELF_ONLY", "brand_content_toggle": False}
SOURCE = {
    "source": "FILE_UPLOAD",
    "video_size": len(MP4),
    "chunk_size": len(MP4),
    "total_chunk_count": 1,
}
PHOTOS = {
    "media_type": "PHOTO",
    "post_mode": "DIRECT_POST",
    "post_info": INFO,
    "source_info": {
        "source": "PULL_FROM_URL",
        "photo_images": ["https://media.example/1.jpg"],
        "photo_cover_index": 0,
    },
}
BIG = MP4 + bytes(12_000_000 - len(MP4))
BIG_SOURCE = {**SOURCE, "video_size": len(BIG), "chunk_size": 5_000_000, "total_chunk_count": 2}


@dataclass
class Client:
    """Calls the API as a client of the real one would."""

    server: PracticeServer
    http: httpx.Client
    token: str

    def post(self, path: str, body: object, *, query: str = "") -> httpx.Response:
        return self.http.post(
            f"{self.server.origins[API]}/v2/{path}{query}",
            json=body,
            headers={"Authorization": f"Bearer {self.token}"},
        )

    def refused(self, path: str, body: object, *, query: str = "") -> tuple[int, str]:
        answer = self.post(path, body, query=query)
        return answer.status_code, answer.json()["error"]["code"]

    def begin(self, source: Mapping[str, object] = SOURCE, **info: object) -> dict[str, Any]:
        answer = self.post(INIT, {"post_info": {**INFO, **info}, "source_info": source}).json()
        assert answer["error"]["code"] == "ok", answer
        return dict(answer["data"])

    def put(
        self, address: str, data: bytes, first: int, total: int, **headers: str
    ) -> httpx.Response:
        told = {
            "Content-Type": "video/mp4",
            "Content-Range": f"bytes {first}-{first + len(data) - 1}/{total}",
            **headers,
        }
        return self.http.put(
            address.replace(UPLOAD, self.server.origins[UPLOAD]), content=data, headers=told
        )

    def status(self, publish_id: str) -> dict[str, Any]:
        return dict(
            self.post("post/publish/status/fetch/", {"publish_id": publish_id}).json()["data"]
        )


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=["tiktok"])
    yield server
    server.stop()


@pytest.fixture
def client(running: PracticeServer) -> Iterator[Client]:
    running.tell("forget")
    running.tell("tiktok/settings", **{**Settings().to_json(), "rate_limits": False, "polls": 1})
    granted: Any = running.tell("tiktok/grant", person=running.accounts[0].did)
    with httpx.Client() as http:
        yield Client(running, http, granted["access_token"])
    assert running.ask("tiktok/failures") == {"failures": []}


def test_a_video_comes_in_pieces_and_is_shown_in_time(client: Client) -> None:
    begun = client.begin(BIG_SOURCE, privacy_level="PUBLIC_TO_EVERYONE", title="Film")
    address, publish_id = begun["upload_url"], begun["publish_id"]
    first = client.put(address, BIG[:5_000_000], 0, len(BIG))
    assert (first.status_code, first.headers["content-range"]) == (
        206,
        f"bytes 0-4999999/{len(BIG)}",
    )
    assert client.status(publish_id) == {
        "status": "PROCESSING_UPLOAD",
        "uploaded_bytes": 5_000_000,
    }
    again = client.put(address, BIG[:5_000_000], 0, len(BIG))
    assert (again.status_code, again.headers["content-range"]) == (
        416,
        f"bytes 0-4999999/{len(BIG)}",
    )
    assert client.put(address, BIG[5_000_000:], 5_000_000, len(BIG)).status_code == 201
    assert client.status(publish_id)["status"] == "PROCESSING_UPLOAD"
    assert client.status(publish_id) == {
        "status": "PUBLISH_COMPLETE",
        "uploaded_bytes": len(BIG),
    }
    client.server.tell("clock", advance_seconds=91)
    (post_id,) = client.status(publish_id)["publicaly_available_post_id"]
    listed = client.post(
        "video/list/", {"max_count": 5}, query="?fields=id,video_description,share_url"
    ).json()["data"]
    assert listed["has_more"] is False
    (one,) = listed["videos"]
    assert (one["id"], one["video_description"]) == (str(post_id), "Film")
    name: Any = client.server.ask("tiktok/posts")["posts"]
    files = f"/_practice/tiktok/file?name={name[0]['publish_id']}"
    page = client.http.get(client.server.control + files)
    assert hashlib.sha256(page.content).digest() == hashlib.sha256(BIG).digest()


def test_what_the_host_for_bytes_refuses(client: Client) -> None:
    begun = client.begin()
    address, size = begun["upload_url"], len(MP4)
    assert client.put(address, MP4, 0, size, Authorization="Bearer x").status_code == 400
    assert client.put(address, MP4[:9], 0, size).status_code == 400  # not the whole piece
    assert client.put(address, MP4, 0, size + 1).status_code == 400
    kind = {"Content-Type": "image/png"}
    assert client.put(address, MP4, 0, size, **kind).status_code == 400
    assert client.put(address + "x", MP4, 0, size).status_code == 404
    assert client.put(address, MP4[1:], 1, size).status_code == 416
    client.server.tell("clock", advance_seconds=3601)
    assert client.put(address, MP4, 0, size).status_code == 403
    assert client.server.ask("tiktok/journal") == {"journal": []}


def test_bytes_that_are_no_video_fail(client: Client) -> None:
    begun = client.begin()
    assert client.put(begun["upload_url"], bytes(len(MP4)), 0, len(MP4)).status_code == 201
    client.status(begun["publish_id"])
    told = client.status(begun["publish_id"])
    assert (told["status"], told["fail_reason"]) == ("FAILED", "file_format_check_failed")
    assert client.server.ask("tiktok/journal") == {"journal": []}


@pytest.mark.parametrize(
    "source",
    [
        {**SOURCE, "unknown": 1},
        {**SOURCE, "total_chunk_count": 2},
        {**SOURCE, "chunk_size": 1},
        {**SOURCE, "source": "PULL_FROM_URL"},
        {**BIG_SOURCE, "total_chunk_count": 3},
        {**BIG_SOURCE, "chunk_size": 4_000_000, "total_chunk_count": 3},
        {**BIG_SOURCE, "video_size": 100_000_000, "chunk_size": 64_000_000, "total_chunk_count": 1},
    ],
)
def test_how_a_file_is_cut_is_judged(client: Client, source: object) -> None:
    told = client.refused(INIT, {"post_info": INFO, "source_info": source})
    assert told == (400, "invalid_params")


@pytest.mark.parametrize(
    "info",
    [
        {"privacy_level": "SELF_ONLY"},  # whether it is branded must be said
        {"brand_content_toggle": False},
        {**INFO, "title": "x" * 2201},
        {**INFO, "disable_comment": "true"},
        {**INFO, "disable_everything": True},
        {**INFO, "brand_content_toggle": True},  # branded and private
        {**INFO, "privacy_level": "PRIVATE"},
    ],
)
def test_what_is_chosen_is_judged(client: Client, info: object) -> None:
    told = client.refused(INIT, {"post_info": info, "source_info": SOURCE})
    assert told == (400, "invalid_params")


@pytest.mark.parametrize(
    ("settings", "status", "code"),
    [
        ({"privacy": "PUBLIC_TO_EVERYONE"}, 403, "privacy_level_option_mismatch"),
        ({"audited": False}, 403, "unaudited_client_can_only_post_to_private_accounts"),
        ({"rate_limits": True, "posts_a_day": 0}, 403, "spam_risk_too_many_posts"),
    ],
)
def test_what_an_account_may_not_is_refused(
    client: Client, settings: Mapping[str, Any], status: int, code: str
) -> None:
    client.server.tell("tiktok/settings", **settings)
    told = client.refused(INIT, {"post_info": INFO, "source_info": SOURCE})
    assert told == (status, code)


def test_creator_info_refuses_with_a_success(client: Client) -> None:
    path = "post/publish/creator_info/query/"
    assert client.refused(path, {}) == (200, "ok")
    client.server.tell("tiktok/settings", rate_limits=True, posts_a_day=0)
    assert client.refused(path, {}) == (200, "spam_risk_too_many_posts")
    assert client.refused(path, {"extra": 1}) == (400, "invalid_params")


def test_photos_come_from_a_verified_domain_alone(client: Client) -> None:
    path = "post/publish/content/init/"
    assert client.refused(path, PHOTOS) == (200, "ok")
    for address, code in (
        ("https://b.s3.amazonaws.com/1.jpg", (403, "url_ownership_unverified")),
        ("http://media.example/1.jpg", (400, "invalid_params")),
    ):
        source = {**PHOTOS["source_info"], "photo_images": [address]}  # type: ignore[dict-item]
        assert client.refused(path, {**PHOTOS, "source_info": source}) == code
    assert len(client.server.ask("tiktok/journal")["journal"]) == 1  # type: ignore[arg-type]


def test_the_inbox_takes_five_a_day(client: Client) -> None:
    client.server.tell("tiktok/settings", rate_limits=True)
    path = "post/publish/inbox/video/init/"
    told = [client.refused(path, {"source_info": SOURCE}) for _ in range(6)]
    assert told == [(200, "ok")] * 5 + [(403, "spam_risk_too_many_pending_share")]
    assert client.refused(path, {"source_info": SOURCE}) == (429, "rate_limit_exceeded")
    client.server.tell("clock", advance_seconds=61)
    assert client.refused(path, {"source_info": SOURCE})[1] != "rate_limit_exceeded"


def test_an_upload_is_cancelled_until_it_is_taken(client: Client) -> None:
    begun = client.begin()
    path, asked = "post/publish/cancel/", {"publish_id": begun["publish_id"]}
    assert client.refused(path, asked) == (200, "ok")
    assert client.status(begun["publish_id"])["fail_reason"] == "publish_cancelled"
    assert client.refused(path, asked) == (400, "publish_not_cancellable")
    assert client.refused(path, {"publish_id": "nobody's"}) == (400, "invalid_publish_id")


def test_a_token_may_what_it_was_granted(client: Client) -> None:
    person = client.server.accounts[0].did
    some: Any = client.server.tell("tiktok/grant", person=person, scopes="user.info.basic")
    client.token = some["access_token"]
    body = {"post_info": INFO, "source_info": SOURCE}
    assert client.refused(INIT, body) == (401, "scope_not_authorized")
    client.token = "nobody's"
    assert client.refused(INIT, body) == (401, "access_token_invalid")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"}, "hexadecimal"),
        ({"redirect_uri": "http://127.0.0.1/callback"}, "with a port"),
        ({"redirect_uri": "http://127.0.0.1:1/callback?x=1"}, "nothing behind it"),
        ({"client_id": "x"}, "no parameter client_id"),
        ({"client_key": "x"}, "not known here"),
        ({}, "asks for access"),
    ],
)
def test_the_page_to_agree_on(client: Client, change: Mapping[str, str], said: str) -> None:
    asked = {
        "client_key": "practice-tiktok",
        "scope": "user.info.basic,video.publish",
        "redirect_uri": "http://127.0.0.1:3455/callback/",
        "state": "s",
        "response_type": "code",
        "code_challenge": hashlib.sha256(b"v" * 43).hexdigest(),
        "code_challenge_method": "S256",
        **change,
    }
    page = client.http.get(f"{client.server.origins[WEB]}/v2/auth/authorize/", params=asked)
    assert said in page.text


def test_codes_become_tokens_with_tiktoks_names(client: Client) -> None:
    asked = {
        "client_key": "practice-tiktok",
        "scope": "user.info.basic,video.publish",
        "redirect_uri": "http://127.0.0.1:3455/callback/",
        "state": "s",
        "response_type": "code",
        "code_challenge": hashlib.sha256(b"v" * 43).hexdigest(),
        "code_challenge_method": "S256",
    }
    person = client.server.accounts[0].did
    page = client.http.post(
        f"{client.server.origins[WEB]}/v2/auth/authorize/",
        params=asked,
        data={"decision": "allow", "person": person},
    )
    (code,) = parse_qs(urlsplit(page.headers["location"]).query)["code"]
    keys = {"client_key": "practice-tiktok", "client_secret": "practice-secret-tiktok"}
    form = {
        **keys,
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": asked["redirect_uri"],
        "code_verifier": "v" * 43,
    }
    address = f"{client.server.origins[API]}/v2/oauth/token/"
    wrong = client.http.post(address, data={**form, "client_secret": "x"})
    assert (wrong.status_code, wrong.json()["error"]) == (400, "invalid_client")
    assert client.http.post(address, data={**form, "more": "x"}).json()["error"] == (
        "invalid_request"
    )
    told = client.http.post(address, data=form).json()
    assert (told["open_id"], told["scope"]) == (person, asked["scope"])
    assert (told["expires_in"], told["refresh_expires_in"]) == (86_400, 31_536_000)
    renewing = {**keys, "grant_type": "refresh_token", "refresh_token": told["refresh_token"]}
    assert client.http.post(address, data=renewing).json()["refresh_token"] != told["refresh_token"]
