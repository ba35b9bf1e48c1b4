"""The stand-in for Instagram is strict: what the real one refuses is refused here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from brandcraft_desktop.practice.platforms.instagram.settings import (
    API,
    GRAPH,
    GRAPH_FACEBOOK,
    UPLOADS,
    WEB_FACEBOOK,
)
from brandcraft_desktop.practice.process import PracticeServer, start
from tests.practice.pictures import MP4, PNG
from tests.publishers.instagram.served import Served, serving
from tests.publishers.instagram.world import jpeg, sign_in
from tests.publishers.support import FileRenditions, StandingClock, rendition

PAGE = "https://graph.facebook.com/v26.0"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    running = start(
        tmp_path_factory.mktemp("practice"), accounts=2, platforms=["facebook", "instagram"]
    )
    yield running
    running.stop()


@pytest.fixture
def token(server: PracticeServer) -> Iterator[str]:
    from brandcraft_desktop.publishers.http import Http
    from brandcraft_desktop.publishers.origins import Origins

    server.tell("forget")
    server.tell("instagram/settings", quota=100, video_polls=0, image_polls=0)
    http = Http(StandingClock(), Origins(server.origins))
    yield sign_in(server, http, StandingClock())[0].secrets["access"]
    http.close()
    assert server.ask("instagram/failures") == {"failures": []}


@pytest.fixture
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("files")
    with serving(FileRenditions()) as served:
        for name, data in (("a.jpg", jpeg()), ("a.png", PNG), ("a.mp4", MP4)):
            served.renditions.files[name] = rendition(folder, name, data, "image/jpeg")
        yield served


def me(server: PracticeServer) -> str:
    return next(one.did for one in server.accounts if one.platform == "instagram")


def call(
    server: PracticeServer, method: str, path: str, token: str, form: dict[str, str]
) -> tuple[int, Any]:
    answer = httpx.request(
        method,
        f"{server.origins[GRAPH]}/v26.0/{path}",
        data=form if method == "POST" else None,
        params=form if method != "POST" else None,
        headers={"Authorization": f"Bearer {token}"},
        trust_env=False,
    )
    return answer.status_code, answer.json()


def make(server: PracticeServer, token: str, **form: str) -> tuple[int, Any]:
    return call(server, "POST", f"{me(server)}/media", token, form)


def subcode(answer: tuple[int, Any]) -> tuple[int, int]:
    assert answer[0] == 400, answer
    error = answer[1]["error"]
    return error["code"], error.get("error_subcode", 0)


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ({"caption": "x"}, (100, 0)),
        ({"image_url": "a.jpg", "captoin": "x"}, (100, 0)),
        ({"image_url": "a.jpg", "media_type": "REELS"}, (100, 0)),
        ({"image_url": "a.jpg", "media_type": "MOVIE"}, (100, 2207023)),
        ({"image_url": "a.jpg", "caption": "x" * 2201}, (36004, 2207010)),
        ({"image_url": "a.jpg", "caption": "#a " * 31}, (36004, 2207010)),
        ({"image_url": "a.jpg", "caption": "@a " * 21}, (100, 2207040)),
        ({"image_url": "a.jpg", "alt_text": "x" * 1001}, (100, 0)),
        ({"image_url": "a.jpg", "is_carousel_item": "true", "caption": "x"}, (100, 0)),
        ({"image_url": "a.jpg", "media_type": "STORIES", "alt_text": "x"}, (100, 0)),
        ({"image_url": "a.jpg", "collaborators": '["a","b","c","d"]'}, (100, 0)),
        ({"image_url": "a.jpg", "collaborators": "a,b"}, (100, 0)),
        ({"image_url": "a.png"}, (36001, 2207005)),
        ({"image_url": "gone.jpg"}, (9004, 2207052)),
        ({"image_url": "a.jpg", "thumb_offset": "1"}, (100, 0)),
        ({"video_url": "a.mp4"}, (100, 0)),
        ({"media_type": "REELS", "upload_type": "whole"}, (100, 0)),
        ({"media_type": "CAROUSEL", "children": "1"}, (100, 2207028)),
    ],
)
def test_what_is_refused(
    server: PracticeServer,
    token: str,
    files: Served,
    form: dict[str, str],
    wanted: tuple[int, int],
) -> None:
    for name in ("image_url", "video_url"):
        if name in form:
            form = {**form, name: f"{files.address_of}/{form[name]}"}
    assert subcode(make(server, token, **form)) == wanted


def test_a_container_is_published_once_and_counts(
    server: PracticeServer, token: str, files: Served
) -> None:
    _, made = make(server, token, image_url=f"{files.address_of}/a.jpg", caption="x")
    publish = f"{me(server)}/media_publish"
    status, published = call(server, "POST", publish, token, {"creation_id": made["id"]})
    assert status == 200
    again = call(server, "POST", publish, token, {"creation_id": made["id"]})
    assert subcode(again) == (100, 0)
    assert subcode(call(server, "POST", publish, token, {"creation_id": "1"})) == (24, 2207008)
    _, limit = call(
        server,
        "GET",
        f"{me(server)}/content_publishing_limit",
        token,
        {"fields": "quota_usage,config"},
    )
    assert limit["data"][0]["quota_usage"] == 1
    _, seen = call(server, "GET", made["id"], token, {"fields": "status_code"})
    assert seen["status_code"] == "PUBLISHED"
    server.tell("instagram/settings", quota=1)
    _, other = make(server, token, image_url=f"{files.address_of}/a.jpg")
    refused = call(server, "POST", publish, token, {"creation_id": other["id"]})
    assert subcode(refused) == (9, 2207042)
    status, _ = call(server, "DELETE", published["id"], token, {})
    assert status == 403  # only through Facebook


def test_what_arrived_is_told_with_its_files(
    server: PracticeServer, token: str, files: Served
) -> None:
    address = f"{files.address_of}/a.jpg"
    items = [
        make(server, token, image_url=address, is_carousel_item="true", alt_text=alt)[1]["id"]
        for alt in ("One", "")
    ]
    _, whole = make(server, token, media_type="CAROUSEL", children=",".join(items), caption="Two")
    publish = f"{me(server)}/media_publish"
    call(server, "POST", publish, token, {"creation_id": whole["id"]})
    told: Any = server.ask("instagram/arrived")
    (one,) = [one for one in told["arrived"] if one["text"] == "Two"]
    assert one["alts"] == ["One", ""]
    assert len(one["files"]) == 2
    assert one["did"] == me(server)


def test_bytes_come_in_order(server: PracticeServer, token: str) -> None:
    _, made = make(server, token, media_type="REELS", upload_type="resumable")
    place = server.origins[UPLOADS] + made["uri"].removeprefix(UPLOADS)

    def send(offset: int, data: bytes, kind: str = "OAuth") -> httpx.Response:
        headers = {
            "Authorization": f"{kind} {token}",
            "offset": str(offset),
            "file_size": str(len(MP4)),
        }
        return httpx.post(place, content=data, headers=headers, trust_env=False)

    assert send(0, MP4[:10], "Bearer").status_code == 401
    assert send(0, MP4[:10]).json()["success"] is True
    assert send(0, MP4).json()["debug_info"]["retriable"] is True
    _, seen = call(server, "GET", made["id"], token, {"fields": "status_code,video_status"})
    assert seen["video_status"]["uploading_phase"]["bytes_transferred"] == 10
    assert seen["status_code"] == "IN_PROGRESS"
    assert send(10, MP4[10:]).json()["success"] is True
    _, seen = call(server, "GET", made["id"], token, {"fields": "status_code"})
    assert seen["status_code"] == "FINISHED"


def test_tokens_are_for_one_door_and_of_age(server: PracticeServer, token: str) -> None:
    answer = httpx.get(
        f"{server.origins[GRAPH_FACEBOOK]}/v26.0/{me(server)}",
        params={"fields": "username", "access_token": token},
        trust_env=False,
    )
    assert answer.json()["error"]["code"] == 190
    early = httpx.get(
        f"{server.origins[GRAPH]}/refresh_access_token",
        params={"grant_type": "ig_refresh_token", "access_token": token},
        trust_env=False,
    )
    assert early.status_code == 400
    assert "access_token" not in early.text


def test_two_platforms_answer_at_facebooks_hosts(server: PracticeServer) -> None:
    graph, web = server.origins[GRAPH_FACEBOOK], server.origins[WEB_FACEBOOK]
    ours = {"client_id": "practice-instagram", "client_secret": "x", "code": "c"}
    theirs = {**ours, "client_id": "practice-facebook"}
    for keys in (ours, theirs):
        told = httpx.get(f"{graph}/v26.0/oauth/access_token", params=keys, trust_env=False)
        assert told.status_code in (400, 401), told.text
    dialog = {
        "redirect_uri": "http://localhost:1/callback",
        "response_type": "code",
        "state": "s",
    }
    for name, scope in (("instagram", "instagram_basic"), ("facebook", "pages_show_list")):
        asked = {**dialog, "client_id": f"practice-{name}", "scope": scope}
        page = httpx.get(f"{web}/v26.0/dialog/oauth", params=asked, trust_env=False)
        assert page.status_code == 200, (name, page.text)


def test_codes_are_refused_in_words_of_their_own(server: PracticeServer) -> None:
    form = {
        "client_id": "practice-instagram",
        "client_secret": "wrong",
        "grant_type": "authorization_code",
    }
    answer = httpx.post(f"{server.origins[API]}/oauth/access_token", data=form, trust_env=False)
    assert answer.status_code == 400
    assert json.loads(answer.text)["error_type"] == "OAuthException"
