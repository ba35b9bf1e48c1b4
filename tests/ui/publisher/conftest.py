"""The publisher page on a real workspace, in a window that is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.workspace import Workspace, close
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.bridge import Bridge
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.publisher.chip import PostChip
from brandcraft_desktop.ui.publisher.post_popover import PostPopover
from brandcraft_desktop.ui.tasks import Tasks
from tests.ui.publisher.world import (
    NOW,
    Made,
    StandingClock,
    Way,
    add_accounts,
    add_post,
    open_world,
)


@dataclass
class Desk:
    """Everything a test looks at and puts its hands on."""

    page: PublisherPage
    workspace: Workspace
    accounts: dict[str, str]
    way: Way
    clock: StandingClock
    bot: QtBot

    def add(
        self,
        title: str,
        at: datetime | None,
        *,
        to: Sequence[str] = ("bluesky",),
        status: DeliveryStatus = DeliveryStatus.SCHEDULED,
        other: dict[str, DeliveryStatus] | None = None,
        text: str = "",
    ) -> Made:
        """A post that is there from now on."""
        return add_post(
            self.workspace,
            self.accounts,
            title,
            at=at,
            to=to,
            status=status,
            other=other,
            text=text,
        )

    def wait(self, fact: Callable[[], object]) -> None:
        """Until the screen shows it."""
        self.bot.waitUntil(lambda: bool(fact()), timeout=5_000)

    def chip(self, made: Made) -> PostChip:
        """The chip of a post, as soon as it is there."""
        self.wait(lambda: self.page.calendar.month.chip_of(made.id))
        found = self.page.calendar.month.chip_of(made.id)
        assert found is not None
        return found

    def open(self, made: Made) -> PostPopover:
        """Click a post's chip and wait for the pop-up."""
        self.chip(made).click()
        popover = self.page.detail.popover
        self.wait(
            lambda: popover.isVisible() and popover.post is not None and popover.post.id == made.id
        )
        return popover

    def show(self, made: Made) -> PostView:
        """How the post is kept."""
        return posts.show(self.workspace, made.id)

    def day_of(self, made: Made) -> int:
        """The day of the month a post is planned for."""
        at = self.show(made).content.scheduled_at
        return at.day if at is not None else 0


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Light theme, no motion, British dates, left to right."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    theme.apply(qapp, theme.Scheme.LIGHT, reduced_motion=True)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(before)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The page, open and empty."""
    clock = StandingClock()
    workspace = open_world(tmp_path / "home", clock)
    accounts = add_accounts(workspace)
    tasks, bridge, way = Tasks(), Bridge(), Way()
    unsubscribe = bridge.connect_to(workspace.bus.subscribe)
    page = PublisherPage(Context(workspace, tasks, bridge, way))
    page.resize(1196, 752)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    yield Desk(page, workspace, accounts, way, clock, qtbot)
    page.detail.popover.close()
    unsubscribe()
    tasks.close()
    close(workspace)


def hours(count: float) -> datetime:
    """A moment that far from now."""
    return NOW + timedelta(hours=count)
