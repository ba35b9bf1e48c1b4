"""Step 1: the name, the colour and the picture of the brand, or another way to begin."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from brandcraft_desktop.domain.brand import BRAND_COLOURS, MAX_BRAND_NAME, MAX_BRANDS
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.services import avatars, brands, first_run
from brandcraft_desktop.services.first_run import FoundExport
from brandcraft_desktop.ui.brand.colour_row import ColourRow
from brandcraft_desktop.ui.brand.picture_row import PictureRow
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.first_run.bringing import Bringing
from brandcraft_desktop.ui.first_run.keeping import Work
from brandcraft_desktop.ui.first_run.page import Fields, IntroductionPage, field_label
from brandcraft_desktop.ui.first_run.reading import Found, nearby
from brandcraft_desktop.ui.widgets import Button, Card, FlowLayout, NoticeBar, WrappedLabel

FIELD = 380
FILES = "Exports (*.zip)"


class BrandPage(IntroductionPage):
    """`demo_wanted` asks for the practice accounts."""

    demo_wanted = Signal()

    def __init__(self, context: Context, *, demo: bool) -> None:
        super().__init__(
            context,
            "What do you post as?",
            f"A brand is a name with its own accounts and times. You can add up to {MAX_BRANDS}.",
        )
        self.name = QLineEdit()
        self.name.setMaxLength(MAX_BRAND_NAME)
        self.name.setMaximumWidth(FIELD)
        self.name.setPlaceholderText("Your name, your shop, your studio")
        self.name.textEdited.connect(lambda _: self.touch("name"))
        self.name.textChanged.connect(self._show_face)
        self.picture = PictureRow(context.tasks, "", BRAND_COLOURS[0], None)
        self.picture.taken.connect(lambda: self.touch("picture"))
        self.picture.taken_away.connect(lambda: self.touch("picture"))
        self.picture.refused.connect(self.show_problem)
        self.colours = ColourRow(BRAND_COLOURS[0])
        self.colours.chosen.connect(lambda _: self.touch("colour"))
        self.colours.chosen.connect(self._show_face)
        row = QHBoxLayout()
        row.addWidget(self.name, 10)
        row.addStretch(1)
        self.body.addWidget(field_label("Name", self.name))
        self.body.addLayout(row)
        self.body.addWidget(field_label("Colour", self.colours))
        self.body.addWidget(self.colours)
        self.picture.choose.setAccessibleName("Choose a picture")
        self.body.addWidget(field_label("Picture", self.picture.choose))
        self.body.addWidget(self.picture)
        self.body.addSpacing(6)
        self.notice = NoticeBar(below=True, parent=self)
        self.body.addWidget(self.notice)
        self.bringing = Bringing(context, self)
        self.bringing.told.connect(self._tell)
        self.bringing.came.connect(self._came)
        self._found_export: FoundExport | None = None
        self.body.addWidget(self._other_ways(demo))
        self.body.addStretch(1)
        self._show_face()
        context.tasks.read(
            lambda: nearby(context.workspace), self._offer, failed=lambda _: None, owner=self
        )

    def _other_ways(self, demo: bool) -> Card:
        card = Card()
        card.body.setSpacing(6)
        card.body.addWidget(WrappedLabel("Or begin another way", role="subtitle"))
        self.nearby = Button("", icon_name="download")
        self.nearby.hide()
        self.nearby.clicked.connect(self._bring_nearby)
        self.bring = Button("Import an export…", icon_name="download")
        self.bring.clicked.connect(self._ask_which)
        self.demo = Button("Try it with practice accounts (demo)", icon_name="play")
        self.demo.setVisible(demo)
        self.demo.clicked.connect(self.demo_wanted)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.nearby, self.bring, self.demo):
            flow.addWidget(button)
        card.body.addWidget(buttons)
        return card

    def fill(self, found: Found) -> None:
        """See `IntroductionPage`."""
        self.name.setText(found.brand.name if found.brand else "")
        self.colours.set_colour(found.brand.colour if found.brand else BRAND_COLOURS[0])
        self.picture.show_picture(QPixmap(found.picture) if found.picture else None)
        self._show_face()

    def fields(self) -> Fields:
        """See `IntroductionPage`: a new brand's colour comes with its name."""
        colour = self._keep_colour if self.found.brand is not None else self._keep_name
        return {"name": self._keep_name, "colour": colour, "picture": self._keep_picture}

    def proposed(self) -> Collection[str]:
        """See `IntroductionPage`: who goes on without a brand is asked for its name."""
        return ("name",) if self.found.brand is None else ()

    def _keep_name(self) -> Work:
        name = self.name.text()
        if not name.strip():
            self.name.setFocus()
            raise BadInput("A brand needs a name, or skip this for now.", field="name")
        workspace, there, colour = self.context.workspace, self.found.brand, self.colours.colour
        if there is not None:
            return lambda _: brands.rename(workspace, there.id, name)
        return lambda brand_id: first_run.keep_brand(workspace, brand_id, name, colour)

    def _keep_colour(self) -> Work:
        workspace, colour = self.context.workspace, self.colours.colour

        def work(brand_id: str | None) -> None:
            if brand_id is not None:
                brands.recolour(workspace, brand_id, colour)

        return work

    def _keep_picture(self) -> Work:
        workspace, path = self.context.workspace, self.picture.path

        def work(brand_id: str | None) -> None:
            if path is not None:
                first_run.keep_picture(workspace, brand_id, avatars.content(path))
            elif brand_id is not None:
                first_run.keep_picture(workspace, brand_id, None)

        return work

    def say_demo(self, opens: bool) -> None:
        """Whether the practice accounts come."""
        if opens:
            words = "The demo opens in a window of its own in a few seconds. This one waits here."
            self.notice.show_notice("info", words)
        else:
            words = "The demo could not be started. You can start it with: brandcraft demo"
            self.notice.show_notice("error", words)

    def _show_face(self, *_: object) -> None:
        self.picture.show_brand(self.name.text(), self.colours.colour)

    # An export that is brought in

    def _offer(self, found: FoundExport | None) -> None:
        self._found_export = found
        if found is None or self.found.brands:
            return
        posts = "1 post" if found.posts == 1 else f"{found.posts} posts"
        self.nearby.setText(f"Import {posts} from {found.file.name}")
        self.nearby.setToolTip(str(found.file))
        self.nearby.show()

    def _bring_nearby(self) -> None:
        if self._found_export is not None:
            self.bringing.bring(self._found_export.file)

    def _ask_which(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Import an export", "", FILES)
        if name:
            self.bringing.bring_named(name)

    def _tell(self, kind: str, words: str, verb: str, act: object) -> None:
        self.notice.clear_actions()
        if verb and callable(act):
            done: Callable[[], None] = act
            self.notice.add_action(verb, done)
        self.notice.show_notice(kind, words)

    def _came(self) -> None:
        self.nearby.hide()
        self.settle(answered=False)
        self.reread.emit()
