"""Which platform takes a file: told by the same plans that are sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from brandcraft_desktop.domain.library import PlatformFit, Takes
from brandcraft_desktop.domain.media_rules import MediaKind, MediaState
from brandcraft_desktop.errors import NotFound
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import media
from brandcraft_desktop.services.workspace import Workspace, close
from tests.services.desk import add_media, clock, set_media
from tests.services.engine_world import HandClock, add_account
from tests.ui.editor.world import open_home

__all__ = ["clock"]


@pytest.fixture
def everywhere(tmp_path: Path, clock: HandClock) -> Iterator[Workspace]:
    """A workspace that knows every platform there is."""
    opened = open_home(tmp_path / "home", clock, Registry())
    yield opened
    close(opened)


def by_platform(workspace: Workspace, media_id: str) -> dict[str, PlatformFit]:
    return {one.platform: one for one in media.fits(workspace, media_id)}


def test_a_photo_is_taken_converted_or_refused_with_the_reason(everywhere: Workspace) -> None:
    photo = add_media(everywhere, "photo.jpg")
    set_media(everywhere, photo, width=1600, height=1200, bytes=400_000)
    found = by_platform(everywhere, photo)
    assert set(found) == {one.info.id for one in everywhere.platforms.all()}
    assert found["x"].takes is Takes.FITS
    assert found["x"].words == "Fits"
    assert found["youtube"].takes is Takes.NOT
    assert found["youtube"].words.startswith("It is a picture, ")
    assert not any(
        "Remove it" in words or "photo.jpg" in words for words in found["youtube"].problems
    )
    assert not any("alt text" in words for one in found.values() for words in one.problems)
    set_media(everywhere, photo, mime="image/webp", width=9000, height=6000, bytes=30_000_000)
    large = by_platform(everywhere, photo)
    assert large["instagram"].takes is Takes.CONVERTED
    assert large["instagram"].words.startswith("Converted to JPEG, ")
    set_media(everywhere, photo, width=4000, height=300)
    assert by_platform(everywhere, photo)["instagram"].takes is Takes.NOT


def test_a_video_and_what_is_not_ready(everywhere: Workspace) -> None:
    film = add_media(everywhere, "film.mp4")
    set_media(
        everywhere, film, kind=MediaKind.VIDEO.value, mime="video/mp4", duration=2.0, codec="h264"
    )
    found = by_platform(everywhere, film)
    assert {found[one].takes for one in ("facebook", "x", "youtube")} <= {
        Takes.FITS,
        Takes.CONVERTED,
    }
    set_media(everywhere, film, duration=40_000.0)
    assert by_platform(everywhere, film)["x"].takes is Takes.NOT
    set_media(everywhere, film, state=MediaState.PENDING.value)
    assert {one.words for one in media.fits(everywhere, film)} == {"Still being prepared"}
    set_media(everywhere, film, state=MediaState.FAILED.value, trouble="It is damaged.")
    assert {one.takes for one in media.fits(everywhere, film)} == {Takes.UNKNOWN}
    assert {one.words for one in media.fits(everywhere, film)} == {"It is damaged."}
    with pytest.raises(NotFound):
        media.fits(everywhere, "nothing")


def test_connected_platforms_come_first(everywhere: Workspace) -> None:
    photo = add_media(everywhere)
    account = add_account(everywhere)
    everywhere.database.write(
        lambda connection: connection.execute(
            update(tables.accounts)
            .where(tables.accounts.c.id == account)
            .values(platform="pinterest")
        )
    )
    found = media.fits(everywhere, photo)
    assert [one.platform for one in found if one.connected] == ["pinterest"]
    assert found[0].platform == "pinterest"
    order = {one.info.id: one.info.order for one in everywhere.platforms.all()}
    rest = [order[one.platform] for one in found[1:]]
    assert rest == sorted(rest)
