"""The person's own bucket, from which platforms fetch files: fields, test, forgetting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.domain.health import Check
from brandcraft_desktop.domain.media_store import BucketSettings
from brandcraft_desktop.errors import BadInput, BrandcraftError
from brandcraft_desktop.services import bucket, bucket_report, copy_cleaning
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.bucket_fields import BucketFields
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.widgets import (
    Button,
    ConfirmDialog,
    Mark,
    WrappedLabel,
    announce,
)

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

WHAT_FOR = (
    "{who} not take every file: some they fetch from an address on the internet. Brandcraft puts "
    "such a file into your own storage (Amazon S3, Cloudflare R2, Backblaze B2, MinIO and others) "
    "right before it is needed, and deletes it when the post is out. Nothing else is ever stored "
    "there, and no other platform needs it."
)
FORGET = (
    "The settings and the secret key are forgotten. Files of posts that are not out yet are "
    "deleted from the bucket, and those posts can't go out until a storage is set up again."
)


@dataclass(frozen=True)
class Kept:
    """What is kept, for one trip off the main thread."""

    settings: BucketSettings | None
    secret: bool


class MediaStorage(Section):
    """Saved together, since one field alone makes no sense; tested as it stands there."""

    def __init__(self, context: Context) -> None:
        super().__init__("Media storage")
        self._context = context
        self._edited = False
        self.dialog: ConfirmDialog | None = None
        self.body.addWidget(WrappedLabel(WHAT_FOR.format(who=_who(context)), role="muted"))
        self.fields = BucketFields(self, self._edit)
        self.problem = WrappedLabel("", role="error")
        self.problem.hide()
        self.save = Button("Save", kind="primary")
        self.save.clicked.connect(self._save)
        self.test = Button("Test", icon_name="shield-halved")
        self.test.clicked.connect(self._test)
        self.forget = Button("Forget…", kind="danger")
        self.forget.clicked.connect(self._ask)
        self.forget.setVisible(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.test)
        buttons.addStretch(1)
        buttons.addWidget(self.forget)
        self.report = QWidget()
        self.report.setAccessibleName("What the test found")
        self._lines = QVBoxLayout(self.report)
        self._lines.setContentsMargins(0, 4, 0, 0)
        self._lines.setSpacing(6)
        self.report.hide()
        self.body.addWidget(self.problem)
        self.body.addLayout(buttons)
        self.body.addWidget(self.report)

    def read(self) -> None:
        """Ask what is kept; what a person is typing is left alone."""
        workspace = self._context.workspace
        self._context.tasks.read(lambda: _kept(workspace), self._show, owner=self)

    def _show(self, kept: Kept) -> None:
        self.forget.setVisible(kept.settings is not None)
        if not self._edited:
            self.fields.show(kept.settings, secret=kept.secret)

    def _edit(self) -> None:
        self._edited = True
        self.problem.hide()

    def _wait(self, *, busy: bool) -> None:
        for button in (self.save, self.test, self.forget):
            button.setEnabled(not busy)
        self.fields.set_enabled(not busy)

    def _save(self) -> None:
        workspace = self._context.workspace
        given, secret = self.fields.typed()
        self._wait(busy=True)

        def done(_: object) -> None:
            self._wait(busy=False)
            self._edited = False
            self.fields.forget_secret()
            self.problem.hide()
            self._context.navigator.toast("Media storage saved")
            self.read()

        self._context.tasks.call(
            lambda: bucket.save(workspace, given, secret), done, failed=self._failed, owner=self
        )

    def _test(self) -> None:
        workspace = self._context.workspace
        given, secret = self.fields.typed()
        self._wait(busy=True)
        self.problem.hide()
        self.test.setText("Testing…")

        def done(found: tuple[Check, ...]) -> None:
            self._wait(busy=False)
            self.test.setText("Test")
            self._report(found)

        self._context.tasks.call(
            lambda: bucket_report.examine(workspace, given, secret),
            done,
            failed=self._failed,
            owner=self,
        )

    def _failed(self, error: BrandcraftError) -> None:
        self._wait(busy=False)
        self.test.setText("Test")
        self.report.hide()
        if not isinstance(error, BadInput):
            self._context.navigator.show_error(error)
            return
        self.problem.setText(error.message)
        self.problem.show()
        announce(self.problem, error.message)
        field = self.fields.of(error.field)
        if field is not None:
            field.setFocus()

    def _report(self, found: tuple[Check, ...]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for one in found:
            self._lines.addWidget(_line(one))
        bad = sum(not one.ok for one in found)
        words = "Everything works." if not bad else bucket_report.verdict(found)
        self._lines.addWidget(WrappedLabel(words, role="error" if bad else "success"))
        self.report.show()
        announce(self.report, words)

    def _ask(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = ConfirmDialog(
            self,
            "Forget the media storage?",
            FORGET,
            confirm="Delete files and forget",
            third="Only forget",
            danger=True,
        )
        self.dialog.accepted.connect(lambda: self._forget(delete=True))
        self.dialog.third_chosen.connect(lambda: self._forget(delete=False))
        self.dialog.open()

    def _forget(self, *, delete: bool) -> None:
        workspace = self._context.workspace
        self._wait(busy=True)

        def act() -> None:
            if delete:
                copy_cleaning.clean_all(workspace)
            bucket.forget(workspace)

        def done(_: object) -> None:
            self._wait(busy=False)
            self._edited = False
            self.report.hide()
            self._context.navigator.toast("Media storage forgotten")
            self.read()

        def failed(error: BrandcraftError) -> None:
            way = "“Only forget” leaves the files there." if delete else ""
            self._failed(BadInput(error.title, error.cause, f"{error.action} {way}".strip()))

        self._context.tasks.call(act, done, failed=failed, owner=self)


def _kept(workspace: Workspace) -> Kept:
    return Kept(bucket.current(workspace), bucket.has_secret(workspace))


def _who(context: Context) -> str:
    """The platforms that fetch, by name: "A, B and C do"."""
    infos = [planner.info for planner in context.workspace.platforms.all()]
    names = [info.name for info in infos if info.pulls is not None]
    if not names:
        return "Some platforms do"
    last = names.pop()
    return f"{', '.join(names)} and {last} do" if names else f"{last} does"


def _line(one: Check) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    look = ("status-published", "published") if one.ok else ("status-failed", "failed")
    row.addWidget(Mark(*look))
    title = bucket_report.TITLES[one.name]
    words = " ".join(part for part in (one.message, one.action) if part)
    row.addWidget(WrappedLabel(f"{title}: {words}", role="secondary" if one.ok else ""), 1)
    return line
