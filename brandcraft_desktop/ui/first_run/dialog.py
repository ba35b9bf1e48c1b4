"""The introduction to a new workspace (screens S1): every step can be skipped and resumed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from brandcraft_desktop.domain.events import AccountChanged, BrandChanged
from brandcraft_desktop.errors import BadInput, BrandcraftError
from brandcraft_desktop.services import first_run
from brandcraft_desktop.services.first_run import STEPS, Step
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.first_run.accounts_page import AccountsPage
from brandcraft_desktop.ui.first_run.brand_page import BrandPage
from brandcraft_desktop.ui.first_run.campaign_page import CampaignPage
from brandcraft_desktop.ui.first_run.done_page import DonePage
from brandcraft_desktop.ui.first_run.header import StepHeader
from brandcraft_desktop.ui.first_run.keeping import keep_all
from brandcraft_desktop.ui.first_run.page import IntroductionPage
from brandcraft_desktop.ui.first_run.reading import Found, read
from brandcraft_desktop.ui.first_run.running_page import RunningPage
from brandcraft_desktop.ui.first_run.times_page import TimesPage
from brandcraft_desktop.ui.here import begin_of, zone
from brandcraft_desktop.ui.widgets import Button, announce

NAMES = ("Brand", "Campaign", "Accounts", "Times", "Keep running")
SIZE = QSize(760, 560)
LEAST = QSize(440, 320)
EDGE = 24
SHARE = 0.95  # of the screen that it may take
NOON = timedelta(hours=12)  # far from both midnights, whatever clocks do that night
LATER = "The introduction waits in Settings, under General"


class FirstRun(QDialog):
    """`step` is where it begins; `start_demo` starts the demo and says whether that worked."""

    def __init__(
        self,
        context: Context,
        step: Step = Step.BRAND,
        *,
        start_demo: Callable[[], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._start_demo = start_demo
        self._busy = False
        self._asked = 0  # reads; only what the newest one found is shown
        self._frees = True  # whether the answer of a read lets its person go on
        self.found = Found()
        self.step = Step.NEVER
        self.setModal(True)
        self.setMinimumSize(LEAST)
        self.header = StepHeader(NAMES)
        self.brand = BrandPage(context, demo=start_demo is not None)
        self.campaign = CampaignPage(context)
        self.accounts = AccountsPage(context)
        self.times = TimesPage(context)
        self.running = RunningPage(context)
        self.done_page = DonePage(context)
        self.pages: dict[Step, IntroductionPage] = dict(
            zip(
                STEPS,
                (self.brand, self.campaign, self.accounts, self.times, self.running),
                strict=True,
            )
        )
        self._stack = QStackedWidget()
        for page in (*self.pages.values(), self.done_page):
            self._stack.addWidget(page)
        self.skip = _button("Skip for now", "Alt+S", self._skip, kind="ghost")
        self.back = _button("Back", "Alt+B", self._go_back)
        self.next = _button("Continue", "Alt+N", self._continue, kind="primary")
        self.next.setDefault(True)
        self.later = _button("Finish later", "", self.reject, kind="ghost")
        self._lay_out()
        self._wire()
        # As large as it likes where the screen has room; the pages scroll where it has none.
        self.resize(SIZE.boundedTo(self.screen().availableGeometry().size() * SHARE))
        self._show(step if step in STEPS else Step.BRAND)
        self._set_busy(True)  # nothing is answered before it is known what there is
        self._read()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.skip)
        row.addWidget(self.later)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, 20, EDGE, 16)
        column.setSpacing(16)
        column.addWidget(self.header)
        column.addWidget(self._stack, 1)
        column.addLayout(row)

    def _wire(self) -> None:
        for page in self.pages.values():
            page.reread.connect(self._read)
        self.brand.demo_wanted.connect(self._demo)
        self.done_page.write.connect(self._write)
        self.done_page.calendar.connect(self._open_calendar)
        self._context.bridge.changed.connect(self._hear)
        self.finished.connect(self._ask_machine)

    # What is stored

    def _read(self) -> None:
        workspace, brand_id = self._context.workspace, self._context.navigator.brand_id
        self._asked += 1
        number = self._asked

        def show(found: Found) -> None:
            if number == self._asked:
                self._show_found(found)

        self._context.tasks.read(
            lambda: read(workspace, brand_id), show, failed=self._failed, owner=self
        )

    def _hear(self, batch: object) -> None:
        if isinstance(batch, Batch) and batch.of(AccountChanged, BrandChanged):
            self._read()

    def _show_found(self, found: Found) -> None:
        self.found = found
        for page in self.pages.values():
            page.show_found(found)
        self.done_page.show_found(found)
        self._say_done()
        if self._frees:
            self._set_busy(False)

    # From step to step

    def _show(self, step: Step) -> None:
        self.step = step
        done = step is Step.DONE
        page: IntroductionPage | DonePage = self.done_page if done else self.pages[step]
        self.header.set_place(len(STEPS) if done else STEPS.index(step))
        self._stack.setCurrentWidget(page)
        self.setWindowTitle(f"Welcome: {page.title}")
        self.setAccessibleName(page.title)
        for button in (self.skip, self.next, self.later):
            button.setVisible(not done)
        self.back.setVisible(not done and step is not STEPS[0])
        self.next.setText("Finish" if step is STEPS[-1] else "Continue")
        self.next.setShortcut(QKeySequence("Alt+N"))  # another text takes it away
        page.focus_first()
        if self.isVisible() and not done:
            announce(self, f"{self.header.accessibleName()}. {page.title}")

    def _say_done(self) -> None:
        if self.step is Step.DONE and self.isVisible():
            announce(self, f"{self.done_page.title} {self.done_page.words.whole_text()}")

    def _move(self, step: Step, page: IntroductionPage | None = None) -> None:
        """Go to a step once it is kept; the answer of `page` is kept in the same turn."""
        workspace, brand_id, again = self._context.workspace, self.found.brand_id, self.found.again
        try:
            works = page.answer() if page is not None else ()
        except BadInput as error:
            self._refused(error)
            return

        def work() -> None:
            keep_all(workspace, brand_id, works)
            if not again:  # or it would open by itself at the next start
                first_run.reach(workspace, step)

        def done(_: None) -> None:
            if page is not None:
                page.settle(answered=True)
            self._show(step)
            self._frees = True  # not before it is known what there is now
            self._read()

        self._set_busy(True)
        self._frees = False
        self._context.tasks.change(work, done, failed=self._failed, owner=self)

    def _continue(self) -> None:
        if self.step in STEPS and not self._busy:
            self._move(_behind(self.step), self.pages[self.step])

    def _skip(self) -> None:
        if self.step in STEPS and not self._busy:
            self.pages[self.step].settle(answered=False)
            self._move(_behind(self.step))

    def _go_back(self) -> None:
        if self.step in STEPS[1:] and not self._busy:
            self._move(STEPS[STEPS.index(self.step) - 1])

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for button in (self.skip, self.back, self.next):
            button.setEnabled(not busy)

    def _refused(self, error: BrandcraftError) -> None:
        if self.step in STEPS:
            self.pages[self.step].show_problem(error.message)

    def _failed(self, error: BrandcraftError) -> None:
        self._frees = True
        self._set_busy(False)
        self._refused(error)

    # Leaving

    def reject(self) -> None:
        """Finish later: what was typed is kept, and it goes on here."""
        self.keep_typed()
        if self.step is not Step.DONE:
            self._context.navigator.toast(LATER)
        super().reject()

    def keep_typed(self) -> None:
        """Keep what was typed on every page, half an answer left out; harmless when repeated."""
        workspace, brand_id = self._context.workspace, self.found.brand_id
        works = [work for page in self.pages.values() for work in page.typed()]
        for page in self.pages.values():
            page.touched.clear()
        if works:
            self._context.tasks.change(
                lambda: keep_all(workspace, brand_id, works),
                failed=self._context.navigator.show_error,
            )

    def _ask_machine(self) -> None:
        if self.brand.bringing.moved:
            self._context.navigator.ask_machine()

    def _demo(self) -> None:
        if self._start_demo is not None:
            self.brand.say_demo(self._start_demo())

    def _write(self) -> None:
        self.accept()
        self._context.navigator.open_editor(at=self.found.first)

    def _open_calendar(self) -> None:
        self.accept()
        self._context.navigator.open_publisher(day=self._first_day())

    def _first_day(self) -> datetime | None:
        brand = self.found.brand
        if brand is None or brand.campaign_start is None:
            return self.found.first
        return begin_of(brand.campaign_start, zone()) + NOON

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where the person answers."""
        super().showEvent(event)
        page = self._stack.currentWidget()
        if isinstance(page, IntroductionPage | DonePage):
            page.focus_first()


def _behind(step: Step) -> Step:
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else Step.DONE


def _button(words: str, keys: str, done: Callable[[], None], *, kind: str = "") -> Button:
    button = Button(words, kind=kind)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if keys:
        button.setShortcut(QKeySequence(keys))
        button.setToolTip(keys)
    button.clicked.connect(lambda _=False: done())
    return button
