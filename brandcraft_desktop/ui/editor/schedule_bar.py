"""When a post goes out, and the buttons that let it go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QSizePolicy, QWidget

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.time_row import TimeRow
from brandcraft_desktop.ui.widgets import Button

SPACING = 8


def enable(button: Button, reason: str) -> None:
    """Switch a button off with the reason why, or on without one."""
    button.setEnabled(not reason)
    button.setToolTip(reason)
    button.setAccessibleDescription(reason)


class ScheduleBar(QWidget):
    """Says what the person wants; whether it may happen is told to it."""

    draft_wanted = Signal()
    now_wanted = Signal()
    schedule_wanted = Signal()
    queue_wanted = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.time = TimeRow(now, self)
        self.draft = Button("Save draft", parent=self)
        self.draft.clicked.connect(self.draft_wanted)
        self.now = Button("Post now", parent=self)
        self.now.clicked.connect(self.now_wanted)
        self.schedule = Button("Schedule", kind="primary", icon_name="clock", parent=self)
        self.schedule.clicked.connect(self._primary)
        self.menu_button = Button("", kind="primary", parent=self)
        self.menu_button.setIcon(theme.icon("chevron-down", "on_accent"))
        self.menu_button.setAccessibleName("More ways to finish")
        self.menu_button.setToolTip("More ways to finish")
        self.menu_button.setFixedWidth(34)
        self.menu_button.clicked.connect(self._open_menu)
        self._buttons = QWidget(self)
        policy = self._buttons.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Minimum)
        self._buttons.setSizePolicy(policy)
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.draft)
        row.addWidget(self.now)
        pair = QHBoxLayout()
        pair.setSpacing(2)
        pair.addWidget(self.schedule)
        pair.addWidget(self.menu_button)
        row.addLayout(pair)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACING)
        self._box.addWidget(self.time, 1)
        self._box.addWidget(self._buttons)
        self._dated = True
        self._may_undate = True

    def show_state(
        self, *, dated: bool, blocked: str, now_blocked: str, locked: str, committed: bool
    ) -> None:
        """`blocked`, `now_blocked`: why not (""); `locked`: why nothing at all may change."""
        self._dated = dated
        self._may_undate = not committed
        self.schedule.setText("Schedule" if dated else "Save draft")
        self.schedule.set_icon_name("clock" if dated else "floppy-disk")
        enable(self.schedule, locked or (blocked if dated else ""))
        if self.schedule.isEnabled():
            self.schedule.setToolTip(
                "Schedule (Ctrl+Return)" if dated else "Save draft (Ctrl+Return)"
            )
        enable(self.menu_button, locked)
        enable(self.now, locked or now_blocked)
        if self.now.isEnabled():
            self.now.setToolTip("Post now (Ctrl+Shift+Return)")
        enable(self.draft, locked)
        self.draft.setText("Back to drafts" if committed else "Save draft")
        self.draft.setVisible(dated or committed)
        self.time.setEnabled(not locked)
        self._arrange()

    def show_retry(self, blocked: str) -> None:
        """One failed delivery: no date, one button."""
        self.time.hide()
        self.draft.hide()
        self.now.hide()
        self.menu_button.hide()
        self.schedule.setText("Save and retry")
        self.schedule.set_icon_name("rotate-right")
        enable(self.schedule, blocked)

    def show_all(self) -> None:
        """Back to a whole post."""
        for widget in (self.time, self.draft, self.now, self.menu_button):
            widget.show()

    def _primary(self) -> None:
        (self.schedule_wanted if self._dated else self.draft_wanted).emit()

    def menu(self) -> QMenu:
        """Everything else that can be done."""
        menu = QMenu(self)
        draft = menu.addAction(theme.icon("file"), self.draft.text())
        draft.triggered.connect(self.draft_wanted)
        if self._may_undate and not self.time.isHidden():
            queue = menu.addAction(theme.icon("layer-group"), "Add to queue")
            queue.setToolTip("The next free one of your weekly posting times")
            queue.setEnabled(self.now.isEnabled())
            queue.triggered.connect(self.queue_wanted)
        now = menu.addAction(theme.icon("paper-plane"), "Post now")
        now.setEnabled(self.now.isEnabled())
        now.triggered.connect(self.now_wanted)
        if self._dated and self._may_undate:
            menu.addSeparator()
            clear = menu.addAction(theme.icon("calendar-xmark"), "Remove the date")
            clear.triggered.connect(self.time.clear)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            QTimer.singleShot(0, self, self._arrange)  # its parts get their new font after it

    def _arrange(self) -> None:
        """Date and buttons stand in one row where nothing of them is cut."""
        needed = self.time.needed_width() + SPACING + self._buttons.sizeHint().width()
        wide = self.width() >= needed
        self._box.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
