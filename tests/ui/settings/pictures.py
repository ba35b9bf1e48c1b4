"""Draws the settings page into a folder.

Run ``QT_QPA_PLATFORM=offscreen python -m tests.ui.settings.pictures <folder>``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from brandcraft_desktop.services.workspace import Workspace
from tests.ui.publisher.world import add_accounts
from tests.ui.shots import draw
from tests.ui.stage import Stage


def prepare(workspace: Workspace) -> None:
    add_accounts(workspace)


def show(at: Stage) -> None:
    at.page("settings")


if __name__ == "__main__":
    draw(Path(sys.argv[1]), "settings", prepare=prepare, show=show)
