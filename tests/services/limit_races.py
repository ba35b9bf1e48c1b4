"""A process that takes the last places of a workspace: started by the tests of the limits.

Arguments: home, the login to connect, the name of the brand to add.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

from brandcraft_desktop.errors import AlreadyExists
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import accounts, brands
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.services.engine_world import OneKiosk
from tests.services.town import TOWN, make_town

PASSPHRASE = "correct horse battery"


def opened(home: Path) -> Workspace:
    """The workspace, with the town as its only platform."""
    return open_workspace(
        Home(home),
        passphrase=PASSPHRASE,
        platforms=cast(Registry, OneKiosk(make_town(home.parent))),
    )


def join(workspace: Workspace, login: str) -> str:
    """Connect somebody of the town."""
    return accounts.connect(workspace, TOWN, {"login": login, "password": "open sesame"}).id


def main() -> None:
    """See the module."""
    home, login, brand = sys.argv[1:4]
    workspace = opened(Path(home))
    workspace.vault.ready()
    print("ready", flush=True)
    sys.stdin.readline()  # all begin together
    said = []
    for take in (lambda: join(workspace, login), lambda: brands.add(workspace, brand)):
        try:
            take()
        except AlreadyExists as error:
            said.append(error.title)
        else:
            said.append("taken")
    print("|".join(said), flush=True)
    close(workspace)


if __name__ == "__main__":
    main()
