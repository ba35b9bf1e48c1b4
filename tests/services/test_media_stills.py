"""A moment of a finished video as the picture that stands for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from brandcraft_desktop.domain.media_rules import AnyRecipe
from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import ContentRefused
from brandcraft_desktop.media import stills
from brandcraft_desktop.publishers.base import Rendition
from brandcraft_desktop.services import media, media_stills
from brandcraft_desktop.services.workspace import Workspace
from tests.media.files import video
from tests.models.times import StandingClock
from tests.services.films_to_make import SMALL, plan_of, planned
from tests.services.town import make_town, town_workspace


@pytest.fixture
def workspace(home: Path, tmp_path: Path) -> Iterator[Workspace]:
    with town_workspace(home, make_town(tmp_path), clock=StandingClock()) as opened:
        yield opened


@pytest.fixture
def film(workspace: Workspace, tmp_path: Path) -> MediaView:
    """Two seconds; a white square moves to the right by four pixels ten times a second."""
    (view,) = media.add(workspace, [video(tmp_path / "film.mp4", seconds=2)])
    return media.process(workspace, view.id)


def drawn(
    workspace: Workspace, film: MediaView, moment: int, recipe: AnyRecipe | None
) -> Rendition:
    one = planned(film, recipe)
    return media.renditions(workspace, plan_of(one)).still(one, moment)


def square(still: Rendition, width: int) -> float:
    """How far right the square is, as part of the picture's width."""
    with Image.open(still.path) as picture:
        assert picture.size == (still.width, still.height)
        assert picture.width == width
        row = picture.convert("L").resize((320, 180)).crop((0, 18, 320, 20))
    white = [place for place in range(320) if row.getpixel((place, 0)) > 200]  # type: ignore[operator]
    return sum(white) / len(white)


def test_it_is_the_frame_at_that_moment(workspace: Workspace, film: MediaView) -> None:
    first, later = (drawn(workspace, film, moment, None) for moment in (0, 1500))
    assert (first.mime, first.bytes) == ("image/jpeg", first.path.stat().st_size)
    assert square(first, 320) == pytest.approx(20, abs=6)
    assert square(later, 320) == pytest.approx(80, abs=6)
    behind_the_end = drawn(workspace, film, 60_000, None)
    assert square(behind_the_end, 320) == pytest.approx(96, abs=6)


def test_it_is_of_the_file_that_is_sent(workspace: Workspace, film: MediaView) -> None:
    small = drawn(workspace, film, 1500, SMALL)
    assert square(small, SMALL.width) == pytest.approx(80, abs=10)


def test_it_is_drawn_once(
    workspace: Workspace, film: MediaView, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = drawn(workspace, film, 500, None)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("it is there already")

    monkeypatch.setattr(stills, "still", never)
    assert drawn(workspace, film, 500, None) == first


def test_a_file_that_holds_no_frame(workspace: Workspace, film: MediaView, tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"nothing")
    video_file = Rendition(broken, "video/mp4", 7, 320, 180)
    one: PlannedMedia = planned(film, None)
    with pytest.raises(ContentRefused):
        media_stills.still(workspace, one, video_file, 0)


def test_without_files_nothing_is_drawn(film: MediaView) -> None:
    with pytest.raises(ContentRefused):
        media.NO_FILES.still(planned(film, None), 0)
