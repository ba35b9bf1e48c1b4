"""Files that change, never end or do not fit: nothing is kept of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pillow_heif
import pytest
from PIL import Image

from brandcraft_desktop.domain.media_rules import MediaFacts, MediaState, Recipe
from brandcraft_desktop.domain.plan import AttachedMedia, PlannedMedia
from brandcraft_desktop.errors import BadInput, DiskFull
from brandcraft_desktop.media.probe import probe
from brandcraft_desktop.media.store import Store, Stored
from brandcraft_desktop.services import media
from brandcraft_desktop.services.workspace import Workspace
from tests.media import corpus
from tests.media.files import photo
from tests.models.times import StandingClock
from tests.services.town import make_town, town_workspace

pillow_heif.register_heif_opener()


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def workspace(home: Path, tmp_path: Path) -> Iterator[Workspace]:
    with town_workspace(home, make_town(tmp_path), clock=StandingClock()) as opened:
        yield opened


def nothing_is_kept(workspace: Workspace) -> bool:
    return not media.list_media(workspace) and not list(workspace.store.contents())


def test_a_file_that_grows_between_looking_and_copying(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = photo(tmp_path / "a.jpg")

    def look_and_write(found: Path, name: str) -> MediaFacts:
        facts = probe(found, name)
        with found.open("ab") as file:
            file.write(b"more")
        return facts

    monkeypatch.setattr("brandcraft_desktop.services.media_import.probe", look_and_write)
    with pytest.raises(BadInput, match="changed while it was copied"):
        media.add(workspace, [path])
    assert nothing_is_kept(workspace)


def test_a_file_that_is_written_while_it_is_copied(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = photo(tmp_path / "a.jpg")
    keep = Store.add

    def keep_and_write(
        store: Store, source: BinaryIO, *, expected: int = 0, most: int | None = None
    ) -> Stored:
        stored = keep(store, source, expected=expected, most=most)
        with path.open("r+b") as file:  # as many bytes as before
            file.seek(-4, os.SEEK_END)
            file.write(b"else")
        os.utime(path, ns=(1, 1))
        return stored

    monkeypatch.setattr(Store, "add", keep_and_write)
    with pytest.raises(BadInput, match="changed while it was copied"):
        media.add(workspace, [path])
    assert nothing_is_kept(workspace)


def test_a_stream_without_an_end_is_left(workspace: Workspace) -> None:
    with Path("/dev/zero").open("rb") as endless:
        assert workspace.store.add(endless, most=3_000_000).bytes == 3_000_001


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = photo(tmp_path / "a.jpg")

    def look_and_swap(found: Path, name: str) -> MediaFacts:
        facts = probe(found, name)
        found.unlink()
        os.mkfifo(found)
        return facts

    monkeypatch.setattr("brandcraft_desktop.services.media_import.probe", look_and_swap)
    with pytest.raises(BadInput, match="not an ordinary file"):
        media.add(workspace, [path])
    assert nothing_is_kept(workspace)


def test_files_that_fit_alone_but_not_together(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = photo(tmp_path / "a.jpg"), photo(tmp_path / "b.jpg", (900, 700))
    room = 64 * 1024 * 1024 + max(one.stat().st_size, two.stat().st_size)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1, 1, room))
    copied: list[Path] = []
    monkeypatch.setattr(Store, "add", lambda *_, **__: copied.append(one))
    with pytest.raises(DiskFull):
        media.add(workspace, [one, two])
    assert copied == []


def test_a_heic_goes_all_the_way(workspace: Workspace) -> None:
    data = BytesIO()
    Image.new("RGB", (120, 80), (200, 30, 30)).save(data, "HEIF")
    view = media.add_bytes(workspace, data.getvalue())
    assert view.name == "Pasted image.heic"
    done = media.process(workspace, view.id)
    assert done.state is MediaState.PROCESSED
    assert media.thumbnail(workspace, done.sha256) is not None
    attached = AttachedMedia(done.id, done.sha256, done.name, done.state, done.facts)
    planned = PlannedMedia(attached, Recipe("image/jpeg", 100_000, 100))
    made = media.rendition(workspace, planned)
    with Image.open(made.path) as picture:
        assert (picture.format, picture.size) == ("JPEG", (100, 67))


def test_a_matroska_video_goes_all_the_way(workspace: Workspace, tmp_path: Path) -> None:
    (clip,) = corpus.by_name("open.mkv")
    path = corpus.made(tmp_path, clip).rename(tmp_path / "mislabelled.mp4")
    done = media.process(workspace, media.add(workspace, [path])[0].id)
    assert done.state is MediaState.PROCESSED
    assert done.facts is not None
    assert (done.facts.mime, done.facts.codec) == ("video/x-matroska", "h264")
    assert (done.facts.width, done.facts.height) == (64, 48)
    assert (done.facts.closed_gop, done.facts.constant_rate) == (False, True)
