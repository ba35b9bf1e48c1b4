"""Draws the pictures of the docs anew.

Run ``QT_QPA_PLATFORM=offscreen TZ=UTC LC_ALL=C.UTF-8 python -m tests.ui.album [folder [scene…]]``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.ui.album import tray
from tests.ui.album.drawing import draw, keep
from tests.ui.album.looks import same_everywhere
from tests.ui.album.scenes import SCENES
from tests.ui.album.test_album import PICTURES

if __name__ == "__main__":
    application = QApplication(sys.argv)
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    for name in sys.argv[2:] or (*SCENES, tray.NAME):
        with same_everywhere():
            if name == tray.NAME:
                keep(tray.draw(), target / f"{name}.png")
            else:
                for look, picture in draw(SCENES[name]).items():
                    keep(picture, target / f"{name}_{look}.png")
        print(name)
