"""The shared text is another one than a variant began from: compare, take it, or keep one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.ui.editor.compared import Compared
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.targets import name_of
from brandcraft_desktop.ui.editor.view import EditorView
from brandcraft_desktop.ui.widgets import Button, NoticeBar, SegmentedControl, WrappedLabel

SINCE, MINE = "since", "mine"
_EXPLAINED = {
    SINCE: "Struck words went out of the shared text since you wrote your own, underlined came in.",
    MINE: "Struck words are only in the shared text, underlined ones only in yours.",
}


class CompareDialog(QDialog):
    """Three texts, two at a time: the shared one then and now, and the shared one and one's own."""

    def __init__(self, name: str, then: str, now: str, own: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Compare texts")
        self.setAccessibleName(f"What changed in the shared text, beside the text for {name}")
        self.setModal(True)
        self.resize(620, 460)
        self._texts = {SINCE: (then, now), MINE: (now, own)}
        heading = WrappedLabel(f"Text for {name}", role="heading", parent=self)
        self.which = SegmentedControl(
            [(SINCE, "What changed"), (MINE, "Beside mine")],
            name="What is compared",
        )
        self.which.chosen.connect(self.show_pair)
        self.how = WrappedLabel(role="caption", parent=self)
        self.compared = Compared(self)
        self.compared.setAccessibleName("Comparison")
        self.take = Button("Take the shared text", parent=self)
        self.keep = Button("Keep mine", kind="primary", parent=self)
        later = Button("Later", kind="ghost", parent=self)
        later.clicked.connect(self.reject)
        self.take.clicked.connect(self.accept)
        self.keep.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(later)
        row.addStretch(1)
        row.addWidget(self.take)
        row.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(heading)
        column.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.how)
        column.addWidget(self.compared, 1)
        column.addLayout(row)
        self.keep.setDefault(True)
        self.show_pair(SINCE)

    def show_pair(self, which: str) -> None:
        """Show what leads from one text to the other."""
        self.which.set_current(which)
        self.how.setText(_EXPLAINED[which])
        self.compared.show_texts(*self._texts[which])


class SharedChanged:
    """Speaks through the bar under the tabs, for the tab that is shown."""

    def __init__(
        self,
        controller: EditorController,
        view: EditorView,
        infos: Mapping[str, PlatformInfo],
    ) -> None:
        self._post, self._view, self._infos = controller, view, infos
        self.bar: NoticeBar = view.outdated
        self.bar.add_action("Compare", self.compare)
        self.bar.add_action("Take it", self.take)
        self.bar.add_action("Keep mine", self.keep)
        controller.changed.connect(self.show)
        view.tabs.chosen.connect(lambda _: self.show())

    @property
    def target(self) -> str:
        """The tab that is shown."""
        return self._view.tabs.current()

    def show(self) -> None:
        """Show the bar where the shown tab needs it."""
        outdated = self._post.documents.is_outdated(self.target) and not self._post.locked_reason
        if outdated and self.bar.isHidden():
            self.bar.show_notice("info", "The shared text changed since.")
        elif not outdated:
            self.bar.hide()

    def compare(self) -> None:
        """Open the panel with the differences."""
        target, documents = self.target, self._post.documents
        dialog = CompareDialog(
            name_of(target, self._infos, self._post.accounts),
            documents.based_on(target) or "",
            documents.text(""),
            documents.text(target),
            self._view.window(),
        )
        dialog.take.clicked.connect(self._for(target, self.take))
        dialog.keep.clicked.connect(self._for(target, self.keep))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _for(self, target: str, done: Callable[[], None]) -> Callable[[], None]:
        def act() -> None:
            if self.target == target:
                done()

        return act

    def take(self) -> None:
        """The shared text in the place of one's own: one undo step."""
        self._post.documents.reset(self.target)

    def keep(self) -> None:
        """One's own words are right; it is not asked again until the shared text changes."""
        self._post.documents.keep(self.target)
