"""The picture of a brand: chosen from this computer, shown round, taken away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from brandcraft_desktop.services import avatars
from brandcraft_desktop.ui.tasks import Tasks
from brandcraft_desktop.ui.widgets import Avatar, Button

SIDE = 56
DRAWN = 4 * SIDE
FILTER = "Pictures (*.jpg *.jpeg *.png *.webp)"


class PictureRow(QWidget):
    """`path` is a file that was chosen; `removed`: the present picture shall go.

    `taken()` when a file was chosen, `refused(why)` when it can't be; `taken_away()`.
    """

    taken = Signal()
    taken_away = Signal()
    refused = Signal(str)

    def __init__(
        self,
        tasks: Tasks,
        name: str,
        colour: str,
        picture: QPixmap | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._name, self._colour, self._picture = name, colour, picture
        self.path: Path | None = None
        self.removed = False
        self.avatar = Avatar(name, size=SIDE, parent=self)
        self.choose = Button("Choose a picture…", icon_name="image", parent=self)
        self.choose.clicked.connect(self._ask)
        self.remove = Button("Remove", kind="ghost", parent=self)
        self.remove.setAccessibleName("Remove the picture")
        self.remove.clicked.connect(self.take_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.avatar)
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        row.addStretch(1)
        self._show()

    def show_brand(self, name: str, colour: str) -> None:
        """Without a picture, initials on the brand's colour stand for it."""
        self._name, self._colour = name, colour
        self._show()

    def show_picture(self, picture: QPixmap | None) -> None:
        """What is stored; a choice that was made before is forgotten."""
        self.path, self.removed, self._picture = None, False, picture
        self._show()

    def take_file(self, path: Path) -> None:
        """Choose a file; one that could not be saved is refused now and changes nothing."""
        self._tasks.read(
            lambda: avatars.preview(path, DRAWN),
            lambda small: self._drawn(path, small),
            failed=lambda error: self.refused.emit(error.message),
            owner=self,
        )

    def take_away(self) -> None:
        """Initials again."""
        self.path, self.removed, self._picture = None, True, None
        self.taken_away.emit()
        self._show()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drawn(self, path: Path, small: bytes) -> None:
        picture = QPixmap()
        picture.loadFromData(small)
        self.path, self.removed = path, False
        self._picture = picture
        self.taken.emit()
        self._show()

    def _show(self) -> None:
        self.avatar.set_person(
            self._name,
            picture=self._picture,
            ground=self._colour,
            spoken="The brand's picture" if self._picture is not None else "No picture yet",
        )
        self.remove.setVisible(self._picture is not None or self.path is not None)

    def _ask(self) -> None:
        dialog = QFileDialog(self, "Choose a picture", "", FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAccessibleName("Choose a picture")
        dialog.fileSelected.connect(lambda name: self.take_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
