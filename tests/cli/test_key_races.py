"""`brandcraft post --idempotency-key` in two shells at the same moment, on a file."""

from __future__ import annotations

from pathlib import Path

from brandcraft_desktop.paths import Home
from brandcraft_desktop.services.workspace import close, open_workspace
from tests.cli import key_races


def test_one_key_one_post(home: Path, tmp_path: Path) -> None:
    workspace = open_workspace(Home(home))
    try:
        key_races.post_at_once(workspace, tmp_path, {"BRANDCRAFT_HOME": str(home)})
    finally:
        close(workspace)
