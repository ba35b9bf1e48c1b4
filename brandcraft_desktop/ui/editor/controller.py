"""The post being written: its content, its files, what the rules say, and what is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.findings import Finding
from brandcraft_desktop.domain.media_rules import MediaKind
from brandcraft_desktop.domain.status import Stage
from brandcraft_desktop.domain.views import (
    MediaChoice,
    MediaView,
    PostContent,
    PostView,
    VariantContent,
)
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import deliveries, posts
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor.autosave import Autosave
from brandcraft_desktop.ui.editor.documents import SHARED, VariantDocuments, replace_text
from brandcraft_desktop.ui.editor.judge import Judgement, judge
from brandcraft_desktop.ui.editor.opening import Opened
from brandcraft_desktop.ui.editor.when import When, proposal, stored, system_zone

NUMBERING = "numbering"


class EditorController(QObject):
    """Pure state and its saving; it opens no dialog and knows no widget."""

    changed = Signal()  # the content is another one: judge and show it
    media_changed = Signal()
    conflicted = Signal(object)  # BrandcraftError: changed elsewhere, or no longer editable

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.workspace = context.workspace
        self.documents = VariantDocuments(self)
        self.documents.edited.connect(self._take_text)
        self.post: PostView | None = None
        self.delivery_id: str | None = None
        self.delivery_platform = ""
        self.locked_reason = ""
        self.touched = False
        self.content = self._opened_with = PostContent()
        self.files: dict[str, MediaView] = {}
        self.accounts: tuple[Account, ...] = ()
        self.when = When(None, system_zone())
        self.judgement = Judgement()
        self.look_alikes: tuple[Finding, ...] = ()
        self.autosave = Autosave(context.tasks, self._to_save, self._writer, self)
        self.autosave.saved.connect(self._saved)
        self.autosave.failed.connect(self._not_saved)
        self._loading = False
        self._revisions: dict[str, int] = {}

    # Opening

    def begin(self, at: datetime | None = None) -> None:
        """An empty post at once; its row follows with `arrive`."""
        zone = system_zone()
        self.autosave.begin()
        self.post = None
        self.delivery_id = None
        self.locked_reason = ""
        self.touched = False
        self.files = {}
        now = self.workspace.clock.now()
        self.when = stored(at, zone, "", fallback=zone) if at is not None else proposal(now, zone)
        self._load(PostContent(zone=zone))

    def arrive_new(self, opened: Opened) -> None:
        """The row of the new post is there; what was typed meanwhile stays."""
        self.know_revision(opened.post)
        self.accounts = opened.accounts
        fresh = opened.post.content
        chosen = self.content.account_ids or opened.proposed
        self.content = replace(self.content, brand_id=fresh.brand_id, account_ids=chosen)
        self._put_time()
        if self.touched:
            self.autosave.touch()
        self.changed.emit()

    def arrive(self, opened: Opened, kept: PostContent | None = None) -> None:
        """An existing post; `kept` is what could not be saved when it was left."""
        self.autosave.begin()
        self.know_revision(opened.post)
        self.accounts = opened.accounts
        self.delivery_id, self.delivery_platform = opened.delivery_id, opened.platform
        self.locked_reason = opened.locked_reason
        self.touched = True
        self.files = dict(opened.post.files)
        content = kept or opened.content
        zone = content.zone if content.wall_time else system_zone()
        self.when = stored(content.scheduled_at, zone, content.wall_time, fallback=system_zone())
        self._load(content)
        if kept is not None:
            self.autosave.touch()

    def _load(self, content: PostContent) -> None:
        self._loading = True
        self.content = self._opened_with = content
        known = {publisher.info.id for publisher in self.workspace.platforms.all()}
        texts = {
            target: variant.text
            for target, variant in content.variants.items()
            if target in known and variant.text is not None
        }
        self.documents.load(content.text, texts)
        for target, variant in content.variants.items():
            if target in known and variant.options:
                self.documents.open(target)
        self._loading = False
        self.changed.emit()

    @property
    def touched_since_open(self) -> bool:
        """Whether anything was changed since the post was opened."""
        return self.content != self._opened_with

    # What the person changes

    def _take_text(self, target: str) -> None:
        if self._loading:
            return
        if target == SHARED:
            self._change(text=self.documents.text(SHARED))
            return
        text = self.documents.text(target) if self.documents.is_customised(target) else None
        before = self.content.variants.get(target, VariantContent())
        self.put_variant(target, replace(before, text=text))

    def put_variant(self, target: str, variant: VariantContent) -> None:
        """What a platform or an account gets instead of the shared things; empty: nothing."""
        variants = {**self.content.variants, target: variant}
        if variant.empty:
            del variants[target]
        if variants != self.content.variants:
            self._change(variants=variants)

    def set_title(self, title: str) -> None:
        """The name on calendar and list."""
        self._change(title=title)

    def set_notes(self, notes: str) -> None:
        """Never published."""
        self._change(notes=notes)

    def set_accounts(self, ids: tuple[str, ...]) -> None:
        """Where it goes."""
        self._change(account_ids=ids)

    def set_thread(self, thread: bool) -> None:
        """Whether long text becomes several parts."""
        self._change(thread=thread)

    def set_numbering(self, pattern: str) -> None:
        """How parts are numbered; "" for not at all."""
        self.set_options(SHARED, {NUMBERING: pattern} if pattern else {})

    def set_options(self, target: str, options: Mapping[str, str]) -> None:
        """A platform's own options."""
        before = self.content.variants.get(target, VariantContent())
        self.put_variant(target, replace(before, options=dict(options)))

    def set_when(self, when: When) -> None:
        """When it goes out."""
        self.when = when
        self._put_time()
        self._touch()

    def _put_time(self) -> None:
        when = self.when
        at = None if when.proposed else when.at
        wall = when.wall.isoformat() if when.wall is not None and at is not None else ""
        self.content = replace(self.content, scheduled_at=at, zone=when.zone, wall_time=wall)

    def _change(
        self,
        *,
        title: str | None = None,
        notes: str | None = None,
        text: str | None = None,
        account_ids: tuple[str, ...] | None = None,
        media: tuple[MediaChoice, ...] | None = None,
        variants: Mapping[str, VariantContent] | None = None,
        thread: bool | None = None,
    ) -> None:
        before = self.content
        after = PostContent(
            title=before.title if title is None else title,
            notes=before.notes if notes is None else notes,
            text=before.text if text is None else text,
            brand_id=before.brand_id,
            account_ids=before.account_ids if account_ids is None else account_ids,
            media=before.media if media is None else media,
            variants=before.variants if variants is None else variants,
            scheduled_at=before.scheduled_at,
            zone=before.zone,
            wall_time=before.wall_time,
            thread=before.thread if thread is None else thread,
        )
        if after != before:
            self.content = after
            self._touch()

    def _touch(self) -> None:
        self.touched = True
        if not self.locked_reason:
            self.autosave.touch()
        self.changed.emit()

    def copy_to_all(self, target: str) -> None:
        """A platform's words become the shared ones; one undo step."""
        replace_text(self.documents.document(SHARED), self.documents.text(target))

    def put_back(self, target: str, text: str | None, options: Mapping[str, str]) -> None:
        """Undo of taking a platform's tab away."""
        self.documents.open(target)
        if text is not None:
            replace_text(self.documents.document(target), text)
        self.set_options(target, options)

    def take_accounts(self, accounts: tuple[Account, ...]) -> None:
        """The accounts as they are now; chosen ones that went away stay visible."""
        there = {account.id for account in accounts}
        gone = [one for one in self.chosen_accounts() if one.id not in there]
        self.accounts = (*accounts, *gone)
        self.changed.emit()

    # Files

    def kinds(self) -> tuple[MediaKind, ...]:
        """What is on the post, for judging what may join."""
        return tuple(
            self.files[choice.media_id].kind
            for choice in self.content.media
            if choice.media_id in self.files
        )

    def add_media(self, views: tuple[MediaView, ...], *, replacing: bool = False) -> None:
        """Put files onto the post; text and date stay as they are."""
        present = () if replacing else self.content.media
        there = {choice.media_id for choice in present}
        joined = list(present)
        for view in views:
            self.files[view.id] = view
            if view.id not in there:
                there.add(view.id)
                joined.append(MediaChoice(view.id))
        self._change(media=tuple(joined))
        self.media_changed.emit()

    def remove_media(self, media_id: str) -> Callable[[], None]:
        """Take a file off; gives the way back."""
        post, before = self.post, self.content.media
        place = next(
            (number for number, one in enumerate(before) if one.media_id == media_id), None
        )
        if place is None:
            return lambda: None
        self._change(media=tuple(one for one in before if one.media_id != media_id))
        self.media_changed.emit()

        def restore() -> None:
            now = self.content.media
            still = self.post is not None and post is not None and self.post.id == post.id
            if still and all(one.media_id != media_id for one in now):
                self._change(media=(*now[:place], before[place], *now[place:]))
                self.media_changed.emit()

        return restore

    def reorder(self, order: tuple[str, ...]) -> None:
        """Another order of the files."""
        by_id = {choice.media_id: choice for choice in self.content.media}
        self._change(media=tuple(by_id[one] for one in order if one in by_id))
        self.media_changed.emit()

    def alt(self, media_id: str) -> str:
        """A file's words for people who cannot see it."""
        return next((one.alt for one in self.content.media if one.media_id == media_id), "")

    def set_alt(self, media_id: str, alt: str) -> None:
        """Describe a file."""
        media = tuple(
            replace(one, alt=alt) if one.media_id == media_id else one for one in self.content.media
        )
        self._change(media=media)
        self.media_changed.emit()

    def refresh_file(self, view: MediaView) -> None:
        """A file was prepared, or could not be."""
        if view.id in self.files:
            self.files[view.id] = replace(view, alt="")
            self.changed.emit()
            self.media_changed.emit()

    # Rules

    def chosen_accounts(self) -> tuple[Account, ...]:
        """The accounts the post goes to."""
        ids = set(self.content.account_ids)
        return tuple(account for account in self.accounts if account.id in ids)

    def judge(self) -> Judgement:
        """Ask the rules again."""
        at = None if self.delivery_id is not None else self.when.at
        accounts, also = self.chosen_accounts(), self.look_alikes
        self.judgement = judge(self.workspace, self.content, accounts, self.files, at, also)
        return self.judgement

    @property
    def committed(self) -> bool:
        """Whether the post is on the schedule already."""
        return self.post is not None and self.post.stage is Stage.COMMITTED

    # Saving

    def _to_save(self) -> PostContent | None:
        return None if self.post is None else self.safe_content()

    def safe_content(self) -> PostContent:
        """What autosave may write: a scheduled post moves only when the person says so.

        A half-typed time must never make it go out at once.
        """
        if not self.committed or self.post is None:
            return self.content
        kept = self.post.content
        return replace(
            self.content,
            scheduled_at=kept.scheduled_at,
            zone=kept.zone,
            wall_time=kept.wall_time,
        )

    @property
    def moved(self) -> bool:
        """Whether a scheduled post got another time that was not applied yet."""
        return (
            self.committed
            and self.post is not None
            and self.when.at is not None
            and self.when.at != self.post.content.scheduled_at
        )

    def _writer(self, content: PostContent) -> Callable[[], PostView]:
        post, workspace, revisions = self.post, self.workspace, self._revisions
        if post is None:
            raise RuntimeError("there is nothing to save to")
        delivery_id = self.delivery_id
        if delivery_id is not None:
            words = self.mended()
            return lambda: deliveries.keep_edit(workspace, delivery_id, words)
        revisions.setdefault(post.id, post.revision)

        def write() -> PostView:
            # Known on the thread that writes: the save before this one raised it.
            view = posts.save(workspace, post.id, content, revision=revisions[post.id])
            revisions[post.id] = view.revision
            return view

        return write

    def mended(self) -> VariantContent:
        """Text and options of the failed delivery that is edited alone."""
        platform = self.delivery_platform
        own = self.content.variants.get(platform, VariantContent())
        return VariantContent(self.documents.text(platform), own.options)

    def last_write(self) -> Callable[[], PostView] | None:
        """What remains to be written when the editor is left; None for nothing."""
        unsaved = self.autosave.unsaved and not self.locked_reason
        return self._writer(self.safe_content()) if unsaved and self.post is not None else None

    def known_revision(self, post_id: str) -> int:
        """The revision this editor builds on."""
        return self._revisions.get(post_id, 0)

    def know_revision(self, view: PostView) -> None:
        """The post as it is stored now is the one to build on."""
        self.post = view
        self._revisions[view.id] = view.revision

    def _saved(self, view: object) -> None:
        if isinstance(view, PostView) and self.post is not None and view.id == self.post.id:
            self.post = view
            self.files.update(view.files)

    def _not_saved(self, error: object) -> None:
        if isinstance(error, BrandcraftError):
            self.conflicted.emit(error)
