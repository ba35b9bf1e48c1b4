"""When a post goes out: suggestions, what goes out nearby, and the queue."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.domain.platform import NativeSchedule
from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.domain.views import PostContent
from brandcraft_desktop.services import accounts, posting_times, posts
from brandcraft_desktop.ui.editor.suggested_times import SuggestedTimes
from tests.ui.editor.conftest import Desk

HOUR = timedelta(hours=1)
WEEK = [Slot(day, 9 * 60) for day in range(7)]


def panel(desk: Desk) -> SuggestedTimes:
    """The open panel."""
    desk.bot.mouseClick(desk.view.bar.time.suggest, Qt.MouseButton.LeftButton)
    desk.wait(lambda: isinstance(QApplication.activePopupWidget(), SuggestedTimes))
    found = QApplication.activePopupWidget()
    assert isinstance(found, SuggestedTimes)
    return found


def account_ids(desk: Desk) -> list[str]:
    return [one.id for one in accounts.list_accounts(desk.workspace)]


def test_a_suggestion_becomes_the_time(desk: Desk) -> None:
    for one in account_ids(desk):
        posting_times.set_slots(desk.workspace, one, WEEK)
    desk.new()
    desk.choose_all()
    desk.type("Hello")
    (button,) = panel(desk).buttons
    assert button.accessibleName().endswith("Next free slot of your weekly times")
    desk.bot.mouseClick(button, Qt.MouseButton.LeftButton)
    when = desk.page.controller.when
    assert when.at is not None
    assert not when.proposed
    local = when.at.astimezone(ZoneInfo(when.zone))
    assert (local.hour, local.minute) == (9, 0)
    assert desk.view.bar.time.when() == when
    desk.wait(lambda: desk.stored().content.scheduled_at == when.at)


def test_without_anything_to_suggest_the_panel_leads_to_the_posting_times(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    shown = panel(desk)
    assert shown.buttons == []
    shown.slots_wanted.emit()
    assert desk.way.went[-1] == "accounts"


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Europe/Vilnius", "America/New_York"])
@pytest.mark.parametrize("wide", [1196, 940])
def test_how_far_away_it_is_can_be_read_whole(desk: Desk, zone: str, wide: int) -> None:
    desk.page.resize(wide, 752)
    desk.new()
    desk.choose_all()
    time = desk.view.bar.time
    time.set_zone(zone)

    def whole() -> bool:
        fits = time.zone.width() >= time.zone.sizeHint().width()
        return fits and "…" not in time.distance.shown_text()

    for seconds in (3000, 82 * 86_400 + 5 * 3600):
        at = time.when().at
        assert at is not None
        more = desk.clock.now() + timedelta(seconds=seconds) - at
        time.edit.setDateTime(time.edit.dateTime().addSecs(round(more.total_seconds())))
        desk.wait(whole)
        assert time.distance.text().startswith(time.distance.shown_text())
        assert time.zone.toolTip().startswith(zone.replace("_", " "))
    time.distance.setFixedWidth(30)
    desk.wait(lambda: time.distance.toolTip() == time.distance.text())
    time.edit.setDateTime(time.edit.dateTime().addDays(-30))
    assert time.distance.toolTip() == time.distance.text(), "no tooltip of the time before"


def test_another_post_nearby_is_told(desk: Desk) -> None:
    (first, *_) = account_ids(desk)
    desk.new()
    desk.choose_all()
    at = desk.page.controller.when.at
    assert at is not None
    assert desk.view.bar.time.hint.isHidden()
    content = PostContent(text="Other", account_ids=(first,), scheduled_at=at + HOUR)
    posts.create(desk.workspace, content, mode=posts.Mode.SCHEDULE)
    time = desk.view.bar.time
    time.edit.setDateTime(time.edit.dateTime().addSecs(3540))
    desk.wait(lambda: not time.hint.isHidden())
    assert time.hint.whole_text().startswith("Another post goes to ")
    time.edit.setDateTime(time.edit.dateTime().addSecs(3600))
    desk.wait(time.hint.isHidden)


def test_the_queue_takes_the_next_free_slot_and_can_be_undone(desk: Desk) -> None:
    for one in account_ids(desk):
        posting_times.set_slots(desk.workspace, one, WEEK)
    desk.new()
    desk.choose_all()
    desk.type("Into the queue")
    post = desk.page.controller.post
    assert post is not None
    (action,) = [one for one in desk.view.bar.menu().actions() if one.text() == "Add to queue"]
    action.trigger()
    desk.wait(lambda: bool(desk.way.toasts))
    assert desk.way.toasts[-1].startswith("Queued for ")
    queued = posts.show(desk.workspace, post.id)
    assert queued.status is PostStatus.SCHEDULED
    assert queued.content.wall_time[11:16] == "09:00"
    assert desk.way.undo is not None
    desk.way.undo()
    desk.wait(lambda: posts.show(desk.workspace, post.id).status is PostStatus.DRAFT)


def test_the_queue_says_what_is_missing(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.type("No posting times")
    desk.page.finishing.enqueue()
    desk.wait(desk.view.banner.isVisible)
    assert "no posting times" in desk.view.banner.text()


def test_platform_that_publishes_by_itself_is_named(desk: Desk) -> None:
    presenter = desk.page.presenter
    native = NativeSchedule("link_card", HOUR / 4, timedelta(days=30), "X publishes it")
    presenter._infos = {
        **presenter._infos,
        "x": replace(presenter._infos["x"], native=native),
    }
    desk.new()
    desk.choose_all()
    desk.type("Hello")
    time = desk.view.bar.time
    desk.wait(lambda: not time.hint.isHidden())
    assert time.hint.whole_text() == "X publishes it, even when this computer is off."
    time.clear()
    desk.wait(time.hint.isHidden)
