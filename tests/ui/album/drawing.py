"""Draws a screen with everything that lies over it."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.workspace import Workspace
from tests.ui.album.looks import LOOKS, SIZE, Look, wear
from tests.ui.album.scenes import Scene
from tests.ui.stage import Stage, open_house, stage


def draw(scene: Scene) -> dict[str, Image.Image]:
    """The scene in each of its looks, by the look's name."""
    # Of one length everywhere: the settings show where the workspace lies.
    with tempfile.TemporaryDirectory() as folder:
        return _draw(scene, Path(folder))


def _draw(scene: Scene, folder: Path) -> dict[str, Image.Image]:
    wear(LOOKS[0])
    drawn = {}
    with stage(
        folder / "home",
        clock=(clock := scene.clock()),
        open_it=lambda: open_house(folder / "home", clock, platforms=Registry()),
        prepare=lambda workspace: _prepare(scene, workspace, folder),
        is_new=lambda: scene.is_new,
        wait=not scene.is_new,
    ) as at:
        for look in scene.looks:
            wear(look)
            at.window.resize(SIZE)
            at.settle()
            over = scene.show(at)
            at.settle()
            drawn[look.name] = _picture(at, look, over)
            scene.leave(at)
            at.settle()
    return drawn


def _prepare(scene: Scene, workspace: Workspace, folder: Path) -> None:
    scene.prepare(workspace, folder)


def keep(picture: Image.Image, file: Path) -> None:
    """Store it as it is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.save(file, optimize=True)


def _picture(at: Stage, look: Look, over: QWidget | None) -> Image.Image:
    shot = at.window.grab()
    lying = [over] if over is not None else []
    popup = QApplication.activePopupWidget()
    if popup is not None and popup is not over:
        lying.append(popup)
    painter = QPainter(shot)
    for one in lying:
        part = one.grab()
        painter.drawPixmap(_place(at, one, part), part)
    painter.end()
    return _image(shot)


def _place(at: Stage, over: QWidget, part: QPixmap) -> QPoint:
    """Where it lies over the window; a dialog of the system's stands in the middle."""
    if over.windowFlags() & over.windowFlags().Popup == over.windowFlags().Popup:
        return over.mapToGlobal(QPoint(0, 0)) - at.window.mapToGlobal(QPoint(0, 0))
    room = at.window.size() - part.size()
    return QPoint(max(0, room.width() // 2), max(0, room.height() // 2))


def _image(shot: QPixmap) -> Image.Image:
    store = QBuffer()
    store.open(QBuffer.OpenModeFlag.ReadWrite)
    shot.save(store, "PNG")
    return Image.open(BytesIO(bytes(store.data().data()))).convert("RGB")
