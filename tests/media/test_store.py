"""The content-addressed store and the thumbnails."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import threading
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from brandcraft_desktop.domain.media_rules import ThumbnailSize
from brandcraft_desktop.errors import BadInput, DiskFull, StorageTrouble
from brandcraft_desktop.media import thumbnails
from brandcraft_desktop.media.store import Store
from tests.media.files import photo


def test_the_same_content_lies_there_once(tmp_path: Path) -> None:
    store = Store(tmp_path / "media")
    first = store.add_bytes(b"a picture")
    (tmp_path / "b").write_bytes(b"a picture")
    assert store.add_file(tmp_path / "b") == first
    assert first.sha256 == hashlib.sha256(b"a picture").hexdigest()
    assert store.path(first.sha256).read_bytes() == b"a picture"
    assert list(store.contents()) == [first.sha256]
    assert not list((tmp_path / "media" / "incoming").iterdir())


def test_a_damaged_copy_is_replaced(tmp_path: Path) -> None:
    store = Store(tmp_path / "media")
    stored = store.add_bytes(b"a picture")
    store.path(stored.sha256).unlink()
    store.path(stored.sha256).write_bytes(b"a pic")
    store.add_bytes(b"a picture")
    assert store.path(stored.sha256).read_bytes() == b"a picture"


def test_many_at_once(tmp_path: Path) -> None:
    store = Store(tmp_path / "media")
    data = bytes(3_000_000)
    threads = [threading.Thread(target=store.add_bytes, args=(data,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(store.contents())) == 1


def test_removing_twice_is_fine(tmp_path: Path) -> None:
    store = Store(tmp_path / "media")
    stored = store.add_bytes(b"x")
    store.remove(stored.sha256)
    store.remove(stored.sha256)
    assert not store.has(stored.sha256)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "ab", "A" * 64])
def test_only_digests_name_files(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput):
        Store(tmp_path).path(name)


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_a_full_disk_is_noticed_before_copying(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1, 1, 1_000_000))
    with pytest.raises(DiskFull) as caught:
        Store(tmp_path / "media").add_bytes(b"x")
    assert "Free some space" in caught.value.action


def test_a_disk_that_fills_while_copying_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    store = Store(tmp_path / "media")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        store.add_bytes(b"x" * 10)
    assert not list((tmp_path / "media" / "incoming").iterdir())
    assert not list(store.contents())


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "media").write_text("a file is in the way")
    with pytest.raises(StorageTrouble):
        Store(tmp_path / "media").add_bytes(b"x")


def test_a_source_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    class Breaking(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    store = Store(tmp_path / "media")
    with pytest.raises(OSError, match="Input/output"):
        store.add(Breaking())
    assert not list(store.contents())
    assert not list((tmp_path / "media" / "incoming").iterdir())


def test_what_a_crash_left_is_cleared(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add_bytes(b"x")
    left = tmp_path / "incoming" / "abc"
    left.write_bytes(b"half")
    store.clear_incoming(datetime(2000, 1, 1, tzinfo=UTC))
    assert left.exists()
    store.clear_incoming(datetime(2100, 1, 1, tzinfo=UTC))
    assert not left.exists()


def test_thumbnails(tmp_path: Path) -> None:
    source = photo(tmp_path / "a.jpg", (3000, 2000), turn=6)
    digest = "ab" * 32
    assert thumbnails.find(tmp_path / "t", digest, ThumbnailSize.SMALL) is None
    thumbnails.make(source, "a.jpg", tmp_path / "t", digest)
    sizes = {}
    for size in ThumbnailSize:
        found = thumbnails.find(tmp_path / "t", digest, size)
        assert found is not None
        with Image.open(found) as picture:
            sizes[size.value] = picture.size
            assert not picture.getexif()
    assert sizes == {"small": (184, 144), "large": (683, 1024), "avatar": (128, 128)}
    thumbnails.remove(tmp_path / "t", digest)
    assert thumbnails.find(tmp_path / "t", digest, ThumbnailSize.LARGE) is None


def test_a_tiny_see_through_picture(tmp_path: Path) -> None:
    Image.new("RGBA", (10, 6), (0, 0, 0, 0)).save(tmp_path / "a.png")
    thumbnails.make(tmp_path / "a.png", "a.png", tmp_path / "t", "cd" * 32)
    found = thumbnails.find(tmp_path / "t", "cd" * 32, ThumbnailSize.SMALL)
    assert found is not None
    with Image.open(found) as picture:
        assert picture.mode == "RGBA"
        assert picture.width <= 10
