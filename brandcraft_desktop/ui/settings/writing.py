"""Spell check: whether, and in which language."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSignalBlocker
from PySide6.QtWidgets import QComboBox

from brandcraft_desktop.domain.spelling import pick
from brandcraft_desktop.services import settings, spelling
from brandcraft_desktop.services.spelling import Spelling
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.rows import Section, let_give_way
from brandcraft_desktop.ui.widgets import ToggleSwitch

MORE = (
    "For another language install a Hunspell or LibreOffice dictionary, or put its .aff and .dic "
    "files into the folder “dictionaries” of your library folder."
)

WIDTH = 260


def language_name(tag: str) -> str:
    """A language in its own words: "Deutsch (Schweiz)"."""
    known = QLocale(tag.replace("-", "_"))
    name, land = known.nativeLanguageName(), known.nativeTerritoryName()
    if known.language() == QLocale.Language.C or not name:
        return tag
    return f"{name[:1].upper()}{name[1:]} ({land})" if "-" in tag and land else name


class Writing(Section):
    """What helps while writing."""

    def __init__(self, context: Context) -> None:
        super().__init__("Writing")
        self._context = context
        self.check = ToggleSwitch(name="Check spelling")
        self.check.clicked.connect(self._switch)
        self.language = QComboBox()
        let_give_way(self.language, WIDTH)
        self.language.activated.connect(self._choose)
        self.add(
            "Check spelling",
            "Misspelt words are underlined while you write. Nothing leaves this computer.",
            self.check,
        )
        self.row = self.add("Language of the spell check", MORE, self.language)

    def show_spelling(self, state: Spelling) -> None:
        """Show what is stored and what there is."""
        self.check.setChecked(state.on)
        system = spelling.system_language()
        own = pick(state.there, system)
        with QSignalBlocker(self.language):
            self.language.clear()
            name = language_name(own.language if own is not None else system)
            self.language.addItem(f"As this computer: {name}", "")
            for one in state.there:
                self.language.addItem(language_name(one.language), one.language)
            place = self.language.findData(state.language)
            if place < 0:
                self.language.addItem(language_name(state.language), state.language)
                place = self.language.count() - 1
            self.language.setCurrentIndex(place)
        self.language.setEnabled(state.on)
        wanted = state.language or system
        if not state.there:
            self.row.set_help(f"There is no dictionary on this computer yet. {MORE}")
        elif pick(state.there, wanted) is None:
            self.row.set_help(
                f"There is no dictionary for {language_name(wanted)}, so nothing is checked. {MORE}"
            )
        else:
            self.row.set_help(
                "Where a post names its language in a platform's options, that one is taken. "
                f"{MORE}"
            )

    def _switch(self, on: bool) -> None:
        workspace = self._context.workspace
        self._context.tasks.change(
            lambda: settings.put(workspace, settings.SPELLING, on), owner=self
        )

    def _choose(self, index: int) -> None:
        workspace, tag = self._context.workspace, str(self.language.itemData(index))
        self._context.tasks.change(
            lambda: settings.put(workspace, settings.SPELLING_LANGUAGE, tag), owner=self
        )
