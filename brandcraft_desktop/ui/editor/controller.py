"""The post being written: its content, its files, what the rules say, and what is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.findings import Finding
from brandcraft_desktop.domain.status import Stage
from brandcraft_desktop.domain.text.parts import places
from brandcraft_desktop.domain.views import MediaView, PostContent, PostView, VariantContent
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import deliveries, planning, posts
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor.autosave import Autosave
from brandcraft_desktop.ui.editor.companions import Companions
from brandcraft_desktop.ui.editor.documents import SHARED, OwnWords, VariantDocuments, replace_text
from brandcraft_desktop.ui.editor.judge import Judgement, judge
from brandcraft_desktop.ui.editor.numbering import NUMBERING, is_thread, numbered
from brandcraft_desktop.ui.editor.opening import Opened
from brandcraft_desktop.ui.editor.post_media import PostMedia
from brandcraft_desktop.ui.editor.targets import NOTHING, platform_of, resolved
from brandcraft_desktop.ui.editor.when import When, proposal, stored
from brandcraft_desktop.ui.habits import habits
from brandcraft_desktop.ui.here import zone_here


class EditorController(QObject):
    """Pure state and its saving; it opens no dialog and knows no widget."""

    changed = Signal()  # the content is another one: judge and show it
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
        self.media = PostMedia(self)
        self._companions = Companions()
        self._moves: tuple[tuple[int, ...], bool | None] | None = None
        self._numbers_chosen = False
        self.accounts: tuple[Account, ...] = ()
        self.when = When(None, zone_here())
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
        zone = zone_here()
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
            self.autosave.save_now()
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
        zone = content.zone if content.wall_time else zone_here()
        self.when = stored(content.scheduled_at, zone, content.wall_time, fallback=zone_here())
        self._load(content)
        if kept is not None:
            self.autosave.touch()

    def _load(self, content: PostContent) -> None:
        self.content = self._opened_with = resolved(content, self.accounts)
        self._companions.forget()
        self._numbers_chosen = False
        self.media.forget()
        known = {publisher.info.id for publisher in self.workspace.platforms.all()}
        known |= {account.id for account in self.accounts}
        shown = {one: mine for one, mine in self.content.variants.items() if one in known}
        whole = {one for account in self.accounts if (one := account.id) in shown}
        for account in self.accounts:
            others = [one.id for one in self.chosen_accounts() if one.platform == account.platform]
            if others and whole.issuperset(others):
                shown.pop(account.platform, None)  # every account has a tab of its own
        with self._quietly():
            words = {
                target: OwnWords(mine.text, mine.based_on)
                for target, mine in shown.items()
                if mine.text is not None
            }
            self.documents.load(content.text, words)
            for target in shown:
                self.documents.open(target)
        self.changed.emit()

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Change documents while their content is set elsewhere."""
        self._loading = True
        try:
            yield
        finally:
            self._loading = False

    @property
    def touched_since_open(self) -> bool:
        """Whether anything was changed since the post was opened."""
        return self.content != self._opened_with

    # What the person changes

    def _take_text(self, target: str) -> None:
        if self._loading:
            return
        documents, before = self.documents, self.content
        moves, thread = self._moves or (None, None)
        if target == SHARED:
            old, after = before.text, replace(before, text=documents.text(SHARED))
        else:
            own = before.variants.get(target, NOTHING)
            old = before.text if own.text is None else own.text
            text = documents.text(target) if documents.is_customised(target) else None
            based_on = documents.based_on(target)
            after = _with(before, target, replace(own, text=text, based_on=based_on))
        words = documents.text(target)
        after = self._companions.follow(after, target, old, words, moves=moves, thread=thread)
        self.put_content(numbered(after, self.numbering) if thread else after)

    def rewrite(
        self, target: str, text: str, *, moves: tuple[int, ...] | None = None, thread: bool | None
    ) -> None:
        """Another text for a target as one undo step, which takes files and thread along.

        `moves` says where each part went, `thread` whether the target is a thread now (None: as
        before). A target that follows the shared text gets words of its own.
        """
        before = self.documents.text(target)
        if moves is None:
            moves = places(before, text)
        self._moves = (moves, thread)
        try:
            self.documents.open(target)
            replace_text(self.documents.document(target), text)
        finally:
            self._moves = None
        if before == text:  # parts without words
            after = self._companions.follow(
                self.content, target, before, text, moves=moves, thread=thread
            )
            self.put_content(numbered(after, self.numbering) if thread else after)

    def put_content(self, content: PostContent) -> None:
        """Everything a person changed."""
        if content != self.content:
            self.content = content
            self._touch()

    def put_variant(self, target: str, variant: VariantContent) -> None:
        """What a platform or an account gets instead of the shared things; empty: nothing."""
        self.put_content(_with(self.content, target, variant))

    def put_variants(self, variants: Mapping[str, VariantContent], targets: Sequence[str]) -> None:
        """Other variants all at once, and which of them have tabs; each text by one undo step."""
        with self._quietly():
            for target in self.documents.targets():
                if target not in targets:
                    self.documents.close(target)
            for target in targets:
                if target != SHARED:
                    own = variants.get(target, NOTHING)
                    words = None if own.text is None else OwnWords(own.text, own.based_on)
                    self.documents.put(target, words)
        kept = {target: own for target, own in variants.items() if not own.empty}
        self.put_content(replace(self.content, variants=kept))

    def set_title(self, title: str) -> None:
        """The name on calendar and list."""
        self.put_content(replace(self.content, title=title))

    def set_notes(self, notes: str) -> None:
        """Never published."""
        self.put_content(replace(self.content, notes=notes))

    def set_accounts(self, ids: tuple[str, ...]) -> None:
        """Where it goes."""
        self.put_content(replace(self.content, account_ids=ids))

    def set_thread(self, thread: bool, target: str = SHARED) -> None:
        """Whether a target's long text becomes several parts; of the shared text: everybody's."""
        if target == SHARED:
            after = replace(self.content, thread=thread)
        else:
            own = self.content.variants.get(target, NOTHING)
            after = _with(self.content, target, replace(own, thread=thread))
        self.put_content(numbered(after, self.numbering))

    def threaded(self, target: str) -> bool:
        """Whether a target's text goes out as a thread."""
        platform = platform_of(target, self.accounts)
        if platform and not self.workspace.platforms.get(platform).info.threads:
            return False
        variants = self.content.variants
        own = [variants.get(one, NOTHING).thread for one in (target, platform) if one]
        return next((one for one in own if one is not None), self.content.thread)

    @property
    def numbering(self) -> str:
        """How parts are numbered, "" for not at all; a new thread begins as the settings say."""
        own = planning.numbering_of(self.content) or ""
        fixed = own or self._numbers_chosen or is_thread(self.content)
        return own if fixed else habits().numbering

    def set_numbering(self, pattern: str) -> None:
        """How parts are numbered; "" for not at all."""
        self._numbers_chosen = True
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

    def _touch(self) -> None:
        self.touched = True
        if not self.locked_reason:
            self.autosave.touch()
        self.changed.emit()

    def take_accounts(self, accounts: tuple[Account, ...]) -> None:
        """The accounts as they are now; chosen ones that went away stay visible."""
        there = {account.id for account in accounts}
        gone = [one for one in self.chosen_accounts() if one.id not in there]
        self.accounts = (*accounts, *gone)
        self.changed.emit()

    def is_post(self, post: PostView | None) -> bool:
        """Whether this post is still the one that is open."""
        return self.post is not None and post is not None and self.post.id == post.id

    def refresh_file(self, view: MediaView) -> None:
        """A file was prepared, or could not be."""
        if view.id in self.files:
            self.files[view.id] = replace(view, alt="")
            self.changed.emit()

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


def _with(content: PostContent, target: str, variant: VariantContent) -> PostContent:
    variants = {**content.variants, target: variant}
    if variant.empty:
        del variants[target]
    return replace(content, variants=variants)
