"""What every screen is given: the workspace, the doors, and the way to other screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from brandcraft_desktop.ui.bridge import Bridge
from brandcraft_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from brandcraft_desktop.errors import BrandcraftError
    from brandcraft_desktop.services.workspace import Workspace


class Navigator(Protocol):
    """The ways from one screen to another, and the messages of the shell; the main window."""

    @property
    def brand_id(self) -> str | None:
        """The brand filter; None shows all."""
        ...

    def open_editor(self, post_id: str | None = None, *, at: datetime | None = None) -> None:
        """Write: a new post (proposed for `at`, UTC) or an existing one."""
        ...

    def open_failed_editor(self, delivery_id: str) -> None:
        """Edit one failed delivery for its platform alone."""
        ...

    def open_delivery(self, post_id: str) -> None:
        """The delivery page of a post."""
        ...

    def open_publisher(self, *, day: datetime | None = None, search: str = "") -> None:
        """The calendar at `day`, or the list filtered by `search`."""
        ...

    def open_accounts(self, *, connect: bool = False, account_id: str | None = None) -> None:
        """The accounts page; `connect` opens the dialog, `account_id` reconnects that one."""
        ...

    def show_all_brands(self) -> None:
        """Take the brand filter away."""
        ...

    def show_brand(self, brand_id: str | None) -> None:
        """Filter every page by a brand; None shows all."""
        ...

    def go_back(self) -> None:
        """Back to the page before the current one."""
        ...

    def toast(
        self,
        text: str,
        *,
        undo: Callable[[], None] | None = None,
        action: tuple[str, Callable[[], None]] | None = None,
    ) -> Callable[[], None]:
        """A short message with a way back, bottom centre; gives what takes it away again."""
        ...

    def restore(self, file: Path) -> None:
        """Close everything, put a backup in the place of the workspace, and open again."""
        ...

    def ask_machine(self) -> None:
        """Ask whether this computer publishes, if it does not; when there is room to ask."""
        ...

    def show_error(self, error: BrandcraftError) -> None:
        """An error that belongs to no field: shown until dealt with."""
        ...


@dataclass(frozen=True)
class Context:
    """Handed to each screen by the main window."""

    workspace: Workspace
    tasks: Tasks
    bridge: Bridge
    navigator: Navigator
