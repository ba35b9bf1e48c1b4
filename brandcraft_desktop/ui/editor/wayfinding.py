"""From a problem to the place where it is mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt

from brandcraft_desktop.domain.findings import Finding
from brandcraft_desktop.domain.plan import Fix
from brandcraft_desktop.domain.text.positions import Positions
from brandcraft_desktop.services.fixing import overflow
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.documents import SHARED
from brandcraft_desktop.ui.editor.mending import Mended, Mender
from brandcraft_desktop.ui.editor.reshaping import Reshaper
from brandcraft_desktop.ui.editor.view import EditorView
from brandcraft_desktop.ui.widgets import announce

_FOCUS = Qt.FocusReason.OtherFocusReason


@dataclass(frozen=True)
class Wayfinder:
    """`describe` opens a file's alt text, `edit` its dialog, `open_tab` goes to a tab."""

    view: EditorView
    controller: EditorController
    mender: Mender
    describe: Callable[[str], None]
    edit: Callable[[str], None]
    open_tab: Callable[[str], None]

    def go(self, finding: Finding) -> None:
        """Put the focus where the problem is."""
        view, place = self.view, finding.problem.field
        if place == "time":
            view.bar.time.edit.setFocus(_FOCUS)
            return
        view.show_section("write")
        if place == "accounts":
            view.accounts.focus_first()
        elif place == "title":
            view.title.setFocus(_FOCUS)
        elif place == "media":
            view.options.fold()
            view.strip.add.setFocus(_FOCUS)
        elif place.startswith("media:"):
            self._go_to_file(finding, place.removeprefix("media:"))
        elif place.startswith("options."):
            self.open_tab(self._target(finding))
            view.options.reveal(place.removeprefix("options."))
        else:
            self._go_to_text(finding)

    def _target(self, finding: Finding) -> str:
        """The tab whose things the problem is about: an account's own, else its platform's."""
        own = self.controller.documents.targets()
        return next((one for one in finding.accounts if one in own), finding.platform)

    def _go_to_file(self, finding: Finding, media_id: str) -> None:
        view = self.view
        shared = {one.media_id for one in self.controller.content.media}
        if media_id not in shared and self._target(finding):
            self.open_tab(self._target(finding))
        view.options.fold()
        row = view.strip.items.row_of(media_id)
        view.strip.list.setCurrentIndex(view.strip.items.index(max(row, 0)))
        view.strip.list.setFocus(_FOCUS)

    def _go_to_text(self, finding: Finding) -> None:
        """Select what is too much of the text."""
        view, controller = self.view, self.controller
        target = self._target(finding)
        if not controller.documents.is_customised(target):
            target = SHARED
        view.tabs.set_current(target)
        having = self.mender.having(finding)
        if having:
            over = overflow(controller.workspace, controller.content, having[0], controller.files)
            text = controller.documents.text(target)
            if over is not None and over < len(text):
                positions = Positions(text)
                view.composer.select(positions.utf16(over), positions.utf16(len(text)))
        view.composer.setFocus(_FOCUS)

    def fix(self, finding: Finding, fix: Fix) -> None:
        """Mend it where one click can; else go there."""
        media_id = finding.problem.field.removeprefix("media:")
        if fix is Fix.SHORTEN:
            self._show(finding, self.mender.shorten(finding))
        elif fix is Fix.SPLIT:
            self._show(finding, self.mender.split(finding))
        elif fix is Fix.DROP_MEDIA:
            self._show(finding, self.mender.drop(finding))
        elif fix is Fix.FIT_IMAGE:
            self._show_file(finding, Reshaper(self.mender).fit(finding))
        elif fix is Fix.TRIM:
            self._show_file(finding, Reshaper(self.mender).trim(finding))
        elif fix is Fix.ALT_TEXT:
            self.describe(media_id)
        elif fix is Fix.RECONNECT:
            account_id = finding.accounts[0] if finding.accounts else None
            self.controller.context.navigator.open_accounts(account_id=account_id)
        elif fix is Fix.CHOOSE_ACCOUNTS and self.controller.accounts:
            self.view.show_section("write")
            self.view.accounts.open_picker()
        elif media_id != finding.problem.field:  # what only a person can decide about a file
            self.go(finding)
            self.edit(media_id)
        else:
            self.go(finding)

    def _show_file(self, finding: Finding, mended: Mended | None) -> None:
        """The same for a file; what one click can't mend is decided in its dialog."""
        self._show(finding, mended)
        if mended is None:
            self.edit(finding.problem.field.removeprefix("media:"))

    def _show(self, finding: Finding, mended: Mended | None) -> None:
        """Say what was done and offer the way back; what one click can't mend is gone to."""
        if mended is None:
            self.go(finding)
            return
        if mended.undo is not None:
            self.controller.context.navigator.toast(mended.sentence, undo=mended.undo)
            return
        self.open_tab(mended.target)
        announce(self.view, f"{mended.sentence} Ctrl+Z takes it back.")
