"""Videos that are made for a post, as its writer sees it: begun, followed, stopped, shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from brandcraft_desktop.domain import media_check
from brandcraft_desktop.domain.media_rules import (
    AnyRecipe,
    MediaFacts,
    MediaKind,
    MediaState,
    VideoRules,
)
from brandcraft_desktop.services import conversion_work, conversions
from brandcraft_desktop.ui.editor.media_items import TILE, Tile
from brandcraft_desktop.ui.editor.previews.making import BEGIN, STOP, Making
from brandcraft_desktop.ui.editor.previews.part_files import PartFiles
from tests.media.files import encoded
from tests.services.films_to_make import LONG, SMALL, long_film, short_film
from tests.ui.editor.conftest import Desk


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every platform wants every video made smaller."""

    def smaller(rules: VideoRules, facts: MediaFacts, *_: object) -> AnyRecipe:
        return LONG if (facts.duration or 0) > 5 else SMALL

    monkeypatch.setattr(media_check, "video_recipe", smaller)


def tiles(desk: Desk) -> tuple[Tile, ...]:
    return desk.view.strip.items.tiles


def with_file(desk: Desk, path: Path) -> Tile:
    """A new post for Bluesky with a file, looked at."""
    desk.new()
    desk.view.accounts.chips[0].click()
    desk.page.intake.add_files([path])
    desk.wait(lambda: bool(tiles(desk)) and tiles(desk)[0].state is MediaState.PROCESSED)
    desk.page.show_previews()
    return tiles(desk)[0]


def making(desk: Desk) -> Making:
    """The line below the video in the first preview."""
    card = next(iter(desk.view.preview.cards.values()))
    found = card.parts[0].files
    assert isinstance(found, PartFiles)
    return found.making


def menu(desk: Desk) -> QMenu:
    return desk.view.strip.list.menu_for(tiles(desk)[0])


def entry(opened: QMenu, words: str) -> QAction | None:
    return next((one for one in opened.actions() if one.text() == words), None)


@pytest.mark.usefixtures("rules")
def test_a_video_is_made_where_its_preview_stands_and_then_shown(
    desk: Desk, tmp_path: Path
) -> None:
    with_file(desk, short_film(tmp_path / "short.mp4"))
    line = making(desk)
    fitted = next(iter(desk.view.preview.cards.values())).parts[0].files.fitted
    assert line.isVisibleTo(desk.page)
    assert line.button.text() == BEGIN
    assert fitted.text() == "MP4 · 96 × 54"
    desk.bot.mouseClick(line.button, Qt.MouseButton.LeftButton)
    desk.wait(lambda: "kB" in fitted.text())
    assert fitted.text().startswith("MP4 · 96 × 54 · ")
    assert not line.isVisibleTo(desk.page)
    plan = desk.page.controller.judgement.plans[0].plan
    drawn = desk.view.preview.files.picture(plan.parts[0].media[0])
    assert drawn is not None
    assert (drawn.width(), drawn.height()) == (96, 54), "a frame of what was made"


@pytest.mark.usefixtures("rules")
def test_how_far_it_is_can_be_seen_and_it_can_be_stopped(desk: Desk, tmp_path: Path) -> None:
    tile = with_file(desk, long_film(tmp_path / "long.mp4"))
    line, strip = making(desk), desk.view.strip
    assert entry(menu(desk), "Cancel converting") is None
    desk.bot.mouseClick(line.button, Qt.MouseButton.LeftButton)
    desk.wait(lambda: (strip.items.converted(tile.media_id) or 0) >= 0.01)
    assert line.words.text().startswith("Converting ")
    assert line.button.text() == STOP
    assert "Converting" in line.button.accessibleName()
    index = strip.items.index(strip.items.row_of(tile.media_id))
    assert index.data(TILE) == tile
    spoken = str(index.data(int(Qt.ItemDataRole.AccessibleTextRole)))
    assert "converting " in spoken
    strip.list.grab()

    stop = entry(menu(desk), "Cancel converting")
    assert stop is not None
    stop.trigger()
    desk.wait(lambda: line.button.text() == BEGIN)
    assert strip.items.converted(tile.media_id) is None
    assert conversions.of(desk.workspace).running() == ()
    left = desk.workspace.home.renditions / conversion_work.UNFINISHED
    assert list(left.iterdir()) == []

    desk.bot.mouseClick(line.button, Qt.MouseButton.LeftButton)
    desk.wait(lambda: line.button.text() == STOP)
    desk.bot.mouseClick(line.button, Qt.MouseButton.LeftButton)
    desk.wait(lambda: line.button.text() == BEGIN)


@pytest.mark.usefixtures("rules")
def test_why_it_could_not_be_made_is_said(desk: Desk, tmp_path: Path) -> None:
    tile = with_file(desk, short_film(tmp_path / "short.mp4"))
    desk.workspace.store.remove(tile.sha256)
    desk.bot.mouseClick(making(desk).button, Qt.MouseButton.LeftButton)
    desk.wait(lambda: "missing" in desk.view.banner.text())
    assert making(desk).button.text() == BEGIN


def test_a_moving_picture_becomes_a_video_with_a_way_back(desk: Desk, tmp_path: Path) -> None:
    picture = ("-f", "lavfi", "-i", "testsrc2=size=101x57:rate=10:duration=0.6")
    tile = with_file(desk, encoded(tmp_path / "dance.gif", sources=picture))
    desk.page.controller.media.set_alt(tile.media_id, "Somebody dances")
    film = entry(menu(desk), "Make a video of it")
    assert film is not None
    film.trigger()
    desk.wait(lambda: tiles(desk)[0].kind is MediaKind.VIDEO)
    made = tiles(desk)[0]
    assert (made.name, made.alt) == ("dance.mp4", "Somebody dances")
    assert made.state is MediaState.PROCESSED
    assert made.seconds == pytest.approx(3.0, abs=0.2), "long enough for every platform"
    assert entry(menu(desk), "Make a video of it") is None
    assert desk.way.toasts[-1] == "dance.mp4 takes its place."
    assert desk.way.undo is not None
    desk.way.undo()
    assert [one.media_id for one in tiles(desk)] == [tile.media_id]
    desk.view.strip.undo_wanted.emit()
    assert [one.media_id for one in tiles(desk)] == [made.media_id]
