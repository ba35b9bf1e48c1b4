"""The Qt application at the start of a process."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.display import WINDOW_ADVICE, NoDisplay, no_display
from brandcraft_desktop.ui.language import speak


def make_application(arguments: list[str]) -> QApplication:
    """The Qt application with our name and our look."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(arguments)
    application.setApplicationName("Brandcraft Desktop")
    application.setDesktopFileName("brandcraft-desktop")
    application.setQuitOnLastWindowClosed(False)
    application.setWindowIcon(theme.logo())
    return application


def hush_offscreen() -> None:
    """Leave out what Qt's window system without a screen says of itself; nobody can act on it."""

    def hear(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if not message.startswith("This plugin does not support"):
            sys.stderr.write(f"{message}\n")

    qInstallMessageHandler(hear)


def open_application(arguments: list[str], advice: str = WINDOW_ADVICE) -> QApplication:
    """`make_application` at the start of a process: a screen that doesn't answer is told in words.

    Qt tells the message handler why it gives up, and aborts behind it: the process ends here.
    """
    told: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind is not QtMsgType.QtFatalMsg:
            told.append(message)
            return
        lines = told or [message.partition("\n")[0]]
        error = no_display(" ".join(f"{line.strip().rstrip('.')}." for line in lines), advice)
        sys.stderr.write(f"Error: {error.message}\n")
        sys.stderr.flush()
        os._exit(NoDisplay.exit_code)

    before = qInstallMessageHandler(hear)
    try:
        application = make_application(arguments)
        speak(application)
        return application
    finally:
        qInstallMessageHandler(before)
        sys.stderr.writelines(f"{line}\n" for line in told)
