"""A post in a few lines beside its chip: how it stands on each account, and what to do."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.names import called
from brandcraft_desktop.domain.text.split import in_one_line
from brandcraft_desktop.domain.views import MediaView, PostView
from brandcraft_desktop.services.post_rows import first_words
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.publisher.acts import PostAct, PostOffer, of_post, post_offers
from brandcraft_desktop.ui.publisher.looks import Looks, look_of
from brandcraft_desktop.ui.publisher.popover_line import DeliveryLine, who_width
from brandcraft_desktop.ui.publisher.tile import Tile
from brandcraft_desktop.ui.theme import live
from brandcraft_desktop.ui.times import day_and_time
from brandcraft_desktop.ui.widgets import (
    Button,
    IconButton,
    Pill,
    Popover,
    WrappedLabel,
    set_look,
)
from brandcraft_desktop.ui.widgets.popover import place_beside

WIDTH: Final = 440
"""Logical pixels at usual text size."""
EXCERPT: Final = 220
BUTTONS: Final = 3
TILES: Final = 4
LINES: Final = 6


class PostPopover(Popover):
    """``show_post`` fills it, again and again while the post changes."""

    chosen = Signal(str, str)  # post id, PostAct
    delivery_chosen = Signal(str, str)  # delivery id, Act
    stepped = Signal(int)

    def __init__(self, looks: Looks, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__("Post", parent)
        self._looks = looks
        self._thumbnails = thumbnails
        self._content: QWidget | None = None
        self._anchor: QWidget | None = None
        self._whole = False
        self._now: datetime | None = None
        self.post: PostView | None = None
        self.buttons: dict[PostAct, Button] = {}
        self.lines: list[DeliveryLine] = []
        self.offers: tuple[PostOffer, ...] = ()

    # Filling

    def show_post(self, post: PostView, now: datetime) -> None:
        """Show how the post stands now; the focus stays on the same control."""
        if self.post is not None and self.post.id != post.id:
            self._whole = False
        self.post, self._now = post, now
        inside = QApplication.focusWidget()
        kept = inside.objectName() if inside is not None and self.isAncestorOf(inside) else ""
        if self._content is not None:
            self._content.hide()
            self.body.removeWidget(self._content)
            self._content.deleteLater()
        self._content = self._build(post, now)
        for button in self._content.findChildren(QAbstractButton):
            button.installEventFilter(self)
        self.body.addWidget(self._content)
        self.setAccessibleName(f"{self._title(post)}. {self.pill.text()}")
        if self.isVisible():
            self._fit()
            self._focus(kept)

    def _title(self, post: PostView) -> str:
        return called(post.content.title, post.content.text)

    def _build(self, post: PostView, now: datetime) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._head(post, now))
        column.addWidget(WrappedLabel(self._title(post), role="heading"))
        text = in_one_line(post.content.text)
        if text and text != self._title(post):
            short = text if self._whole else first_words(text, EXCERPT)
            column.addWidget(WrappedLabel(short, role="secondary"))
            if len(text) > EXCERPT:
                more = Button("Less" if self._whole else "More", kind="link")
                more.setObjectName("more")
                more.clicked.connect(self._unfold)
                column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        if post.media:
            column.addLayout(self._tiles(post.media))
        self._add_lines(column, post, now)
        if post.content.notes.strip():
            column.addWidget(WrappedLabel(f"Notes: {post.content.notes.strip()}", role="muted"))
        column.addSpacing(2)
        column.addLayout(self._foot(post))
        return content

    def _head(self, post: PostView, now: datetime) -> QHBoxLayout:
        self.pill = Pill("imported" if post.origin.value == "imported" else post.shown.value)
        out = [one.published_at for one in post.deliveries if one.published_at is not None]
        at = min(out) if out else post.content.scheduled_at
        when = QLabel(day_and_time(at, now) if at is not None else "No date yet")
        set_look(when, "role", "secondary")
        self.close_button = IconButton("xmark", "Close", size=14)
        self.close_button.setObjectName("close")
        self.close_button.clicked.connect(self.close)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.pill)
        row.addWidget(when)
        row.addStretch(1)
        row.addWidget(self.close_button)
        return row

    def _tiles(self, files: tuple[MediaView, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for view in files[:TILES]:
            row.addWidget(Tile(view, self._thumbnails))
        if len(files) > TILES:
            rest = QLabel(f"+{len(files) - TILES}")
            set_look(rest, "role", "secondary")
            row.addWidget(rest)
        row.addStretch(1)
        return row

    def _add_lines(self, column: QVBoxLayout, post: PostView, now: datetime) -> None:
        self.lines = []
        if not post.deliveries:
            column.addWidget(WrappedLabel("No account chosen yet.", role="muted"))
            return
        rule = QFrame()
        rule.setObjectName("separator")
        rule.setFixedHeight(1)
        column.addWidget(rule)
        ordered = sorted(
            post.deliveries,
            key=lambda one: (look_of(self._looks, one.platform).order, one.account_id),
        )
        width = who_width(ordered[:LINES], self.font())
        for view in ordered[:LINES]:
            line = DeliveryLine(view, look_of(self._looks, view.platform), now, who_width=width)
            line.chosen.connect(self.delivery_chosen)
            self.lines.append(line)
            column.addWidget(line)
        if len(ordered) > LINES:
            more = f"and {len(ordered) - LINES} more accounts"
            column.addWidget(WrappedLabel(more, role="muted"))

    def _foot(self, post: PostView) -> QHBoxLayout:
        self.offers = post_offers(of_post(post))
        self.buttons = {}
        row = QHBoxLayout()
        row.setSpacing(8)
        for offer in self.offers[:BUTTONS]:
            button = Button(offer.words, kind="primary" if offer.primary else "")
            button.setObjectName(offer.act.value)
            button.clicked.connect(lambda _=False, act=offer.act: self._choose(act))
            self.buttons[offer.act] = button
            row.addWidget(button)
        row.addStretch(1)
        if len(self.offers) > BUTTONS:
            self.rest = IconButton("ellipsis", "More actions")
            self.rest.setObjectName("rest")
            menu = QMenu(self.rest)
            for offer in self.offers[BUTTONS:]:
                line = menu.addAction(offer.words)
                line.triggered.connect(lambda _=False, act=offer.act: self._choose(act))
            self.rest.setMenu(menu)
            self.rest.setPopupMode(self.rest.ToolButtonPopupMode.InstantPopup)
            row.addWidget(self.rest)
        return row

    # Acting

    def _choose(self, act: PostAct) -> None:
        if self.post is None:
            return
        if act is PostAct.RETRY:
            self.buttons[act].setEnabled(False)  # until the post is read again: never twice
        else:
            self.close()
        self.chosen.emit(self.post.id, act.value)

    def enable(self) -> None:
        """A wish was refused: the buttons work again."""
        for button in self.buttons.values():
            button.setEnabled(True)
        for line in self.lines:
            line.enable()

    def _unfold(self) -> None:
        self._whole = not self._whole
        if self.post is not None and self._now is not None:
            self.show_post(self.post, self._now)

    # Being a panel

    def open_beside(self, anchor: QWidget) -> None:
        """Open at a chip, or move to it."""
        self._anchor = anchor
        if self.isVisible():
            self._return_to = anchor
            self._fit()
        else:
            self.open_at(anchor)
            self._return_to = anchor
            self._fit()

    def _fit(self) -> None:
        """Take the height the words need, and stay beside the chip and on the screen."""
        if self._anchor is None:
            return
        layout, anchor = self.layout(), self._anchor
        width = round(WIDTH * max(1.0, live.text_scale))
        self.setFixedWidth(width)
        if layout is not None:
            layout.activate()
            self.resize(width, max(80, layout.totalHeightForWidth(width)))
        place = anchor.rect().translated(anchor.mapToGlobal(QPoint(0, 0)))
        mirrored = anchor.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = anchor.screen().availableGeometry()
        self.move(place_beside(place, (self.width(), self.height()), room, mirrored=mirrored))

    def first_focus(self) -> QWidget | None:
        first = next(iter(self.buttons.values()), None)
        return first if first is not None else super().first_focus()

    def _focus(self, name: str) -> None:
        # What was shown before is still there under the same names until Qt comes to delete it.
        content = self._content if name else None
        found = content.findChild(QWidget, name) if content is not None else None
        target = found if found is not None and not found.isHidden() else self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Buttons would take the arrows to walk to the next button; Tab does that.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        offered = {offer.act for offer in self.offers}
        key = event.key()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(1 if (key == Qt.Key.Key_Right) != mirrored else -1)
        elif key == Qt.Key.Key_E and PostAct.EDIT in offered:
            self._choose(PostAct.EDIT)
        elif key == Qt.Key.Key_Delete and PostAct.DELETE in offered:
            self._choose(PostAct.DELETE)
        else:
            super().keyPressEvent(event)
