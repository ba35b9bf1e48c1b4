"""Does deeds, takes them back and does them again, and tells each time how it went."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.publisher.deeds import Deed
from brandcraft_desktop.ui.publisher.each import Each
from brandcraft_desktop.ui.publisher.ways_back import WaysBack

Action = tuple[str, Callable[[], None]]


class History(QObject):
    """One toast at a time: what is done next makes the words and the Undo before it stale."""

    done = Signal()  # one way or the other
    turned = Signal()  # something is being taken back, or done again
    refused = Signal(object)  # BrandcraftError, of a deed nothing came of

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._ways = WaysBack()
        self._take_away: Callable[[], None] = _nothing

    def do(self, deed: Deed, then: Callable[[Each[str]], None] | None = None) -> None:
        """Do it now; `then` hears what came of it before it is told."""
        self._ways.add(deed)  # at once: Ctrl+Z may come before it is done, and waits for it

        def finished(found: Each[str]) -> None:
            if not deed.can_go_back:
                self._ways.drop(deed)
            if then is not None:
                then(found)
            self._tell_done(deed, found)

        self._run(deed, deed.do, finished)

    def undo(self) -> None:
        """Take the last deed back; again, the one before."""
        self._go_back(None)

    def redo(self) -> None:
        """Do again what was taken back last."""
        deed = self._ways.again()
        if deed is not None:
            self._turn()
            self._run(deed, deed.do, lambda found: self._tell_done(deed, found))

    def say(
        self, text: str, undo: Callable[[], None] | None = None, action: Action | None = None
    ) -> None:
        """Say something instead of what was said last."""
        self._take_away()
        self._take_away = self._context.navigator.toast(text, undo=undo, action=action)

    def _go_back(self, which: Deed | None) -> None:
        deed = self._ways.back(which)
        if deed is not None:
            self._turn()
            self._run(deed, deed.take_back, lambda found: self._tell(found, deed.telling.back))

    def _turn(self) -> None:
        self._take_away()
        self.turned.emit()

    def _run(
        self, deed: Deed, work: Callable[[], Each[str]], then: Callable[[Each[str]], None]
    ) -> None:
        def finished(found: Each[str]) -> None:
            self.done.emit()
            then(found)
            if found.refused is not None:
                self._context.navigator.show_error(found.refused)

        def failed(error: BrandcraftError) -> None:
            self._ways.drop(deed)
            self.refused.emit(error)

        self._context.tasks.change(work, finished, failed=failed, owner=self)

    def _tell_done(self, deed: Deed, found: Each[str]) -> None:
        back = (lambda: self._go_back(deed)) if deed.can_go_back else None
        self._tell(found, deed.telling.done, back, deed.telling.action)

    def _tell(
        self,
        found: Each[str],
        words: Callable[[Each[str]], str],
        undo: Callable[[], None] | None = None,
        action: Action | None = None,
    ) -> None:
        told = words(found) if found.done else ""
        if told:
            self.say(told, undo, action)


def _nothing() -> None:
    """Nothing was said yet."""
