"""Previews show the files that will be uploaded, never the ones they are made of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtTest import QTest

from brandcraft_desktop.domain.media_edit import MediaEdit
from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, Recipe
from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Layout, PlannedMedia
from brandcraft_desktop.domain.platform import OptionKind
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.services import media
from brandcraft_desktop.ui.editor.previews.card import PreviewCard
from brandcraft_desktop.ui.editor.previews.finished import FinishedFiles, key_of
from brandcraft_desktop.ui.editor.previews.grid import Grid
from brandcraft_desktop.ui.editor.previews.tile import Tile, clock_words
from tests.media.files import encoded, photo, video
from tests.ui.editor.cards import CLIP, PHOTO, PLATFORMS, card, files, part, show
from tests.ui.editor.conftest import Desk

__all__ = ["card"]
SMALL = Recipe("image/jpeg", 1_000_000, 120)


def added(desk: Desk, path: Path) -> MediaView:
    """A file in the library, looked at."""
    (view,) = media.add(desk.workspace, [path])
    return media.process(desk.workspace, view.id)


def attached(view: MediaView, alt: str = "") -> AttachedMedia:
    return AttachedMedia(view.id, view.sha256, view.name, view.state, view.facts, alt)


def red(colour: QColor) -> bool:
    return colour.red() > 180 and colour.green() < 90 and colour.blue() < 90


def colours(image: QImage) -> list[QColor]:
    """Every eighth pixel."""
    return [
        image.pixelColor(across, down)
        for across in range(0, image.width(), 8)
        for down in range(0, image.height(), 8)
    ]


def test_the_finished_file_is_shown_with_its_size(
    desk: Desk, card: PreviewCard, tmp_path: Path
) -> None:
    planned = PlannedMedia(attached(added(desk, photo(tmp_path / "a.jpg", (640, 480)))), SMALL)
    show(card, part("Words", media=(planned,)))
    fitted = card.parts[0].files.fitted
    assert fitted.text() == "JPEG · 120 × 90"  # what it will be, until it is made
    made = media.rendition(desk.workspace, planned)
    desk.wait(lambda: "kB" in fitted.text())
    assert fitted.text() == f"JPEG · 120 × 90 · {max(1, round(made.bytes / 1000))} kB"
    drawn = desk.view.preview.files.picture(planned)
    assert drawn is not None
    assert (drawn.width(), drawn.height()) == (120, 90)


def test_the_finished_picture_takes_the_place_of_the_original(
    desk: Desk, card: PreviewCard, tmp_path: Path
) -> None:
    """A red border around blue: the file that will be uploaded has lost it."""
    framed = Image.new("RGB", (400, 400), (220, 20, 20))
    framed.paste((30, 90, 200), (60, 60, 340, 340))
    framed.save(tmp_path / "framed.png")
    view = added(desk, tmp_path / "framed.png")
    planned = PlannedMedia(attached(view), Recipe("image/png", 1_000_000, 400))
    # What a recipe that crops makes: its file lies where the sending looks for it.
    made = media.rendition(desk.workspace, planned)
    Image.open(tmp_path / "framed.png").crop((60, 60, 340, 340)).save(tmp_path / "cropped.png")
    cropped = (tmp_path / "cropped.png").read_bytes()
    made.path.write_bytes(cropped + bytes(made.bytes - len(cropped)))
    assert media.rendition(desk.workspace, planned).path == made.path
    shown = Grid(desk.view.preview.files)
    desk.bot.addWidget(shown)
    shown.resize(330, 330)
    arrived: list[str] = []
    desk.view.preview.files.arrived.connect(arrived.append)
    shown.show_tiles([Tile(planned)])
    shown.show()
    desk.wait(lambda: key_of(planned) in arrived)
    assert not any(red(one) for one in colours(shown.grab().toImage()))
    original = media.thumbnail(desk.workspace, view.sha256)
    assert original is not None
    assert any(red(one) for one in colours(QImage(str(original))))


def test_a_moving_picture_is_sent_as_it_is(desk: Desk, card: PreviewCard, tmp_path: Path) -> None:
    frames = [Image.new("RGB", (200, 100), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:], duration=100)
    planned = PlannedMedia(attached(added(desk, tmp_path / "a.gif")), None)
    assert Tile(planned).moves
    show(card, part("", media=(planned,)))
    desk.wait(lambda: card.parts[0].files.fitted.text().startswith("GIF · 200 × 100 · "))


def test_a_video_tells_its_size_and_shows_the_chosen_moment(
    desk: Desk, card: PreviewCard, tmp_path: Path
) -> None:
    film = ("-f", "lavfi", "-i", "testsrc=size=180x320:rate=25:duration=2")
    coded = ("-c:v", "libx264", "-pix_fmt", "yuv420p")  # what goes as it is
    view = added(desk, encoded(tmp_path / "clip.mp4", *coded, sources=film))
    tiktok = PLATFORMS.get("tiktok")
    made = PreviewCard(tiktok.info, desk.page.thumbnails, desk.view.preview.files)
    desk.bot.addWidget(made)
    made.show()
    arrived: list[str] = []
    desk.view.preview.files.arrived.connect(arrived.append)
    plan = tiktok.plan(Composition("Words", (attached(view),), {"cover_frame": "1500"}))
    show(made, plan=plan, platform="tiktok")
    phone = made.parts[0].files.phone
    assert phone is not None
    assert made.parts[0].files.fitted.text().startswith("MP4 · 180 × 320 · ")
    desk.wait(lambda: f"{view.sha256} {OptionKind.MOMENT.value} 1500" in arrived)
    trimmed = replace(attached(view), edit=MediaEdit(start=0.5))
    plan = tiktok.plan(Composition("Words", (trimmed,), {"cover_frame": "700"}))
    show(made, plan=plan, platform="tiktok")
    desk.wait(lambda: f"{view.sha256} {OptionKind.MOMENT.value} 1200" in arrived)
    made.grab()
    assert "video" in phone.accessibleName()


def test_a_chosen_cover_is_shown_instead_of_the_first_frame(desk: Desk, tmp_path: Path) -> None:
    clip = added(desk, video(tmp_path / "clip.mp4", size=(180, 320)))
    Image.new("RGB", (180, 320), (20, 200, 40)).save(tmp_path / "cover.png")
    cover = added(desk, tmp_path / "cover.png")
    instagram = PLATFORMS.get("instagram")
    made = PreviewCard(instagram.info, desk.page.thumbnails, desk.view.preview.files)
    desk.bot.addWidget(made)
    made.show()
    plan = instagram.plan(Composition("", (attached(clip),), {"kind": "reel", "cover": cover.id}))
    show(made, plan=plan, platform="instagram")
    phone = made.parts[0].files.phone
    assert phone is not None

    def green() -> bool:
        image = phone.grab().toImage()
        colour = image.pixelColor(phone.places()[0].left() + 30, 120)
        return colour.green() > 150 and colour.red() < 90

    desk.wait(green)


def test_a_file_that_cannot_be_made_leaves_what_is_there(
    desk: Desk, card: PreviewCard, tmp_path: Path
) -> None:
    view = added(desk, photo(tmp_path / "a.jpg", (640, 480)))
    desk.workspace.store.path(view.sha256).unlink()
    planned = PlannedMedia(attached(view), SMALL)
    show(card, part("", media=(planned,)))
    desk.settle()
    card.grab()
    desk.settle()
    assert desk.view.preview.files.picture(planned) is not None  # its thumbnail
    assert desk.way.errors == []  # the checks tell of it


def test_pictures_of_one_content_are_kept_once(desk: Desk, tmp_path: Path) -> None:
    view = added(desk, photo(tmp_path / "a.jpg", (320, 240)))
    one = PlannedMedia(attached(view), Recipe("image/jpeg", 1_000_000, 2048))
    two = PlannedMedia(attached(view), Recipe("image/jpeg", 2_000_000, 4096))
    kept: FinishedFiles = desk.view.preview.files
    for planned in (one, two):
        kept.picture(planned)
    desk.wait(lambda: kept.facts(one) is not None and kept.facts(two) is not None)
    first, second = kept.picture(one), kept.picture(two)
    assert isinstance(first, QPixmap)
    assert isinstance(second, QPixmap)
    assert first.cacheKey() == second.cacheKey()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (PHOTO, "JPEG · 1080 × 810"),
        (CLIP, "MP4 · 1080 × 1920 · 12.3 MB"),
        (MediaFacts(MediaKind.VIDEO, "video/x", 900, 10, 10), "x · 10 × 10 · 1 kB"),
    ],
)
def test_what_becomes_of_a_file_is_said(card: PreviewCard, facts: MediaFacts, words: str) -> None:
    show(card, part("", media=files(1, facts)))
    assert card.parts[0].files.fitted.text() == words


def test_several_files_are_counted_and_those_left_over_too(card: PreviewCard) -> None:
    show(card, part("", media=files(6, CLIP)))
    view = card.parts[0].files
    assert view.fitted.text() == "6 files · MP4 · 73.8 MB"
    assert view.grid is not None
    assert len(view.grid.places()) == 4
    assert view.grid.accessibleName().count("video") == 6
    assert clock_words(65.2) == "1:05"
    assert clock_words(3723) == "1:02:03"


def test_a_carousel_is_turned_by_mouse_and_keys(card: PreviewCard) -> None:
    show(card, part("Words", media=(*files(2), *files(1, CLIP)), layout=Layout.CAROUSEL))
    carousel = card.parts[0].files.carousel
    assert carousel is not None
    assert carousel.dots.accessibleName() == "1 of 3"
    assert carousel.back.isHidden()
    QTest.mouseClick(carousel.on, Qt.MouseButton.LeftButton)
    assert carousel.page == 1
    QTest.keyClick(carousel, Qt.Key.Key_Right)
    QTest.keyClick(carousel, Qt.Key.Key_Right)  # there is no fourth
    assert carousel.dots.accessibleName() == "3 of 3"
    assert carousel.accessibleName() == "File 3 of 3, video: alt 0"
    assert carousel.on.isHidden()
    assert card.parts[0].files.fitted.text() == "MP4 · 1080 × 1920 · 12.3 MB"
    QTest.keyClick(carousel, Qt.Key.Key_Left)
    assert carousel.page == 1
    show(card, part("Words", media=files(2), layout=Layout.CAROUSEL))
    assert carousel.dots.accessibleName() == "1 of 2"
    show(card, part("Words", media=files(1), layout=Layout.CAROUSEL))
    assert carousel.isHidden()
    assert card.parts[0].files.view is card.parts[0].files.grid


def test_typing_leaves_the_page_of_a_carousel(card: PreviewCard) -> None:
    show(card, part("Words", media=files(20), layout=Layout.CAROUSEL))
    carousel = card.parts[0].files.carousel
    assert carousel is not None
    QTest.keyClick(carousel, Qt.Key.Key_Right)
    show(card, part("Words!", media=files(20), layout=Layout.CAROUSEL))
    assert carousel.page == 1
    assert carousel.dots.accessibleName() == "2 of 20"


def test_keys_turn_the_other_way_where_one_reads_the_other_way(card: PreviewCard) -> None:
    card.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show(card, part("", media=files(3), layout=Layout.CAROUSEL))
    carousel = card.parts[0].files.carousel
    assert carousel is not None
    QTest.keyClick(carousel, Qt.Key.Key_Left)
    assert carousel.page == 1
    assert carousel.on.x() < carousel.back.x()


def test_a_place_waits_for_its_file(card: PreviewCard) -> None:
    show(card, part("Words", layout=Layout.WIDE))
    grid = card.parts[0].files.grid
    assert grid is not None
    assert grid.isVisible()
    assert grid.accessibleName() == "No picture or video yet"
    show(card, part("Words"))
    assert not card.parts[0].files.isVisible()
