"""Files inside JSON: the same bytes as any JSON writer makes, and never whole in memory."""

from __future__ import annotations

import json
import tracemalloc
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandcraft_desktop.errors import ContentRefused
from brandcraft_desktop.publishers import bodies
from brandcraft_desktop.publishers.bodies import body_of
from brandcraft_desktop.publishers.exchange import InlineFile, Request, Upload

MEGABYTE = 1_000_000


def written(value: dict[str, object]) -> bytes:
    headers, content = body_of(Request("POST", "https://a.example", json=value))
    assert headers["Content-Type"] == "application/json"
    assert isinstance(content, Iterator)
    whole = b"".join(content)
    assert headers["Content-Length"] == str(len(whole))
    return whole


@settings(max_examples=30)
@given(st.lists(st.binary(max_size=40), min_size=1, max_size=3), st.text(max_size=8))
def test_it_is_the_json_that_anybody_writes(files: list[bytes], text: str) -> None:
    inline = [InlineFile(Upload(one, "image/png", len(one))) for one in files]
    plain = [b64encode(one).decode() for one in files]
    made = written({"text": text, "items": [{"data": one} for one in inline], "end": None})
    wanted = {"text": text, "items": [{"data": one} for one in plain], "end": None}
    assert made == json.dumps(wanted, ensure_ascii=False, separators=(",", ":")).encode()


def test_pieces_that_are_no_multiple_of_three_are_joined(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bodies, "_PIECE", 7)
    data = bytes(range(256)) * 3
    path = tmp_path / "file"
    path.write_bytes(data)
    made = json.loads(written({"data": InlineFile(Upload(path, "image/png", len(data)))}))
    assert b64decode(made["data"]) == data


def test_twenty_megabytes_cost_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(20 * MEGABYTE))
    told: list[int] = []
    upload = Upload(path, "image/jpeg", 20 * MEGABYTE, lambda sent, _: told.append(sent))
    _, content = body_of(Request("POST", "https://a.example", json={"data": InlineFile(upload)}))
    assert not isinstance(content, bytes)
    assert content is not None
    tracemalloc.start()
    try:
        size = sum(map(len, content))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size > 26 * MEGABYTE
    assert most < MEGABYTE
    assert told[-1] == 20 * MEGABYTE


def test_what_is_no_json_is_no_json() -> None:
    with pytest.raises(TypeError):
        body_of(Request("POST", "https://a.example", json={"data": object()}))


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(ContentRefused):
        written({"data": InlineFile(Upload(tmp_path / "gone", "image/png", 10))})
