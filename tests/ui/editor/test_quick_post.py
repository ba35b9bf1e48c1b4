"""A quick post from the tray: written, queued, posted, kept, and handed to the editor."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.services import accounts, posting_times, posts
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor.quick_post import QuickPost
from tests.ui.editor.conftest import Desk


def every(desk: Desk) -> list[PostView]:
    return [posts.show(desk.workspace, row.id) for row in posts.everything(desk.workspace)]


@pytest.fixture
def quick(desk: Desk) -> Iterator[QuickPost]:
    page = desk.page
    made = QuickPost(Context(desk.workspace, desk.tasks, page._context.bridge, desk.way))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.show()
    desk.bot.addWidget(made)
    desk.wait(lambda: made.controller.post is not None)
    for chip in made.accounts.chips:
        if not chip.isChecked():
            chip.click()
    yield made
    made.close()
    desk.settle()


def test_it_goes_out_at_once_and_closes(desk: Desk, quick: QuickPost) -> None:
    assert not quick.now.isEnabled()  # it is empty
    assert quick.why.isHidden()  # and nobody has begun to write
    QTest.keyClicks(quick.composer, "Short and quick")
    assert quick.now.isEnabled()
    QTest.mouseClick(quick.now, Qt.MouseButton.LeftButton)
    desk.wait(lambda: not quick.isVisible())
    (post,) = every(desk)
    assert (post.content.text, len(post.deliveries)) == ("Short and quick", 3)
    assert post.status is PostStatus.SCHEDULED
    assert post.content.scheduled_at == desk.clock.moment
    assert desk.way.went == []  # the large window stays where it was
    assert desk.way.toasts == ["Posting now."]


def test_what_is_wrong_is_said(desk: Desk, quick: QuickPost) -> None:
    quick.composer.insertPlainText("word " * 80)
    assert "too long" in quick.why.whole_text()
    assert not quick.now.isEnabled()
    assert "too long" in quick.now.toolTip()
    quick.composer.selectAll()
    QTest.keyClicks(quick.composer, "Fine")
    QTest.mouseClick(quick.queue, Qt.MouseButton.LeftButton)
    desk.wait(quick.notice.isVisible)
    assert "no posting times" in quick.notice.text()
    for one in accounts.list_accounts(desk.workspace):
        posting_times.set_slots(desk.workspace, one.id, [Slot(day, 540) for day in range(7)])
    QTest.mouseClick(quick.queue, Qt.MouseButton.LeftButton)
    desk.wait(lambda: not quick.isVisible())
    assert every(desk)[0].content.wall_time[11:16] == "09:00"


def test_closing_keeps_a_draft_and_remembers_the_accounts(desk: Desk, quick: QuickPost) -> None:
    QTest.keyClicks(quick.composer, "Half a thou")
    QTest.keyClick(quick.composer, Qt.Key.Key_Escape)
    desk.wait(lambda: bool(desk.way.toasts))
    assert desk.way.toasts == ["Kept as draft."]
    (post,) = every(desk)
    assert (post.status, post.content.text) == (PostStatus.DRAFT, "Half a thou")
    again = QuickPost(Context(desk.workspace, desk.tasks, desk.page._context.bridge, desk.way))
    again.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    desk.bot.addWidget(again)
    desk.wait(lambda: again.controller.post is not None)
    assert len(again.controller.content.account_ids) == 3
    again.close()
    desk.settle()
    assert len(every(desk)) == 1  # nothing was typed: nothing is kept


def test_what_is_typed_before_the_row_is_there_is_kept_too(desk: Desk) -> None:
    made = QuickPost(Context(desk.workspace, desk.tasks, desk.page._context.bridge, desk.way))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    desk.bot.addWidget(made)
    made.show()
    made.composer.insertPlainText("At once")
    made.close()
    desk.wait(lambda: [one.content.text for one in every(desk)] == ["At once"])
    assert every(desk)[0].status is PostStatus.DRAFT


def test_the_editor_goes_on_with_it(desk: Desk, quick: QuickPost) -> None:
    QTest.keyClicks(quick.composer, "More to say")
    QTest.mouseClick(quick.editor, Qt.MouseButton.LeftButton)
    desk.wait(lambda: bool(desk.way.went))
    assert desk.way.went[0].startswith("editor ")
    post = posts.show(desk.workspace, desk.way.went[0].removeprefix("editor "))
    assert post.content.text == "More to say"
    assert len(post.content.account_ids) == 3
