"""The spell check of the editor's text, and what the text's menu offers for a misspelt word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QMenu

from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.post_languages import languages_of
from brandcraft_desktop.ui.editor.spell_check import SpellCheck, Word
from brandcraft_desktop.ui.editor.view import EditorView

LOOKING = "Looking for suggestions…"
NOTHING = "No suggestions"


def check_spelling(
    controller: EditorController, view: EditorView, infos: Mapping[str, PlatformInfo]
) -> SpellCheck:
    """Look at what is written in the post that is open; the text's menu mends it."""
    check = SpellCheck(
        controller.context,
        view.composer,
        lambda: languages_of(controller, infos, view.tabs.current()),
        lambda: controller.post.id if controller.post is not None else "",
    )
    controller.changed.connect(check.soon)
    view.tabs.chosen.connect(lambda _: check.soon())
    view.composer.menu_opened.connect(lambda menu, position: offer_words(check, menu, position))
    return check


def offer_words(check: SpellCheck, menu: object, position: int) -> None:
    """Put suggestions and what else can be done at the top of the menu of a text.

    It opens at once; the suggestions come into it when they are found.
    """
    if not isinstance(menu, QMenu):
        return
    word = check.word_at(position)
    if word is None:
        return
    first = next(iter(menu.actions()), None)

    def put(text: str, done: Callable[[], None] | None = None) -> QAction:
        action = QAction(text, menu)
        if done is None:
            action.setEnabled(False)
        else:
            action.triggered.connect(lambda _=False: done())
        if first is None:
            menu.addAction(action)
        else:
            menu.insertAction(first, action)
        return action

    waiting = put(LOOKING)
    if first is not None:
        menu.insertSeparator(first)
    put("Add to dictionary", lambda: check.add(word))
    put("Ignore in this post", lambda: check.ignore(word))
    if first is not None:
        menu.insertSeparator(first)
    check.suggest(word, partial(_show, check, menu, waiting, word), menu)


def _show(
    check: SpellCheck, menu: QMenu, waiting: QAction, word: Word, found: tuple[str, ...]
) -> None:
    if not found:
        waiting.setText(NOTHING)
        return
    strong = QFont(menu.font())
    strong.setWeight(QFont.Weight.DemiBold)
    for one in found:
        action = QAction(one.replace("&", "&&"), menu)
        action.setFont(strong)
        action.triggered.connect(partial(_take, check, word, one))
        menu.insertAction(waiting, action)
    menu.removeAction(waiting)


def _take(check: SpellCheck, word: Word, other: str, _: bool = False) -> None:
    check.replace(word, other)
