"""The line below a video that has to be made first: the way to begin it, or how far it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from brandcraft_desktop.domain.conversion import percent_words
from brandcraft_desktop.domain.media_rules import MediaState, VideoRecipe
from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.ui.editor.previews.finished import FinishedFiles
from brandcraft_desktop.ui.editor.previews.tile import Tile
from brandcraft_desktop.ui.widgets import Button, ElidedLabel

BEGIN = "Convert now"
STOP = "Cancel"
_HINT = "Otherwise it is converted within the hour before the post is due"


class Making(QWidget):
    """Hidden where nothing has to be made, or everything is there."""

    def __init__(self, files: FinishedFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self._shown: PlannedMedia | None = None
        self.words = ElidedLabel(role="caption", parent=self)
        self.button = Button(BEGIN, kind="link", parent=self)
        self.button.clicked.connect(self._press)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.words)
        self._row.addWidget(self.button)
        self._row.addStretch(1)
        self.hide()

    def centre(self, centred: bool) -> None:
        """Stand in the middle of its line, below a telephone."""
        if centred is (self._row.count() == 4):
            return
        if centred:
            self._row.insertStretch(0, 1)
        else:
            self._row.takeAt(0)

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Speak of the first of these that is not made yet."""
        found = next((one.planned for one in tiles if self._is_open(one.planned)), None)
        self._shown = found
        self.setVisible(found is not None)
        if found is None or found.recipe is None:
            return
        done = self._files.converting.done(found.media.media_id, found.recipe.digest)
        words = "" if done is None else percent_words(done)
        if words != self.words.text():
            self.words.setText(words)
        self.words.setVisible(bool(words))
        verb = BEGIN if done is None else STOP
        if verb != self.button.text():
            self.button.setText(verb)
        self.button.setToolTip(_HINT if done is None else "")
        name = found.media.name
        self.button.setAccessibleName(
            f"{verb}: {name}" if not words else f"{verb}: {name}, {words}"
        )

    def _is_open(self, planned: PlannedMedia) -> bool:
        ready = planned.media.state is MediaState.PROCESSED and planned.media.facts is not None
        made = self._files.facts(planned) is not None
        return ready and isinstance(planned.recipe, VideoRecipe) and not made

    def _press(self) -> None:
        found = self._shown
        if found is None or found.recipe is None:
            return
        converting = self._files.converting
        if converting.done(found.media.media_id, found.recipe.digest) is None:
            converting.begin(found)
        else:
            converting.stop(found.media.media_id, found.recipe.digest)
