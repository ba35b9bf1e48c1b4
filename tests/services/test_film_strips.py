"""Film strips of real videos: made once by a process of its own, and let go with the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from brandcraft_desktop.domain.film import Shot
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media.thumbnails import film, remove
from brandcraft_desktop.services import media
from brandcraft_desktop.services.film_strips import FilmStrip, film_strip_of
from brandcraft_desktop.services.workspace import Workspace
from tests.media.files import encoded, photo
from tests.models.times import StandingClock
from tests.services.town import make_town, town_workspace

# A second of black, two of a picture, one of the same smeared to nothing.
SCENES = (
    *("-f", "lavfi", "-i", "color=black:size=320x180:rate=10:duration=1"),
    *("-f", "lavfi", "-i", "testsrc=size=320x180:rate=10:duration=2"),
    *("-f", "lavfi", "-i", "testsrc=size=320x180:rate=10:duration=1"),
)
JOINED = (
    "-filter_complex",
    "[2:v]boxblur=30[soft];[0:v][1:v][soft]concat=n=3:v=1:a=0[v]",
    *("-map", "[v]", "-pix_fmt", "yuv420p"),
)


@pytest.fixture
def workspace(home: Path, tmp_path: Path) -> Iterator[Workspace]:
    with town_workspace(home, make_town(tmp_path), clock=StandingClock()) as opened:
        yield opened


def added(workspace: Workspace, path: Path) -> MediaView:
    return media.process(workspace, media.add(workspace, [path])[0].id)


def test_the_sharp_part_gives_the_covers_and_the_second_look_is_free(
    workspace: Workspace, tmp_path: Path
) -> None:
    view = added(workspace, encoded(tmp_path / "scenes.mp4", *JOINED, sources=SCENES))
    heard: list[tuple[Path, Shot]] = []
    strip = film_strip_of(workspace, view, arrived=lambda path, one: heard.append((path, one)))
    assert [one for _, one in heard] == list(strip.shots)
    assert len(strip.strip) == 14
    covers = [one.moment for one in strip.candidates]
    assert covers
    assert all(1000 <= moment < 3000 for moment in covers), "neither black nor smeared"
    with Image.open(strip.path(strip.candidates[0])) as picture:
        assert picture.size == (320, 180)
    workspace.store.path(view.sha256).unlink()
    assert film_strip_of(workspace, view) == strip, "nothing is decoded again"
    remove(workspace.home.thumbnails, view.sha256)
    assert not film(workspace.home.thumbnails, view.sha256).exists()


def test_what_is_no_video_or_is_gone_is_told_in_words(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no frames"):
        film_strip_of(workspace, added(workspace, photo(tmp_path / "beach.jpg")))
    view = added(workspace, encoded(tmp_path / "clip.mp4", "-pix_fmt", "yuv420p"))
    place = workspace.store.path(view.sha256)
    place.unlink()
    with pytest.raises(BadInput, match="missing"):
        film_strip_of(workspace, view)
    place.write_bytes(b"no video at all")
    with pytest.raises(BadInput, match="damaged"):
        film_strip_of(workspace, view)
    assert [one.name for one in place.parent.iterdir()] == [place.name]


def test_nobody_waits_for_a_strip_that_is_no_longer_wanted(
    workspace: Workspace, tmp_path: Path
) -> None:
    view = added(workspace, encoded(tmp_path / "clip.mp4", "-pix_fmt", "yuv420p"))
    assert film_strip_of(workspace, view, cancelled=lambda: True).shots == ()
    folder = film(workspace.home.thumbnails, view.sha256)
    assert not folder.exists()
    assert not list(folder.parent.glob("film-*")), "nothing half made is left"
    assert isinstance(film_strip_of(workspace, view), FilmStrip)
