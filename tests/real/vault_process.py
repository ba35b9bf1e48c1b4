"""A process with a workspace of its own: `python -m tests.real.vault_process HOME ORDER…`.

Prints the answers as one JSON list. Orders: "connect" (an account with a sealed secret), "read"
(that secret), "status", "unlock=WORDS", "rewrap=WORDS", and on the keyring itself "lock", "wrong",
"forget". Between two orders the vault forgets its key, as if the program had been started anew.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sqlalchemy import insert

from brandcraft_desktop.accounts import keys
from brandcraft_desktop.accounts.keyring_store import SERVICE
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.models import tables
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.base import Grant
from brandcraft_desktop.services import accounts, vault
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace

ACCOUNT = "0" * 26
SECRET = "a token that nobody sees"


def act(workspace: Workspace, order: str, words: str) -> str:
    """One order; its answer."""
    if order == "connect":
        workspace.database.write(
            lambda connection: connection.execute(
                insert(tables.accounts).values(
                    id=ACCOUNT,
                    platform="bluesky",
                    remote_id="did:plc:one",
                    state="connected",
                    created_at=workspace.clock.now(),
                )
            )
        )
        accounts.secrets(workspace, ACCOUNT).replace({"access": SECRET}, Grant())
    elif order == "read":
        return accounts.secrets(workspace, ACCOUNT).read("access")
    elif order == "status":
        status = vault.status(workspace)
        return f"{status.state.value}|{status.keeper}|{status.message}|{status.action}"
    elif order == "unlock":
        return vault.unlock(workspace, words).state.value
    elif order == "rewrap":
        return vault.rewrap(workspace, None, words).keeper
    else:
        on_keyring(workspace.id, order)
    return "done"


def on_keyring(workspace_id: str, order: str) -> None:
    """Do something to the keyring behind the program's back."""
    import keyring
    import secretstorage

    if order == "lock":
        secretstorage.get_default_collection(secretstorage.dbus_init()).lock()
    elif order == "wrong":
        keyring.set_password(SERVICE, workspace_id, keys.key_text(keys.generate(1)))
    elif order == "forget":
        keyring.delete_password(SERVICE, workspace_id)


def main() -> None:
    """See the module."""
    workspace = open_workspace(Home(Path(sys.argv[1])))
    answers = []
    for order in sys.argv[2:]:
        name, _, words = order.partition("=")
        try:
            answers.append(act(workspace, name, words))
        except BrandcraftError as error:
            answers.append(f"{type(error).__name__}: {error.message}")
        if order != sys.argv[-1]:
            workspace.vault.close()
    close(workspace)
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
