"""Takes everything but the lock out of sight and reach, and brings it back as it was."""

from __future__ import annotations

from functools import partial

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from brandcraft_desktop.ui.theme import Scheme, apply, live

_ALLOWED = "over_lock"
_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)


class Curtain(QObject):
    """Menus and their shortcuts, every other window of the program, and the person's colours."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._hidden: list[tuple[QWidget, bool]] = []  # with whether it was modal
        self._look: tuple[Scheme, float, bool] | None = None
        self._focus: QWidget | None = None

    @staticmethod
    def allow(widget: QWidget) -> None:
        """This window tells nothing and may be shown while the curtain is down."""
        widget.setProperty(_ALLOWED, True)

    def fall(self) -> None:
        """Hide everything."""
        application = QApplication.instance()
        if not isinstance(application, QApplication) or self._look is not None:
            return
        self._focus = self._window.focusWidget()
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        self._reach(False)
        for widget in application.topLevelWidgets():
            if widget.isVisible() and self._is_other(widget):
                self._put_away(widget)
        application.installEventFilter(self)
        self._look = (live.scheme, live.text_scale, live.reduced_motion)
        if live.scheme is not Scheme.LIGHT:  # the lock is light whatever the person chose
            apply(application, Scheme.LIGHT, live.text_scale, reduced_motion=live.reduced_motion)

    def rise(self) -> None:
        """Everything is back as it was."""
        application = QApplication.instance()
        if not isinstance(application, QApplication) or self._look is None:
            return
        application.removeEventFilter(self)
        scheme, scale, still = self._look
        self._look = None
        if scheme is not live.scheme:
            apply(application, scheme, scale, reduced_motion=still)
        self._reach(True)
        hidden, self._hidden = self._hidden, []
        for widget, modal in hidden:
            if not shiboken6.isValid(widget):
                continue
            widget.setWindowOpacity(1.0)
            if modal and isinstance(widget, QDialog):
                widget.open()
            else:
                widget.show()
        focus, self._focus = self._focus, None
        if focus is not None and shiboken6.isValid(focus):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reach(self, on: bool) -> None:
        bar = self._window.menuBar()
        for action in bar.actions():
            action.setEnabled(on)  # a menu that is off keeps its shortcuts off, on macOS as well
        bar.setVisible(on)

    def _is_other(self, widget: QWidget) -> bool:
        plain = widget.windowType() not in _PASSING
        return plain and widget is not self._window and not widget.property(_ALLOWED)

    def _put_away(self, widget: QWidget) -> None:
        if all(one is not widget for one, _ in self._hidden):
            self._hidden.append((widget, widget.isModal()))
            if isinstance(widget, QDialog):  # one that ended meanwhile does not come again
                widget.finished.connect(partial(self._forget, widget))
        widget.hide()

    def _forget(self, widget: QWidget, _result: int) -> None:
        self._hidden = [kept for kept in self._hidden if kept[0] is not widget]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that opens meanwhile (a question about missed posts) waits until it may."""
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and self._is_other(watched)
        ):
            # Hiding it in the middle of being shown confuses Qt: it stays unseen until it can.
            watched.setWindowOpacity(0.0)
            QTimer.singleShot(0, watched, lambda: self._hold(watched))
        return False

    def _hold(self, widget: QWidget) -> None:
        if self._look is None:
            widget.setWindowOpacity(1.0)
        elif widget.isVisible():
            self._put_away(widget)
