"""What goes out as a body, read back by somebody else's reader of forms."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from brandcraft_desktop.errors import ContentRefused
from brandcraft_desktop.publishers.bodies import body_of
from brandcraft_desktop.publishers.exchange import FilePart, Multipart, Request, Upload


def sent(request: Request) -> tuple[dict[str, str], bytes]:
    headers, content = body_of(request)
    assert content is not None
    whole = content if isinstance(content, bytes) else b"".join(content)
    assert len(whole) == int(headers["Content-Length"])
    return headers, whole


def parts(headers: dict[str, str], body: bytes) -> list[Message]:
    head = f"Content-Type: {headers['Content-Type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + body)
    assert message.is_multipart()
    found = message.get_payload()
    assert isinstance(found, list)
    return [part for part in found if isinstance(part, Message)]


def test_a_form() -> None:
    form = (("grant_type", "code"), ("redirect_uri", "http://127.0.0.1:1/?a=b&c=ü"))
    headers, body = sent(Request("POST", "https://a.example", form=form))
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert tuple(parse_qsl(body.decode())) == form


def test_a_form_with_files_keeps_the_order(tmp_path: Path) -> None:
    file = tmp_path / "clip.mp4"
    file.write_bytes(bytes(range(256)) * 1000)
    form = Multipart(
        fields=(("key", "uploads/1"), ("policy", "é\r\nx")),
        files=(
            FilePart("media", 'my "clip".mp4', Upload(file, "video/mp4", 256_000)),
            FilePart("piece", "b", Upload(b"0123456789", "application/octet-stream", 4, start=3)),
        ),
    )
    headers, body = sent(Request("POST", "https://a.example", multipart=form))
    found = parts(headers, body)
    names = [part.get_param("name", header="content-disposition") for part in found]
    assert names == ["key", "policy", "media", "piece"]
    assert found[2].get_payload(decode=True) == file.read_bytes()
    assert found[2].get_content_type() == "video/mp4"
    assert found[2].get_filename() == "my %22clip%22.mp4"
    assert found[3].get_payload(decode=True) == b"3456"


def test_a_piece_of_a_file_tells_its_own_progress(tmp_path: Path) -> None:
    file = tmp_path / "film"
    file.write_bytes(b"a" * 100_000 + b"b" * 100_000)
    told: list[tuple[int, int]] = []
    upload = Upload(
        file, "video/mp4", 90_000, lambda done, whole: told.append((done, whole)), start=100_000
    )
    _, body = sent(Request("PUT", "https://a.example", upload=upload))
    assert body == b"b" * 90_000
    assert told[-1] == (90_000, 90_000)


@pytest.mark.parametrize("kind", ["upload", "multipart"])
def test_a_file_that_is_gone_is_told_in_words(tmp_path: Path, kind: str) -> None:
    upload = Upload(tmp_path / "none", "image/png", 5)
    form = Multipart(files=(FilePart("f", "n", upload),))
    request = (
        Request("PUT", "https://a.example", upload=upload)
        if kind == "upload"
        else Request("PUT", "https://a.example", multipart=form)
    )
    _, content = body_of(request)
    assert isinstance(content, Iterator)
    with pytest.raises(ContentRefused, match="can't be read"):
        list(content)


def test_no_secret_of_a_body_shows_in_a_request() -> None:
    request = Request(
        "POST",
        "https://a.example",
        form=(("client_secret", "planted"),),
        multipart=Multipart(fields=(("token", "planted"),)),
        basic=("id", "planted"),
        headers=(("X-Key", "planted"),),
    )
    assert "planted" not in repr(request)
    assert "planted" not in request.describe("401", '{"echo": "planted"}')
