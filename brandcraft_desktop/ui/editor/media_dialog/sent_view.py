"""The file as one account will be sent it, with its size."""

from __future__ import annotations

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brandcraft_desktop.domain.media_rules import VideoRecipe
from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.services.media_takers import Taker, Taking, made_words
from brandcraft_desktop.ui.editor.media_dialog.framed import shaped
from brandcraft_desktop.ui.editor.media_dialog.picture_well import PictureWell
from brandcraft_desktop.ui.editor.previews.finished import FinishedFiles
from brandcraft_desktop.ui.editor.previews.made_as import size_words
from brandcraft_desktop.ui.widgets import WrappedLabel

ASK = "Choose an account under “Who takes it” to see the file that it will be sent."


class SentView(QWidget):
    """Asks for the finished file; until it is made, what is known of it stands below."""

    def __init__(self, files: FinishedFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self._taker: Taker | None = None
        self._picture = PictureWell(self)
        self.words = WrappedLabel(ASK, role="secondary", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._picture, 1)
        column.addWidget(self.words)
        files.arrived.connect(lambda _: self._draw())

    def show_taker(self, taker: Taker | None) -> None:
        """Show what this account is sent."""
        self._taker = taker
        self._draw()

    @property
    def shown(self) -> QPixmap | None:
        """The picture in sight."""
        return self._picture.picture

    def _draw(self) -> None:
        taker = self._taker
        if taker is None or taker.planned is None:
            self.words.setText(ASK if taker is None else f"{taker.name}: {taker.words}")
            self._picture.show_picture(None, self.words.whole_text())
        elif self.isVisible():
            self.words.setText(sent_words(taker, self._files))
            self._picture.show_picture(self._finished(taker.planned), self.words.whole_text())

    def _finished(self, planned: PlannedMedia) -> QPixmap | None:
        """The finished picture; of a video, which is made when it goes out, its poster in shape."""
        picture, recipe = self._files.picture(planned), planned.recipe
        if picture is None or not isinstance(recipe, VideoRecipe):
            return picture
        return shaped(picture, recipe.crop, recipe.frame)


def finished_size(taker: Taker, files: FinishedFiles) -> str:
    """ "412 kB"; "" until the file is made."""
    facts = files.facts(taker.planned) if taker.planned is not None else None
    return size_words(facts.bytes) if facts is not None else ""


def sent_words(taker: Taker, files: FinishedFiles) -> str:
    """ "Instagram is sent 1080 × 1350 JPEG, 412 kB."."""
    if taker.planned is None or taker.taking is Taking.REFUSED:
        return f"{taker.name}: {taker.words}"
    size = finished_size(taker, files)
    return f"{taker.name} is sent {', '.join(filter(None, (made_words(taker.planned), size)))}."
