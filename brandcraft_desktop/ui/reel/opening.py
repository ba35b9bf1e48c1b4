"""The ways into the reel dialog: from words that are being written, and from a post."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.reel import Reel
from brandcraft_desktop.services import reels
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.reel.dialog import ReelDialog


def open_reel(context: Context, parent: QWidget, text: str, account_ids: Sequence[str]) -> None:
    """Make a reel of these words in the name of the first of the accounts."""
    workspace, ids = context.workspace, tuple(account_ids)
    context.tasks.read(
        lambda: reels.author(workspace, Reel(text), ids),
        lambda reel: _show(context, parent, reel),
        failed=context.navigator.show_error,
        owner=parent,
    )


def open_reel_of_post(context: Context, parent: QWidget, post_id: str) -> None:
    """Make a reel of a post's words."""
    workspace = context.workspace
    context.tasks.read(
        lambda: reels.of_post(workspace, post_id),
        lambda reel: _show(context, parent, reel),
        failed=context.navigator.show_error,
        owner=parent,
    )


def _show(context: Context, parent: QWidget, reel: Reel) -> None:
    dialog = ReelDialog(context, reel, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
