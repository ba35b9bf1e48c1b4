"""The tables (SQLAlchemy Core; there are no mapped objects anywhere).

Ids are `models.ids`, moments `models.types.Instant`; texts are "" rather than NULL where nothing is
to be told apart. Every change here needs a migration in `migrations/versions`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
)

from brandcraft_desktop.domain.follow_up import FollowUpState
from brandcraft_desktop.domain.media_rules import MediaKind, MediaState
from brandcraft_desktop.domain.status import DeliveryStatus, Origin, Stage
from brandcraft_desktop.models.account_tables import (
    accounts,
    brands,
    secrets,
    settings,
    slots,
    snippets,
    templates,
    users,
    vault_keys,
    workspace,
)
from brandcraft_desktop.models.columns import (
    error,
    flag,
    id_column,
    link,
    metadata,
    number,
    partial,
    text,
    words,
)
from brandcraft_desktop.models.past_tables import past_looks, past_messages
from brandcraft_desktop.models.types import Instant

__all__ = [
    "accounts",
    "attempts",
    "brands",
    "deliveries",
    "events",
    "follow_ups",
    "media",
    "past_looks",
    "past_messages",
    "post_media",
    "post_versions",
    "posts",
    "remote_copies",
    "renditions",
    "secrets",
    "settings",
    "slots",
    "snippets",
    "steps",
    "templates",
    "users",
    "variants",
    "vault_keys",
    "workspace",
]

media = Table(
    "media",
    metadata,
    id_column(),
    Column("sha256", String(64), nullable=False),
    text("name"),
    *words("kind", MediaKind),
    *words("state", MediaState),
    text("trouble"),
    text("mime"),
    Column("bytes", BigInteger, nullable=False, server_default="0"),
    number("width"),
    number("height"),
    Column("duration", Float),
    Column("frame_rate", Float),
    Column("bit_rate", BigInteger),
    text("codec"),
    text("audio_codec"),
    number("orientation", 1),
    flag("animated"),
    flag("has_alpha"),
    Column("created_at", Instant, nullable=False),
    Column("deleted_at", Instant),
    # NULL: not known, as of files that were added before it was looked at.
    Column("frames", Integer),
    text("chroma"),
    Column("audio_channels", Integer),
    Column("audio_sample_rate", Integer),
    Column("audio_bit_rate", BigInteger),
    Column("fast_start", Boolean),
    Column("edited", Boolean),
    # What a person says of the file itself: its words on new posts, and by what it is found.
    text("alt"),
    text("tags"),  # separated by spaces, with one around the whole, so that " tag " is found
    text("credit"),  # JSON: who made it and where it is from; "" for a person's own files
    Column("constant_rate", Boolean),
    Column("closed_gop", Boolean),
    Index("ix_media_sha256", "sha256"),
    Index("ix_media_created_at", "created_at"),
)
partial(
    "ix_media_pending",
    media.c.created_at,
    where=media.c.state == "pending",
)

posts = Table(
    "posts",
    metadata,
    id_column(),
    *words("stage", Stage),
    *words("origin", Origin),
    text("title"),
    text("notes"),
    text("text"),
    link("brand_id", "brands", gone="SET NULL", null=True),
    Column("scheduled_at", Instant),
    text("zone", "UTC"),
    text("wall_time"),
    flag("thread"),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("deleted_at", Instant),
    number("revision"),
    Column("editor_open", Text),  # owner token of the process whose editor shows it
    Column("idempotency_key", Text, unique=True),
    number("epoch", 1),
    text("asked"),  # a fingerprint of what the idempotency key was used for
)
_alive = posts.c.deleted_at.is_(None)
partial(
    "ix_posts_month",
    posts.c.scheduled_at,
    posts.c.stage,
    posts.c.brand_id,
    posts.c.id,
    where=_alive,
)
partial(
    "ix_posts_moment",  # the list's order: when it goes out, else when it was begun
    func.coalesce(posts.c.scheduled_at, posts.c.created_at),
    posts.c.id,
    posts.c.stage,
    posts.c.brand_id,
    where=_alive,
)
partial(
    "ix_posts_trash",
    posts.c.deleted_at,
    where=posts.c.deleted_at.is_not(None),
)
partial(
    "ix_posts_open",
    posts.c.editor_open,
    where=posts.c.editor_open.is_not(None),
)
Index("ix_posts_brand_id", posts.c.brand_id)

variants = Table(
    "variants",
    metadata,
    link("post_id", "posts", gone="CASCADE", key=True),
    Column("target", String(64), primary_key=True),  # a platform's or an account's id
    Column("text", Text),  # NULL inherits
    text("options", "{}"),
    flag("own_media"),  # its files are those of `post_media` with this target, also if none
    Column("thread", Boolean),  # NULL inherits
    Column("based_on", Text),  # the shared text its own text began from
)

deliveries = Table(
    "deliveries",
    metadata,
    id_column(),
    link("post_id", "posts", gone="CASCADE"),
    link("account_id", "accounts"),
    *words("status", DeliveryStatus),
    number("position"),
    Column("due_at", Instant),
    Column("run_at", Instant),  # when the engine may take it next; NULL: not at all
    Column("lease_owner", Text),
    Column("lease_until", Instant),
    number("lease_number"),
    number("attempts"),
    *error(),
    Column("retry_at", Instant),
    flag("retries_over"),
    text("hold_reason"),
    text("progress_text"),
    Column("published_at", Instant),
    Column("remote_id", Text),
    Column("permalink", Text),
    text("parts", "[]"),
    text("text"),  # as sent
    text("handle"),
    text("display_name"),
    Column("avatar_sha256", String(64)),
    Column("created_at", Instant, nullable=False),
    number("epoch", 1),
    UniqueConstraint("post_id", "account_id"),
)
_runnable = deliveries.c.run_at.is_not(None)
partial(
    "ix_deliveries_run_at",
    deliveries.c.run_at,
    where=_runnable,
)
_leased = deliveries.c.lease_owner.is_not(None)
# One job an account, refused by the database itself whatever a worker believes.
partial(
    "ix_deliveries_leased",
    deliveries.c.account_id,
    unique=True,
    where=_leased,
)
Index(
    "ix_deliveries_post",
    deliveries.c.post_id,
    deliveries.c.position,
    deliveries.c.status,
    deliveries.c.account_id,
    deliveries.c.due_at,
    deliveries.c.published_at,
)
Index("ix_deliveries_account", deliveries.c.account_id, deliveries.c.published_at)
_out = deliveries.c.published_at.is_not(None)
partial(
    "ix_deliveries_published",
    deliveries.c.published_at,
    deliveries.c.post_id,
    deliveries.c.status,
    deliveries.c.account_id,
    where=_out,
)
Index("ix_deliveries_status", deliveries.c.status, deliveries.c.due_at, deliveries.c.post_id)

attempts = Table(
    "attempts",
    metadata,
    id_column(),
    link("delivery_id", "deliveries", gone="CASCADE"),
    number("number", 1),
    text("owner"),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    text("outcome"),
    *error(),
    UniqueConstraint("delivery_id", "number"),
    Index("ix_attempts_started_at", "started_at"),
)

steps = Table(
    "steps",
    metadata,
    link("delivery_id", "deliveries", gone="CASCADE", key=True),
    Column("name", String(128), primary_key=True),
    Column("state", String(8), nullable=False),
    text("result"),
    number("attempt"),
    number("lease_number"),
    Column("armed_at", Instant),
    Column("done_at", Instant),
    CheckConstraint("state IN ('armed', 'done')", name="state"),
)
follow_ups = Table(
    "follow_ups",
    metadata,
    link("delivery_id", "deliveries", gone="CASCADE", key=True),
    Column("name", String(64), primary_key=True),
    *words("state", FollowUpState),
    text("words"),  # what it is, for a person
    text("result"),
    number("tries"),
    Column("run_at", Instant),  # when it may be tried next; NULL: not by itself
    *error(),
)
partial("ix_follow_ups_run_at", follow_ups.c.run_at, where=follow_ups.c.run_at.is_not(None))

_was_armed = steps.c.armed_at.is_not(None)
partial(
    "ix_steps_armed_at",  # how many messages left in the last hour (the hourly cap)
    steps.c.armed_at,
    steps.c.delivery_id,
    where=_was_armed,
)

post_media = Table(
    "post_media",
    metadata,
    link("post_id", "posts", gone="CASCADE", key=True),
    # "" or a variant's target; "file:<target>:<option>" for the file of an option.
    Column("target", String(64), primary_key=True, server_default=""),
    Column("position", Integer, primary_key=True, autoincrement=False),
    link("media_id", "media"),
    text("alt"),
    number("part"),  # which part of a thread it belongs to, counted from 0
    text("edit"),  # domain/media_edit.py
    Index("ix_post_media_media_id", "media_id"),
)

post_versions = Table(
    "post_versions",
    metadata,
    id_column(),
    link("post_id", "posts", gone="CASCADE"),
    Column("created_at", Instant, nullable=False),
    text("reason"),
    text("content", "{}"),
    Index("ix_post_versions_post", "post_id", "created_at"),
)

renditions = Table(
    "renditions",
    metadata,
    link("media_id", "media", gone="CASCADE", key=True),
    Column("recipe", String(128), primary_key=True),
    Column("sha256", String(64), nullable=False),
    text("mime"),
    Column("bytes", BigInteger, nullable=False, server_default="0"),
    number("width"),
    number("height"),
    Column("created_at", Instant, nullable=False),
)

remote_copies = Table(
    "remote_copies",
    metadata,
    id_column(),
    link("media_id", "media", gone="CASCADE"),
    link("delivery_id", "deliveries", gone="SET NULL", null=True),
    text("recipe"),
    text("object_key"),
    text("url"),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("deleted_at", Instant),
    text("bucket"),  # endpoint and bucket: copies in a bucket of before are found there
    text("sha256"),
    Column("bytes", BigInteger, nullable=False, server_default="0"),
    text("upload_id"),  # of an upload in parts that has begun
    Column("uploaded_at", Instant),
    Index("ix_remote_copies_media_id", "media_id"),
)

events = Table(
    "events",
    metadata,
    # INTEGER PRIMARY KEY is the row's own number on SQLite; a 64-bit one counts on PostgreSQL.
    Column(
        "id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    ),
    Column("kind", String(32), nullable=False),
    text("body", "{}"),
    text("source"),  # owner token of the process that wrote it: it has told its own screens
    Column("created_at", Instant, nullable=False),
    Index("ix_events_created_at", "created_at"),
    sqlite_autoincrement=True,  # numbers are never used twice, also after pruning
)
