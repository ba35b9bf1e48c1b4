"""Answers that no honest YouTube gives: nothing goes elsewhere, nothing is taken for a video."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from brandcraft_desktop.errors import NotSent, OutcomeUnknown, PublishingError
from brandcraft_desktop.publishers.base import Rendition
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.pieces import Whole
from brandcraft_desktop.publishers.youtube.api import Api
from brandcraft_desktop.publishers.youtube.metadata import Insert
from brandcraft_desktop.publishers.youtube.quota import quota_of
from brandcraft_desktop.publishers.youtube.uploads import VideoReceiver
from tests.publishers.raw_server import Line, serving
from tests.publishers.support import CountingGuard, StandingClock
from tests.publishers.youtube.world import SETTINGS, MemoryTally

ADDRESS = "https://www.googleapis.com/upload/youtube/v3/videos?upload_id=plain%2Fsecret-8417"
FILM = b"not much of a film"


def answered(folder: Path, status: int, body: object, *headers: str) -> PublishingError:
    """What comes of the only piece, or of the beginning where the answer has a Location."""
    (folder / "film.mp4").write_bytes(FILM)
    file = Rendition(folder / "film.mp4", "video/mp4", len(FILM), 10, 10)

    def script(line: Line) -> None:
        line.read_request()
        line.answer(status, json.dumps(body).encode(), *headers)

    clock = StandingClock()
    with serving(script) as server:
        http = Http(clock, Origins({"https://www.googleapis.com": server.url}), patience=0.1)
        quota = quota_of(MemoryTally(), "client", SETTINGS)
        receiver = VideoReceiver(
            Api(http, clock, quota, lambda send: send("token")), file, lambda: Insert({}, True)
        )
        piece = Whole(file.path, file.mime, file.bytes).piece(0)
        send = partial(receiver.send, ADDRESS, piece, CountingGuard())
        act: Callable[[], object] = receiver.begin if headers else send
        with pytest.raises(PublishingError) as caught:
            act()
        http.close()
    return caught.value


@pytest.mark.parametrize("told", ["../1", "x" * 3000, "", None, 5, ["abcdefghijk"]])
def test_a_strange_id_is_no_video(tmp_path: Path, told: object) -> None:
    assert isinstance(answered(tmp_path, 200, {"id": told}), OutcomeUnknown)


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/upload",
        "https://googleapis.com.evil.example/upload",
        "https://www.googleapis.com@evil.example/upload",
        "http://www.googleapis.com/upload",
        "https://www.googleapis.com:8443/upload",
        "https://127.0.0.1/upload",
        "//www.googleapis.com/upload",
        "upload",
    ],
)
def test_no_byte_goes_to_another_host(tmp_path: Path, address: str) -> None:
    error = answered(tmp_path, 200, {}, f"Location: {address}")
    assert isinstance(error, NotSent)
    assert "where the video shall go" in error.cause
    assert "upload" not in error.raw


@pytest.mark.parametrize("said", ["plain%2Fsecret-8417", "plain/secret-8417", ADDRESS])
def test_the_address_of_a_session_is_in_no_error(tmp_path: Path, said: str) -> None:
    one = {"reason": "forbidden", "message": f"no {said}"}
    body = {"error": {"code": 403, "message": f"You sent {said}", "errors": [one]}}
    error = answered(tmp_path, 403, body)
    shown = f"{error!r} {error.message} {error.raw} {error.__dict__}"
    assert "secret-8417" not in shown
    assert "[hidden]" in error.raw
