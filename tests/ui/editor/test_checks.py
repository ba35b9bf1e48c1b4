"""Checks: complete, naming whom they concern, leading to their place, mended with one click."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.views import PostContent
from brandcraft_desktop.services import accounts, posts
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.editor.media_dialog import MediaDialog
from tests.media.files import photo
from tests.services.market import MARKET, add_trader, tell, without
from tests.ui.editor.conftest import Desk
from tests.ui.editor.stalls import LOCKED, line, lines, market_tab, mend, workspace
from tests.ui.editor.world import START, add_account

__all__ = ["workspace"]
LONG = "word " * 40


def add_pictures(desk: Desk, folder: Path, number: int) -> list[str]:
    paths = [photo(folder / f"{one}.jpg", (320 + one, 240)) for one in range(number)]
    desk.page.intake.add_files(paths)
    desk.wait(lambda: len(desk.page.controller.content.media) == number)
    desk.settle()
    return [one.media_id for one in desk.page.controller.content.media]


def test_the_same_problem_of_two_accounts_is_one_line_naming_both(
    desk: Desk, workspace: Workspace
) -> None:
    add_account(workspace, "bluesky", "second.bsky.social")
    desk.new()
    desk.choose_all()
    desk.view.composer.insertPlainText("a" * 301)
    both = "Bluesky (@demo.bsky.social and @second.bsky.social): 1 character too long"
    assert [one for one in lines(desk) if "Bluesky" in one] == [f"Error: {both}"]
    assert both in desk.view.bar.schedule.toolTip()


def test_errors_stand_before_warnings_and_warnings_never_block(desk: Desk, tmp_path: Path) -> None:
    desk.new()
    desk.choose_all()
    desk.view.composer.insertPlainText("short")
    add_pictures(desk, tmp_path, 1)
    kinds = [one.partition(":")[0] for one in lines(desk)]
    assert kinds == ["Error", "Warning", "Warning"]
    desk.page.controller.set_options(MARKET, {"board": "b1"})
    assert [one.partition(":")[0] for one in lines(desk)] == ["Warning", "Warning"]
    assert desk.view.bar.schedule.isEnabled()
    assert desk.view.notice.isHidden()


def test_the_notice_has_the_first_two_and_leads_to_the_first(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.view.composer.insertPlainText("a" * 301)
    assert "2 more" not in desk.view.notice.text()
    assert desk.view.notice.text().count("too long") == 2
    assert "1 more in Checks." in desk.view.notice.text()
    button = desk.view.bar.schedule
    assert not button.isEnabled()
    assert "Market: nothing is chosen for “Board”. Choose “" in button.accessibleDescription()


def test_shortening_writes_that_platforms_text_alone_in_one_undo_step(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.view.composer.insertPlainText(LONG)
    mend(desk, "Market: 80 characters too long", "Shorten")
    documents = desk.page.controller.documents
    assert documents.text("") == LONG
    assert documents.text("bluesky") == LONG
    assert len(documents.text(MARKET)) <= 120
    assert desk.view.tabs.current() == MARKET
    assert not any("too long" in one for one in lines(desk))
    desk.view.composer.undo()
    assert desk.view.composer.text() == LONG
    assert not documents.is_customised(MARKET)


def test_a_long_text_becomes_a_thread_where_one_is_possible(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.view.composer.insertPlainText("word " * 70)
    mend(desk, "Bluesky: 50 characters too long", "Split")
    content = desk.page.controller.content
    assert content.variants["bluesky"].thread is True
    assert not content.thread
    count = desk.page.controller.judgement.count("bluesky")
    assert count is not None
    assert count.parts == 2
    assert "alone" in desk.way.toasts[-1]
    assert desk.way.undo is not None
    desk.way.undo()
    assert "bluesky" not in desk.page.controller.content.variants


def test_where_several_are_too_long_the_whole_post_becomes_a_thread(
    desk: Desk, workspace: Workspace
) -> None:
    add_trader(workspace, "fay", platform="fair")
    desk.new()
    desk.choose_all()
    desk.view.composer.insertPlainText("word " * 70)
    mend(desk, "Fair: 230 characters too long", "Split")
    assert desk.page.controller.content.thread
    assert not any("Fair" in one or "Bluesky" in one for one in lines(desk))


def test_what_fits_is_kept_for_one_platform_while_others_take_all(
    desk: Desk, tmp_path: Path
) -> None:
    desk.new()
    desk.choose_all()
    ids = add_pictures(desk, tmp_path, 4)
    mend(desk, "Market: 4 pictures are attached", "Keep what fits")
    content = desk.page.controller.content
    assert [one.media_id for one in content.media] == ids
    own = content.variants[MARKET].media
    assert own is not None
    assert [one.media_id for one in own] == ids[:2]
    assert not any("attached" in one for one in lines(desk))
    assert desk.way.toasts[-1] == "Left 2 files out for Market alone."
    assert desk.way.undo is not None
    desk.way.undo()
    assert MARKET not in desk.page.controller.content.variants


def test_what_nobody_takes_is_removed_for_all(desk: Desk, tmp_path: Path) -> None:
    desk.new()
    desk.page.controller.set_accounts(
        tuple(one.id for one in desk.page.controller.accounts if one.platform == MARKET)
    )
    ids = add_pictures(desk, tmp_path, 3)
    mend(desk, "Market: 3 pictures are attached", "Keep what fits")
    assert [one.media_id for one in desk.page.controller.content.media] == ids[:2]
    assert desk.way.undo is not None
    desk.way.undo()
    assert [one.media_id for one in desk.page.controller.content.media] == ids


def test_checks_lead_to_text_file_option_and_alt_text(desk: Desk, tmp_path: Path) -> None:
    desk.new()
    desk.choose_all()
    desk.view.composer.insertPlainText("b" * 125)
    ids = add_pictures(desk, tmp_path, 2)
    line(desk, "Market: 5 characters too long").click()
    assert desk.view.composer.textCursor().selectedText() == "b" * 5
    line(desk, "Market: nothing is chosen for “Board”").click()
    board = desk.view.options.fields["board"]
    assert desk.view.tabs.current() == MARKET
    assert desk.view.options.header.isChecked()
    assert QApplication.focusWidget() is board
    line(desk, "Market: “1.jpg” has no alt text").click()
    assert desk.view.strip.list.currentIndex().row() == 1
    mend(desk, "Market: “0.jpg” has no alt text", "Add alt text")
    dialog = desk.page.findChildren(MediaDialog)[0]
    dialog.words.setPlainText("A cat")
    dialog.save.click()
    assert desk.page.controller.media.alt(ids[0]) == "A cat"


def test_rows_and_their_buttons_take_the_keyboard(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.view.show_section("checks")
    desk.view.composer.insertPlainText("word " * 70)
    row = line(desk, "Bluesky: 50 characters too long")
    split, shorten = row.fixes
    assert split.accessibleName() == "Split: Bluesky: 50 characters too long"
    row.setFocus(Qt.FocusReason.TabFocusReason)
    desk.bot.keyClick(row, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is split
    desk.bot.keyClick(split, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is shorten
    split.setFocus(Qt.FocusReason.TabFocusReason)
    desk.bot.keyClick(split, Qt.Key.Key_Space)
    assert not any("Bluesky" in one for one in lines(desk))
    left = QApplication.focusWidget()
    assert left is not None
    assert left.isVisible()
    assert desk.view.checks.isAncestorOf(left)


def test_an_account_that_is_signed_out_is_named_and_opened(
    desk: Desk, workspace: Workspace
) -> None:
    out = add_trader(workspace, "bob", facts=LOCKED, state=AccountState.NEEDS_RECONNECT)
    desk.new()
    desk.page.controller.set_accounts(tuple(one.id for one in desk.page.controller.accounts))
    mend(desk, "Market: bob is signed out", "Reconnect")
    assert desk.way.went == [f"accounts {out}"]


def test_nobody_chosen_opens_the_picker(desk: Desk) -> None:
    desk.new()
    desk.page.controller.set_accounts(())
    mend(desk, "No account is chosen", "Choose")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_a_look_alike_is_told_after_a_pause_and_stops_nothing(
    desk: Desk, workspace: Workspace
) -> None:
    desk.new()
    desk.choose_all()
    desk.page.controller.set_options(MARKET, {"board": "b1"})
    ids = desk.page.controller.content.account_ids
    earlier = posts.create(
        workspace,
        PostContent(
            text="Sale", account_ids=ids, variants=dict(desk.page.controller.content.variants)
        ),
        mode=posts.Mode.DRAFT,
    )
    posts.schedule(workspace, earlier.id, at=START.replace(hour=20))
    desk.view.composer.insertPlainText("Sale")
    assert not any("twice" in one for one in lines(desk))
    desk.wait(lambda: sum("twice within a week" in one for one in lines(desk)) == 2)
    assert desk.view.bar.schedule.isEnabled()
    desk.view.composer.insertPlainText(" today")
    desk.wait(lambda: not any("twice" in one for one in lines(desk)))


def test_a_choice_that_is_gone_is_found_as_soon_as_the_account_says_so(
    desk: Desk, workspace: Workspace
) -> None:
    market_tab(desk)
    desk.page.controller.set_options(MARKET, {"board": "b1"})
    assert not any("Market" in one and "board" in one for one in lines(desk))
    mine = [one.id for one in desk.page.controller.accounts if one.platform == MARKET]
    tell(workspace, mine, without(LOCKED, "b1"))
    desk.page.presenter.take_accounts(accounts.list_accounts(workspace))
    assert any("Error: Market" in one and "board" in one for one in lines(desk))
    assert not desk.view.bar.schedule.isEnabled()


@pytest.mark.parametrize("text", ["é" * 121, "🎉" * 61])
def test_bytes_are_counted_where_they_run_out_first(desk: Desk, text: str) -> None:
    market_tab(desk)
    desk.page.controller.set_options(MARKET, {"board": "b1"})
    desk.view.composer.insertPlainText(text)
    label = desk.view.counters.labels[0]
    over = len(text.encode()) - 240
    if text[0] == "🎉":
        assert label.text() == f"Market −{over} bytes"
        assert label.accessibleName() == f"{over} bytes over Market's limit of 240"
    else:  # as tight in characters as in bytes: the platform's own unit is shown
        assert label.text() == "Market −1"
    assert label.property("state") == "over"
