"""`brandcraft post --idempotency-key` in two shells at the same moment, on a server."""

from __future__ import annotations

from pathlib import Path

from brandcraft_desktop.paths import Home
from brandcraft_desktop.services.workspace import close, open_workspace
from tests.cli import key_races


def test_one_key_one_post(home: Path, tmp_path: Path, postgres_url: str) -> None:
    workspace = open_workspace(Home(home), database_url=postgres_url, passphrase="a b c d")
    try:
        key_races.post_at_once(
            workspace,
            tmp_path,
            {"BRANDCRAFT_HOME": str(home), "BRANDCRAFT_DATABASE_URL": postgres_url},
        )
    finally:
        close(workspace)
