"""The default hashtags of the post's brand, at hand while writing: one click puts them in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.events import BrandChanged
from brandcraft_desktop.services import brands
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.widgets import Button

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_TAG = re.compile(r"#(\w+)")
_LONGEST = 18  # letters of the first tag on the button


class BrandTags(QObject):
    """The button is there while a tag of the brand is missing in the text that is shown.

    Nothing is put in by itself, and posts that are there keep their words.
    """

    def __init__(
        self, controller: EditorController, composer: QPlainTextEdit, button: Button
    ) -> None:
        super().__init__(composer)
        self._post, self._composer, self.button = controller, composer, button
        self._brand: Brand | None = None
        self._asked: str | None = None
        button.hide()
        button.clicked.connect(self.insert)
        controller.changed.connect(self._look)
        composer.textChanged.connect(self._show)
        controller.context.bridge.changed.connect(self._hear)

    def missing(self) -> tuple[str, ...]:
        """The brand's tags that are not in the text yet, whatever their capitals."""
        if self._brand is None:
            return ()
        there = {one.casefold() for one in _TAG.findall(self._composer.toPlainText())}
        return tuple(one for one in self._brand.hashtags if one.casefold() not in there)

    def insert(self) -> None:
        """Put what is missing behind the text; one undo step."""
        tags = self.missing()
        if not tags or self._composer.isReadOnly():
            return
        text = self._composer.toPlainText()
        glue = "" if not text or text[-1].isspace() else " " if _ends_in_tag(text) else "\n\n"
        cursor = self._composer.textCursor()
        cursor.beginEditBlock()  # or it would be one step with the typing before it
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(glue + " ".join(f"#{one}" for one in tags))
        cursor.endEditBlock()
        self._composer.setTextCursor(cursor)
        self._composer.ensureCursorVisible()
        self._composer.setFocus()

    def _hear(self, batch: object) -> None:
        if isinstance(batch, Batch) and batch.of(BrandChanged):
            self._read()

    def _look(self) -> None:
        if self._post.content.brand_id != self._asked:
            self._read()
        else:
            self._show()

    def _read(self) -> None:
        workspace, brand_id = self._post.workspace, self._post.content.brand_id
        self._asked = brand_id
        if brand_id is None:
            self._take(None)
            return
        self._post.context.tasks.read(lambda: _brand(workspace, brand_id), self._take, owner=self)

    def _take(self, brand: Brand | None) -> None:
        if brand is None or brand.id == self._post.content.brand_id:
            self._brand = brand
            self._show()

    def _show(self) -> None:
        tags = () if self._composer.isReadOnly() else self.missing()
        self.button.setVisible(bool(tags))
        if not tags or self._brand is None:
            return
        first = tags[0] if len(tags[0]) <= _LONGEST else f"{tags[0][: _LONGEST - 1]}…"
        more = f" +{len(tags) - 1}" if len(tags) > 1 else ""
        self.button.setText(f"#{first}{more}")
        words = " ".join(f"#{one}" for one in tags)
        name = f"Add the hashtags of {self._brand.name}: {words}"
        self.button.setAccessibleName(name)
        self.button.setToolTip(name)


def _brand(workspace: Workspace, brand_id: str) -> Brand | None:
    """A brand; None where it is gone."""
    return next((one for one in brands.list_brands(workspace) if one.id == brand_id), None)


def _ends_in_tag(text: str) -> bool:
    """Whether the last word is a hashtag: more of them go on in its line."""
    return text.rsplit(maxsplit=1)[-1].startswith("#")
