"""Past posts from an account's menu: what they cost, what is called, and what is said of trouble.

The window stands on a real workspace whose platform is the practice one, over real HTTP.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import delete

from brandcraft_desktop.domain.past_posts import PastLook, PastState
from brandcraft_desktop.domain.status import Origin
from brandcraft_desktop.models import tables
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.services import past_posts, posts
from brandcraft_desktop.services.workspace import open_workspace
from brandcraft_desktop.ui.accounts import AccountsPage
from brandcraft_desktop.ui.accounts.connect_dialog import ConnectDialog
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.publisher.past_bar import PastBar
from brandcraft_desktop.ui.publisher.past_notices import PastNotices
from brandcraft_desktop.ui.shell.places import ACCOUNTS, PUBLISHER
from brandcraft_desktop.ui.widgets import ConfirmDialog, NoticeBar
from tests.publishers.every_platform import flows_of, sheet_of
from tests.publishers.stand import PASSPHRASE, Stand, stand
from tests.services.ports import free_port
from tests.ui.stage import Stage, stage

LIST = {"x": "GET /2/users/{id}/tweets", "bluesky": "com.atproto.repo.listRecords"}
ITEM = "Load past posts"
MOST_PAGES = 20


@dataclass
class Hands:
    """A person at the window; `here` is the platform behind it."""

    here: Stand
    at: Stage
    bot: QtBot

    @property
    def accounts(self) -> AccountsPage:
        page = self.at.page(ACCOUNTS)
        assert isinstance(page, AccountsPage)
        return page

    @property
    def publisher(self) -> PublisherPage:
        page = self.at.page(PUBLISHER)
        assert isinstance(page, PublisherPage)
        return page

    @property
    def bar(self) -> PastBar:
        (found,) = self.publisher.findChildren(PastBar)
        return found

    @property
    def look(self) -> PastLook:
        (found,) = past_posts.status(self.at.workspace)
        return found

    def choose(self) -> AccountsPage:
        """The item of the account's menu."""
        page = self.accounts
        (card,) = page.cards()
        menu = card.menu()
        next(one for one in menu.actions() if one.text() == ITEM).trigger()
        menu.deleteLater()
        self.at.settle()
        return page

    def question(self, page: AccountsPage) -> ConfirmDialog:
        """What is asked before it costs anything."""
        assert isinstance(page.dialog, ConfirmDialog)
        assert page.dialog.isVisible()
        return page.dialog

    def press(self, button: QAbstractButton) -> None:
        """With the mouse."""
        assert button.isVisible()
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.at.settle()

    def read(self) -> None:
        """What the engine does at this moment: one page after the other, until it must wait."""
        for _ in range(MOST_PAGES):
            moment = past_posts.read_next(self.at.workspace)
            if moment is None or moment > self.here.clock.now():
                break
        else:
            raise AssertionError("it never waits")
        self.at.settle()

    def notice(self) -> NoticeBar:
        """The only notice of the publisher about past posts."""
        (notices,) = self.publisher.findChildren(PastNotices)
        (found,) = notices.notices.values()
        assert found.isVisible()
        return found

    def no_notice(self) -> bool:
        """Whether the publisher says nothing of trouble."""
        (notices,) = self.publisher.findChildren(PastNotices)
        return notices.isHidden() and not notices.notices

    def calls(self) -> int:
        """How often the platform was asked for posts."""
        return self.here.calls().count(LIST[self.here.sheet.platform])

    def imported(self) -> list[str]:
        """The titles of what came."""
        rows = posts.everything(self.at.workspace)
        return [row.title for row in rows if row.origin is Origin.IMPORTED]

    def goes_wrong(self, **trouble: str | int) -> None:
        """Each asking for posts from now on."""
        endpoint = LIST[self.here.sheet.platform]
        self.here.server.tell("faults", endpoint=endpoint, times=0, **trouble)

    def goes_well(self) -> None:
        """The trouble is over."""
        self.here.server.tell("faults/clear")


@contextmanager
def hands(bot: QtBot, here: Stand, origins: Mapping[str, str] | None = None) -> Iterator[Hands]:
    """The window on the home of a stand."""
    home = here.folder / "home"
    open_it = partial(
        open_workspace,
        Home(home),
        clock=here.clock,
        passphrase=PASSPHRASE,
        origins=Origins(origins or here.server.origins),
    )
    with stage(home, clock=here.clock, open_it=open_it) as at:
        yield Hands(here, at, bot)
        at.settle()


@contextmanager
def posted_elsewhere(folder: Path, platform: str) -> Iterator[Stand]:
    """An account with one post that this workspace knows nothing of."""
    with stand(folder, sheet_of(platform)) as here:
        here.accounts or here.connect()
        flow = next(one for one in flows_of(platform) if one.can_tell and not one.files)
        here.publish(flow)
        here.skip(120)
        here.workspace.database.write(lambda c: c.execute(delete(tables.posts)))
        here.server.tell("calls/clear")
        yield here


@pytest.fixture
def dear(tmp_path: Path) -> Iterator[Stand]:
    """X, which is paid for each post that it tells."""
    with posted_elsewhere(tmp_path, "x") as here:
        yield here


@pytest.fixture
def free(tmp_path: Path) -> Iterator[Stand]:
    """Bluesky, which tells everybody."""
    with posted_elsewhere(tmp_path, "bluesky") as here:
        yield here


