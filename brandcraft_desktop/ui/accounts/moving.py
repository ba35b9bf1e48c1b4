"""Moving an account between brands: asks what becomes of its posts, and offers the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from brandcraft_desktop.domain.account import at
from brandcraft_desktop.domain.brand import AccountMove
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import brand_moves
from brandcraft_desktop.services.brand_moves import Moved
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.widgets import ConfirmDialog


class Moving(QObject):
    """`open_dialog` shows the question; `again` reads the page anew where nothing was moved."""

    def __init__(
        self,
        context: Context,
        page: QWidget,
        open_dialog: Callable[[QDialog], None],
        again: Callable[[], None],
        failed: Callable[[BrandcraftError], None],
    ) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._open, self._again, self._failed = open_dialog, again, failed

    def move(self, account_id: str, brand_id: object) -> None:
        """Move an account to a brand, or out of every brand (None)."""
        workspace = self._context.workspace
        chosen = brand_id if isinstance(brand_id, str) else None
        self._context.tasks.read(
            lambda: brand_moves.consequences(workspace, account_id, chosen),
            lambda told: self._ask(told, chosen),
            failed=self._failed,
            owner=self._page,
        )

    def _ask(self, told: AccountMove, brand_id: str | None) -> None:
        if told.before == told.after:
            return
        if not told.scheduled:
            self._move(told, brand_id, with_posts=False)
            return
        dialog = ConfirmDialog(
            self._page,
            move_title(told),
            move_question(told),
            confirm="Move the posts too" if told.scheduled > 1 else "Move the post too",
            third=f"Leave them in {told.before}"
            if told.scheduled > 1
            else f"Leave it in {told.before}",
        )
        dialog.accepted.connect(lambda: self._move(told, brand_id, with_posts=True))
        dialog.third_chosen.connect(lambda: self._move(told, brand_id, with_posts=False))
        dialog.rejected.connect(self._again)  # the list of brands shows the one that holds
        self._open(dialog)

    def _move(self, told: AccountMove, brand_id: str | None, *, with_posts: bool) -> None:
        workspace = self._context.workspace

        def done(moved: Moved) -> None:
            self._context.navigator.toast(
                moved_words(told, len(moved.post_ids)), undo=lambda: self._move_back(moved)
            )

        self._context.tasks.change(
            lambda: brand_moves.move(workspace, told.account_id, brand_id, with_posts=with_posts),
            done,
            failed=self._failed,
            owner=self._page,
        )

    def _move_back(self, moved: Moved) -> None:
        workspace = self._context.workspace
        self._context.tasks.change(
            lambda: brand_moves.move_back(workspace, moved), failed=self._failed, owner=self._page
        )


def move_title(told: AccountMove) -> str:
    """ "Move @anna to Night Garden?"."""
    if not told.after:
        return f"Take {at(told.handle)} out of {told.before}?"
    return f"Move {at(told.handle)} to {told.after}?"


def move_question(told: AccountMove) -> str:
    """What has to be decided."""
    one = told.scheduled == 1
    posts = "1 post to come goes" if one else f"{told.scheduled} posts to come go"
    where = told.after or "no brand"
    words = (
        f"{posts} to this account alone. {'It' if one else 'They'} can move to {where} with it, or "
        f"stay in {told.before}. Either way {'it goes' if one else 'they go'} out as planned."
    )
    if told.shared:
        also = "1 more also goes" if told.shared == 1 else f"{told.shared} more also go"
        stays = "stays" if told.shared == 1 else "stay"
        words += f" {also} to other accounts of {told.before} and {stays} there."
    return words


def moved_words(told: AccountMove, posts: int) -> str:
    """What was done: "Moved @anna to Night Garden, with 3 posts"."""
    words = (
        f"Moved {at(told.handle)} to {told.after}"
        if told.after
        else f"Took {at(told.handle)} out of {told.before}"
    )
    if posts:
        words += f", with {posts} {'post' if posts == 1 else 'posts'}"
    return words
