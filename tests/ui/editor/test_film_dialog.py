"""The media dialog of a video: trimmed, with a cover, by mouse, keys and written times."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.accounts.vault import Vault
from brandcraft_desktop.domain.media_edit import UNTOUCHED
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.media_takers import Taking
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from brandcraft_desktop.ui.editor.media_dialog import MediaDialog
from brandcraft_desktop.ui.editor.media_dialog.film_desk import FilmDesk
from brandcraft_desktop.ui.editor.media_dialog.track_handle import Held
from tests.media.files import encoded, photo
from tests.services.market import add_trader
from tests.ui.editor.conftest import Desk
from tests.ui.editor.test_media_dialog import drag, shown
from tests.ui.editor.world import NoVault, StandingClock
from tests.ui.stalls import watch_turns

FILM = ("-f", "lavfi", "-i", "testsrc=size=160x284:rate=10:duration=6")
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
PLATFORMS = ("instagram", "tiktok", "youtube", "pinterest", "x")


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("film")
    return encoded(folder / "clip.mp4", "-pix_fmt", "yuv420p", sources=FILM)


@pytest.fixture
def workspace(tmp_path: Path, clock: StandingClock) -> Iterator[Workspace]:
    home = Home(tmp_path / "home")
    home.prepare()
    opened = open_workspace(home, clock=clock, vault=cast(Vault, NoVault()), platforms=Registry())
    for platform in PLATFORMS:
        add_trader(opened, f"demo-{platform}", platform=platform)
    yield opened
    close(opened)


def with_film(desk: Desk, film: Path) -> str:
    desk.new()
    desk.choose_all()
    desk.page.intake.add_files([film])
    tiles = desk.view.strip.items
    desk.wait(lambda: len(tiles.tiles) == 1 and tiles.tiles[0].state is MediaState.PROCESSED)
    desk.settle()
    return tiles.tiles[0].media_id


def opened_film(desk: Desk) -> tuple[MediaDialog, FilmDesk]:
    strip = desk.view.strip
    strip.list.setCurrentIndex(strip.items.index(0))
    desk.bot.keyClick(strip.list, Qt.Key.Key_Return)
    dialog = shown(desk)
    film = dialog.film
    assert film is not None
    desk.wait(lambda: bool(film.covers.buttons))
    desk.settle()
    return dialog, film


def test_the_film_is_trimmed_by_hand_by_keys_and_by_written_times(desk: Desk, film: Path) -> None:
    media_id = with_film(desk, film)
    dialog, filmed = opened_film(desk)
    track = filmed.track
    assert len(track.frames) == 14
    start, end = track.handles[Held.START], track.handles[Held.END]
    quarter = track.room().width() / 4
    drag(start, QPointF(12, 20), QPointF(12 + quarter, 20))
    assert dialog.decision.edit.start == pytest.approx(1.5, abs=0.05)
    assert filmed.head == dialog.decision.edit.start, "the frame that is cut at is shown"
    dialog.undo.click()
    assert dialog.decision.edit == UNTOUCHED
    end.setFocus()
    desk.bot.keyClick(end, Qt.Key.Key_Left, SHIFT)
    desk.bot.keyClick(end, Qt.Key.Key_Left)
    desk.bot.keyClick(end, Qt.Key.Key_Left, CTRL)
    assert dialog.decision.edit.end == pytest.approx(filmed.seconds - 1.2)
    assert end.accessibleName() == "End, 0:04.800"
    field = filmed.trim.start
    field.setFocus()
    field.selectAll()
    desk.bot.keyClicks(field, "2.25")
    desk.bot.keyClick(field, Qt.Key.Key_Tab)
    assert dialog.decision.edit.start == 2.25
    assert field.text() == "0:02.250"
    assert filmed.trim.kept.text() == "Keeps 0:02.550 of 0:06.000"
    field.setFocus()
    field.selectAll()
    desk.bot.keyClicks(field, "later")
    desk.bot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter takes the time, not the dialog"
    assert filmed.trim.trouble.isVisible()
    assert "“later” is no moment" in filmed.trim.trouble.whole_text()
    assert dialog.decision.edit.start == 2.25
    desk.bot.keyClick(end, Qt.Key.Key_Left)
    edit_end = dialog.decision.edit.end
    assert filmed.trim.trouble.isVisible(), "the other end may move, the words still are no time"
    dialog.crop.setFocus()
    dialog.show_page("crop")
    dialog.save.click()
    assert dialog.isVisible()
    assert field.hasFocus()
    desk.bot.keyClicks(field, "2.25")
    desk.bot.keyClick(field, Qt.Key.Key_Return)
    assert not filmed.trim.trouble.isVisible()
    dialog.save.click()
    edit = desk.page.controller.media.edit(media_id)
    assert (edit.start, edit.end) == (2.25, edit_end)
    desk.wait(lambda: [one.edit for one in desk.stored().content.media] == [edit])
    desk.settle()


def test_limits_are_told_and_a_cover_reaches_all_who_were_told_none(desk: Desk, film: Path) -> None:
    with_film(desk, film)
    desk.page.controller.set_options("tiktok", {"cover_frame": "100"})
    dialog, filmed = opened_film(desk)
    desk.wait(lambda: bool(filmed.track.limits))
    assert "Pinterest 0:04 to 5:00" in filmed.trim.limits.whole_text()
    assert not filmed.trim.refused.isVisible()
    filmed.trim.started.emit(3.0)
    assert filmed.trim.refused.whole_text() == "Too short for Pinterest."
    filmed.trim.all.click()
    assert dialog.decision.edit == UNTOUCHED
    assert not filmed.trim.refused.isVisible()
    assert filmed.covers.title.text() == "Cover on Instagram, TikTok, YouTube and Pinterest"
    assert not filmed.covers.automatic.isEnabled()
    filmed.covers.buttons[0].click()
    chosen = dialog.decision.edit.cover
    assert chosen is not None
    assert filmed.head == chosen / 1000
    head = filmed.track.handles[Held.HEAD]
    head.setFocus()
    desk.bot.keyClick(head, Qt.Key.Key_Home)
    desk.bot.keyClick(head, Qt.Key.Key_Right, SHIFT)
    filmed.covers.here.click()
    assert dialog.decision.edit.cover == 1000
    assert not any(one.isChecked() for one in filmed.covers.buttons)
    dialog.save.click()
    plans = {one.platform: one.plan for one in desk.page.controller.judge().plans}
    assert plans["instagram"].options["cover_frame"] == "1000"
    assert plans["pinterest"].options["cover_frame"] == "1000"
    assert plans["tiktok"].options["cover_frame"] == "100"
    desk.settle()


def test_a_picture_of_ones_own_goes_to_all_who_take_one_and_comes_back(
    desk: Desk, film: Path, tmp_path: Path
) -> None:
    with_film(desk, film)
    dialog, filmed = opened_film(desk)
    row = filmed.thumbnail
    assert row.words.text() == "Thumbnail for Instagram and YouTube"
    assert [one.text() for one in row.menu().actions()] == [
        "From this computer…",
        "From the library…",
    ]
    row.take_file(tmp_path / "nothing.jpg")
    desk.settle()
    assert filmed.covers.trouble.isVisible()
    row.take_file(photo(tmp_path / "thumb.jpg"))
    desk.wait(lambda: dialog.decision.thumbnail is not None)
    assert row.words.text() == "Thumbnail for Instagram and YouTube: thumb.jpg"
    dialog.undo.click()
    assert dialog.decision.thumbnail is None
    dialog.redo.click()
    dialog.save.click()
    controller = desk.page.controller
    chosen = controller.content.variants["instagram"].options["cover"]
    assert controller.files[chosen].name == "thumb.jpg"
    assert controller.content.variants["youtube"].options["thumbnail"] == chosen
    assert desk.way.toasts == ["Thumbnail chosen for Instagram, YouTube."]
    assert desk.way.undo is not None
    desk.way.undo()
    assert "instagram" not in controller.content.variants
    desk.settle()


def test_a_video_that_cannot_be_read_says_so_and_can_still_be_trimmed(
    desk: Desk, film: Path
) -> None:
    with_film(desk, film)
    view = next(iter(desk.page.controller.files.values()))
    desk.workspace.store.path(view.sha256).unlink()
    strip = desk.view.strip
    strip.list.setCurrentIndex(strip.items.index(0))
    desk.bot.keyClick(strip.list, Qt.Key.Key_Return)
    filmed = shown(desk).film
    assert filmed is not None
    desk.wait(filmed.covers.trouble.isVisible)
    assert "missing" in filmed.covers.trouble.whole_text()
    assert not filmed.covers.progress.isVisible()
    filmed.trim.started.emit(1.0)
    assert shown(desk).decision.edit.start == 1.0
    desk.settle()
    shown(desk).reject()


def test_everything_has_a_name_and_leaving_early_leaves_nothing_behind(
    desk: Desk, film: Path
) -> None:
    with_film(desk, film)
    strip = desk.view.strip
    strip.list.setCurrentIndex(strip.items.index(0))
    desk.bot.keyClick(strip.list, Qt.Key.Key_Return)
    shown(desk).reject()
    desk.settle()
    dialog, _ = opened_film(desk)
    nameless = [
        type(one).__name__
        for one in dialog.findChildren(QWidget)
        if one.isVisible()
        and one.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
    ]
    assert not nameless
    assert dialog.minimumSizeHint().height() <= 616
    dialog.reject()


def test_a_time_that_cannot_be_read_is_not_saved(desk: Desk, film: Path) -> None:
    with_film(desk, film)
    dialog, filmed = opened_film(desk)
    field = filmed.trim.start
    field.setFocus()
    field.selectAll()
    desk.bot.keyClicks(field, "abc")
    desk.bot.keyClick(field, Qt.Key.Key_Return)
    desk.bot.keyClick(filmed.track.handles[Held.END], Qt.Key.Key_Left)
    assert filmed.trim.trouble.isVisible(), "it stays as long as the field is red"
    dialog.save.click()
    assert dialog.isVisible()
    field.selectAll()
    desk.bot.keyClicks(field, "0:01")
    dialog.save.click()
    assert not dialog.isVisible()
    assert desk.page.controller.content.media[0].edit.start == 1.0


def test_a_shape_that_is_refused_is_told_in_the_dialog(desk: Desk, tmp_path: Path) -> None:
    media_id = with_film(desk, photo(tmp_path / "wide.jpg", (1500, 500)))
    desk.page.files.edit(media_id)
    dialog = shown(desk)
    desk.settle()
    assert dialog.crop.ratios.buttons["1:1"].liking.needs == ("Instagram",)
    row = next(one for one in dialog.list.rows if "Instagram" in one.accessibleName())
    assert row.taker is not None
    assert row.taker.taking is Taking.REFUSED
    dialog.reject()


def test_the_window_stays_quick_while_a_film_is_looked_at(desk: Desk, film: Path) -> None:
    media_id = with_film(desk, film)
    desk.settle()
    with watch_turns() as turns:
        desk.page.files.edit(media_id)
        dialog = shown(desk)
        filmed = dialog.film
        assert filmed is not None
        turns.run_until(lambda: bool(filmed.covers.buttons) and not desk.tasks.busy)
        for step in range(20):
            filmed.track.looked.emit(step * 0.3)
            turns.run_for(10)
        turns.run_until(lambda: not desk.tasks.busy)
    dialog.reject()
    turns.assert_quick()


def test_a_time_field_holds_the_longest_time_and_leaves_undo_to_the_dialog(
    desk: Desk, film: Path
) -> None:
    with_film(desk, film)
    dialog, filmed = opened_film(desk)
    field = filmed.trim.start
    usual = field.width()
    larger = field.font()
    larger.setPixelSize(40)
    field.setFont(larger)
    assert field.width() > usual
    assert field.width() > field.fontMetrics().horizontalAdvance("0:06.000")
    filmed.trim.started.emit(1.0)
    field.setFocus()
    field.selectAll()
    desk.bot.keyClicks(field, "3")
    desk.bot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert dialog.decision.edit.start == 1.0, "its own words come first"
    assert field.text() == "0:01.000"
    desk.bot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert dialog.decision.edit == UNTOUCHED
    dialog.redo.click()
    dialog.show_alt()
    desk.bot.keyClick(dialog.words, Qt.Key.Key_Z, CTRL)
    assert dialog.decision.edit == UNTOUCHED
    dialog.reject()


def test_the_tab_key_goes_through_the_dialog_as_it_is_read(desk: Desk, film: Path) -> None:
    with_film(desk, film)
    dialog, filmed = opened_film(desk)
    filmed.trim.started.emit(1.0)
    filmed.covers.buttons[0].click()
    desk.settle()
    desk.wait(lambda: all(one.isVisible() for one in filmed.covers.buttons))
    track, trim, covers = filmed.track.handles, filmed.trim, filmed.covers
    first = dialog.tabs.button("film")  # the arrows go to the others
    expected: list[QWidget] = [first, dialog.undo, track[Held.START]]
    expected += [track[Held.HEAD], track[Held.END], trim.start, trim.end, trim.all]
    expected += [covers.here, covers.automatic, *covers.buttons, filmed.thumbnail.pick]
    expected += [dialog.words]
    first.setFocus()
    for one in expected:
        now = dialog.focusWidget()
        assert now is one, (now.accessibleName(), one.accessibleName())
        desk.bot.keyClick(one, Qt.Key.Key_Tab)
    rest: list[QWidget] = []
    while (now := dialog.focusWidget()) is not first and len(rest) < 30:
        rest.append(now)
        desk.bot.keyClick(now, Qt.Key.Key_Tab)
    assert rest[-2:] == [dialog.cancel, dialog.save]
    assert set(rest) & set(dialog.list.rows)
    dialog.reject()
