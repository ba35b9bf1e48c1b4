"""The delivery page (screens S8): live rows, retry one, retry all, answers on unconfirmed ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from brandcraft_desktop.domain.events import DeliveryChanged, DeliveryProgress, PostChanged
from brandcraft_desktop.domain.text.split import in_one_line
from brandcraft_desktop.domain.views import DeliveryView, PostView
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import (
    deliveries,
    delivery_history,
    delivery_report,
    follow_ups,
    posts,
)
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.delivery.doing import Doing
from brandcraft_desktop.ui.delivery.faces import Faces
from brandcraft_desktop.ui.delivery.post_files import PostFiles
from brandcraft_desktop.ui.delivery.reading import Again, DeliveryPicture, read_delivery
from brandcraft_desktop.ui.delivery.row import DeliveryRow
from brandcraft_desktop.ui.delivery.words import (
    Act,
    again_words,
    common_cure,
    countdown,
    retryable,
    summary,
)
from brandcraft_desktop.ui.widgets import (
    Button,
    Card,
    ElidedLabel,
    IconButton,
    NoticeBar,
    PageState,
    Pill,
    WrappedLabel,
)

SECOND_MS = 1_000


class DeliveryPage(QWidget):
    """One post's deliveries. Re-reads when the post changed; bytes come as events."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._context = context
        self._post: PostView | None = None
        self._offline = False
        self._rows: dict[str, DeliveryRow] = {}
        self._progress: dict[str, DeliveryProgress] = {}  # of every delivery under way
        self._doing = Doing(context, self)
        self._doing.refused.connect(self._refused)
        self.back = IconButton("chevron-left", "Back", shortcut="Alt+Left")
        self.back.clicked.connect(context.navigator.go_back)
        self.title = ElidedLabel("", role="title")
        self.pill = Pill("draft")
        self.duplicate = Button("Duplicate")
        self.duplicate.clicked.connect(self._duplicate)
        self.text = WrappedLabel("", role="secondary")
        self.card = Card("Delivery")
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.card.body.addLayout(self._list)
        self.summary = WrappedLabel("", role="muted")
        self.again = NoticeBar("info", closable=False)
        self.report = Button("Save report…")
        self.report.setToolTip("A file to attach to a report. It holds no passwords.")
        self.report.clicked.connect(self._ask_report)
        self.copy = Button("Copy details")
        self.copy.clicked.connect(self._copy_details)
        self.retry_all = Button("Retry failed")
        self.retry_all.clicked.connect(self._retry_failed)
        self.files = PostFiles(context)
        self._faces = Faces(context, self)
        self._faces.arrived.connect(self._show_faces)
        self._state = PageState(self._build())
        self._state.show_empty("paper-plane", "Nothing is being posted")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._state)
        self._second = QTimer(self)
        self._second.setInterval(SECOND_MS)
        self._second.timeout.connect(self._tick)
        context.bridge.changed.connect(self._hear)

    def _build(self) -> QWidget:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.back)
        head.addWidget(self.title)
        head.addWidget(self.pill)
        head.addStretch(1)
        head.addWidget(self.duplicate)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.report)
        foot.addWidget(self.copy)
        foot.addWidget(self.retry_all)
        inner = QWidget()
        inner.setObjectName("scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        words = QHBoxLayout()
        words.setSpacing(12)
        words.addWidget(self.files)
        words.addWidget(self.text, 1)
        column.addLayout(words)
        column.addWidget(self.again)
        column.addWidget(self.card)
        column.addLayout(foot)
        column.addStretch(1)
        area = QScrollArea()
        area.setAccessibleName("Deliveries")
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def open(self, post_id: str) -> None:
        """Show a post."""
        if self._post is None or self._post.id != post_id:
            self._post = None
            self._clear()
            self._state.show_loading()
        self._read(post_id)

    def refresh(self) -> None:
        """F5."""
        if self._post is not None:
            self._read(self._post.id)

    def _read(self, post_id: str) -> None:
        workspace = self._context.workspace
        self._context.tasks.read(
            lambda: read_delivery(workspace, post_id),
            self._show,
            failed=self._missing,
            owner=self,
        )

    def _missing(self, error: BrandcraftError) -> None:
        self._state.show_error(
            error.title,
            explanation=error.cause,
            button="Back",
            done=self._context.navigator.go_back,
        )

    def _clear(self) -> None:
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._rows.clear()

    def _show(self, picture: DeliveryPicture) -> None:
        post = self._post = picture.post
        now = self._context.workspace.clock.now()
        self._state.show_content()
        words = in_one_line(post.content.text)
        short = words[:60] + ("…" if len(words) > 60 else "")
        self.title.setText(post.content.title or short or "Untitled post")
        self.pill.set_state(post.shown.value)
        self.text.setText(words[:280] + ("…" if len(words) > 280 else ""))
        self.text.setVisible(bool(words) and (bool(post.content.title) or len(words) > 60))
        self.files.show_files(post.media)
        alone = len(post.deliveries) == 1
        if {one.id for one in post.deliveries} != set(self._rows):
            self._clear()
        for view in self._ordered(post):
            self._row(view).show_view(
                view,
                now,
                alone=alone,
                picture=self._faces.get(view.avatar_sha256),
                attempts=picture.attempts.get(view.id, ()),
                progress=self._progress.get(view.id),
            )
        self._offer_again(picture.again)
        self._faces.want(view.avatar_sha256 for view in post.deliveries)
        self.summary.setText(summary(post))
        count = retryable(post)
        self.retry_all.setText(f"Retry failed ({count})")
        self.retry_all.set_kind("primary" if common_cure(post.deliveries) is Act.RETRY else "")
        self.retry_all.setVisible(count > 0)
        self.retry_all.setEnabled(True)
        waiting = any(countdown(one, now) for one in post.deliveries)
        if waiting and not self._second.isActive():
            self._second.start()
        elif not waiting:
            self._second.stop()

    def _show_faces(self) -> None:
        """Pictures of the accounts have been read."""
        if self._post is not None:
            for view in self._post.deliveries:
                self._rows[view.id].show_picture(self._faces.get(view.avatar_sha256))

    def _ordered(self, post: PostView) -> list[DeliveryView]:
        platforms = self._context.workspace.platforms
        return sorted(
            post.deliveries,
            key=lambda one: (platforms.get(one.platform).info.order, one.account_id),
        )

    def _row(self, view: DeliveryView) -> DeliveryRow:
        if view.id not in self._rows:
            info = self._context.workspace.platforms.get(view.platform).info
            row = DeliveryRow(info.name, info.glyph, info.colour)
            row.set_offline(self._offline, self._context.workspace.clock.now())
            row.chosen.connect(self._choose)
            row.follow_up_chosen.connect(self._try_follow_up)
            self._rows[view.id] = row
            self._list.addWidget(row)
        return self._rows[view.id]

    def row(self, delivery_id: str) -> DeliveryRow:
        """The line of a delivery."""
        return self._rows[delivery_id]

    def offline_changed(self, offline: bool) -> None:
        """The internet is gone, or back: what is due says so."""
        self._offline = offline
        now = self._context.workspace.clock.now()
        for row in self._rows.values():
            row.set_offline(offline, now)

    def _offer_again(self, again: Again | None) -> None:
        """After a new sign-in: all that failed there, not only this post."""
        if again is None:
            self.again.hide()
            return
        name = self._context.workspace.platforms.get(again.platform).info.name
        self.again.clear_actions()
        self.again.show_notice(
            "info", f"{again.count} posts failed on {name}, and its account is connected now."
        )
        self.again.add_action(
            again_words(again.count, name), lambda: self._retry_account(again.account_id)
        )

    def _retry_account(self, account_id: str) -> None:
        workspace = self._context.workspace
        self.again.hide()
        self._context.tasks.call(  # there may be many: what is typed is saved beside it
            lambda: deliveries.retry_failed_of(workspace, account_id),
            lambda count: self._context.navigator.toast(
                "1 post is on its way" if count == 1 else f"{count} posts are on their way"
            ),
            failed=self._refused,
            owner=self,
        )

    def _tick(self) -> None:
        now = self._context.workspace.clock.now()
        for row in self._rows.values():
            row.refresh_words(now)

    def _hear(self, batch: object) -> None:
        if not isinstance(batch, Batch):
            return
        mine = self._post.id if self._post is not None else ""
        again = False
        for event in batch.events:
            if isinstance(event, DeliveryProgress):
                # Bytes may be told before their row says "publishing", or before it is looked at.
                self._progress[event.delivery_id] = event
                if event.delivery_id in self._rows:
                    self._rows[event.delivery_id].show_progress(event)
                continue
            if isinstance(event, DeliveryChanged):
                self._progress.pop(event.delivery_id, None)  # another phase begins
            if isinstance(event, DeliveryChanged | PostChanged) and event.post_id == mine:
                again = True
        if again:
            self._read(mine)

    # What the person does

    def _view(self, delivery_id: str) -> DeliveryView | None:
        if self._post is None:
            return None
        return next((one for one in self._post.deliveries if one.id == delivery_id), None)

    def _choose(self, delivery_id: str, act: str) -> None:
        view = self._view(delivery_id)
        if view is not None and self._post is not None:
            self._doing.act(Act(act), view, replace(self._post))

    def _try_follow_up(self, delivery_id: str, name: str) -> None:
        workspace = self._context.workspace
        self._change(lambda: follow_ups.retry(workspace, delivery_id, name))

    def _refused(self, error: object) -> None:
        for row in self._rows.values():
            row.enable()
        self.retry_all.setEnabled(True)
        if isinstance(error, BrandcraftError):
            self._context.navigator.show_error(error)
        self.refresh()  # what is offered may have changed meanwhile

    def _change(self, work: Callable[[], object]) -> None:
        self._context.tasks.change(work, failed=self._refused, owner=self)

    def _retry_failed(self) -> None:
        if self._post is not None:
            workspace, post_id = self._context.workspace, self._post.id
            self.retry_all.setEnabled(False)
            self._change(lambda: deliveries.retry_failed(workspace, post_id))

    def _duplicate(self) -> None:
        if self._post is None:
            return
        workspace, post_id = self._context.workspace, self._post.id
        self._context.tasks.change(
            lambda: posts.duplicate(workspace, post_id),
            lambda copy: self._context.navigator.open_editor(copy.id),
            failed=self._refused,
            owner=self,
        )

    def _ask_report(self) -> None:
        if self._post is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, "Save report", f"brandcraft-report-{self._post.id}.json", "Reports (*.json)"
        )
        if name:
            self.save_report(Path(name))

    def save_report(self, file: Path) -> None:
        """Write what is known of this post's deliveries, to be attached to a report."""
        if self._post is None:
            return
        workspace, post_id = self._context.workspace, self._post.id
        self._context.tasks.read(
            lambda: delivery_report.save(workspace, post_id, file),
            lambda _: self._context.navigator.toast(
                f"Report saved: {file.name}. It holds no passwords."
            ),
            failed=self._refused,
            owner=self,
        )

    def _copy_details(self) -> None:
        if self._post is None:
            return
        workspace = self._context.workspace
        ids = [one.id for one in self._post.deliveries]
        self._context.tasks.read(
            lambda: "\n\n".join(delivery_history.details(workspace, one) for one in ids),
            self._doing.copy_details,
            owner=self,
        )
