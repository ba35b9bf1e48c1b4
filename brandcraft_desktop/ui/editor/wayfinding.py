"""From a problem to the place where it is mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.plan import Fix, Problem
from brandcraft_desktop.domain.text.positions import Positions
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.documents import SHARED
from brandcraft_desktop.ui.editor.judge import over_index
from brandcraft_desktop.ui.editor.view import EditorView

_FOCUS = Qt.FocusReason.OtherFocusReason


@dataclass(frozen=True)
class Wayfinder:
    """`describe` opens the alt text of a file, `remove` takes one off, `open_tab` adds a tab."""

    view: EditorView
    controller: EditorController
    describe: Callable[[str], None]
    remove: Callable[[str], None]
    open_tab: Callable[[str], None]

    def platform_of(self, problem: Problem) -> str:
        """Whose problem it is; "" for nobody's in particular."""
        for planned in self.controller.judgement.plans:
            if problem in planned.plan.problems:
                return planned.platform
        return SHARED

    def go(self, problem: Problem) -> None:
        """Put the focus where the problem is."""
        view, place = self.view, problem.field
        if place == "time":
            view.bar.time.edit.setFocus(_FOCUS)
            return
        view.show_section("write")
        if place == "accounts":
            view.accounts.focus_first()
        elif place == "title":
            view.title.setFocus(_FOCUS)
        elif place == "media":
            view.strip.add.setFocus(_FOCUS)
        elif place.startswith("media:"):
            row = view.strip.items.row_of(place.removeprefix("media:"))
            view.strip.list.setCurrentIndex(view.strip.items.index(max(row, 0)))
            view.strip.list.setFocus(_FOCUS)
        elif place.startswith("options."):
            self.open_tab(self.platform_of(problem))
            view.options.header.setChecked(True)
            field = view.options.fields.get(place.removeprefix("options."))
            (field or view.options.header).setFocus(_FOCUS)
        else:
            self._go_to_text(self.platform_of(problem))

    def _go_to_text(self, platform: str) -> None:
        view, controller = self.view, self.controller
        target = platform if controller.documents.is_customised(platform) else SHARED
        view.tabs.set_current(target)
        if platform:
            text = controller.documents.text(target)
            over = over_index(controller.workspace.platforms.get(platform), text)
            if over is not None:
                positions = Positions(text)
                view.composer.select(positions.utf16(over), positions.utf16(len(text)))
        view.composer.setFocus(_FOCUS)

    def fix(self, problem: Problem) -> None:
        """Mend it where one click can; else go there."""
        controller, navigator = self.controller, self.controller.context.navigator
        media_id = problem.field.removeprefix("media:")
        if problem.fix is Fix.SPLIT:
            controller.set_thread(True)
        elif problem.fix is Fix.ALT_TEXT:
            self.describe(media_id)
        elif problem.fix is Fix.DROP_MEDIA:
            self.remove(media_id)
        elif problem.fix is Fix.RECONNECT:
            out = [
                account.id
                for account in controller.chosen_accounts()
                if account.state is not AccountState.CONNECTED and account.handle in problem.message
            ]
            navigator.open_accounts(account_id=out[0] if out else None)
        elif problem.fix is Fix.CHOOSE_ACCOUNTS and controller.accounts:
            self.view.show_section("write")
            self.view.accounts.open_picker()
        else:
            self.go(problem)
