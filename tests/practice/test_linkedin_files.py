"""The practice LinkedIn takes files as strictly as the real one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from brandcraft_desktop.practice.process import PracticeServer, start
from tests.practice.linkedin_client import COMPANY, PDF, Client, body, signed_in
from tests.practice.pictures import JPEG, MP4, PNG


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=["linkedin"])
    yield server
    server.stop()


@pytest.fixture
def client(running: PracticeServer) -> Iterator[Client]:
    with signed_in(running) as client:
        yield client


def test_files_go_one_way_only(client: Client) -> None:
    given = client.begin("images")
    waiting = {"media": {"id": given["image"]}}
    answer = client.post(content=waiting)
    assert (answer.status_code, answer.json()["code"]) == (400, "MEDIA_ASSET_WAITING_UPLOAD")
    assert client.put(given["uploadUrl"], PNG, Authorization=None).status_code == 401
    assert client.put(given["uploadUrl"], b"").status_code == 400
    assert client.put(given["uploadUrl"], PNG).status_code == 201
    assert client.post(content=waiting).status_code == 201
    told = client.send("GET", f"/rest/images/{quote(given['image'], safe='')}").json()
    assert told == {"id": given["image"], "owner": client.me, "status": "AVAILABLE"}


def test_what_is_no_picture_fails(client: Client) -> None:
    given = client.begin("images")
    assert client.put(given["uploadUrl"], b"no picture").status_code == 201
    answer = client.post(content={"media": {"id": given["image"]}})
    assert answer.json()["code"] == "MEDIA_ASSET_PROCESSING_FAILED"


def test_addresses_run_out(client: Client) -> None:
    given = client.begin("images")
    client.server.tell("clock", advance_seconds=3601)
    answer = client.put(given["uploadUrl"], PNG)
    assert (answer.status_code, answer.content) == (401, b"")
    image = client.image()
    client.server.tell("linkedin/forget_uploads")
    answer = client.post(content={"media": {"id": image}})
    assert answer.json()["code"] == "INVALID_URN_ID"


def test_files_belong_to_who_posts_them(client: Client) -> None:
    answer = client.send(
        "POST", "/rest/posts", body(COMPANY, content={"media": {"id": client.image()}})
    )
    assert answer.json()["code"] == "INVALID_MEDIA_OWNER"


def test_a_document_needs_a_title_and_pages(client: Client) -> None:
    for content, code in ((PDF, ""), (JPEG, "MEDIA_ASSET_PROCESSING_FAILED")):
        given = client.begin("documents")
        assert client.put(given["uploadUrl"], content).status_code == 201
        assert client.post(content={"media": {"id": given["document"]}}).status_code == 422
        answer = client.post(content={"media": {"id": given["document"], "title": "t"}})
        assert (answer.json()["code"] if code else answer.status_code) == (code or 201)


def film(client: Client, size: int = 90_000) -> Any:
    client.server.tell("linkedin/settings", part_bytes=40_000)
    return client.begin("videos", fileSizeBytes=size, uploadCaptions=False, uploadThumbnail=False)


def finish(client: Client, given: Any, etags: list[str], **more: object) -> httpx.Response:
    asked = {"video": given["video"], "uploadToken": given["uploadToken"], "uploadedPartIds": etags}
    path = "/rest/videos?action=finalizeUpload"
    return client.send("POST", path, {"finalizeUploadRequest": {**asked, **more}})


def test_a_video_comes_in_parts(client: Client) -> None:
    given = film(client)
    data = (MP4 + bytes(range(256)) * 400)[:90_000]
    ranges = [(one["firstByte"], one["lastByte"]) for one in given["uploadInstructions"]]
    assert ranges == [(0, 39_999), (40_000, 79_999), (80_000, 89_999)]
    etags: list[str] = []
    stream = "application/octet-stream"
    for one in given["uploadInstructions"]:
        piece, url = data[one["firstByte"] : one["lastByte"] + 1], one["uploadUrl"]
        with_token = client.put(url, piece, **{"Content-Type": stream})
        assert with_token.status_code == 400
        wrong = client.put(url, piece, Authorization=None, **{"Content-Type": "video/mp4"})
        assert wrong.status_code == 400
        short = client.put(url, piece[1:], Authorization=None, **{"Content-Type": stream})
        assert short.status_code == 400
        assert finish(client, given, etags or ["x"]).status_code == 400
        answer = client.put(url, piece, Authorization=None, **{"Content-Type": stream})
        assert answer.status_code == 200
        etags.append(answer.headers["etag"])
    assert finish(client, given, etags, uploadToken="other").status_code == 400
    assert finish(client, given, []).status_code == 422
    assert finish(client, given, etags).status_code == 200
    assert client.server.fetch(f"linkedin/file?urn={given['video']}") == data
    status = f"/rest/videos/{quote(given['video'], safe='')}"
    assert [client.send("GET", status).json()["status"] for _ in range(2)] == [
        "PROCESSING",
        "AVAILABLE",
    ]
    answer = client.post(content={"media": {"id": given["video"]}})
    assert answer.headers["x-restli-id"].startswith("urn:li:ugcPost:")


def test_parts_in_a_wrong_order_are_taken_and_scramble_it(client: Client) -> None:
    given = film(client)
    etags: list[str] = []
    for one in given["uploadInstructions"]:
        piece = bytes([len(etags)]) * (one["lastByte"] - one["firstByte"] + 1)
        answer = client.put(
            one["uploadUrl"],
            piece,
            Authorization=None,
            **{"Content-Type": "application/octet-stream"},
        )
        etags.append(answer.headers["etag"])
    assert finish(client, given, etags[::-1]).status_code == 200
    assert client.server.fetch(f"linkedin/file?urn={given['video']}")[0] == 2


def test_videos_have_a_size(client: Client) -> None:
    asked = {"owner": client.me, "uploadCaptions": False, "uploadThumbnail": False}
    for size, status in ((74_999, 400), (500_000_001, 400), ("1", 422), (True, 422)):
        path = "/rest/videos?action=initializeUpload"
        request = {"initializeUploadRequest": {**asked, "fileSizeBytes": size}}
        assert client.send("POST", path, request).status_code == status
