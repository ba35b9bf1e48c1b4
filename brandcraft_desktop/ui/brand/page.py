"""The page of a brand (screens S9): how often it posts, where, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from brandcraft_desktop.domain.events import (
    AccountChanged,
    BrandChanged,
    DeliveryChanged,
    PostChanged,
)
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.ui.accounts.moving import Moving
from brandcraft_desktop.ui.brand import reading
from brandcraft_desktop.ui.brand.accounts_card import AccountsCard
from brandcraft_desktop.ui.brand.activity_card import ActivityCard
from brandcraft_desktop.ui.brand.doing import BrandDoing
from brandcraft_desktop.ui.brand.figures import Figures
from brandcraft_desktop.ui.brand.header import BrandHeader
from brandcraft_desktop.ui.brand.reading import BrandPicture, Wish
from brandcraft_desktop.ui.brand.upcoming_card import UpcomingCard
from brandcraft_desktop.ui.brand.words import NO_ACCOUNTS
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.habits import first_weekday
from brandcraft_desktop.ui.here import begin_of, local_day, zone, zone_here
from brandcraft_desktop.ui.publisher.past_bar import PastBar
from brandcraft_desktop.ui.widgets import PageState

MARGIN = 16
GAP = 12
MINUTE_MS = 60_000


class BrandPage(QWidget):
    """Reads again when something changed; shows one brand, or all without a filter."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._context = context
        self._year: int | None = None
        self._platform: str | None = None
        self._picture: BrandPicture | None = None
        self._reading = False
        self._stale = True
        infos = {one.info.id: one.info for one in context.workspace.platforms.all()}
        self._infos = infos
        self.header = BrandHeader()
        self.figures = Figures()
        self.activity = ActivityCard()
        self.accounts = AccountsCard(infos)
        self.doing = BrandDoing(context, self)
        self._moving = Moving(
            context, self, self.doing.open, self.read, context.navigator.show_error
        )
        self.upcoming = UpcomingCard(infos)
        self.area = self._content()
        self.state = PageState(self.area)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, GAP, MARGIN, 8)
        head.addWidget(self.header)
        head.addWidget(PastBar(context, self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.state, 1)
        self._connect()
        context.bridge.changed.connect(self._hear)
        ticking = QTimer(self)
        ticking.timeout.connect(self.look_at_the_clock)
        ticking.start(MINUTE_MS)

    def _content(self) -> QScrollArea:
        inner = QWidget()
        inner.setObjectName("scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(MARGIN, 4, MARGIN, MARGIN)
        column.setSpacing(GAP)
        for part in (self.figures, self.activity, self.accounts, self.upcoming):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setAccessibleName("My Brand")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _connect(self) -> None:
        navigator = self._context.navigator
        self.header.chosen.connect(navigator.show_brand)
        self.header.edit_wanted.connect(lambda: self._with(self.doing.edit))
        self.header.new_wanted.connect(lambda: self._with(self.doing.new))
        self.activity.wished.connect(self._wish)
        self.activity.opened.connect(self._open_day)
        self.accounts.connect_wanted.connect(self._connect_account)
        self.accounts.moved.connect(self._moving.move)
        self.accounts.mended.connect(lambda one: navigator.open_accounts(account_id=one))
        self.accounts.all_wanted.connect(navigator.open_accounts)
        self.upcoming.campaign_wanted.connect(self._change_campaign)
        self.upcoming.opened.connect(navigator.open_editor)
        self.upcoming.new_wanted.connect(navigator.open_editor)

    # Reading and showing

    @property
    def picture(self) -> BrandPicture | None:
        """What is shown."""
        return self._picture

    def brand_changed(self) -> None:
        """The brand filter moved: other years and platforms may be empty there."""
        self._year = self._platform = None
        self.read()

    def habits_changed(self) -> None:
        """The person chose other clocks or weeks."""
        self.read()

    def refresh(self) -> None:
        """F5."""
        self.read()

    def look_at_the_clock(self) -> None:
        """Another day has begun while the window stayed open: streak and today move on."""
        today = local_day(self._context.workspace.clock.now())
        if self._picture is not None and self._picture.shown.today != today:
            self.read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.read()
        else:
            self.look_at_the_clock()

    def _hear(self, batch: object) -> None:
        kinds = (PostChanged, DeliveryChanged, AccountChanged, BrandChanged)
        if isinstance(batch, Batch) and batch.of(*kinds):
            self.read()

    def read(self) -> None:
        """Read again what is shown; while a reading is under way, once more after it."""
        if not self.isVisible() or self._reading:
            self._stale = True
            return
        self._reading, self._stale = True, False
        workspace = self._context.workspace
        wish = Wish(
            self._context.navigator.brand_id,
            zone_here(),
            first_weekday(),
            self._year,
            self._platform,
        )
        self._context.tasks.read(
            lambda: reading.read(workspace, wish), self._show, failed=self._failed, owner=self
        )

    def _failed(self, error: BrandcraftError) -> None:
        self._reading = False
        self._context.tasks.unhandled.emit(error)

    def _show(self, picture: BrandPicture) -> None:
        self._reading = False
        if self._stale:
            self.read()
            return
        self._picture = picture
        self.header.show_brands(picture.brands, picture.brand, picture.pictures)
        if not picture.every and not picture.past.total:
            self.state.show_empty(
                "users", NO_ACCOUNTS, button="Connect account", done=self._connect_account
            )
            return
        now, today = self._context.workspace.clock.now(), picture.shown.today
        past = picture.past
        self.figures.show_figures(past.total, past.streak, picture.ahead, picture.attention)
        self._show_activity(picture)
        self.accounts.show_accounts(picture, now)
        self.upcoming.show_posts(picture.upcoming, now)
        brand = picture.brand
        shown = (brand,) if brand is not None else picture.brands
        self.upcoming.show_campaigns(shown, today, named=brand is None)
        self.state.show_content()

    def _show_activity(self, picture: BrandPicture) -> None:
        wish = picture.wish
        used = {one.platform for one in picture.accounts} | {wish.platform}
        platforms = [(one, info.name) for one, info in self._infos.items() if one in used]
        self.activity.show_choices(picture.years, platforms)
        self.activity.show_activity(
            picture.shown, wish.first_weekday, year=wish.year, platform=wish.platform
        )
        if not picture.accounts and not picture.past.total:
            self.activity.show_no_accounts()

    # Doing

    def _wish(self, year: object, platform: object) -> None:
        self._year = year if isinstance(year, int) else None
        self._platform = platform if isinstance(platform, str) else None
        self.read()

    def _with(self, act: Callable[[BrandPicture], None]) -> None:
        if self._picture is not None:
            act(self._picture)

    def _change_campaign(self, brand_id: str) -> None:
        self._with(lambda picture: self.doing.change_campaign(picture, brand_id))

    def _open_day(self, day: object) -> None:
        if isinstance(day, date):
            self._context.navigator.open_publisher(day=begin_of(day, zone()).astimezone(UTC))

    def _connect_account(self) -> None:
        self._context.navigator.open_accounts(connect=True)
