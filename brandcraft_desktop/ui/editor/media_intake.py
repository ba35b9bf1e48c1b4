"""Files on their way onto a post: looked at, judged as a whole, then copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.domain.media_choice import Offer, Verdict, choose
from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind
from brandcraft_desktop.domain.media_types import PICTURE_ENDINGS, VIDEO_ENDINGS, name_filter
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import media, media_import
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor.post_media import Room
from brandcraft_desktop.ui.widgets import Button, WrappedLabel

FILTER = f"Images and videos ({name_filter(*PICTURE_ENDINGS, *VIDEO_ENDINGS)});;All files (*)"


class ChoiceDialog(QDialog):
    """Why the files can't join as they are, and the ways out."""

    offered = Signal(object)  # Offer

    def __init__(self, verdict: Verdict, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Add image or video")
        self.setModal(True)
        self.setMinimumWidth(420)
        words = WrappedLabel(verdict.message, role="heading", parent=self)
        note = WrappedLabel("Text and date stay as they are.", role="secondary", parent=self)
        self.setAccessibleName(verdict.message)
        self.buttons: list[Button] = []
        row = QHBoxLayout()
        row.addStretch(1)
        dismiss = Button(verdict.dismiss, parent=self)
        dismiss.clicked.connect(self.reject)
        row.addWidget(dismiss)
        for number, offer in enumerate(verdict.offers):
            button = Button(offer.label, kind="" if number else "primary", parent=self)
            button.clicked.connect(lambda _=False, one=offer: self._take(one))
            self.buttons.append(button)
            row.addWidget(button)
        self.buttons.append(dismiss)
        self.buttons[0].setDefault(True)
        self.buttons[0].setFocus()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        column.addWidget(words)
        column.addWidget(note)
        column.addSpacing(16)
        column.addLayout(row)

    def _take(self, offer: Offer) -> None:
        self.accept()
        self.offered.emit(offer)


class MediaIntake(QObject):
    """`arrived(views, room, replace)` hands over what joins; a refusal changes nothing.

    `room` tells where files would join at this moment: where they were dropped they will be,
    whatever is shown once they are copied.
    """

    arrived = Signal(object, object, bool)  # tuple[MediaView, ...], Room
    refused = Signal(object)  # BrandcraftError
    prepared = Signal(object)  # MediaView

    def __init__(
        self,
        context: Context,
        room: Callable[[], Room],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._context = context
        self._room = room
        self._window = window
        self._round = 0

    def begin(self) -> None:
        """Another post: what is still on its way belonged to the one before."""
        self._round += 1

    def pick(self) -> None:
        """Let the person choose files."""
        dialog = QFileDialog(self._window, "Add image or video", "", FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAccessibleName("Add image or video")
        dialog.filesSelected.connect(lambda names: self.add_files([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def joining(self) -> Callable[[tuple[MediaView, ...], bool], bool]:
        """How files join that are fetched elsewhere: where they would now, on the post of now.

        It takes them and whether they replace what is there; False where the post is another one.
        """
        mine, room = self._round, self._room()

        def join(views: tuple[MediaView, ...], replacing: bool) -> bool:
            self._arrive(mine, room, views, replacing)
            return mine == self._round

        return join

    def add_files(self, paths: Sequence[Path]) -> None:
        """Look at the files on a thread, then judge them together."""
        chosen = tuple(paths)
        if not chosen:
            return
        mine, room = self._round, self._room()
        self._context.tasks.read(
            lambda: media.check(chosen),
            lambda facts: self._judge(mine, room, chosen, facts),
            failed=self.refused.emit,
            owner=self,
        )

    def add_known(self, ids: Sequence[str]) -> None:
        """Files of the library, judged like those from outside; nothing is copied."""
        mine, room, workspace = self._round, self._room(), self._context.workspace
        chosen = tuple(one for one in ids if one not in room.beside)

        def judge(views: tuple[MediaView, ...]) -> None:
            verdict = _verdict(room, tuple(view.kind for view in views))
            if verdict.accepted:
                self._arrive(mine, room, views, replace=False)
                return
            self._ask(
                verdict,
                lambda offer: self._arrive(
                    mine, room, tuple(views[place] for place in offer.positions), offer.replace
                ),
            )

        if chosen:
            self._context.tasks.read(
                lambda: media.some(workspace, chosen), judge, failed=self._refuse, owner=self
            )

    def add_picture(self, data: bytes) -> None:
        """A pasted picture."""
        mine, room = self._round, self._room()
        verdict = _verdict(room, (MediaKind.IMAGE,))
        if verdict.accepted:
            self._add_bytes(mine, room, data, replace=False)
        else:
            self._ask(
                verdict, lambda offer: self._add_bytes(mine, room, data, replace=offer.replace)
            )

    def add_address(self, address: str) -> None:
        """A picture dragged out of a browser: fetched first, then judged like a pasted one."""
        mine, room, workspace = self._round, self._room(), self._context.workspace
        verdict = _verdict(room, (MediaKind.IMAGE,))

        def fetch(*, replace: bool) -> None:
            self._context.tasks.call(
                lambda: media_import.add_from_address(workspace, address),
                lambda view: self._arrive(mine, room, (view,), replace),
                failed=self._refuse,
                owner=self,
            )

        if verdict.accepted:
            fetch(replace=False)
        else:
            self._ask(verdict, lambda offer: fetch(replace=offer.replace))

    def _judge(
        self, mine: int, room: Room, paths: tuple[Path, ...], facts: tuple[MediaFacts, ...]
    ) -> None:
        if mine != self._round:
            return
        verdict = _verdict(room, tuple(one.kind for one in facts))
        if verdict.accepted:
            self._add(mine, room, paths, replace=False)
            return
        self._ask(
            verdict,
            lambda offer: self._add(
                mine, room, tuple(paths[place] for place in offer.positions), replace=offer.replace
            ),
        )

    def _ask(self, verdict: Verdict, take: Callable[[Offer], None]) -> None:
        dialog = ChoiceDialog(verdict, self._window)
        dialog.offered.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _add(self, mine: int, room: Room, paths: tuple[Path, ...], *, replace: bool) -> None:
        workspace = self._context.workspace
        self._context.tasks.change(
            lambda: media.add(workspace, paths),
            lambda views: self._arrive(mine, room, views, replace),
            failed=self._refuse,
            owner=self,
        )

    def _add_bytes(self, mine: int, room: Room, data: bytes, *, replace: bool) -> None:
        workspace = self._context.workspace
        self._context.tasks.change(
            lambda: media.add_bytes(workspace, data),
            lambda view: self._arrive(mine, room, (view,), replace),
            failed=self._refuse,
            owner=self,
        )

    def _arrive(self, mine: int, room: Room, views: tuple[MediaView, ...], replace: bool) -> None:
        if mine != self._round:
            return
        self.arrived.emit(views, room, replace)
        workspace = self._context.workspace
        for view in views:
            self._context.tasks.read(
                lambda one=view.id: media.process(workspace, one),  # type: ignore[misc]
                self.prepared.emit,
                failed=self._refuse,
                owner=self,
            )

    def _refuse(self, error: BrandcraftError) -> None:
        self.refused.emit(error)


def _verdict(room: Room, new: tuple[MediaKind, ...]) -> Verdict:
    return choose(
        room.kinds,
        new,
        max_images=room.max_images,
        max_videos=room.max_videos,
        mixed=room.mixed,
    )
