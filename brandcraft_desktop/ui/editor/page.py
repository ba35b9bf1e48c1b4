"""The editor page: wires the widgets to the post that is being written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHideEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brandcraft_desktop.domain.events import AccountChanged, MediaChanged, PostChanged
from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import accounts, posts
from brandcraft_desktop.services.past_tags import past_tags
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor import opening
from brandcraft_desktop.ui.editor.brand_tags import BrandTags
from brandcraft_desktop.ui.editor.conflicts import Conflicts
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.elsewhere import Elsewhere
from brandcraft_desktop.ui.editor.emoji_tool import EmojiTool
from brandcraft_desktop.ui.editor.file_tools import FileTools
from brandcraft_desktop.ui.editor.finishing import Finishing
from brandcraft_desktop.ui.editor.history import History
from brandcraft_desktop.ui.editor.incoming import address_in, files_in, holds_media, picture_in
from brandcraft_desktop.ui.editor.judge import Rules
from brandcraft_desktop.ui.editor.kept_words import KeptWords
from brandcraft_desktop.ui.editor.look_alike_watch import LookAlikeWatch
from brandcraft_desktop.ui.editor.mending import Mender
from brandcraft_desktop.ui.editor.opening import Opened
from brandcraft_desktop.ui.editor.option_help import OptionHelp
from brandcraft_desktop.ui.editor.page_keys import editor_keys
from brandcraft_desktop.ui.editor.photo_tools import PhotoTools
from brandcraft_desktop.ui.editor.presenter import Presenter
from brandcraft_desktop.ui.editor.reel_tool import ReelTool
from brandcraft_desktop.ui.editor.results import why_failed
from brandcraft_desktop.ui.editor.shared_changed import SharedChanged
from brandcraft_desktop.ui.editor.shortcuts import add_actions
from brandcraft_desktop.ui.editor.spell_menu import check_spelling
from brandcraft_desktop.ui.editor.tag_completion import TagCompletion
from brandcraft_desktop.ui.editor.text_tools import TextTools
from brandcraft_desktop.ui.editor.thread_tools import ThreadTools
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.editor.timing import Timing
from brandcraft_desktop.ui.editor.view import EditorView
from brandcraft_desktop.ui.editor.wayfinding import Wayfinder
from brandcraft_desktop.ui.editor.when import When
from brandcraft_desktop.ui.media_mime import carried_ids
from brandcraft_desktop.ui.window_state import WindowState

PREVIEW_MS = 50


class EditorPage(QWidget):
    """One post at a time; opening another one keeps the one before."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._context = context
        self._workspace = context.workspace
        publishers = context.workspace.platforms.all()
        self._infos = {one.info.id: one.info for one in publishers}
        rules: dict[str, Rules] = {one.info.id: one for one in publishers}
        self.thumbnails = Thumbnails(context, self)
        self.view = EditorView(
            self._infos, rules, self.thumbnails, context.workspace.clock.now, self
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.controller = EditorController(context, self)
        self.finishing = Finishing(self.controller, self)
        self.presenter = Presenter(self.controller, self.view, self._infos, rules)
        self.tools = TextTools(self.controller, self.presenter, self.view, self._infos)
        self.threads = ThreadTools(self.controller, self.view, self._infos)
        self.files = FileTools(
            self.controller, self.view, self._infos, self.thumbnails, self.threads.cursor_index
        )
        self.intake = self.files.intake
        self.photos = PhotoTools(self.files, self)
        self.shared_changed = SharedChanged(self.controller, self.view, self._infos)
        self.conflicts = Conflicts(self.controller, self.finishing, self.view.banner)
        self.conflicts.reload_wanted.connect(self.open_post)
        mender = Mender(self.controller)
        self.wayfinder = Wayfinder(
            self.view,
            self.controller,
            mender,
            self.files.describe,
            self.files.edit,
            self.tools.open_tab,
        )
        self.timing = Timing(self.controller, self.view.bar)
        self.history = History(
            self.controller, self, self._infos, self.reload, self.conflicts.refuse
        )
        self.view.history.clicked.connect(self.history.open)
        remembered = WindowState(context.workspace.home.root)
        self.elsewhere = Elsewhere(
            self.controller, self._infos, self.view.preview.elsewhere, remembered
        )
        self.presenter.elsewhere = self.elsewhere.plans
        self.elsewhere.changed.connect(self.presenter.show_preview)
        self.tags = TagCompletion(self.view.composer)
        self.emoji = EmojiTool(self.view.composer, self.view.emoji, remembered)
        self.view.emoji.clicked.connect(self.emoji.open)
        self.spelling = check_spelling(self.controller, self.view, self._infos)
        self.kept_words = KeptWords(
            self.controller,
            self.view.composer,
            self.view.snippets,
            self.view.templates,
            self.conflicts.refuse,
        )
        self.brand_tags = BrandTags(self.controller, self.view.composer, self.view.brand_tags)
        self.reel = ReelTool(self.controller, self.view)
        self.option_help = OptionHelp(self.controller, self.view.options, self.thumbnails, self)
        LookAlikeWatch(self.controller, self.presenter.show_judgement, self)
        self._round = 0
        self._usual: tuple[str, ...] = ()
        self._preview = QTimer(self)
        self._preview.setSingleShot(True)
        self._preview.setInterval(PREVIEW_MS)
        self._preview.timeout.connect(self.presenter.show_preview)
        self._wire()
        self._wire_post()
        add_actions(self, editor_keys(self))
        self.presenter.show_whole()
        self.presenter.lock(opening_one=True)
        # The first emoji should not wait for the rules to load.
        context.tasks.read(graphemes.prepare, lambda _: None, owner=self)

    def _wire(self) -> None:
        view, post = self.view, self.controller
        view.title.textEdited.connect(post.set_title)
        view.title.editingFinished.connect(post.autosave.save_now)
        view.notes.textChanged.connect(lambda: post.set_notes(view.notes.toPlainText()))
        view.accounts.chosen.connect(post.set_accounts)
        view.accounts.connect_wanted.connect(
            lambda: self._context.navigator.open_accounts(connect=True)
        )
        view.accounts.reconnect_wanted.connect(
            lambda one: self._context.navigator.open_accounts(account_id=one)
        )
        view.tabs.chosen.connect(lambda _: self.presenter.show_target())
        view.composer.files_offered.connect(self.intake.add_files)
        view.composer.picture_offered.connect(self.intake.add_picture)
        view.composer.left.connect(post.autosave.save_now)
        view.options.changed.connect(post.set_options)
        view.bar.time.changed.connect(self._set_when)
        view.bar.draft_wanted.connect(self.finishing.keep_draft)
        view.bar.now_wanted.connect(self.finishing.ask_post_now)
        view.bar.schedule_wanted.connect(self.finish)
        view.bar.queue_wanted.connect(self.finishing.enqueue)
        view.preview.platform_chosen.connect(view.tabs.set_current)
        view.checks.go.connect(self.wayfinder.go)
        view.checks.fix.connect(self.wayfinder.fix)

    def _wire_post(self) -> None:
        post = self.controller
        post.changed.connect(self._changed)
        post.autosave.state_changed.connect(self.view.saved.show_state)
        post.autosave.saved.connect(lambda _: self.presenter.show_buttons())
        self.finishing.refused.connect(self.conflicts.refuse)
        self.intake.refused.connect(self.conflicts.refuse)
        self._context.bridge.changed.connect(self._hear)

    # Opening and leaving

    def open_new(self, at: datetime | None = None) -> None:
        """An empty post; `at` (UTC) proposes its time."""
        mine = self._open()
        self.controller.begin(at)
        self.presenter.show_whole()
        workspace, brand_id, usual = self._workspace, self._context.navigator.brand_id, self._usual
        self._context.tasks.change(
            lambda: opening.new(workspace, brand_id, at, usual),
            lambda opened: self._new_arrived(mine, opened),
            failed=lambda error: self._not_opened(mine, error, lambda: self.open_new(at)),
            owner=self,
        )
        self.view.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_post(self, post_id: str) -> None:
        """A post that exists: draft, scheduled, recovered, or one to look at."""
        mine, workspace = self._open(), self._workspace
        self.presenter.lock(opening_one=True)
        self._context.tasks.change(
            lambda: opening.existing(workspace, post_id),
            lambda opened: self._arrived(mine, opened),
            failed=lambda error: self._not_opened(mine, error, lambda: self.open_post(post_id)),
            owner=self,
        )

    def reload(self) -> None:
        """Show the open post as it is in the database now; what was typed is saved there."""
        post, mine, workspace = self.controller.post, self._round, self._workspace
        if post is None:
            return
        post_id, when = post.id, self.controller.when

        def arrived(opened: Opened) -> None:
            self._arrived(mine, opened)
            if mine == self._round and when.proposed and opened.content.scheduled_at is None:
                self.controller.set_when(when)  # it was only proposed, so nothing was saved
                self.view.bar.time.show_when(when)

        self._context.tasks.change(
            lambda: opening.existing(workspace, post_id),
            arrived,
            failed=lambda error: self._not_opened(mine, error, self.reload),
            owner=self,
        )

    def open_failed(self, delivery_id: str) -> None:
        """Edit one failed delivery for its platform alone."""
        mine, workspace = self._open(), self._workspace
        self.presenter.lock(opening_one=True)
        # In line with the changes: what is just being kept for it must be there.
        self._context.tasks.change(
            lambda: opening.failed(workspace, delivery_id),
            lambda opened: self._arrived(mine, opened),
            failed=lambda error: self._not_opened(
                mine, error, lambda: self.open_failed(delivery_id)
            ),
            owner=self,
        )

    def _open(self) -> int:
        workspace = self._workspace
        self._context.tasks.read(lambda: past_tags(workspace), self.tags.show_tags, owner=self)
        self.leave()
        self._round += 1
        self.intake.begin()
        self.finishing.begin()
        self.conflicts.clear()
        self.view.show_section("write")
        return self._round

    def _new_arrived(self, mine: int, opened: Opened) -> None:
        if mine != self._round:
            workspace, post_id = self._workspace, opened.post.id
            self._context.tasks.change(lambda: posts.close_editor(workspace, post_id))
            return
        self.controller.arrive_new(opened)
        self.presenter.show_accounts()

    def _arrived(self, mine: int, opened: Opened) -> None:
        if mine != self._round:
            return
        if opened.delivery_id is None:
            kept = self.finishing.unsaved.pop(opened.post.id, None)
        else:
            kept = self.finishing.half_mended.pop(opened.delivery_id, None)
        self.controller.arrive(opened, kept)
        self.presenter.show_whole()
        if opened.platform:
            self.view.tabs.set_current(opened.platform)
        if opened.locked_reason:
            self.conflicts.say(
                "info", opened.locked_reason, ("Duplicate", self.finishing.duplicate)
            )
        self._say_why(opened)
        self.view.composer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_why(self, opened: Opened) -> None:
        """What is mended says above its words why it failed."""
        for one in opened.post.deliveries:
            if one.id == opened.delivery_id:
                name = self._workspace.platforms.get(one.platform).info.name
                self.conflicts.say("error", why_failed(one, name, self._workspace.clock.now()))

    def _not_opened(self, mine: int, error: BrandcraftError, again: Callable[[], None]) -> None:
        if mine == self._round:
            self.conflicts.say("error", error.message, ("Try again", again))

    def leave(self) -> None:
        """The page is left: everything is kept."""
        if self.controller.post is not None and self.controller.delivery_id is None:
            self._usual = self.controller.content.account_ids
        self._round += 1
        self.finishing.leave()

    def brand_changed(self) -> None:
        """The brand filter changed: which accounts are offered follows."""
        self.presenter.show_accounts()

    # Doing

    def finish(self) -> None:
        """The primary button and Ctrl+Return."""
        if not self.view.bar.schedule.isEnabled():
            self.presenter.say_why()
        elif self.controller.delivery_id is not None:
            self.finishing.retry()
        elif self.controller.when.at is None:
            self.finishing.keep_draft()
        else:
            self.finishing.schedule()

    def ask_now(self) -> None:
        """Ctrl+Shift+Return: ask before it goes out at once."""
        if self.view.bar.now.isEnabled() and self.view.bar.now.isVisible():
            self.finishing.ask_post_now()
        else:
            self.presenter.say_why()

    def save_now(self) -> None:
        """Ctrl+S: also says that everything is saved already."""
        post = self.controller
        if post.autosave.unsaved:
            post.autosave.save_now()
        elif post.post is not None and not post.locked_reason:
            self.view.saved.flash()

    def _set_when(self, when: object) -> None:
        if isinstance(when, When):
            self.controller.set_when(when)

    def pick(self) -> None:
        """Choose files, where that is allowed."""
        self.files.pick()

    # What comes back

    def show_previews(self) -> None:
        """Draw the previews at once, not at the next pause of the person who types."""
        self._preview.stop()
        self.presenter.show_preview()

    def _changed(self) -> None:
        self.presenter.show_judgement()
        self._preview.start()

    def _hear(self, batch: object) -> None:
        if not isinstance(batch, Batch) or self.controller.post is None:
            return
        if batch.of(AccountChanged):
            workspace = self._workspace
            self._context.tasks.read(
                lambda: accounts.list_accounts(workspace), self.presenter.take_accounts, owner=self
            )
        for event in batch.events:
            if isinstance(event, MediaChanged) and event.media_id in self.controller.files:
                self.files.read(event.media_id)
            elif isinstance(event, PostChanged) and event.post_id == self.controller.post.id:
                self.conflicts.look_at(event.post_id)

    # Dragging files in, and being a page

    def _may_drop(self) -> bool:
        post = self.controller
        return not post.locked_reason and post.delivery_id is None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_media(event.mimeData()) and self._may_drop():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.view.overlay.cover()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if holds_media(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.view.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.view.overlay.hide()
        files = files_in(event.mimeData())
        picture = picture_in(event.mimeData()) if not files else None
        if known := carried_ids(event.mimeData()):
            self.intake.add_known(known)
        elif files:
            self.intake.add_files(files)
        elif picture is not None:
            self.intake.add_picture(picture)
        elif address := address_in(event.mimeData()):
            self.intake.add_address(address)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.controller.autosave.save_now()
