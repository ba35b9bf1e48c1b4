"""The real program around a restore, as a process: it closes, restores, opens again and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import settings
from brandcraft_desktop.services.backup import backup
from brandcraft_desktop.services.workspace import close, open_workspace

ONCE_AND_AGAIN = """
import sys
from pathlib import Path
from brandcraft_desktop import app
from brandcraft_desktop.ui import running
from brandcraft_desktop.ui.application import Program
lives = []
class Watched(Program):
    def start(self, *, minimised=False):
        lives.append(self)
        self.window.ready.connect(self.act)
        super().start(minimised=minimised)
    def act(self):
        print(self.workspace.home.root, self._instance is lives[0]._instance, flush=True)
        if len(lives) == 1:
            self.window.restore(Path(sys.argv[1]))
        else:
            self.end()
running.Program = Watched
sys.exit(app.run_window())
"""


def test_the_window_restores_and_opens_again(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.prepare()
    file = tmp_path / "kept.zip"
    workspace = open_workspace(home)
    settings.put(workspace, settings.HOURLY_CAP, 11)
    backup(workspace, file)
    settings.put(workspace, settings.HOURLY_CAP, 22)
    close(workspace)
    environment = {**os.environ, "BRANDCRAFT_HOME": str(home.root), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", ONCE_AND_AGAIN, str(file)],
        env=environment,
        timeout=120,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"{home.root} True"] * 2
    workspace = open_workspace(home)
    try:
        assert settings.get(workspace, settings.HOURLY_CAP) == 11
    finally:
        close(workspace)
    assert list(home.backups.glob("replaced-*.sqlite"))
