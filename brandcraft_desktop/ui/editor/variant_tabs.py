"""One tab for the shared text, one for each platform with words or options of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabBar, QWidget

from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.documents import SHARED
from brandcraft_desktop.ui.editor.judge import NEAR, Count
from brandcraft_desktop.ui.widgets import IconButton

DOT = "•"
MINUS = "\u2212"


@dataclass(frozen=True)
class Tab:
    """What a tab shows of its target."""

    target: str
    count: Count | None
    customised: bool


def tab_words(name: str, tab: Tab) -> str:
    """ "X 12", "Bluesky −31", "LinkedIn •"."""
    words = [name]
    count = tab.count
    if count is not None and count.remaining < NEAR:
        left = count.remaining
        words.append(f"{MINUS}{-left}" if left < 0 else str(left))
    if tab.customised:
        words.append(DOT)
    return " ".join(words)


def tab_spoken(name: str, tab: Tab) -> str:
    """ "Bluesky, 31 over limit, customised"."""
    words = [name]
    if tab.count is not None and tab.count.remaining < NEAR:
        left = tab.count.remaining
        words.append(f"{-left} over limit" if left < 0 else f"{left} left")
    if tab.customised:
        words.append("customised")
    return ", ".join(words)


class VariantTabs(QWidget):
    """Says what the person wants; the page decides what happens."""

    chosen = Signal(str)
    customise_wanted = Signal(str)
    reset_wanted = Signal(str)
    copy_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, infos: Mapping[str, PlatformInfo], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._infos = infos
        self._tabs: tuple[Tab, ...] = ()
        self._addable: tuple[str, ...] = ()
        self.bar = QTabBar(self)
        self.bar.setAccessibleName("Texts")
        self.bar.setExpanding(False)
        self.bar.setIconSize(QSize(16, 16))
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.bar.customContextMenuRequested.connect(self._open_menu)
        self.bar.currentChanged.connect(self._chosen)
        self.add = IconButton("plus", "Customise for one platform", size=14, parent=self)
        self.add.clicked.connect(self._open_add)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 6, 0)
        row.setSpacing(4)
        row.addWidget(self.bar, 1)
        row.addWidget(self.add)

    def show_tabs(self, tabs: Sequence[Tab], addable: Sequence[str]) -> None:
        """Show these tabs; only what differs is touched, so typing costs nothing."""
        shown = tuple(tabs)
        if [tab.target for tab in shown] != [tab.target for tab in self._tabs]:
            self._rebuild(shown)
        for index, (tab, before) in enumerate(
            zip(shown, self._tabs + (None,) * len(shown), strict=False)
        ):
            if tab != before:
                self._label(index, tab)
        self._tabs = shown
        self._addable = tuple(addable)
        self.add.setVisible(bool(self._addable))

    def _rebuild(self, tabs: tuple[Tab, ...]) -> None:
        current = self.current()
        self.bar.blockSignals(True)
        while self.bar.count():
            self.bar.removeTab(0)
        for tab in tabs:
            glyph = self._infos[tab.target].glyph if tab.target else "layer-group"
            self.bar.addTab(theme.icon(glyph), "")
        self._tabs = ()
        targets = [tab.target for tab in tabs]
        self.bar.setCurrentIndex(targets.index(current) if current in targets else 0)
        self.bar.blockSignals(False)

    def _label(self, index: int, tab: Tab) -> None:
        name = self._infos[tab.target].name if tab.target else "All platforms"
        self.bar.setTabText(index, tab_words(name, tab))
        self.bar.setAccessibleTabName(index, tab_spoken(name, tab))
        over = tab.count is not None and tab.count.remaining < 0
        self.bar.setTabTextColor(index, theme.color("failed" if over else "text2"))
        self.bar.setTabToolTip(index, tab_spoken(name, tab))

    def current(self) -> str:
        """The target of the active tab."""
        index = self.bar.currentIndex()
        return self._tabs[index].target if 0 <= index < len(self._tabs) else SHARED

    def set_current(self, target: str) -> None:
        """Activate a target's tab."""
        targets = [tab.target for tab in self._tabs]
        if target in targets:
            self.bar.setCurrentIndex(targets.index(target))

    def step(self, by: int = 1) -> None:
        """The next tab, round and round."""
        if self.bar.count():
            self.bar.setCurrentIndex((self.bar.currentIndex() + by) % self.bar.count())

    def lock_to(self, target: str | None) -> None:
        """Leave only one tab usable (one failed delivery is edited alone); None frees all."""
        for index, tab in enumerate(self._tabs):
            self.bar.setTabEnabled(index, target is None or tab.target == target)
        self.add.setEnabled(target is None)

    def _chosen(self, index: int) -> None:
        if 0 <= index < len(self._tabs):
            self.chosen.emit(self._tabs[index].target)

    def _open_add(self) -> None:
        menu = QMenu(self)
        for target in self._addable:
            info = self._infos[target]
            action = menu.addAction(theme.icon(info.glyph), f"Customise for {info.name}")
            action.triggered.connect(lambda _=False, one=target: self.customise_wanted.emit(one))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    def menu_for(self, target: str) -> QMenu:
        """What can be done with a platform's own text."""
        menu = QMenu(self)
        tab = next((one for one in self._tabs if one.target == target), None)
        reset = menu.addAction(theme.icon("arrow-rotate-left"), "Reset to shared text")
        reset.setEnabled(tab is not None and tab.customised)
        reset.triggered.connect(lambda: self.reset_wanted.emit(target))
        copy = menu.addAction(theme.icon("copy"), "Copy to all platforms")
        copy.triggered.connect(lambda: self.copy_wanted.emit(target))
        menu.addSeparator()
        remove = menu.addAction(theme.icon("trash"), "Remove")
        remove.triggered.connect(lambda: self.remove_wanted.emit(target))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open_menu(self, place: QPoint) -> None:
        index = self.bar.tabAt(place)
        if 0 < index < len(self._tabs) and self.bar.isTabEnabled(index):
            self.menu_for(self._tabs[index].target).popup(self.bar.mapToGlobal(place))
