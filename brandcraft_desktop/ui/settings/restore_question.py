"""Bringing a backup back: what lies in it, what then happens, and one verb."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from brandcraft_desktop.services.backup_source import Inside
from brandcraft_desktop.ui.times import day_and_time
from brandcraft_desktop.ui.widgets import ConfirmDialog

CONSEQUENCES = (
    "Brandcraft closes its work, brings this back and opens again. What was planned for a moment "
    "before now is looked for on the platforms and never sent by itself, so nothing goes out "
    "twice. What you have now is kept among the backups, and files that are here stay."
)
POSTS_ALONE = " It holds no files: pictures and videos stay as they are on this computer."


def holds(found: Inside) -> str:
    """One sentence on what lies in it."""
    parts = [
        _count(found.posts, "post", "posts"),
        f"{found.waiting:,} still to be sent",
        _count(found.accounts, "account", "accounts"),
    ]
    if found.files:
        parts.append(_count(found.files, "file", "files"))
    return f"{', '.join(parts)}."


def restore_question(window: QWidget, found: Inside, now: datetime) -> ConfirmDialog:
    """Ask before anything is replaced; not doing it is the easy answer."""
    return ConfirmDialog(
        window,
        f"Bring back {day_and_time(found.at, now)}?",
        f"{holds(found)} {CONSEQUENCES}{'' if found.files else POSTS_ALONE}",
        confirm="Bring it back",
        cancel="Keep what I have",
        danger=True,
        icon_name="clock-rotate-left",
    )


def _count(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number:,} {many}"
