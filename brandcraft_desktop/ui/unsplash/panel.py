"""Searching Unsplash: the field, the photos, who made them, and taking those that are chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from brandcraft_desktop.domain.credit import referred
from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.domain.photos import KeyMissing, KeyRefused, KeyState, Photo
from brandcraft_desktop.errors import BrandcraftError, VaultLocked
from brandcraft_desktop.services import unsplash
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.unsplash import words
from brandcraft_desktop.ui.unsplash.key_form import KeyForm
from brandcraft_desktop.ui.unsplash.photo_grid import PhotoGrid
from brandcraft_desktop.ui.unsplash.photo_items import PhotoItems
from brandcraft_desktop.ui.unsplash.pictures import PhotoPictures
from brandcraft_desktop.ui.unsplash.search import PhotoSearch
from brandcraft_desktop.ui.unsplash.taking import PhotoTaking
from brandcraft_desktop.ui.widgets import (
    Button,
    ElidedLabel,
    NoticeBar,
    PageState,
    SearchField,
    announce,
    set_look,
)

Permit = Callable[[int, Callable[[Sequence[int], bool], None]], None]
"""Given how many are chosen, and whom to tell which of them may come and whether they replace."""

PAUSE = 400  # milliseconds, screens S11
FORM_WIDTH = 520
START = "Search for what your post is about. Who made a photo is kept with it."


class UnsplashPanel(QWidget):
    """`taken(views, replacing)` once the chosen photos are in the library.

    `verb` is where they go ("Add to post"); `permit` judges how many may join, before anything is
    fetched.
    """

    taken = Signal(object, bool)  # tuple[MediaView, ...]

    def __init__(
        self,
        context: Context,
        *,
        verb: str = "Add to library",
        permit: Permit | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._verb, self._permit = context, verb, permit
        self._replacing = False
        self.engine = PhotoSearch(context, self)
        self.taking = PhotoTaking(context, self)
        self.items = PhotoItems(self)
        self.pictures = PhotoPictures(context, self)
        self.search = SearchField("Search photos", name="Search Unsplash", pause=PAUSE, parent=self)
        self.left = QLabel(self)
        set_look(self.left, "role", "muted")
        self.left.hide()
        self.grid = PhotoGrid(self.items, self.pictures, self)
        self.state = PageState(self.grid)
        self.key_form = KeyForm(context)
        self.about = ElidedLabel(role="caption", parent=self)
        self.credit = QLabel(self)
        self.credit.setTextFormat(Qt.TextFormat.RichText)
        self.credit.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.credit.linkActivated.connect(lambda link: QDesktopServices.openUrl(QUrl(link)))
        self.notice = NoticeBar("error", closable=False, parent=self)
        self.progress = QLabel(self)
        set_look(self.progress, "role", "muted")
        self.take = Button(verb, kind="primary", parent=self)
        self.take.clicked.connect(self.take_chosen)
        self._arrange()
        self._wire()
        self._show_choice()
        self._show_current()
        self.refresh()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.search, 1)
        head.addWidget(self.left)
        detail = QHBoxLayout()
        detail.setSpacing(12)
        detail.addWidget(self.about, 1)
        detail.addWidget(self.credit)
        self.bar = QHBoxLayout()
        self.bar.setSpacing(8)
        self.bar.addWidget(self.progress)
        self.bar.addStretch(1)
        self.bar.addWidget(self.take)
        searching = QWidget()
        column = QVBoxLayout(searching)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.state, 1)
        column.addLayout(detail)
        column.addWidget(self.notice)
        asking = QWidget()
        middle = QVBoxLayout(asking)
        middle.setContentsMargins(0, 0, 0, 0)
        self.key_form.setMaximumWidth(FORM_WIDTH)
        middle.addWidget(self.key_form)
        middle.addStretch(1)
        self.faces = QStackedWidget()
        self.faces.addWidget(searching)
        self.faces.addWidget(asking)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.faces, 1)
        whole.addLayout(self.bar)
        self._searching, self._asking = searching, asking

    def _wire(self) -> None:
        self.search.searched.connect(self.engine.begin)
        self.engine.begun.connect(self._begin)
        self.engine.found.connect(self._show)
        self.engine.failed.connect(self._show_failure)
        self.engine.waiting.connect(self._show_waiting)
        self.grid.more_wanted.connect(self.engine.more)
        self.grid.choice_changed.connect(self._show_choice)
        self.grid.current_changed.connect(self._show_current)
        self.grid.take_wanted.connect(self.take_chosen)
        self.grid.profile_wanted.connect(
            lambda address: QDesktopServices.openUrl(QUrl(referred(address)))
        )
        self.key_form.kept.connect(self.refresh)
        self.taking.progressed.connect(self._show_progress)
        self.taking.done.connect(self._taken)
        self.taking.failed.connect(self._not_taken)
        self._context.bridge.changed.connect(self._hear)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._show_current()  # a link keeps the colour it was made with

    # The key

    def refresh(self) -> None:
        """Look whether there is a key."""
        workspace = self._context.workspace
        self._context.tasks.read(lambda: unsplash.key_state(workspace), self._show_key, owner=self)

    def _show_key(self, state: KeyState) -> None:
        asking = self.faces.currentWidget() is self._asking
        self.faces.setCurrentWidget(self._searching if state.there else self._asking)
        self.take.setVisible(state.there)
        if state.there is asking and self.isVisible():  # the other face now
            self.focus_first()
        if state.there and not self.engine.query:
            self._begin()

    def _hear(self, batch: object) -> None:
        if isinstance(batch, Batch) and SettingChanged(unsplash.KEY_SETTING) in batch.events:
            self.refresh()

    def focus_first(self) -> None:
        """Put the cursor where one begins."""
        asks = self.faces.currentWidget() is self._asking
        (self.key_form.line if asks else self.search).setFocus()

    # What is found

    def _begin(self) -> None:
        self.pictures.begin()
        self.items.clear()
        self.notice.hide()
        self._show_choice()
        self._show_current()
        if self.engine.query:
            self.state.show_loading()
        else:
            self.state.show_empty("unsplash", "Free photos from Unsplash", explanation=START)

    def _show(self, photos: object) -> None:
        if isinstance(photos, tuple):
            self.items.append(photos)
        self.notice.hide()
        self._show_left()
        if self.items.photos:
            if self.state.state() != "content":
                announce(self, f"{self.engine.total} photos")
            self.state.show_content()
        elif self.engine.has_more:
            self.engine.more()
        else:
            self.state.show_empty(
                "magnifying-glass",
                f"No photos for “{self.engine.query}”.",
                explanation="Try fewer words.",
            )

    def _show_left(self) -> None:
        few = words.left(self.engine.allowance.remaining)
        self.left.setText(few)
        self.left.setVisible(bool(few))

    def _show_failure(self, error: object) -> None:
        if not isinstance(error, BrandcraftError):
            return
        if isinstance(error, (KeyMissing, KeyRefused)):
            self._ask_for_key(error)
            return
        if isinstance(error, VaultLocked):
            self.key_form.unlocking.open_then(self.engine.again)
        found = words.trouble(error)
        if self.items.photos:
            self._say(words.line(error), self.engine.again)
        else:
            self.state.show_error(
                found.sentence, explanation=found.explanation, done=self.engine.again
            )

    def _ask_for_key(self, error: BrandcraftError) -> None:
        self.faces.setCurrentWidget(self._asking)
        self.take.hide()
        self.search.clear_search()
        if isinstance(error, KeyRefused):
            self.key_form.show_problem(error.message)
        self.key_form.line.setFocus()

    def _show_waiting(self, waiting: bool) -> None:
        if not self.taking.busy:
            self.progress.setText("Loading more…" if waiting and self.items.photos else "")

    # What is chosen

    def _show_choice(self) -> None:
        number = len(self.grid.chosen())
        verb, _, rest = self._verb.partition(" ")
        self.take.setText(f"{verb} {number} {rest}" if number > 1 else self._verb)
        self.take.setEnabled(bool(number) and not self.taking.busy)

    def _show_current(self) -> None:
        photo = self.grid.current()
        self.about.setText(words.about(photo) if photo is not None else "")
        colour = theme.color("link").name()
        self.credit.setText(words.attribution(photo, colour) if photo is not None else "")

    # Taking

    def take_chosen(self) -> None:
        """Bring what is chosen into the library, if as many may join."""
        photos = self.grid.chosen()
        if not photos or self.taking.busy:
            return

        def take(places: Sequence[int], replacing: bool) -> None:
            self._take(tuple(photos[place] for place in places), replacing=replacing)

        if self._permit is None:
            take(range(len(photos)), False)
        else:
            self._permit(len(photos), take)

    def _take(self, photos: tuple[Photo, ...], *, replacing: bool) -> None:
        self._replacing = replacing
        self.notice.hide()
        self.taking.begin(photos)

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setText("Adding…" if total == 1 else f"Adding {done + 1} of {total}…")
        self._show_choice()

    def _taken(self, views: object) -> None:
        self.progress.setText("")
        self.grid.clearSelection()
        self._show_choice()
        self.taken.emit(views, self._replacing)

    def _not_taken(self, error: object) -> None:
        self.progress.setText("")
        self._show_choice()
        if isinstance(error, BrandcraftError):
            self._say(words.line(error), self.taking.again)

    def _say(self, text: str, again: Callable[[], None]) -> None:
        def retry() -> None:
            self.notice.hide()
            again()

        self.notice.clear_actions()
        self.notice.add_action("Try again", retry)
        self.notice.show_notice("error", text)
