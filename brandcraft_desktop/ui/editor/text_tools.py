"""Tabs and threads: what can be done with the texts beside writing them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt

from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.views import VariantContent
from brandcraft_desktop.ui.editor.controller import NUMBERING, EditorController
from brandcraft_desktop.ui.editor.documents import SHARED
from brandcraft_desktop.ui.editor.parts import RULE, move_in
from brandcraft_desktop.ui.editor.presenter import Presenter
from brandcraft_desktop.ui.editor.thread_sheet import ThreadSheet
from brandcraft_desktop.ui.editor.view import EditorView


class TextTools(QObject):
    """Every tool leaves one undo step, or offers its own way back."""

    def __init__(
        self,
        controller: EditorController,
        presenter: Presenter,
        view: EditorView,
        infos: Mapping[str, PlatformInfo],
    ) -> None:
        super().__init__(view)
        self.controller, self.presenter, self.view, self._infos = (
            controller,
            presenter,
            view,
            infos,
        )

    def open_tab(self, platform: str) -> None:
        """Give a platform its own tab and go to it."""
        if platform in self._infos:
            self.controller.documents.open(platform)
            self.presenter.show_tabs()
        self.view.tabs.set_current(platform)
        self.view.composer.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_nth(self, place: int) -> None:
        """The tab of the n-th chosen platform, counted from 0."""
        platforms = self.presenter.platforms()
        locked = self.controller.locked_reason or self.controller.delivery_id is not None
        if place < len(platforms) and not locked:
            self.open_tab(platforms[place])

    def remove_tab(self, platform: str) -> None:
        """Take a platform's own words and options away, with a way back."""
        post, controller = self.controller.post, self.controller
        text = controller.documents.text(platform)
        before = controller.content.variants.get(platform, VariantContent())
        own = controller.documents.is_customised(platform)
        controller.documents.close(platform)
        controller.set_options(platform, {})
        self.presenter.show_tabs()
        self.presenter.show_target()

        def undo() -> None:
            now = controller.post
            if post is not None and now is not None and now.id == post.id:
                controller.put_back(platform, text if own else None, before.options)
                self.presenter.show_tabs()
                self.view.tabs.set_current(platform)

        name = self._infos[platform].name
        controller.context.navigator.toast(f"Removed the text for {name}.", undo=undo)

    def copy_to_all(self, platform: str) -> None:
        """A platform's words become the shared ones."""
        self.controller.copy_to_all(platform)
        self.view.tabs.set_current(SHARED)

    def move_part(self, step: int) -> None:
        """Alt+Up and Alt+Down."""
        if not self.controller.locked_reason:
            move_in(self.view.composer, step)

    def open_thread_sheet(self) -> None:
        """Ctrl+Shift+T."""
        if not self.view.split.isEnabled():
            return
        content = self.controller.content
        shared = content.variants.get(SHARED, VariantContent())
        sheet = ThreadSheet(
            thread=content.thread,
            numbering=shared.options.get(NUMBERING, ""),
            parts=self.presenter.parts_words(),
            parent=self.view,
        )

        def set_thread(on: bool) -> None:
            self.controller.set_thread(on)
            sheet.show_parts(self.presenter.parts_words())

        def set_numbering(pattern: str) -> None:
            self.controller.set_numbering(pattern)
            sheet.show_parts(self.presenter.parts_words())

        sheet.thread_chosen.connect(set_thread)
        sheet.numbering_chosen.connect(set_numbering)
        sheet.break_wanted.connect(
            lambda: self.view.composer.textCursor().insertText(f"\n{RULE}\n")
        )
        sheet.open_at(self.view.split)
