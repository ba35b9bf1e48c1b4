"""What the keys do on the editor page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from brandcraft_desktop.ui.editor.documents import SHARED
from brandcraft_desktop.ui.editor.shortcuts import Keys

if TYPE_CHECKING:
    from brandcraft_desktop.ui.editor.page import EditorPage


def editor_keys(page: EditorPage) -> list[Keys]:
    """Every key of the page, named as the shortcut sheet shows it."""
    keys = [
        Keys("Schedule", ("Ctrl+Return", "Ctrl+Enter"), page.finish),
        Keys("Post now", ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), page.ask_now),
        Keys("Save now", ("Ctrl+S",), page.save_now),
        Keys("Next text", ("Ctrl+Tab",), page.view.tabs.step),
        Keys("Add image or video", ("Ctrl+I",), page.pick),
        Keys("Add a photo from Unsplash", ("Ctrl+Shift+I",), page.photos.open),
        Keys("Split into a thread", ("Ctrl+Shift+T",), page.threads.open_sheet),
        Keys("Find next in the text", ("F3",), lambda: page.view.finder.again(1)),
        Keys("Find previous in the text", ("Shift+F3",), lambda: page.view.finder.again(-1)),
        Keys("Emoji", ("Ctrl+.",), page.emoji.open),
        Keys("Snippets and hashtags", ("Ctrl+Shift+H",), page.kept_words.open_snippets),
        Keys("Move part up", ("Alt+Up",), lambda: page.threads.move_part(-1)),
        Keys("Move part down", ("Alt+Down",), lambda: page.threads.move_part(1)),
        Keys("Join part with the one above", ("Ctrl+Shift+J",), page.threads.join_part),
        Keys("Shared text", ("Alt+0",), lambda: page.view.tabs.set_current(SHARED)),
    ]
    keys += [
        Keys(
            f"Text for platform {number}",
            (f"Alt+{number}",),
            partial(page.tools.open_nth, number - 1),
        )
        for number in range(1, 10)
    ]
    return keys
