"""What services hand to faces: finished, frozen pictures of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from brandcraft_desktop.domain.follow_up import FollowUpView
from brandcraft_desktop.domain.media_edit import UNTOUCHED, MediaEdit
from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, MediaState
from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.status import (
    DeliveryStatus,
    Origin,
    PostStatus,
    Stage,
    shown_status,
)
from brandcraft_desktop.errors import ErrorKind


@dataclass(frozen=True)
class MediaView:
    """An imported file."""

    id: str
    name: str
    kind: MediaKind
    state: MediaState
    sha256: str
    facts: MediaFacts | None
    trouble: str = ""  # why it failed
    alt: str = ""  # on a post: its words there; in the library: those it brings to new posts
    created_at: datetime | None = None
    used_in: int = 0
    tags: tuple[str, ...] = ()
    credit: str = ""  # as kept: who made it and where it is from
    deleted_at: datetime | None = None  # since when it is in the trash


@dataclass(frozen=True)
class ErrorView:
    """Why a delivery stands where it stands; `raw` is folded away, without secrets."""

    kind: ErrorKind
    title: str
    message: str
    action: str
    retry_at: datetime | None = None
    raw: str = ""


@dataclass(frozen=True)
class PartView:
    """One message that is out."""

    remote_id: str
    permalink: str


@dataclass(frozen=True)
class AttemptView:
    """One try of a delivery."""

    number: int
    started_at: datetime
    ended_at: datetime | None
    outcome: str  # "published", "failed", "waiting", "unconfirmed", "lost" …
    error: ErrorView | None


@dataclass(frozen=True)
class DeliveryView:
    """One post going to one account."""

    id: str
    post_id: str
    account_id: str
    platform: str
    handle: str
    display_name: str
    avatar_sha256: str | None
    status: DeliveryStatus
    due_at: datetime | None
    attempts: int
    text: str
    published_at: datetime | None = None
    remote_id: str | None = None
    permalink: str | None = None
    parts: tuple[PartView, ...] = ()
    error: ErrorView | None = None
    hold_reason: str = ""  # why a due delivery waits: cap, paused, media …
    next_try_at: datetime | None = None
    retries_over: bool = False
    begun: bool = False  # something irreversible was tried: a part of it may be out
    follow_ups: tuple[FollowUpView, ...] = ()
    handed_over: bool = False  # its platform has it, and puts it live by itself
    doing: str = ""  # what its platform is doing with it, while it is under way


@dataclass(frozen=True)
class VariantContent:
    """What one platform (or one account) is sent instead of the shared things.

    `text`, `media` and `thread` None inherit. `based_on` is the shared text its own text began
    from: where it is another one now, the person is told.
    """

    text: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    media: tuple[MediaChoice, ...] | None = None
    thread: bool | None = None
    based_on: str | None = None

    @property
    def empty(self) -> bool:
        """Whether it inherits everything, so that nothing needs to be kept."""
        own = (self.text, self.media, self.thread)
        return all(one is None for one in own) and not self.options


@dataclass(frozen=True)
class MediaChoice:
    """A file chosen for a post, with its alt text; order is the order on the post.

    `part` is the part it belongs to, counted from 0 over the parts made by hand; `edit` what was
    decided about it here.
    """

    media_id: str
    alt: str = ""
    part: int = 0
    edit: MediaEdit = UNTOUCHED


@dataclass(frozen=True)
class PostContent:
    """Everything a person can change about a post in the editor; what autosave writes.

    `variants` is keyed by platform id or account id (account wins over platform).
    `scheduled_at` is UTC; `zone` and `wall_time` (ISO, no offset) keep what the person chose.
    """

    title: str = ""
    notes: str = ""
    text: str = ""
    brand_id: str | None = None
    account_ids: tuple[str, ...] = ()
    media: tuple[MediaChoice, ...] = ()
    variants: Mapping[str, VariantContent] = field(default_factory=dict)
    scheduled_at: datetime | None = None
    zone: str = "UTC"
    wall_time: str = ""
    thread: bool = False


@dataclass(frozen=True)
class PostView:
    """A whole post; `media` are the files that all platforms share."""

    id: str
    stage: Stage
    origin: Origin
    status: PostStatus
    content: PostContent
    media: tuple[MediaView, ...]
    deliveries: tuple[DeliveryView, ...]
    created_at: datetime
    updated_at: datetime
    brand_name: str = ""
    locked: bool = False
    deleted_at: datetime | None = None
    revision: int = 0
    own_files: tuple[MediaView, ...] = ()  # those that only variants and their options carry

    @property
    def shown(self) -> PostStatus:
        """The status as people are shown it (`domain.status.shown_status`)."""
        return shown_status(self.stage, ((one.status, one.handed_over) for one in self.deliveries))

    @property
    def files(self) -> Mapping[str, MediaView]:
        """Every file of the post by id."""
        return {view.id: view for view in (*self.own_files, *self.media)}


@dataclass(frozen=True)
class PlatformMark:
    """One glyph of a chip: a platform and how its delivery stands."""

    platform: str
    status: DeliveryStatus
    account_id: str = ""
    handed_over: bool = False  # its platform has it, and puts it live by itself


@dataclass(frozen=True)
class PostRow:
    """A post as calendar chips and list rows show it. `at`: published time, else due time.

    `moment` orders lists by date: when it was to go out, else when it was begun.
    """

    id: str
    status: PostStatus
    origin: Origin
    title: str  # own title, else the first words
    excerpt: str
    at: datetime | None
    marks: tuple[PlatformMark, ...]
    thumbnail_sha256: str | None = None
    brand_id: str | None = None
    movable: bool = False
    moment: datetime | None = None
    changed_at: datetime | None = None
    titled: bool = True  # `title` is its own, not the first words
    tags: tuple[str, ...] = ()  # of its text, without their sign, in small letters

    @property
    def handed_to(self) -> tuple[str, ...]:
        """The platforms that have it and put it live by themselves, by their ids."""
        return tuple(dict.fromkeys(one.platform for one in self.marks if one.handed_over))

    @property
    def shown(self) -> PostStatus:
        """The status as people are shown it (`domain.status.shown_status`)."""
        if not self.handed_to:
            return self.status
        return shown_status(Stage.COMMITTED, ((one.status, one.handed_over) for one in self.marks))


@dataclass(frozen=True)
class TrashRow:
    """A post in the trash: by its own title, else the first words."""

    id: str
    title: str
    deleted_at: datetime


@dataclass(frozen=True)
class StatusCounts:
    """The figures on the list's tabs."""

    everything: int
    drafts: int
    scheduled: int
    published: int
    attention: int


@dataclass(frozen=True)
class AccountPlan:
    """The plan for one account, with who it is for."""

    account_id: str
    platform: str
    handle: str
    display_name: str
    avatar_sha256: str | None
    plan: Plan


@dataclass(frozen=True)
class AttentionItem:
    """An account or a post that needs its person: where it is and what it is called."""

    kind: str  # "failed", "missed", "unconfirmed", "reconnect", "media"
    text: str
    post_id: str | None = None
    account_id: str | None = None


@dataclass(frozen=True)
class NextPost:
    """The next thing to go out, for the top bar and the tray."""

    post_id: str
    title: str
    at: datetime
    platforms: tuple[str, ...]
    handed_to: tuple[str, ...] = ()  # those of them that have it and put it live by themselves
