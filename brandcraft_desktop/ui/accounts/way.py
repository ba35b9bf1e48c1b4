"""What the connect dialog and the two ways of connecting ask of each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from brandcraft_desktop.domain.account import Account, at
from brandcraft_desktop.domain.platform import PlatformInfo, SignIn
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.ui.accounts.form import ConnectForm, Hints
from brandcraft_desktop.ui.accounts.opening import Opener
from brandcraft_desktop.ui.accounts.step import Step
from brandcraft_desktop.ui.context import Context

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Job:
    """What is to be connected; `account` is the one that is connected again.

    `taken` is how many accounts the platform has, `patience` the seconds a person has in the
    browser.
    """

    context: Context
    info: PlatformInfo
    sign_in: SignIn
    hints: Hints
    opener: Opener
    taken: int
    patience: float
    account: Account | None = None

    @property
    def workspace(self) -> Workspace:
        """Shorter than its way."""
        return self.context.workspace

    @property
    def words(self) -> str:
        """The head of each page."""
        if self.account is None:
            return self.info.name
        return f"{self.info.name}, {at(self.account.handle)}"

    @property
    def known(self) -> dict[str, str]:
        """What the form need not ask again."""
        if self.account is None:
            return {}
        server = self.account.server if _is_own_server(self.account.server, self.info) else ""
        return {"identifier": self.account.handle, "server": server}


class Frame(Protocol):
    """What the dialog does for a way of connecting."""

    def show_step(self, step: Step) -> None:
        """Turn to a page."""

    def set_busy(self, busy: bool) -> None:
        """Something is being asked of the platform."""

    def show_trouble(self, error: BrandcraftError) -> None:
        """Say above the page what went wrong."""

    def add_way_out(self, words: str, done: Callable[[], None]) -> None:
        """A verb beside what was said."""

    def clear_trouble(self) -> None:
        """It is over."""

    def unlock_then(self, error: BrandcraftError, then: Callable[[], None]) -> None:
        """The vault is locked: have it opened, then go on."""

    def finish(self, accounts: tuple[Account, ...]) -> None:
        """These are connected."""

    def come_forward(self) -> None:
        """The person comes back from the browser."""


class Way(Protocol):
    """One way of connecting, page by page."""

    @property
    def form(self) -> ConnectForm | None:
        """The form of the page that is shown."""

    def start(self) -> None:
        """Show the first page."""

    def go(self) -> None:
        """The main button."""

    def connect_as_new(self) -> None:
        """Somebody else has signed in: add them."""

    def end(self) -> None:
        """The dialog closes, or goes back to the platforms."""


def _is_own_server(server: str, info: PlatformInfo) -> bool:
    """Whether the account lives elsewhere than where everybody does."""
    if not server:
        return False
    if not info.default_server:
        return True
    home = ".".join(info.default_server.split("//")[-1].split(".")[-2:])
    return home not in server
