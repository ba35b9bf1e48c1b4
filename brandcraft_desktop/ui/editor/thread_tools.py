"""Threads: splitting a text, moving its parts, joining them; files go along with their parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.plan import Part
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.text import parts
from brandcraft_desktop.domain.text.positions import Positions
from brandcraft_desktop.domain.text.split import joined, sections_of, unnumbered
from brandcraft_desktop.domain.views import PostContent
from brandcraft_desktop.services import planning
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.documents import SHARED
from brandcraft_desktop.ui.editor.numbering import numbered
from brandcraft_desktop.ui.editor.part_lengths import readers, tightest
from brandcraft_desktop.ui.editor.targets import name_of
from brandcraft_desktop.ui.editor.thread_sheet import Mode, Outlook, ThreadSheet, rows_of
from brandcraft_desktop.ui.editor.view import EditorView
from brandcraft_desktop.ui.widgets import announce


class ThreadTools(QObject):
    """Everything acts on the shown text, and leaves one undo step in it."""

    def __init__(
        self, controller: EditorController, view: EditorView, infos: Mapping[str, PlatformInfo]
    ) -> None:
        super().__init__(view)
        self.controller, self.view, self._infos = controller, view, infos
        view.split.clicked.connect(self.open_sheet)
        view.part_lines.move_wanted.connect(self.move_by_button)
        view.part_lines.join_wanted.connect(self.join_part)

    @property
    def target(self) -> str:
        """The tab that is shown."""
        return self.view.tabs.current()

    # Parts

    def cursor_index(self) -> int:
        """Where the cursor stands in the shown text, as a Python index."""
        composer = self.view.composer
        return Positions(composer.text()).from_utf16(composer.textCursor().position())

    def move_part(self, step: int, part: int | None = None) -> None:
        """Alt+Up and Alt+Down: the part under the cursor, or the one that is named."""
        text, index = self.view.composer.text(), self.cursor_index()
        here = parts.part_at(text, index)
        part = here if part is None else part
        inside = parts.inside(text, index) if part == here else 0
        self._rewrite(parts.moved(text, part, step, inside))

    def move_by_button(self, part: int, step: int) -> None:
        """The buttons of a part's line; the same button of the moved part keeps the focus."""
        self.move_part(step, part)
        row = self.view.part_lines.row(part + step)
        if row is not None:
            (row.up if step < 0 else row.down).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.view.composer.setFocus(Qt.FocusReason.OtherFocusReason)

    def join_part(self, part: int | None = None) -> None:
        """Let a part (None: the one under the cursor) go on where the one above ends."""
        text = self.view.composer.text()
        if part is None:
            part = parts.part_at(text, self.cursor_index())
        if self._rewrite(parts.joined_above(text, part)):
            self.view.composer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rewrite(self, found: parts.Rewritten | None) -> bool:
        if found is None or self.view.composer.isReadOnly():
            return False
        self.controller.rewrite(self.target, found.text, moves=found.places, thread=None)
        cursor = QTextCursor(self.view.composer.document())
        cursor.setPosition(Positions(found.text).utf16(found.cursor))
        self.view.composer.setTextCursor(cursor)
        return True

    # The sheet

    def open_sheet(self) -> None:
        """Ctrl+Shift+T."""
        if not self.view.split.isEnabled():
            return
        controller, target = self.controller, self.target
        text = controller.documents.text(target)
        sheet = ThreadSheet(
            name="" if target == SHARED else name_of(target, self._infos, controller.accounts),
            thread=controller.threaded(target),
            numbering=controller.numbering,
            mode=Mode.HAND if len(sections_of(text)) > 1 else Mode.FIT,
            parent=self.view,
        )

        def refresh(*_: object) -> None:
            sheet.show_outlook(self.outlook(target, sheet.mode))

        def number(pattern: str) -> None:
            controller.set_numbering(pattern)
            refresh()

        def thread(on: bool) -> None:
            self.set_thread(target, on)
            refresh()

        sheet.thread_chosen.connect(thread)
        sheet.numbering_chosen.connect(number)
        sheet.mode_chosen.connect(refresh)
        sheet.split_wanted.connect(lambda: self.split(target, sheet.mode))
        sheet.join_wanted.connect(lambda: self.join_all(target))
        sheet.break_wanted.connect(self.begin_part)
        # Only now: shown without a parent, a label would be a window of its own for a moment,
        # and its going takes the popup with it.
        refresh()
        sheet.open_at(self.view.split)

    def set_thread(self, target: str, on: bool) -> None:
        """Whether a target's text goes out as a thread; of the shared text: everybody's."""
        self.controller.set_thread(on, target)

    def begin_part(self) -> None:
        """A new part at the cursor."""
        if self.view.composer.isReadOnly():
            return
        text, index = self.controller.documents.text(self.target), self.cursor_index()
        before, after = text[:index].rstrip("\n"), text[index:].lstrip("\n")
        fresh = f"{before}{parts.BETWEEN}{after}"
        self.controller.rewrite(self.target, fresh, thread=True)
        cursor = QTextCursor(self.view.composer.document())
        cursor.setPosition(Positions(fresh).utf16(len(before) + len(parts.BETWEEN)))
        self.view.composer.setTextCursor(cursor)
        self.view.composer.setFocus(Qt.FocusReason.OtherFocusReason)

    def split(self, target: str, mode: Mode) -> None:
        """Write the lines between the parts: one undo step, which joins them again."""
        text = self.controller.documents.text(target)
        fresh = parts.divided(self.pieces(target, mode))
        if self.view.composer.isReadOnly() or not _keeps(text, fresh):
            return
        self.controller.rewrite(target, fresh, thread=True)
        self.view.composer.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.view, f"Split into {len(sections_of(fresh))} parts. Ctrl+Z joins them again.")

    def join_all(self, target: str) -> None:
        """One text again, a blank line where the parts met."""
        text = self.controller.documents.text(target)
        if not self.view.composer.isReadOnly():
            self.controller.rewrite(
                target, joined(text), moves=(0,) * len(sections_of(text)), thread=None
            )
            self.view.composer.setFocus(Qt.FocusReason.OtherFocusReason)

    def pieces(self, target: str, mode: Mode) -> tuple[str, ...]:
        """What the parts would be, without numbers."""
        text = self.controller.documents.text(target)
        lead = self._lead(target)
        if mode is Mode.HAND:
            return sections_of(text)
        if mode is Mode.FIT:
            sent = () if lead is None else self._sent(target, text, lead)
            bare = unnumbered([part.text for part in sent], self.controller.numbering or None)
            return bare if parts.same_words(text, bare) else sections_of(text)
        platforms = self.controller.workspace.platforms
        rules = platforms.all()[0] if lead is None else platforms.get(lead.platform)

        def atoms(some: str) -> Sequence[tuple[int, int]]:
            return [(span.start, span.end) for span in rules.spans(some)]

        cut = parts.at_blank_lines if mode is Mode.BLANK else parts.at_sentences
        return cut(text, atoms)

    def outlook(self, target: str, mode: Mode) -> Outlook:
        """What would become of the text, as the account with the shortest parts sends it."""
        text = self.controller.documents.text(target)
        pieces = self.pieces(target, mode)
        fresh = parts.divided(pieces)
        divides = mode is not Mode.HAND and len(pieces) > 1 and _keeps(text, fresh)
        joins = len(sections_of(text)) > 1
        lead = self._lead(target)
        if lead is None:
            sentence = "None of the chosen platforms has threads: the parts go out as one post."
            return Outlook(sentence, tuple(rows_of(())), divides, joins)
        sent = self._sent(target, fresh, lead)
        counts = [(one.text, one.measure.length, one.measure.limit) for one in sent]
        number = "1 part" if len(sent) == 1 else f"{len(sent)} parts"
        name = self._infos[lead.platform].name
        others = len({one.platform for one in readers(self.controller, target)}) > 1
        sentence = f"{name}, which has the shortest parts: {number}." if others else f"{number}."
        return Outlook(sentence, rows_of(counts), divides, joins)

    def _lead(self, target: str) -> Account | None:
        found = tightest(self.controller, target)
        if found is not None:
            return found
        able = [
            one for one in readers(self.controller, target) if self._infos[one.platform].threads
        ]
        return min(able, key=lambda one: self._infos[one.platform].text.limit, default=None)

    def _sent(self, target: str, text: str, lead: Account) -> tuple[Part, ...]:
        controller = self.controller
        content = _as_thread(controller.content, text, lead, controller.numbering)
        platforms = controller.workspace.platforms
        return planning.plan_for(platforms, content, lead, controller.files).parts


def _as_thread(content: PostContent, text: str, lead: Account, numbering: str) -> PostContent:
    """The post as if `lead` were sent this text as a numbered thread, without files."""
    own = replace(planning.variant_for(content, lead), text=text, thread=True, media=())
    return numbered(replace(content, variants={**content.variants, lead.id: own}), numbering)


def _keeps(text: str, fresh: str) -> bool:
    """Whether dividing changes the text and loses nothing of it."""
    return fresh != text and parts.same_words(text, sections_of(fresh))
