"""Snippets and templates at hand while writing: one menu each, and what they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from brandcraft_desktop.domain.snippet import Snippet, SnippetKind
from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import snippets, templates
from brandcraft_desktop.services.templates import Template
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.name_dialog import NameDialog
from brandcraft_desktop.ui.editor.snippets_dialog import SnippetsDialog
from brandcraft_desktop.ui.widgets import IconButton

MOST = 30
_LONGEST = 40


def insert_snippet(editor: QPlainTextEdit, snippet: Snippet) -> None:
    """Put kept words in at the cursor, apart from the words around them; one undo step."""
    cursor = editor.textCursor()
    start = cursor.selectionStart()
    before = editor.document().characterAt(start - 1) if start else ""
    glued = bool(before) and not before.isspace() and before != "\u2029"
    words = snippet.body
    if glued:
        words = f" {words}" if snippet.kind is SnippetKind.HASHTAGS else f"\n\n{words}"
    cursor.beginEditBlock()  # or it would be one step with the typing before it
    cursor.insertText(words)
    cursor.endEditBlock()
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()


class KeptWords(QObject):
    """Reads the lists when a menu is opened, so that they are never old."""

    def __init__(
        self,
        controller: EditorController,
        composer: QPlainTextEdit,
        snippet_button: IconButton,
        template_button: IconButton,
        refused: Callable[[BrandcraftError], None],
    ) -> None:
        super().__init__(composer)
        self._post, self._composer = controller, composer
        self._snippets, self._templates = snippet_button, template_button
        self._refused = refused
        snippet_button.clicked.connect(self.open_snippets)
        template_button.clicked.connect(self.open_templates)

    # Snippets

    def open_snippets(self) -> None:
        """The menu of kept words for this post's brand."""
        workspace, brand_id = self._post.workspace, self._post.content.brand_id
        self._post.context.tasks.read(
            lambda: snippets.list_snippets(workspace, brand_id),
            lambda found: self._pop(self.snippet_menu(found), self._snippets),
            owner=self,
        )

    def snippet_menu(self, found: Sequence[Snippet]) -> QMenu:
        """Hashtag groups first, then words, then the way to manage them."""
        menu = QMenu(self._composer)
        for kind, glyph in ((SnippetKind.HASHTAGS, "hashtag"), (SnippetKind.TEXT, "quote-left")):
            some = [one for one in found if one.kind is kind][:MOST]
            for one in some:
                action = menu.addAction(theme.icon(glyph), _label(one.name))
                action.setToolTip(one.body)
                action.setEnabled(not self._composer.isReadOnly())
                action.triggered.connect(partial(self._insert, one))
            if some:
                menu.addSeparator()
        menu.addAction("Snippets and hashtags…").triggered.connect(self.manage)
        menu.setToolTipsVisible(True)
        return menu

    def _insert(self, snippet: Snippet) -> None:
        if not self._composer.isReadOnly():
            insert_snippet(self._composer, snippet)
            self._composer.setFocus()

    def manage(self) -> None:
        """The dialog with all snippets; a selection becomes the words of a new one."""
        chosen = self._composer.textCursor().selectedText().replace("\u2029", "\n")
        dialog = SnippetsDialog(self._post.context, chosen, self._composer.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # Templates

    def open_templates(self) -> None:
        """The menu of posts to begin from."""
        workspace = self._post.workspace
        self._post.context.tasks.read(
            lambda: templates.list_templates(workspace),
            lambda found: self._pop(self.template_menu(found), self._templates),
            owner=self,
        )

    def template_menu(self, found: Sequence[Template]) -> QMenu:
        """Begin with one, keep this post as one, take one away."""
        menu = QMenu(self._composer)
        for one in found[:MOST]:
            action = menu.addAction(theme.icon("file-lines"), _label(one.name))
            action.setToolTip(one.content.text[:200])
            action.triggered.connect(partial(self._begin, one))
        if found:
            menu.addSeparator()
        keep = menu.addAction(theme.icon("floppy-disk"), "Keep this post as a template…")
        keep.setEnabled(self._post.post is not None)
        keep.triggered.connect(self._ask_name)
        if found:
            gone = menu.addMenu(theme.icon("trash"), "Delete a template")
            for one in found[:MOST]:
                gone.addAction(_label(one.name)).triggered.connect(partial(self._remove, one))
        menu.setToolTipsVisible(True)
        return menu

    def _begin(self, template: Template) -> None:
        workspace = self._post.workspace

        def opened(view: PostView) -> None:
            self._post.context.navigator.open_editor(view.id)

        self._post.context.tasks.change(
            lambda: templates.begin(workspace, template.id),
            opened,
            failed=self._refused,
            owner=self,
        )

    def _ask_name(self) -> None:
        name = self._post.content.title or " ".join(self._post.content.text.split()[:5])
        dialog = NameDialog(
            "Keep as a template",
            "It holds the words, files, options and accounts of this post, not its time.",
            name[: templates.MAX_NAME],
            templates.MAX_NAME,
            self._composer.window(),
        )
        dialog.chosen.connect(self._keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep(self, name: str) -> None:
        workspace, content = self._post.workspace, self._post.content
        navigator = self._post.context.navigator

        def done(kept: Template) -> None:
            navigator.toast(f"Kept as the template “{kept.name}”.", undo=lambda: self._drop(kept))

        self._post.context.tasks.change(
            lambda: templates.keep(workspace, name, content),
            done,
            failed=self._refused,
            owner=self,
        )

    def _drop(self, template: Template) -> None:
        workspace = self._post.workspace
        self._post.context.tasks.change(lambda: templates.remove(workspace, template.id))

    def _remove(self, template: Template) -> None:
        workspace, navigator = self._post.workspace, self._post.context.navigator
        context = self._post.context

        def put_back() -> None:
            context.tasks.change(lambda: templates.keep(workspace, template.name, template.content))

        context.tasks.change(
            lambda: templates.remove(workspace, template.id),
            lambda _: navigator.toast(f"Deleted “{template.name}”.", undo=put_back),
            failed=self._refused,
            owner=self,
        )

    def _pop(self, menu: QMenu, anchor: IconButton) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))


def _label(name: str) -> str:
    """A name in a menu: an ampersand stays one, and nothing grows without end."""
    short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    return short.replace("&", "&&")
