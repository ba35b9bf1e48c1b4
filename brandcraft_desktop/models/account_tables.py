"""Who publishes: the workspace, brands, accounts and their secrets, settings, kept words.

They are reached through `models.tables`.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.snippet import SnippetKind
from brandcraft_desktop.models.columns import (
    flag,
    id_column,
    link,
    metadata,
    number,
    text,
    words,
)
from brandcraft_desktop.models.types import Instant

workspace = Table(
    "workspace",
    metadata,
    id_column(),
    number("epoch", 1),
    text("machine"),  # which computer publishes: see services/machine.py
    flag("practice"),  # made with BRANDCRAFT_ORIGINS set: never talks to the real platforms
    Column("created_at", Instant, nullable=False),
    Column("restored_at", Instant),  # when the epoch was raised last
)

brands = Table(
    "brands",
    metadata,
    id_column(),
    Column("name", Text, nullable=False, unique=True),
    text("colour"),
    Column("avatar_sha256", String(64)),
    Column("campaign_start", String(10)),  # an ISO date: a day, not a moment
    text("hashtags"),
    number("position"),
    Column("created_at", Instant, nullable=False),
    text("times"),  # weekly posting times as words: "Tue 09:30, Fri 18:00"
)

# REVOKED is NEEDS_RECONNECT with the flag `revoked`: an older database checks these words.
STATES = tuple(state for state in AccountState if state is not AccountState.REVOKED)

accounts = Table(
    "accounts",
    metadata,
    id_column(),
    Column("platform", String(32), nullable=False),
    Column("remote_id", Text, nullable=False),
    text("handle"),
    text("display_name"),
    text("server"),
    *words("state", STATES),
    link("brand_id", "brands", gone="SET NULL", null=True),
    Column("avatar_sha256", String(64)),
    flag("paused"),
    text("trouble"),
    Column("created_at", Instant, nullable=False),
    Column("checked_at", Instant),
    Column("expires_at", Instant),
    Column("renew_at", Instant),
    Column("ends_at", Instant),
    Column("succeeded_at", Instant),
    text("scopes"),  # separated by blanks
    flag("revoked"),
    Column("renewal_owner", Text),  # who renews the tokens right now, across processes
    Column("renewal_until", Instant),
    text("facts", "{}"),  # what the platform said of it: `services.account_facts`
    UniqueConstraint("platform", "remote_id"),
    Index("ix_accounts_brand_id", "brand_id"),
)

secrets = Table(
    "secrets",
    metadata,
    link("account_id", "accounts", gone="CASCADE", key=True),
    Column("name", String(64), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("key_number", Integer, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

vault_keys = Table(
    "vault_keys",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    text("check_value"),  # recognises the right key; no secret
    Column("wrapped", Text),  # the key under a passphrase; NULL: only in the OS keyring
    flag("keyring"),  # whether a machine's keyring was given the key
    Column("created_at", Instant, nullable=False),
)

templates = Table(
    "templates",
    metadata,
    id_column(),
    text("name"),
    text("content", "{}"),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

snippets = Table(
    "snippets",
    metadata,
    id_column(),
    text("name"),
    *words("kind", SnippetKind),
    text("body"),
    link("brand_id", "brands", gone="CASCADE", null=True),
    number("position"),
    Column("created_at", Instant, nullable=False),
    Index("ix_snippets_brand_id", "brand_id"),
)

settings = Table(
    "settings",
    metadata,
    Column("name", String(64), primary_key=True),
    text("value"),
)

slots = Table(
    "slots",
    metadata,
    id_column(),
    link("account_id", "accounts", gone="CASCADE"),
    number("weekday"),
    number("minute"),
    UniqueConstraint("account_id", "weekday", "minute"),
)

users = Table(
    "users",
    metadata,
    id_column(),
    Column("name", Text, nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    text("password_hash"),
    Column("created_at", Instant, nullable=False),
    CheckConstraint("role IN ('owner', 'editor', 'viewer')", name="role"),
)
