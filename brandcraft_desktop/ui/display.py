"""Whether a window can open at all, asked before Qt is loaded: Qt only aborts without a word."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from brandcraft_desktop.errors import BrandcraftError

# Qt's platform plug-ins that draw on a screen of X11 or Wayland; all others need neither.
_NEED_A_SCREEN = ("xcb", "wayland", "wayland-egl", "wayland-brcm", "wayland-xcomposite")
WINDOW_ADVICE = (
    "Start it from a desktop session, or work without a window: brandcraft --help, "
    "brandcraft worker, brandcraft demo --headless."
)
DEMO_ADVICE = "Let it drive itself: brandcraft demo --headless --out FOLDER"


class NoDisplay(BrandcraftError):
    """There is no screen to open a window on."""


def check_display(
    advice: str = WINDOW_ADVICE,
    *,
    environment: Mapping[str, str] | None = None,
    system: str = sys.platform,
) -> None:
    """Raise `NoDisplay` where Qt would find no screen; `advice` says what to do instead.

    Source: QGuiApplication's documentation of QT_QPA_PLATFORM (Qt 6): plug-ins in order, divided
    by semicolons, each with its arguments behind a colon. Without it Linux takes X11 or Wayland.
    """
    if system in ("darwin", "win32"):
        return
    about = os.environ if environment is None else environment
    named = [one.partition(":")[0] for one in about.get("QT_QPA_PLATFORM", "").split(";") if one]
    if any(one not in _NEED_A_SCREEN for one in named):
        return
    if about.get("DISPLAY") or about.get("WAYLAND_DISPLAY"):
        return
    raise no_display("Neither DISPLAY nor WAYLAND_DISPLAY is set.", advice)


def no_display(cause: str, advice: str = WINDOW_ADVICE) -> NoDisplay:
    """The error, with why there is none."""
    return NoDisplay("The window can't open: there is no display for it.", cause, advice)
