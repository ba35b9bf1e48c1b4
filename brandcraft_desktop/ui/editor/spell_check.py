"""Underlines misspelt words: asked on a thread when the typing pauses, remembered by the word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor

from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.domain.spelling import Dictionary
from brandcraft_desktop.domain.text.positions import Positions, positions
from brandcraft_desktop.domain.text.words import plain, words_in
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import settings, spelling
from brandcraft_desktop.services.spelling import Spelling
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor.composer import Composer

PAUSE = 350
"""Milliseconds without a key before new words are asked for."""
MOST_KNOWN = 20_000
_NAMES = frozenset({settings.SPELLING.name, settings.SPELLING_LANGUAGE.name})


@dataclass(frozen=True)
class Word:
    """A misspelt word of the shown document; `start` and `end` are its UTF-16 positions."""

    start: int
    end: int
    text: str


class SpellCheck(QObject):
    """`languages` are those the shown text says of itself, `post` names the post it belongs to."""

    def __init__(
        self,
        context: Context,
        composer: Composer,
        languages: Callable[[], tuple[str, ...]],
        post: Callable[[], str],
    ) -> None:
        super().__init__(composer)
        self._context, self._composer = context, composer
        self._languages, self._post = languages, post
        self._state = Spelling(on=False, language="", there=(), own=frozenset())
        self._against: tuple[Dictionary, ...] = ()
        self._right: dict[str, bool] = {}
        self._asked: set[str] = set()
        self._ignored: dict[str, set[str]] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.look)
        composer.mark_words(self.wrong_in)
        composer.cursorPositionChanged.connect(self._pause.start)
        context.bridge.changed.connect(self._hear)
        self.read()

    # What is known

    def read(self) -> None:
        """Settings, dictionaries and own words, read again."""
        workspace = self._context.workspace
        self._context.tasks.read(
            lambda: spelling.state(workspace), self._take, failed=lambda _: None, owner=self
        )

    def soon(self) -> None:
        """Another text is shown, or its options changed: look when nothing moves."""
        self._pause.start()

    def _take(self, state: Spelling) -> None:
        self._state = state
        self.look()

    def _hear(self, batch: object) -> None:
        if isinstance(batch, Batch) and any(
            isinstance(one, SettingChanged) and one.name in _NAMES for one in batch.events
        ):
            self.read()

    def wrong_in(self, text: str) -> Sequence[tuple[int, int]]:
        """Where the misspelt words of a block stand: only what is known already, so it is quick."""
        if not self._against:
            return ()
        found = [span for span in words_in(text) if self._is_wrong(text[slice(*span)])]
        if not found:
            return ()
        places = Positions(text)
        return [(places.utf16(start), places.utf16(end)) for start, end in found]

    def _is_wrong(self, written: str) -> bool:
        word = plain(written)
        return self._right.get(word) is False and not self._is_own(word)

    def _is_own(self, word: str) -> bool:
        small = word[:1].lower() + word[1:]
        own, ignored = self._state.own, self._ignored.get(self._post(), set())
        return word in own or small in own or word in ignored or small in ignored

    def word_at(self, position: int) -> Word | None:
        """The misspelt word at a UTF-16 position of the shown document."""
        block = self._composer.document().findBlock(position)
        units = block.text().encode("utf-16-le")
        for start, end in self.wrong_in(block.text()):
            first = block.position() + start
            last = block.position() + end
            if first <= position <= last:
                return Word(first, last, units[2 * start : 2 * end].decode("utf-16-le"))
        return None

    # Asking

    def look(self) -> None:
        """Ask for the words nobody was asked for yet; not for the one that is being typed."""
        against = spelling.chosen(self._state, self._languages())
        if against != self._against or len(self._right) > MOST_KNOWN:
            self._against = against
            self._right.clear()
            self._asked.clear()
            self._mark(None)
        if not against:
            return
        text = self._composer.text()
        cursor = self._composer.textCursor()
        here = positions(text).from_utf16(cursor.position())
        writing = self._composer.hasFocus() and not self._composer.isReadOnly()
        words = {
            plain(text[start:end]) for start, end in words_in(text) if not (writing and end == here)
        }
        fresh = tuple(sorted(words - self._right.keys() - self._asked))
        if not fresh:
            return
        self._asked.update(fresh)
        workspace = self._context.workspace
        self._context.tasks.read(
            lambda: spelling.wrong(workspace, against, fresh),
            lambda wrong: self._learn(against, fresh, wrong),
            failed=self._give_up,
            owner=self,
        )

    def _learn(
        self, against: tuple[Dictionary, ...], words: tuple[str, ...], wrong: frozenset[str]
    ) -> None:
        if against != self._against:
            return
        self._asked.difference_update(words)
        self._right.update((word, word not in wrong) for word in words)
        if wrong:
            self._mark(wrong)

    def _give_up(self, error: BrandcraftError) -> None:
        """A dictionary that is no use: without it until the settings change."""
        self._state = replace(self._state, on=False)
        self.look()
        self._context.navigator.toast(error.message)

    def _mark(self, words: frozenset[str] | None) -> None:
        """Draw again what holds one of the words; None: everything that is shown."""
        highlighter = self._composer.highlighter()
        if highlighter is None:
            return
        if words is None:
            highlighter.rehighlight()
            return
        block = self._composer.document().begin()
        while block.isValid():
            text = block.text()
            if any(plain(text[slice(*span)]) in words for span in words_in(text)):
                highlighter.rehighlightBlock(block)
            block = block.next()

    # Answers

    def suggest(self, word: Word, then: Callable[[tuple[str, ...]], None], owner: QObject) -> None:
        """What may be meant, handed to `then` while `owner` is there."""
        workspace, against, text = self._context.workspace, self._against, plain(word.text)
        self._context.tasks.read(
            lambda: spelling.suggestions(workspace, against, text),
            then,
            failed=lambda _: then(()),
            owner=owner,
        )

    def replace(self, word: Word, other: str) -> None:
        """Write another word in its place; one undo step."""
        cursor = QTextCursor(self._composer.document())
        cursor.setPosition(word.start)
        cursor.setPosition(word.end, QTextCursor.MoveMode.KeepAnchor)
        if cursor.selectedText() == word.text and not self._composer.isReadOnly():
            cursor.insertText(other)

    def add(self, word: Word) -> None:
        """Right in every post from now on."""
        workspace, text = self._context.workspace, plain(word.text)

        def added(own: frozenset[str]) -> None:
            self._state = replace(self._state, own=own)
            self._mark(None)

        self._context.tasks.change(
            lambda: spelling.add_word(workspace, text),
            added,
            failed=lambda error: self._context.navigator.toast(error.message),
            owner=self,
        )

    def ignore(self, word: Word) -> None:
        """Right in this post, as long as the window is open."""
        self._ignored.setdefault(self._post(), set()).add(plain(word.text))
        self._mark(None)
