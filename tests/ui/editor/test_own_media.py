"""Files of one platform alone: nobody else's are touched, and never the date."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt

from brandcraft_desktop.domain.views import MediaChoice, PostContent
from brandcraft_desktop.ui.editor.media_dialog import MediaDialog
from tests.ui.editor.conftest import Desk
from tests.ui.editor.test_media import choice, drop, photos
from tests.ui.editor.test_variants import choose

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def names(desk: Desk) -> list[str]:
    return [tile.name for tile in desk.view.strip.items.tiles]


def add(desk: Desk, paths: list[Path]) -> None:
    before = len(names(desk))
    desk.page.intake.add_files(paths)
    desk.wait(lambda: len(names(desk)) == before + len(paths))
    desk.settle()


def with_files(desk: Desk, folder: Path, number: int = 2) -> None:
    desk.new()
    desk.choose_all()
    desk.type("Look")
    add(desk, photos(folder, number))


def own(desk: Desk, target: str = "linkedin") -> tuple[MediaChoice, ...]:
    return desk.page.controller.content.variants[target].media or ()


def test_the_strip_says_whose_files_it_shows(desk: Desk, tmp_path: Path) -> None:
    with_files(desk, tmp_path)
    strip = desk.view.strip
    assert not strip.whose.isVisible()
    desk.page.tools.open_tab("linkedin")
    assert strip.whose.text() == "Shared with all platforms"
    assert strip.apart.text() == "Use different media for LinkedIn"
    strip.apart.click()
    assert strip.whose.text() == "Only for LinkedIn"
    assert strip.apart.text() == "Use the shared media"
    assert names(desk) == ["0.jpg", "1.jpg"], "it begins with the shared ones"
    strip.apart.click()
    assert strip.whose.text() == "Shared with all platforms"
    assert desk.way.undo is not None
    desk.way.undo()
    assert strip.whose.text() == "Only for LinkedIn"


def test_own_files_are_nobody_elses(desk: Desk, tmp_path: Path) -> None:
    with_files(desk, tmp_path)
    shared = desk.page.controller.content.media
    when = desk.page.controller.when
    desk.page.tools.open_tab("linkedin")
    choose(desk, "linkedin", "Use different media for LinkedIn")
    more = tmp_path / "more"
    more.mkdir()
    add(desk, photos(more, 3)[2:])
    strip, items = desk.view.strip.list, desk.view.strip.items
    strip.setCurrentIndex(items.index(0))
    desk.bot.keyClick(strip, Qt.Key.Key_Right, ALT)
    desk.bot.keyClick(strip, Qt.Key.Key_Return)
    desk.wait(lambda: bool(desk.view.findChildren(MediaDialog)))
    dialog = desk.view.findChildren(MediaDialog)[0]
    desk.bot.keyClicks(dialog.words, "For LinkedIn")
    dialog.save.click()
    strip.setCurrentIndex(items.index(0))
    desk.bot.keyClick(strip, Qt.Key.Key_Delete)
    assert [one.alt for one in own(desk)] == ["For LinkedIn", ""]
    content = desk.page.controller.content
    assert content.media == shared
    assert set(content.variants) == {"linkedin"}
    assert desk.page.controller.when == when
    desk.view.tabs.set_current("")
    assert names(desk) == ["0.jpg", "1.jpg"]
    desk.wait(lambda: not desk.page.controller.autosave.unsaved)
    stored = desk.stored().content
    assert (stored.media, stored.variants["linkedin"].media) == (shared, own(desk))
    plans = {one.platform: one.plan for one in desk.page.controller.judgement.plans}
    sent = {one: [file.media.name for file in plans[one].parts[0].media] for one in plans}
    assert (sent["linkedin"], sent["x"]) == (["0.jpg", "2.jpg"], ["0.jpg", "1.jpg"])


def test_every_change_of_files_can_be_taken_back(desk: Desk, tmp_path: Path) -> None:
    with_files(desk, tmp_path, 3)
    strip, items = desk.view.strip.list, desk.view.strip.items
    strip.setCurrentIndex(items.index(0))
    desk.bot.keyClick(strip, Qt.Key.Key_Right, ALT)
    desk.bot.keyClick(strip, Qt.Key.Key_Delete)
    assert names(desk) == ["1.jpg", "2.jpg"]
    desk.bot.keyClick(strip, Qt.Key.Key_Z, CTRL)
    assert names(desk) == ["1.jpg", "0.jpg", "2.jpg"]
    desk.bot.keyClick(strip, Qt.Key.Key_Z, CTRL)
    assert names(desk) == ["0.jpg", "1.jpg", "2.jpg"]
    desk.bot.keyClick(strip, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert names(desk) == ["1.jpg", "0.jpg", "2.jpg"]
    assert desk.view.composer.text() == "Look"


def test_own_files_go_up_to_the_platforms_maximum(desk: Desk, tmp_path: Path) -> None:
    publisher = desk.workspace.platforms.get("linkedin")
    info = publisher.info
    publisher._info = replace(info, media=replace(info.media, max_images=6))  # type: ignore[attr-defined]
    desk.page._infos["linkedin"] = publisher.info
    desk.new()
    desk.choose_all()
    desk.page.tools.open_tab("linkedin")
    desk.page.tools.use_own_media("linkedin")
    add(desk, photos(tmp_path, 6))
    assert desk.view.strip.hint.text() == "6 of 6 images"
    assert desk.view.strip.add.isHidden()
    desk.view.tabs.set_current("")
    drop(desk, photos(tmp_path, 6))
    assert choice(desk).accessibleName() == "That's 6 images. The first 4 fit."
    choice(desk).buttons[-1].click()
    desk.settle()
    assert not desk.page.controller.content.media


def test_media_never_changes_the_date(desk: Desk, tmp_path: Path) -> None:
    """The backlog bug: adding media set the date anew."""
    with_files(desk, tmp_path)
    desk.page.controller.set_when(replace(desk.page.controller.when, proposed=False))
    desk.wait(lambda: not desk.page.controller.autosave.unsaved)
    when = desk.page.controller.when
    shown = desk.view.bar.time.edit.dateTime()

    def same() -> bool:
        content: PostContent = desk.page.controller.content
        desk.wait(lambda: not desk.page.controller.autosave.unsaved)
        stored = desk.stored().content
        times = {(one.scheduled_at, one.wall_time, one.zone) for one in (content, stored)}
        return (
            desk.page.controller.when == when
            and desk.view.bar.time.edit.dateTime() == shown
            and times == {(when.at, when.wall.isoformat() if when.wall else "", when.zone)}
        )

    assert same()
    media = desk.page.controller.media
    first = desk.page.controller.content.media[0].media_id
    desk.page.tools.open_tab("x")
    for change in (
        lambda: add(desk, [photos(tmp_path, 3)[2]]),
        lambda: media.set_alt(first, "words"),
        lambda: desk.view.strip.items.move(0, 1),
        lambda: media.take_apart("x"),
        lambda: desk.page.files.remove(first),
        lambda: media.undo("x"),
        lambda: media.share("x"),
    ):
        change()
        assert same()
