"""Never 2: everything but the window runs where PySide6 is not installed."""

from __future__ import annotations

import subprocess
import sys

from tests.architecture.source import ROOT, modules

BLOCKED = """
import importlib, sys, warnings
warnings.simplefilter("error")
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6"}:
            raise ModuleNotFoundError(f"{name} is blocked")
sys.meta_path.insert(0, Blocked())
for name in sys.stdin.read().split():
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as missing:
        print(name, missing)
"""
# Modules that are run, not imported.
RUN = {"__main__", "models.migrations.env"}
# The demo acts on the window, so it comes with the window.
WITH_QT = {"ui", "demo"}


def test_everything_but_the_window_runs_without_qt() -> None:
    names = [
        f"brandcraft_desktop.{module.name}" if module.name else "brandcraft_desktop"
        for module in modules()
        if module.room not in WITH_QT and module.name not in RUN
    ]
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED],
        input="\n".join(names),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert not done.stdout, done.stdout
    assert done.returncode == 0, done.stderr
