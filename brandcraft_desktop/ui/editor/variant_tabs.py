"""One tab for the shared text, one for each platform or account with something of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabBar, QWidget

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.documents import SHARED
from brandcraft_desktop.ui.editor.judge import NEAR, Count
from brandcraft_desktop.ui.widgets import IconButton

DOT = "•"
MINUS = "\u2212"


class Verb(StrEnum):
    """What can be done with a tab: in the order of its menu."""

    RESET = "reset"
    COPY = "copy"
    OWN_MEDIA = "own media"
    SHARED_MEDIA = "shared media"
    ONE_POST = "one post"
    THREAD = "thread"
    SPLIT = "split"
    UNITE = "unite"
    REMOVE = "remove"


_WORDS = {
    Verb.RESET: ("arrow-rotate-left", "Reset to shared text"),
    Verb.COPY: ("copy", "Copy to all platforms"),
    Verb.OWN_MEDIA: ("images", "Use different media for {name}"),
    Verb.SHARED_MEDIA: ("images", "Use the shared media"),
    Verb.ONE_POST: ("file-lines", "Join into one post"),
    Verb.THREAD: ("scissors", "Send as a thread"),
    Verb.SPLIT: ("users", "Split by account"),
    Verb.UNITE: ("users", "Use one text for all accounts"),
    Verb.REMOVE: ("trash", "Remove"),
}
_APART = {Verb.OWN_MEDIA, Verb.SHARED_MEDIA, Verb.SPLIT, Verb.UNITE, Verb.REMOVE}
"""A line stands above these."""


@dataclass(frozen=True)
class Tab:
    """What a tab shows of its target, and which verbs make sense now."""

    target: str
    count: Count | None
    customised: bool
    name: str = "All platforms"
    glyph: str = "layer-group"
    outdated: bool = False
    verbs: tuple[Verb, ...] = ()


@dataclass(frozen=True)
class Addable:
    """A platform or account that has no tab yet."""

    target: str
    name: str
    glyph: str


def tab_words(tab: Tab) -> str:
    """ "X 12", "Bluesky −31", "LinkedIn •"."""
    words = [tab.name]
    count = tab.count
    if count is not None and count.remaining < NEAR:
        left = count.remaining
        words.append(f"{MINUS}{-left}" if left < 0 else str(left))
    if tab.customised:
        words.append(DOT)
    return " ".join(words)


def tab_spoken(tab: Tab) -> str:
    """ "Bluesky, 31 over limit, customised"."""
    words = [tab.name]
    if tab.count is not None and tab.count.remaining < NEAR:
        left = tab.count.remaining
        words.append(f"{-left} over limit" if left < 0 else f"{left} left")
    if tab.customised:
        words.append("customised")
    if tab.outdated:
        words.append("the shared text changed since")
    return ", ".join(words)


class VariantTabs(QWidget):
    """Says what the person wants; the page decides what happens."""

    chosen = Signal(str)
    customise_wanted = Signal(str)
    wanted = Signal(object, str)  # Verb, target

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: tuple[Tab, ...] = ()
        self._addable: tuple[Addable, ...] = ()
        self._only: str | None = None
        self.bar = QTabBar(self)
        self.bar.setAccessibleName("Texts")
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setIconSize(QSize(16, 16))
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.bar.customContextMenuRequested.connect(self._open_menu)
        self.bar.currentChanged.connect(self._chosen)
        self.more = IconButton("ellipsis", "More for this text", size=14, parent=self)
        self.more.clicked.connect(self._open_more)
        self.add = IconButton("plus", "Customise for one platform", size=14, parent=self)
        self.add.clicked.connect(self._open_add)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 6, 0)
        row.setSpacing(4)
        row.addWidget(self.bar, 1)
        row.addWidget(self.more)
        row.addWidget(self.add)

    def show_tabs(self, tabs: Sequence[Tab], addable: Sequence[Addable]) -> None:
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
        self._show_more()

    def _rebuild(self, tabs: tuple[Tab, ...]) -> None:
        current = self.current()
        self.bar.blockSignals(True)
        while self.bar.count():
            self.bar.removeTab(0)
        for tab in tabs:
            self.bar.addTab(theme.icon(tab.glyph), "")
        self._tabs = ()
        targets = [tab.target for tab in tabs]
        self.bar.setCurrentIndex(targets.index(current) if current in targets else 0)
        self.bar.blockSignals(False)

    def _label(self, index: int, tab: Tab) -> None:
        # An ampersand would underline the letter behind it.
        self.bar.setTabText(index, tab_words(tab).replace("&", "&&"))
        self.bar.setAccessibleTabName(index, tab_spoken(tab))
        over = tab.count is not None and tab.count.remaining < 0
        self.bar.setTabTextColor(index, theme.color("failed" if over else "text2"))
        self.bar.setTabToolTip(index, tab_spoken(tab))

    def tab(self, target: str) -> Tab | None:
        """What is shown of a target."""
        return next((one for one in self._tabs if one.target == target), None)

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
        self._only = target
        for index, tab in enumerate(self._tabs):
            self.bar.setTabEnabled(index, target is None or tab.target == target)
        self.add.setEnabled(target is None)
        self._show_more()

    def _show_more(self) -> None:
        tab = self.tab(self.current())
        self.more.setVisible(tab is not None and bool(tab.verbs) and self._only is None)

    def _chosen(self, index: int) -> None:
        self._show_more()
        if 0 <= index < len(self._tabs):
            self.chosen.emit(self._tabs[index].target)

    def _open_add(self) -> None:
        menu = self.add_menu()
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    def add_menu(self) -> QMenu:
        """What can get a tab of its own."""
        menu = QMenu(self)
        for one in self._addable:
            words = f"Customise for {one.name}".replace("&", "&&")
            action = menu.addAction(theme.icon(one.glyph), words)
            action.triggered.connect(
                lambda _=False, target=one.target: self.customise_wanted.emit(target)
            )
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def menu_for(self, target: str) -> QMenu:
        """What can be done with a target's own things."""
        menu = QMenu(self)
        tab = self.tab(target)
        for verb, (glyph, words) in _WORDS.items():
            if tab is None or verb not in tab.verbs:
                continue
            if verb in _APART:
                menu.addSeparator()
            named = words.format(name=tab.name).replace("&", "&&")
            action = menu.addAction(theme.icon(glyph), named)
            action.triggered.connect(lambda _=False, one=verb: self.wanted.emit(one, target))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open_more(self) -> None:
        menu = self.menu_for(self.current())
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _open_menu(self, place: QPoint) -> None:
        index = self.bar.tabAt(place)
        if 0 <= index < len(self._tabs) and self._tabs[index].verbs and self._only is None:
            self.menu_for(self._tabs[index].target).popup(self.bar.mapToGlobal(place))
