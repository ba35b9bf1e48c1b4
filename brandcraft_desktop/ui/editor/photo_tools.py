"""Photos of Unsplash on the post, and their credit in its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.credit import (
    Credit,
    Insertion,
    insertion,
    missing,
    read,
    words,
    words_with_links,
)
from brandcraft_desktop.domain.media_choice import Verdict, choose
from brandcraft_desktop.domain.media_rules import MediaKind
from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.domain.text.parts import ranges
from brandcraft_desktop.domain.text.positions import Positions
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.ui.editor.documents import SHARED, text_of
from brandcraft_desktop.ui.editor.file_tools import FileTools
from brandcraft_desktop.ui.editor.media_intake import ChoiceDialog
from brandcraft_desktop.ui.editor.post_media import Room
from brandcraft_desktop.ui.editor.targets import platform_of
from brandcraft_desktop.ui.unsplash import UnsplashDialog


class PhotoTools(QObject):
    """Photos join where other files would; a credit is one undo step, and never there twice."""

    def __init__(self, files: FileTools, window: QWidget) -> None:
        super().__init__(window)
        self._files, self._window = files, window
        self._post = files.controller
        strip = files.view.strip
        strip.unsplash_wanted.connect(self.open)
        strip.credit_wanted.connect(lambda media_id, links: self.credit((media_id,), links=links))
        self.dialog: UnsplashDialog | None = None

    def open(self) -> None:
        """Search photos, where files may be added."""
        if not self._files.allowed:
            return
        room, join = self._files.room(), self._files.intake.joining()
        context = self._post.context

        def permit(number: int, take: Callable[[Sequence[int], bool], None]) -> None:
            self._ask(_permitted(room, number), number, take)

        dialog = UnsplashDialog(context, self._window, verb="Add to post", permit=permit)

        def taken(views: object, replacing: bool) -> None:
            some = cast(tuple[MediaView, ...], views)
            if join(some, replacing):
                self._offer_credit(some)

        dialog.taken.connect(taken)
        dialog.finished.connect(dialog.deleteLater)
        dialog.destroyed.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _ask(
        self, verdict: Verdict, number: int, take: Callable[[Sequence[int], bool], None]
    ) -> None:
        """Let the person decide where not all may join."""
        if verdict.accepted:
            take(range(number), False)
            return
        choice = ChoiceDialog(verdict, self.dialog or self._window)
        choice.offered.connect(lambda offer: take(offer.positions, offer.replace))
        choice.finished.connect(choice.deleteLater)
        choice.open()

    def _offer_credit(self, views: Sequence[MediaView]) -> None:
        post, number = self._post.post, len(views)
        ids = tuple(view.id for view in views)

        def add() -> None:
            if self._post.is_post(post):
                self.credit(ids)

        what = "the photo" if number == 1 else f"{number} photos"
        self._post.context.navigator.toast(
            f"Added {what} from Unsplash.", action=("Add credit to text", add)
        )

    # The credit in the text

    def credit(self, media_ids: Sequence[str], *, links: bool = False) -> None:
        """Name the photographers at the end of the text, or of the part, that the files are on."""
        files = self._post.files
        known = [read(files[one].credit) for one in media_ids if one in files]
        given = [one for one in known if one is not None]
        if not given or not self._files.allowed:
            return
        target = self._text_of(media_ids[0])
        document = self._post.documents.document(target)
        start, end = self._stretch(target, media_ids[0])
        text = text_of(document)
        fresh = missing(text[start:end], given)
        navigator = self._post.context.navigator
        if not fresh:
            navigator.toast("The credit is in the text already.")
            return
        put = insertion(text, self._line(fresh, target, links=links), start, end)
        _insert(document, put)
        navigator.toast("Added the credit to the text.", undo=lambda: _take_out(document, put))

    def _line(self, given: Sequence[Credit], target: str, *, links: bool) -> str:
        """With links only where the platform of that text makes them live."""
        platform = platform_of(target, self._post.accounts)
        whole = words_with_links(given)
        if links and platform:
            spans = self._post.workspace.platforms.get(platform).spans(whole)
            links = any(span.kind is SpanKind.LINK for span in spans)
        return whole if links else words(given)

    def _text_of(self, media_id: str) -> str:
        """Whose text the credit joins: the shown one's, the shared one where it only follows."""
        target, post = self._files.target, self._post
        own = post.documents.is_customised(target)
        return target if own or post.media.holder(media_id, target) != SHARED else SHARED

    def _stretch(self, target: str, media_id: str) -> tuple[int, int]:
        """From where to where the words go that are sent with a file."""
        post = self._post
        text = post.documents.text(target)
        if not post.threaded(target):
            return 0, len(text)
        owner = post.media.holder(media_id, self._files.target)
        choice = next(one for one in post.media.choices(owner) if one.media_id == media_id)
        return ranges(text)[post.media.place(choice, target)]


def _permitted(room: Room, number: int) -> Verdict:
    return choose(
        room.kinds,
        (MediaKind.IMAGE,) * number,
        max_images=room.max_images,
        max_videos=room.max_videos,
        mixed=room.mixed,
    )


def _insert(document: QTextDocument, put: Insertion) -> None:
    cursor = QTextCursor(document)
    cursor.setPosition(Positions(text_of(document)).utf16(put.index))
    cursor.insertText(put.text)


def _take_out(document: QTextDocument, put: Insertion) -> None:
    """Take the line out again, wherever it stands by now; what was typed since stays."""
    text = text_of(document)
    place = text.find(put.text, put.index)
    place = text.rfind(put.text) if place < 0 else place
    if place < 0:
        return
    positions = Positions(text)
    cursor = QTextCursor(document)
    cursor.setPosition(positions.utf16(place))
    cursor.setPosition(positions.utf16(place + len(put.text)), QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
