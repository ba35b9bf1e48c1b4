"""Posts that may not be changed as a whole: published ones, and one failed delivery."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, update

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.trouble import disk_full
from brandcraft_desktop.services import posts
from brandcraft_desktop.ui.editor import opening
from brandcraft_desktop.ui.editor.account_chip import ResultMark
from brandcraft_desktop.ui.theme import look
from tests.ui.editor.conftest import Desk


def scheduled(desk: Desk) -> PostView:
    desk.new()
    desk.choose_all()
    desk.type("Out there")
    post_id = desk.stored().id
    desk.page.finish()
    desk.wait(lambda: bool(desk.way.toasts))
    return posts.show(desk.workspace, post_id)


def become(desk: Desk, delivery_id: str, status: DeliveryStatus) -> None:
    def write(connection: Connection) -> None:
        connection.execute(
            update(tables.deliveries)
            .where(tables.deliveries.c.id == delivery_id)
            .values(status=status.value, run_at=None, published_at=None)
        )

    desk.workspace.database.write(write)


def refuse(desk: Desk, delivery_id: str, title: str, action: str) -> None:
    """Why the platform did not take it."""

    def write(connection: Connection) -> None:
        connection.execute(
            update(tables.deliveries)
            .where(tables.deliveries.c.id == delivery_id)
            .values(error_kind="invalid_content", error_title=title, error_action=action)
        )

    desk.workspace.database.write(write)


def test_a_published_post_can_only_be_looked_at_and_duplicated(desk: Desk) -> None:
    post = scheduled(desk)
    for delivery in post.deliveries:
        become(desk, delivery.id, DeliveryStatus.PUBLISHED)
    desk.page.open_post(post.id)
    desk.wait(lambda: desk.page.controller.post is not None)
    assert desk.view.banner.text().startswith("Published posts can't be changed here.")
    assert desk.view.composer.isReadOnly()
    assert not desk.view.bar.schedule.isEnabled()
    desk.page.finishing.duplicate()
    desk.wait(lambda: desk.way.went[-1].startswith("editor "))
    copy = posts.show(desk.workspace, desk.way.went[-1].removeprefix("editor "))
    assert copy.content.text == "Out there"


def test_a_failed_delivery_is_edited_alone(desk: Desk) -> None:
    post = scheduled(desk)
    failed = next(one for one in post.deliveries if one.platform == "bluesky")
    for delivery in post.deliveries:
        good = delivery.id != failed.id
        become(desk, delivery.id, DeliveryStatus.PUBLISHED if good else DeliveryStatus.FAILED)
    desk.page.open_failed(failed.id)
    desk.wait(lambda: desk.page.controller.delivery_id == failed.id)
    assert desk.view.tabs.current() == "bluesky"
    assert not desk.view.tabs.bar.isTabEnabled(0)
    assert desk.view.bar.schedule.text() == "Save and retry"
    assert not desk.view.accounts.isEnabled()
    desk.type("!")
    desk.page.finish()
    desk.wait(lambda: desk.way.toasts[-1] == "Saved. Trying again now.")
    after = posts.show(desk.workspace, post.id)
    assert after.content.text == "Out there"
    assert after.content.variants[failed.account_id].text == "Out there!"
    states = {one.platform: one.status for one in after.deliveries}
    assert states["bluesky"] is DeliveryStatus.SCHEDULED
    assert states["x"] is DeliveryStatus.PUBLISHED


def test_what_is_mended_says_why_it_failed_and_where_the_post_is_out(desk: Desk) -> None:
    post = scheduled(desk)
    failed = next(one for one in post.deliveries if one.platform == "bluesky")
    for delivery in post.deliveries:
        good = delivery.id != failed.id
        become(desk, delivery.id, DeliveryStatus.PUBLISHED if good else DeliveryStatus.FAILED)
    refuse(
        desk, failed.id, "Validation failed: text can't be this.", "Edit the post and try again."
    )
    desk.page.open_failed(failed.id)
    desk.wait(lambda: desk.page.controller.delivery_id == failed.id)
    banner = desk.view.banner
    assert banner.isVisible()
    assert banner.text() == (
        "Bluesky: Validation failed: text can't be this. Edit the post and try again."
    )
    desk.type("!")
    desk.wait(lambda: desk.view.saved.text().startswith("Saved"))
    assert banner.isVisible(), "it is still there while the person writes"
    chips = {one.account_id: one for one in desk.view.accounts.chips}
    assert set(chips) == {one.account_id for one in post.deliveries}
    for delivery in post.deliveries:
        chip = chips[delivery.account_id]
        (mark,) = chip.findChildren(ResultMark)
        state = "failed" if delivery.id == failed.id else "published"
        assert mark.look == look(state)
        word = "Failed" if delivery.id == failed.id else "Published"
        assert f": {word}. " in chip.accessibleName()
        assert chip.toolTip() == chip.accessibleName()
    out = len(post.deliveries) - 1
    assert desk.view.accounts.summary() == f"{out} of {out + 1} published"
    desk.new()
    assert not desk.view.banner.isVisible()
    assert not desk.view.accounts.findChildren(ResultMark)


def half_mend(desk: Desk) -> tuple[PostView, str]:
    """A failed delivery is opened and edited, and nothing is pressed."""
    post = scheduled(desk)
    failed = next(one for one in post.deliveries if one.platform == "bluesky")
    become(desk, failed.id, DeliveryStatus.FAILED)
    desk.page.open_failed(failed.id)
    desk.wait(lambda: desk.page.controller.delivery_id == failed.id)
    desk.type(" mended")
    return posts.show(desk.workspace, post.id), failed.id


def test_leaving_a_half_mended_delivery_keeps_its_words(desk: Desk) -> None:
    post, delivery_id = half_mend(desk)
    desk.page.leave()
    assert desk.way.toasts[-1] == "Your changes are kept until you retry."
    desk.page.open_failed(delivery_id)
    desk.wait(lambda: desk.page.controller.post is not None)
    assert desk.view.composer.text() == "Out there mended"
    assert desk.page.finishing.half_mended == {}
    assert posts.show(desk.workspace, post.id).content == post.content
    desk.page.finish()
    desk.wait(lambda: desk.way.toasts[-1] == "Saved. Trying again now.")
    after = posts.show(desk.workspace, post.id)
    sent = next(one for one in after.deliveries if one.id == delivery_id)
    assert after.content.variants[sent.account_id].text == "Out there mended"
    assert sent.status is DeliveryStatus.SCHEDULED


def test_a_crash_while_mending_loses_nothing(desk: Desk) -> None:
    _, delivery_id = half_mend(desk)
    desk.wait(lambda: desk.view.saved.text().startswith("Saved"))
    # What another start of the program finds, with nothing but the database to go by.
    again = opening.failed(desk.workspace, delivery_id)
    assert again.content.variants["bluesky"].text == "Out there mended"


def test_what_cannot_be_kept_while_mending_stays_in_memory(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> PostView:
        raise disk_full()

    _, delivery_id = half_mend(desk)
    monkeypatch.setattr(desk.workspace.database, "write", full)
    desk.page.leave()
    desk.settle()
    assert desk.way.toasts[-1] == "Your text is kept in memory."
    monkeypatch.undo()
    desk.page.open_failed(delivery_id)
    desk.wait(lambda: desk.page.controller.post is not None)
    assert desk.view.composer.text() == "Out there mended"
    desk.wait(lambda: desk.view.saved.text().startswith("Saved"))
