"""The practice storage takes what our own bucket code sends, and gives it to who fetches it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from brandcraft_desktop.domain.media_store import Addressing, BucketSettings, tidied
from brandcraft_desktop.errors import NotFound
from brandcraft_desktop.media.bucket import Bucket
from brandcraft_desktop.media.bucket_upload import Source, put_file
from brandcraft_desktop.practice.media_store import ACCESS_KEY, BUCKET, SECRET, STORE
from brandcraft_desktop.practice.process import PracticeServer, start
from brandcraft_desktop.publishers import pull_probe


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    made = start(tmp_path_factory.mktemp("practice"), accounts=1, platforms=["threads"])
    yield made
    made.stop()


@pytest.fixture
def bucket(server: PracticeServer) -> Iterator[Bucket]:
    settings = tidied(BucketSettings(STORE, BUCKET, ACCESS_KEY, addressing=Addressing.PATH))
    made = Bucket(settings, SECRET, endpoint=server.origins[STORE], proxies=False)
    yield made
    made.close()


def test_a_file_is_put_looked_at_and_fetched(bucket: Bucket) -> None:
    bucket.put("brandcraft/a.png", b"some bytes", "image/png")
    assert bucket.bytes_of("brandcraft/a.png") == 10
    address = bucket.address("brandcraft/a.png", timedelta(days=1))
    seen = pull_probe.look(address, "facebookexternalhit/1.1", None)
    assert (seen.status, seen.mime, seen.bytes) == (206, "image/png", 10)
    whole = httpx.get(address, trust_env=False)
    assert (whole.content, whole.headers["content-type"]) == (b"some bytes", "image/png")
    assert httpx.get(address.partition("?")[0], trust_env=False).status_code == 403
    assert [one.key for one in bucket.objects("brandcraft/")] == ["brandcraft/a.png"]
    bucket.delete("brandcraft/a.png")
    with pytest.raises(NotFound):
        bucket.bytes_of("brandcraft/a.png")


def test_who_asks_first_whether_to_send_is_answered_at_once(server: PracticeServer) -> None:
    """As storage clients do (RFC 9110, 10.1.1): unanswered, each file costs them a second."""
    where = urlsplit(server.origins[STORE])
    with socket.create_connection((where.hostname or "", where.port or 0), 10) as line:
        asked = f"PUT /{BUCKET}/a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue"
        line.sendall(f"{asked}\r\n\r\n".encode())
        assert line.recv(1000).startswith(b"HTTP/1.1 100 ")
        line.sendall(b"abc")
        assert line.recv(1000).startswith(b"HTTP/1.1 403 ")  # nobody signed it


def test_a_large_file_goes_in_parts_and_on_behind_the_last(bucket: Bucket, tmp_path: Path) -> None:
    data = bytes(range(256)) * 4096 * 3
    path = tmp_path / "film.mp4"
    path.write_bytes(data)
    source, uploads = Source(path, "video/mp4", len(data)), list[str]()
    part = 1024 * 1024

    class Stop(Exception):
        pass

    def stop(sent: int, total: int) -> None:
        if sent > part:
            raise Stop

    with pytest.raises(Stop):
        put_file(bucket, "film.mp4", source, began=uploads.append, progress=stop, part=part)
    (upload,) = uploads
    told: list[int] = []
    put_file(
        bucket,
        "film.mp4",
        source,
        upload_id=upload,
        began=uploads.append,
        progress=lambda sent, total: told.append(sent),
        part=part,
    )
    assert uploads == [upload]
    assert told[-1] == len(data)
    address = bucket.address("film.mp4", timedelta(days=1))
    assert httpx.get(address, trust_env=False).content == data
    bucket.abort("film.mp4", upload)  # gone already is fine