def test_what_it_costs_is_asked_and_without_a_yes_nothing_is_called(
    qtbot: QtBot, dear: Stand
) -> None:
    with hands(qtbot, dear) as person:
        question = person.question(person.choose())
        said = question.accessibleName() + question.accessibleDescription()
        assert "Load past posts of @" in said
        assert "0.001 USD" in said
        assert "up to 5 USD for 1,000 posts" in said
        person.press(question.cancel_button)
        assert not question.isVisible()
        for _ in range(3):
            dear.skip(600)  # a free one is read by itself a minute after it was connected
            person.read()
        assert person.look.state is PastState.NEVER
        assert person.calls() == 0
        assert person.bar.isHidden()

        question = person.question(person.choose())
        person.press(question.confirm_button)
        assert person.at.window.toasts.text().startswith("Loading past posts of @")
        assert person.bar.isVisible()
        assert "on X, 0 so far." in person.bar.words.text()
        person.read()
        assert person.calls() == 1
        assert person.bar.isHidden()
        assert len(person.imported()) == 1
        # By itself it is never paid for again.
        for _ in range(3):
            dear.skip(timedelta(days=8).total_seconds())
            person.read()
        assert person.calls() == 1


def test_where_it_costs_nothing_nobody_is_asked(qtbot: QtBot, free: Stand) -> None:
    with hands(qtbot, free) as person:
        page = person.choose()
        assert page.dialog is None
        assert person.calls() == 0, "the window itself calls nobody"
        person.read()
        assert person.calls() == 2, "a page, and the one that says that there is no more"
        assert len(person.imported()) == 1


def test_stop_in_the_bar_ends_it(qtbot: QtBot, free: Stand) -> None:
    with hands(qtbot, free) as person:
        person.choose()
        assert person.bar.isVisible()
        person.press(person.bar.stop)
        assert person.bar.isHidden()
        person.read()
        assert person.calls() == 0
        assert person.look.state is PastState.STOPPED


def test_offline_it_waits_says_so_and_goes_on_by_itself(qtbot: QtBot, free: Stand) -> None:
    nowhere = dict.fromkeys(free.server.origins, f"http://127.0.0.1:{free_port()}")
    with hands(qtbot, free, nowhere) as person:
        person.choose()
        person.read()
        bar = person.bar
        assert bar.isVisible()
        assert bar.line.isHidden(), "nothing moves while nothing is done"
        assert "could not be reached" in bar.words.text()
        assert "It goes on by itself" in bar.words.text()
        assert person.no_notice()
    free.skip(15 * 60)
    with hands(qtbot, free) as person:
        assert person.bar.isVisible()
        person.read()
        assert person.bar.isHidden()
        assert len(person.imported()) == 1


def test_with_too_many_calls_it_waits_as_long_as_its_platform_says(
    qtbot: QtBot, free: Stand
) -> None:
    with hands(qtbot, free) as person:
        person.goes_wrong(kind="status", status=429, error="RateLimitExceeded", retry_after="3000")
        person.choose()
        person.read()
        calls = person.calls()
        assert person.bar.line.isHidden()
        assert "It goes on by itself" in person.bar.words.text()
        assert person.look.waits_until is not None
        ahead = person.look.waits_until - free.clock.now()
        assert timedelta(minutes=49) < ahead <= timedelta(minutes=50)
        person.goes_well()
        free.skip(2900)
        person.read()
        assert person.calls() == calls, "not before"
        free.skip(200)
        person.read()
        assert person.bar.isHidden()
        assert len(person.imported()) == 1


def test_signed_out_the_notice_leads_to_the_sign_in(qtbot: QtBot, dear: Stand) -> None:
    with hands(qtbot, dear) as person:
        question = person.question(person.choose())
        person.goes_wrong(kind="revoked")
        person.press(question.confirm_button)
        person.read()
        assert person.look.state is PastState.FAILED
        notice = person.notice()
        assert notice.text().startswith("Past posts of @")
        assert "were not loaded." in notice.text()
        person.press(_button(notice, "Reconnect"))
        page = person.accounts
        person.at.wait(lambda: isinstance(page.dialog, ConnectDialog), "the sign-in")
        assert page.dialog is not None
        page.dialog.reject()
        # Put away it stays so, until something else is to be said.
        _close(person, person.notice())
        assert person.no_notice()


def test_what_failed_is_tried_again_from_its_notice(qtbot: QtBot, free: Stand) -> None:
    with hands(qtbot, free) as person:
        person.goes_wrong(kind="status", status=400, error="InvalidRequest", message="No.")
        person.choose()
        person.read()
        assert person.look.state is PastState.FAILED
        button = _button(person.notice(), "Try again")
        person.goes_well()
        person.press(button)
        assert person.no_notice()
        assert person.bar.isVisible()
        person.read()
        assert person.bar.isHidden()
        assert len(person.imported()) == 1


def test_signed_out_it_is_said_at_once_in_the_page(qtbot: QtBot, dear: Stand) -> None:
    """Nobody is asked about money for what can't be had."""
    with hands(qtbot, dear) as person:
        person.at.workspace.database.write(
            lambda c: c.execute(tables.accounts.update().values(state="needs_reconnect"))
        )
        person.accounts.read()
        person.at.settle()
        page = person.choose()
        assert page.dialog is None
        assert "is not connected" in page.notice.text()
        assert person.calls() == 0


def _button(notice: NoticeBar, words: str) -> QPushButton:
    return next(one for one in notice.findChildren(QPushButton) if one.text() == words)


def _close(person: Hands, notice: NoticeBar) -> None:
    close = next(
        one
        for one in notice.findChildren(QAbstractButton)
        if one.accessibleName() == "Close this notice"
    )
    person.press(close)
