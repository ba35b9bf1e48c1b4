"""Asks for the day a campaign starts."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.ui.brand.campaign_row import CampaignRow
from brandcraft_desktop.ui.widgets import Button, WrappedLabel, fit_when_shown

WIDTH = 420
WHAT = "The calendar shows a flag on this day, so that posts can be planned towards it."


class CampaignDialog(QDialog):
    """`chosen` carries the day, None for no campaign."""

    chosen = Signal(object)

    def __init__(self, brand: Brand, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Campaign")
        self.setModal(True)
        self.setMinimumWidth(WIDTH)
        self.row = CampaignRow(brand.campaign_start, today, self)
        self.save = Button("Save", kind="primary", parent=self)
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        cancel = Button("Cancel", parent=self)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(
            WrappedLabel(f"When does the campaign of {brand.name} start?", role="heading")
        )
        column.addWidget(WrappedLabel(WHAT, role="secondary"))
        column.addWidget(self.row)
        column.addLayout(buttons)
        fit_when_shown(self)

    def _save(self) -> None:
        self.accept()
        self.chosen.emit(self.row.day)
