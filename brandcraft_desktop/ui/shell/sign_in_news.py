"""Tells of a sign-in that has ended before it costs a post."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from brandcraft_desktop.domain.events import AccountChanged
from brandcraft_desktop.domain.views import AttentionItem
from brandcraft_desktop.ui.bridge import Batch, Bridge
from brandcraft_desktop.ui.shell.news import News
from brandcraft_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


class SignInNews(QObject):
    """`told` carries a `News` for each account that has come to need its person.

    Those that needed one when the window opened are in its attention list already.
    """

    told = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        tasks: Tasks,
        bridge: Bridge,
        is_wanted: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._is_wanted = is_wanted
        self._known: frozenset[str] | None = None
        bridge.changed.connect(self._hear)

    def begin(self) -> None:
        """See which accounts need somebody already."""
        self._read()

    def _hear(self, batch: object) -> None:
        if isinstance(batch, Batch) and batch.of(AccountChanged):
            self._read()

    def _read(self) -> None:
        workspace = self._workspace

        def read() -> tuple[AttentionItem, ...]:
            from brandcraft_desktop.services import attention

            return tuple(one for one in attention.attention(workspace) if one.kind == "reconnect")

        self._tasks.read(read, self._tell, failed=lambda _: None, owner=self)

    def _tell(self, items: tuple[AttentionItem, ...]) -> None:
        before, self._known = self._known, frozenset(one.account_id or "" for one in items)
        if before is None or not self._is_wanted():
            return
        for one in items:
            if one.account_id is not None and one.account_id not in before:
                text = f"{one.text}. Its posts wait until you do."
                self.told.emit(
                    News("A sign-in has ended", text, trouble=True, account_id=one.account_id)
                )
