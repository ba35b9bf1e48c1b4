"""The ways into the reel dialog: from words that are being written, and from a post."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.reel import Reel
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import reels
from brandcraft_desktop.ui.context import Context

_AWAITED = "reel_awaited"
"""The property of a page for which the words are being read."""


def open_reel(context: Context, parent: QWidget, text: str, account_ids: Sequence[str]) -> None:
    """Make a reel of these words in the name of the first of the accounts."""
    workspace, ids = context.workspace, tuple(account_ids)
    _read(context, parent, lambda: reels.author(workspace, Reel(text), ids))


def open_reel_of_post(context: Context, parent: QWidget, post_id: str) -> None:
    """Make a reel of a post's words."""
    workspace = context.workspace
    _read(context, parent, lambda: reels.of_post(workspace, post_id))


def _read(context: Context, parent: QWidget, work: Callable[[], Reel]) -> None:
    """Read what the reel begins with on a thread; who asks twice gets one dialog."""
    if parent.property(_AWAITED) or _raised(parent):
        return
    parent.setProperty(_AWAITED, True)

    def arrived(reel: Reel) -> None:
        parent.setProperty(_AWAITED, False)
        _show(context, parent, reel)

    def failed(error: BrandcraftError) -> None:
        parent.setProperty(_AWAITED, False)
        context.navigator.show_error(error)

    context.tasks.read(work, arrived, failed=failed, owner=parent)


def _raised(parent: QWidget) -> bool:
    """Whether a dialog is open there; it stands in front then."""
    from brandcraft_desktop.ui.reel.dialog import ReelDialog

    for dialog in parent.findChildren(
        ReelDialog, options=Qt.FindChildOption.FindDirectChildrenOnly
    ):
        if dialog.isVisible():
            dialog.raise_()
            dialog.activateWindow()
            return True
    return False


def _show(context: Context, parent: QWidget, reel: Reel, begun: Reel | None = None) -> None:
    # Not above: the pages that the dialog borrows from lead here themselves.
    from brandcraft_desktop.ui.reel.dialog import ReelDialog

    if _raised(parent):
        return
    dialog = ReelDialog(context, reel, parent, begun=begun)
    first = dialog.begun

    def leave(reel: object) -> None:
        if isinstance(reel, Reel):
            context.navigator.toast(
                "The reel was not made.",
                action=("Open it again", lambda: _show(context, parent, reel, first)),
            )

    dialog.left.connect(leave)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
