"""What a person may override of a platform, e.g. the version of its interface."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from brandcraft_desktop.domain.platform import PlatformInfo, PlatformSetting
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import platform_settings
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.rows import Section, SettingRow, let_give_way
from brandcraft_desktop.ui.widgets import announce, set_look

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

WIDTH = 220
Values = Mapping[tuple[str, str], str]
"""By platform and name of the setting."""


class Platforms(Section):
    """A line is written when it is left; emptied, it goes back to what the program ships."""

    def __init__(self, context: Context) -> None:
        super().__init__("Platforms")
        self._context = context
        self.lines: dict[tuple[str, str], QLineEdit] = {}
        self._kept: dict[tuple[str, str], str] = {}
        self._help: dict[tuple[str, str], tuple[SettingRow, str]] = {}
        for planner in context.workspace.platforms.all():
            for setting in planner.info.settings:
                self._add(planner.info, setting)

    def _add(self, info: PlatformInfo, setting: PlatformSetting) -> None:
        key = (info.id, setting.name)
        line = QLineEdit()
        line.setPlaceholderText(setting.default)
        line.textEdited.connect(lambda _: self._calm(key))
        line.editingFinished.connect(partial(self._write, key))
        let_give_way(line, WIDTH)
        words = f"{setting.help} Usually {setting.default}; leave it empty for that."
        row = self.add(f"{info.name}: {setting.label}", words, line)
        self.lines[key] = line
        self._help[key] = (row, words)

    def read(self) -> None:
        """Show what is stored; what is being typed is left alone."""
        if self.lines:
            workspace = self._context.workspace
            self._context.tasks.read(lambda: _read(workspace), self._show, owner=self)

    def _show(self, values: Values) -> None:
        for key, line in self.lines.items():
            value = values.get(key, "")
            self._kept[key] = "" if value == line.placeholderText() else value
            if not line.hasFocus():
                line.setText(self._kept[key])

    def _calm(self, key: tuple[str, str]) -> None:
        row, words = self._help[key]
        set_look(self.lines[key], "state", "")
        row.set_help(words)

    def _write(self, key: tuple[str, str]) -> None:
        workspace, (platform, name) = self._context.workspace, key
        value = self.lines[key].text().strip()
        if value == self._kept.get(key):
            return
        self._context.tasks.change(
            lambda: platform_settings.put(workspace, platform, name, value),
            lambda _: self._calm(key),
            failed=partial(self._refuse, key),
            owner=self,
        )

    def _refuse(self, key: tuple[str, str], error: BrandcraftError) -> None:
        set_look(self.lines[key], "state", "error")
        self._help[key][0].set_help(error.message)
        announce(self, error.message, assertive=True)


def _read(workspace: Workspace) -> Values:
    return {
        (planner.info.id, name): value
        for planner in workspace.platforms.all()
        if planner.info.settings
        for name, value in platform_settings.values(workspace, planner.info.id).items()
    }
