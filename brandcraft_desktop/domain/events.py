"""What changed, never what to draw: a screen that hears one of these reads again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from brandcraft_desktop.domain.status import DeliveryStatus


@dataclass(frozen=True)
class DeliveryChanged:
    """A delivery's row changed."""

    delivery_id: str
    post_id: str
    account_id: str
    status: DeliveryStatus


@dataclass(frozen=True)
class DeliveryProgress:
    """Bytes on their way; not stored."""

    delivery_id: str
    post_id: str
    sent: int
    total: int
    text: str


class ConversionState(StrEnum):
    """How far the making of a video has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class MediaProgress:
    """A video is being made of a file by the recipe with that digest; not stored.

    `done` is the finished part, 0 to 1.
    """

    media_id: str
    recipe: str
    done: float
    state: ConversionState


@dataclass(frozen=True)
class PastProgress:
    """The past posts of an account are being read, `found` so far; not stored.

    `reading` false: it ended, or waits.
    """

    account_id: str
    found: int
    reading: bool


@dataclass(frozen=True)
class PostChanged:
    """A post was created, edited, moved, deleted."""

    post_id: str


@dataclass(frozen=True)
class AccountChanged:
    """An account was connected, refreshed, paused, disconnected."""

    account_id: str


@dataclass(frozen=True)
class MediaChanged:
    """A file was imported, probed, deleted."""

    media_id: str


@dataclass(frozen=True)
class BrandChanged:
    """A brand was added, renamed, deleted, linked."""

    brand_id: str


@dataclass(frozen=True)
class SettingChanged:
    """A setting has a new value."""

    name: str


Event = (
    DeliveryChanged
    | DeliveryProgress
    | MediaProgress
    | PastProgress
    | PostChanged
    | AccountChanged
    | MediaChanged
    | BrandChanged
    | SettingChanged
)

PASSING = (DeliveryProgress, MediaProgress, PastProgress)
"""What is told and not kept: whoever comes later has missed nothing."""
