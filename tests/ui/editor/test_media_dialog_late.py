"""The media dialog of a file whose post became another one while it was open."""

from __future__ import annotations

from pathlib import Path

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.services import posts
from brandcraft_desktop.ui.editor.media_dialog import MediaDialog
from tests.ui.editor.conftest import Desk
from tests.ui.editor.test_locked import become
from tests.ui.editor.test_media_dialog import opened_dialog, with_picture


def described(desk: Desk) -> MediaDialog:
    dialog = opened_dialog(desk)
    dialog.show_alt()
    desk.bot.keyClicks(dialog.words, "A beach")
    return dialog


def test_a_file_that_was_taken_off_meanwhile_is_told(desk: Desk, tmp_path: Path) -> None:
    media_id = with_picture(desk, tmp_path)
    dialog = described(desk)
    media = desk.page.controller.media
    restore = media.remove(media_id)
    dialog.save.click()
    assert desk.way.toasts == ["“beach.jpg” is no longer on this post."]
    assert not media.choices()
    restore()
    described(desk).cancel.click()
    assert desk.way.action is not None
    restore = media.remove(media_id)
    desk.way.action[1]()
    assert desk.way.toasts[-1] == "“beach.jpg” is no longer on this post."
    restore()
    assert media.alt(media_id) == ""
    desk.settle()


def test_a_post_that_was_published_meanwhile_is_told(desk: Desk, tmp_path: Path) -> None:
    media_id = with_picture(desk, tmp_path)
    desk.type("Out there")
    post_id = desk.stored().id
    desk.page.finish()
    desk.wait(lambda: bool(desk.way.toasts))
    desk.page.open_post(post_id)
    desk.wait(lambda: desk.page.controller.post is not None and not desk.tasks.busy)
    dialog = described(desk)
    for delivery in posts.show(desk.workspace, post_id).deliveries:
        become(desk, delivery.id, DeliveryStatus.PUBLISHED)
    desk.page.reload()
    desk.wait(lambda: bool(desk.page.controller.locked_reason))
    assert dialog.isVisible()
    dialog.save.click()
    told = "“beach.jpg” stays as it was. Published posts can't be changed here."
    assert desk.way.toasts[-1].startswith(told)
    assert desk.page.controller.media.alt(media_id) == ""
    desk.settle()


def test_another_post_closes_the_dialog_and_offers_the_changes(desk: Desk, tmp_path: Path) -> None:
    with_picture(desk, tmp_path)
    dialog = described(desk)
    desk.page.open_new()
    assert not dialog.isVisible()
    assert "beach.jpg stays as it was." in desk.way.toasts
    assert desk.way.action is not None
    desk.way.action[1]()
    assert desk.way.toasts[-1] == "“beach.jpg” is no longer on this post."
    assert not desk.page.controller.content.media
    desk.settle()
