"""Opening the workspace for one command, and naming things in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import Account, at
from brandcraft_desktop.errors import BadInput, NotFound, StorageTrouble
from brandcraft_desktop.paths import default_home

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@contextmanager
def opened() -> Iterator[Workspace]:
    """The workspace of this machine, closed again at the end."""
    from brandcraft_desktop.services.workspace import close, open_workspace

    home = default_home()
    try:
        workspace = open_workspace(home)
    except OSError as error:
        raise StorageTrouble(
            "The data folder can't be used.",
            f"{home.root}: {error.strerror or type(error).__name__}.",
            "Choose another with BRANDCRAFT_HOME, or make this one yours to write.",
        ) from error
    try:
        yield workspace
    finally:
        close(workspace)


def accounts_named(workspace: Workspace, names: Sequence[str]) -> tuple[Account, ...]:
    """Accounts by id, handle, `platform:handle` or platform (all of it). Raises `BadInput`."""
    from brandcraft_desktop.services import accounts

    known = accounts.list_accounts(workspace)
    chosen: dict[str, Account] = {}
    for name in names:
        wanted = name.strip().lstrip("@").casefold()
        exact = [one for one in known if wanted in _names(one)]
        matches = exact or [one for one in known if one.platform == wanted]
        if not matches:
            _say_disconnected(workspace, wanted)
            raise NotFound(
                f"There is no account “{name}”.",
                "Accounts are named by id, handle, platform:handle or platform.",
                "See them with: brandcraft accounts list",
            )
        if exact and len(exact) > 1:
            listed = ", ".join(f"{one.platform}:{one.handle}" for one in exact)
            raise BadInput(
                f"“{name}” names several accounts.",
                f"It could be {listed}.",
                "Name one of them.",
                field="accounts",
            )
        chosen.update((one.id, one) for one in matches)
    return tuple(chosen.values())


def _say_disconnected(workspace: Workspace, wanted: str) -> None:
    """Raise `NotFound` with the way back where the account was there and is disconnected."""
    from brandcraft_desktop.services import accounts

    for one in accounts.list_accounts(workspace, disconnected=True):
        if wanted in _names(one):
            raise NotFound(
                f"{at(one.handle)} is disconnected already.",
                "Its sign-in was forgotten; its posts and their history are kept.",
                f"Connect it again with: brandcraft accounts connect {one.platform}",
            )


def account_named(workspace: Workspace, name: str) -> Account:
    """One account by the same names. Raises `NotFound`, and `BadInput` for a name of several."""
    found = accounts_named(workspace, [name])
    if len(found) > 1:
        listed = ", ".join(f"{one.platform}:{one.handle}" for one in found)
        raise BadInput(
            f"“{name}” names several accounts.",
            f"It could be {listed}.",
            "Name one of them.",
            field="accounts",
        )
    return found[0]


def _names(account: Account) -> set[str]:
    handle = account.handle.lstrip("@").casefold()
    return {account.id.casefold(), handle, f"{account.platform}:{handle}"}


def brand_named(workspace: Workspace, name: str) -> str:
    """A brand's id by its id or name. Raises `NotFound`."""
    from brandcraft_desktop.domain.names import as_told
    from brandcraft_desktop.services import brands

    for brand in brands.list_brands(workspace):
        if name == brand.id or as_told(name) == as_told(brand.name):
            return brand.id
    raise NotFound(f"There is no brand “{name}”.", "", "See them with: brandcraft brands list")
