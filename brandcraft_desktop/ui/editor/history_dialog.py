"""Earlier versions of a post: compared with the present one, and put back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.names import called
from brandcraft_desktop.domain.views import PostContent
from brandcraft_desktop.services.post_versions import Reason, Version
from brandcraft_desktop.ui.editor.compared import Compared
from brandcraft_desktop.ui.editor.when import day_words
from brandcraft_desktop.ui.widgets import Button, WrappedLabel, fit_when_shown

EMPTY_WIDTH = 460

NOTHING = (
    "There are no earlier versions yet. Brandcraft keeps one every few minutes while you write, "
    "and whenever the post is scheduled."
)
_WHY = {
    Reason.WRITTEN: "",
    Reason.SCHEDULED: "when it was scheduled",
    Reason.RESTORED: "before a version was put back",
    Reason.ASIDE: "written at the same time as another version",
}
SHARED = ""


class HistoryDialog(QDialog):
    """`chosen` carries the id of the version to put back."""

    chosen = Signal(str)

    def __init__(
        self,
        versions: Sequence[Version],
        now: PostContent,
        names: Mapping[str, str],
        zone: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Earlier versions")
        self.setModal(True)
        self._versions, self._now, self._names = tuple(versions), now, names
        self.list = QListWidget(self)
        self.list.setAccessibleName("Versions")
        self.list.setMinimumWidth(200)
        self.list.setWordWrap(True)
        for one in versions:
            why = _WHY[one.reason]
            item = QListWidgetItem(day_words(one.at, zone) + (f"\n{why}" if why else ""))
            self.list.addItem(item)
        self.list.currentRowChanged.connect(self._choose)
        self.target = QComboBox(self)
        self.target.setAccessibleName("Which text")
        self.target.currentIndexChanged.connect(self._compare)
        self.compared = Compared(self)
        self.compared.setAccessibleName("What is different now")
        self.more = WrappedLabel(role="secondary", parent=self)
        self.restore = Button("Put this version back", kind="primary", parent=self)
        self.restore.clicked.connect(self._restore)
        close = Button("Close", parent=self)
        close.clicked.connect(self.reject)
        self._arrange(close)
        self.resize(720, 460)
        if versions:
            self.list.setCurrentRow(0)
        else:
            self._show_nothing()

    def _arrange(self, close: Button) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.target, 0, Qt.AlignmentFlag.AlignLeading)
        right.addWidget(self.compared, 1)
        right.addWidget(self.more)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.list, 1)
        middle.addLayout(right, 2)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.restore)
        self._words = WrappedLabel(
            "Struck words are only in the version, underlined ones only in the post as it is now.",
            role="secondary",
            parent=self,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(WrappedLabel("Earlier versions", role="heading", parent=self))
        column.addWidget(self._words)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def _show_nothing(self) -> None:
        self._words.setText(NOTHING)
        for widget in (self.list, self.target, self.compared, self.more, self.restore):
            widget.hide()
        self.resize(EMPTY_WIDTH, self.height())
        fit_when_shown(self)

    def version(self) -> Version | None:
        """The version that is looked at."""
        row = self.list.currentRow()
        return self._versions[row] if 0 <= row < len(self._versions) else None

    def _choose(self) -> None:
        version = self.version()
        if version is None:
            return
        targets = [SHARED]
        for content in (version.content, self._now):
            targets += [
                one
                for one, variant in content.variants.items()
                if variant.text is not None and one not in targets
            ]
        wanted = self.target.currentData()
        self.target.blockSignals(True)
        self.target.clear()
        for one in targets:
            self.target.addItem(self._names.get(one, one) if one else "All platforms", one)
        self.target.setCurrentIndex(max(0, self.target.findData(wanted)))
        self.target.setVisible(len(targets) > 1)
        self.target.blockSignals(False)
        self._compare()

    def _compare(self) -> None:
        version = self.version()
        if version is None:
            return
        target = str(self.target.currentData() or SHARED)
        then, now = _text(version.content, target), _text(self._now, target)
        self.compared.show_texts(then, now)
        self.more.setText(_other_differences(version.content, self._now))
        self.more.setVisible(bool(self.more.whole_text()))

    def _restore(self) -> None:
        version = self.version()
        if version is not None:
            self.accept()
            self.chosen.emit(version.id)


def _text(content: PostContent, target: str) -> str:
    variant = content.variants.get(target)
    own = variant.text if variant is not None and target else None
    return content.text if own is None else own


def _other_differences(then: PostContent, now: PostContent) -> str:
    """What differs beside the texts, in a sentence or two."""
    found = []
    if then.title != now.title:
        found.append(f"Its title was “{called(then.title)}”." if then.title else "It had no title.")
    if then.notes != now.notes:
        found.append("Its notes were others.")
    if then.media != now.media:
        number = len(then.media)
        found.append(
            "It had other files or alt texts."
            if number == len(now.media)
            else f"It had {number or 'no'} {'file' if number == 1 else 'files'}."
        )
    options = [
        target
        for target in {*then.variants, *now.variants}
        if _options(then, target) != _options(now, target)
    ]
    if options or then.thread != now.thread:
        found.append("Some of its options were others.")
    return " ".join(found)


def _options(content: PostContent, target: str) -> Mapping[str, str]:
    variant = content.variants.get(target)
    return variant.options if variant is not None else {}
