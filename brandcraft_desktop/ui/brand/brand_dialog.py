"""A brand, new or there already: name, colour, picture, hashtags, times and campaign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.brand import MAX_BRAND_NAME, Brand
from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.errors import BadInput, BrandcraftError
from brandcraft_desktop.ui.accounts.slots_dialog import SlotsDialog
from brandcraft_desktop.ui.brand.campaign_row import CampaignRow
from brandcraft_desktop.ui.brand.colour_row import ColourRow
from brandcraft_desktop.ui.brand.picture_row import PictureRow
from brandcraft_desktop.ui.brand.words import times_words
from brandcraft_desktop.ui.tasks import Tasks
from brandcraft_desktop.ui.widgets import Button, WrappedLabel, fit_when_shown, set_look

WIDTH = 560
HASHTAGS_HELP = "Offered in new posts of this brand with one click; old posts stay as they are."
TIMES_HELP = "For accounts of this brand without posting times of their own."


@dataclass(frozen=True)
class BrandForm:
    """What was filled in; `picture` is a file to take, `no_picture` takes the present one away."""

    name: str
    colour: str
    hashtags: str
    times: tuple[Slot, ...]
    campaign_start: date | None
    picture: Path | None = None
    no_picture: bool = False


class BrandDialog(QDialog):
    """`saved(form)`; it stays open until `accept`, so that a refusal stands at its field.

    `delete_wanted()` where the brand is there already. `first` is what it begins with.
    """

    saved = Signal(object)
    delete_wanted = Signal()

    def __init__(
        self,
        tasks: Tasks,
        first: Brand,
        today: date,
        *,
        is_new: bool,
        picture: QPixmap | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("New brand" if is_new else "Edit brand")
        self.setModal(True)
        self.setMinimumWidth(WIDTH)
        self._times: tuple[Slot, ...] = first.times
        self.name = QLineEdit(first.name, self)
        self.name.setMaxLength(MAX_BRAND_NAME)
        self.name.setPlaceholderText("What people know it by")
        self.colours = ColourRow(first.colour, self)
        self.picture = PictureRow(tasks, first.name, first.colour, picture, self)
        self.hashtags = QLineEdit(first.tag_words, self)
        self.hashtags.setPlaceholderText("#illustration #brushes")
        self.times = WrappedLabel("", parent=self)
        self.change_times = Button("Change…", parent=self)
        self.change_times.setAccessibleName("Change the default times")
        self.change_times.clicked.connect(self._open_times)
        self.campaign = CampaignRow(first.campaign_start, today, self)
        self.why = WrappedLabel("", role="error", parent=self)
        self.why.hide()
        self.delete = Button("Delete brand", kind="danger", icon_name="trash", parent=self)
        self.delete.setVisible(not is_new)
        self.delete.clicked.connect(self.delete_wanted)
        self.save = Button("Add brand" if is_new else "Save", kind="primary", parent=self)
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        self.name.textChanged.connect(self._judge)
        self.colours.chosen.connect(self._judge)
        self.picture.refused.connect(self._refuse_picture)
        self.picture.taken.connect(self.why.hide)  # what was said of a file before
        self._lay_out("New brand" if is_new else "Edit brand")
        self._show_times()
        self._judge()
        self.name.setFocus()

    def _lay_out(self, title: str) -> None:
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        times = QWidget(self)
        row = QHBoxLayout(times)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.times, 1)
        row.addWidget(self.change_times)
        for words, field in (
            ("Name", self.name),
            ("Colour", self.colours),
            ("Picture", self.picture),
            ("Hashtags", _helped(self.hashtags, HASHTAGS_HELP)),
            ("Default times", _helped(times, TIMES_HELP)),
            ("Campaign starts", self.campaign),
        ):
            form.addRow(QLabel(words, self), field)
        self.name.setAccessibleName("Name")
        self.hashtags.setAccessibleName("Default hashtags")
        self.hashtags.setAccessibleDescription(HASHTAGS_HELP)
        cancel = Button("Cancel", parent=self)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.delete)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addWidget(WrappedLabel(title, role="heading", parent=self))
        column.addLayout(form)
        column.addWidget(self.why)
        column.addLayout(buttons)
        fit_when_shown(self)

    def show_error(self, error: BrandcraftError) -> None:
        """What is in the way, at the field it is about where that is known."""
        self.save.setEnabled(True)
        self.why.setText(error.message)
        self.why.show()
        fields = {"name": self.name, "hashtags": self.hashtags}
        for name, field in fields.items():
            wrong = isinstance(error, BadInput) and error.field == name
            set_look(field, "state", "error" if wrong else "")
            if wrong:
                field.setFocus(Qt.FocusReason.OtherFocusReason)

    def form(self) -> BrandForm:
        """What is filled in."""
        return BrandForm(
            self.name.text(),
            self.colours.colour,
            self.hashtags.text(),
            self._times,
            self.campaign.day,
            self.picture.path,
            self.picture.removed,
        )

    def _judge(self) -> None:
        there = bool(self.name.text().strip())
        self.save.setEnabled(there)
        self.save.setToolTip("" if there else "Give it a name first.")
        self.picture.show_brand(self.name.text(), self.colours.colour)

    def _save(self) -> None:
        self.why.hide()
        self.save.setEnabled(False)  # one click saves once
        self.saved.emit(self.form())

    def _refuse_picture(self, words: str) -> None:
        self.why.setText(words)
        self.why.show()

    def _open_times(self) -> None:
        dialog = SlotsDialog(self.name.text().strip() or "this brand", self._times, self)
        dialog.chosen.connect(self._take_times)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_times(self, slots: object) -> None:
        if isinstance(slots, tuple):
            self._times = slots
            self._show_times()

    def _show_times(self) -> None:
        words = times_words(self._times)
        self.times.setText(words)
        set_look(self.times, "role", "" if self._times else "muted")


def _helped(field: QWidget, words: str) -> QWidget:
    """A field with a line of help below it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(field)
    column.addWidget(WrappedLabel(words, role="caption"))
    return holder
