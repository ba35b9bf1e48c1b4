"""A real workspace for the publisher: accounts on many platforms, posts in every state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, insert, update

from brandcraft_desktop.accounts.vault import Vault
from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.events import DeliveryChanged, PostChanged
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.status import DeliveryStatus, Origin, Stage
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.bluesky.publisher import Bluesky
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.transaction import Emit, change
from brandcraft_desktop.services.workspace import Workspace, open_workspace

NOW = datetime(2026, 11, 22, 9, 41, tzinfo=UTC)
"""A Sunday."""

NEIGHBOURS = (
    ("x", "X", "x-twitter"),
    ("facebook", "Facebook", "facebook"),
    ("instagram", "Instagram", "instagram"),
    ("threads", "Threads", "threads"),
    ("tiktok", "TikTok", "tiktok"),
    ("youtube", "YouTube", "youtube"),
    ("linkedin", "LinkedIn", "linkedin"),
    ("bluesky", "Bluesky", "bluesky"),
    ("mastodon", "Mastodon", "mastodon"),
    ("pinterest", "Pinterest", "pinterest"),
)
SHORT = {
    "x": "x",
    "f": "facebook",
    "i": "instagram",
    "h": "threads",
    "t": "tiktok",
    "y": "youtube",
    "l": "linkedin",
    "b": "bluesky",
    "m": "mastodon",
    "p": "pinterest",
}


class StandingClock:
    """Shows the same moment until it is set."""

    def __init__(self, moment: datetime = NOW) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return 0.0


class Neighbour(Bluesky):
    """A platform with another name, planning like Bluesky."""

    def __init__(self, platform: str, name: str, glyph: str, order: int) -> None:
        self._info = replace(super().info, id=platform, name=name, glyph=glyph, order=order)

    @property
    def info(self) -> PlatformInfo:
        return self._info


class NoVault:
    """No secret is read while planning."""

    def close(self) -> None:
        pass


def open_world(folder: Path, clock: StandingClock) -> Workspace:
    """A workspace with ten platforms."""
    home = Home(folder)
    home.prepare()
    platforms = Registry(
        Neighbour(platform, name, glyph, order)
        for order, (platform, name, glyph) in enumerate(NEIGHBOURS)
    )
    return open_workspace(home, clock=clock, vault=cast(Vault, NoVault()), platforms=platforms)


def add_accounts(workspace: Workspace, prefix: str = "") -> dict[str, str]:
    """One account a platform; ids by platform. Another `prefix` makes others."""
    ids = {platform: new_id(workspace.clock) for platform, _, _ in NEIGHBOURS}

    def write(connection: Connection) -> None:
        for platform, account_id in ids.items():
            connection.execute(
                insert(tables.accounts).values(
                    id=account_id,
                    platform=platform,
                    remote_id=f"{prefix}{platform}-demo",
                    handle="Demo Studio" if platform == "linkedin" else "@demo_studio",
                    display_name="Demo Studio",
                    server="",
                    state=AccountState.CONNECTED.value,
                    created_at=workspace.clock.now(),
                )
            )

    workspace.database.write(write)
    return ids


@dataclass(frozen=True)
class Made:
    """A post that was put there, and its deliveries by platform."""

    id: str
    deliveries: dict[str, str]


def add_post(
    workspace: Workspace,
    accounts: dict[str, str],
    title: str,
    *,
    at: datetime | None,
    to: Sequence[str] = ("bluesky",),
    status: DeliveryStatus = DeliveryStatus.SCHEDULED,
    other: dict[str, DeliveryStatus] | None = None,
    text: str = "",
    notes: str = "",
    origin: Origin = Origin.OWN,
    error: str = "auth_expired",
    media: Sequence[str] = (),
) -> Made:
    """A post in any state, without having lived through it; `other` differ from `status`."""
    post_id = new_id(workspace.clock)
    now = workspace.clock.now()
    draft = status is DeliveryStatus.DRAFT
    ids = {platform: new_id(workspace.clock) for platform in to}

    def write(connection: Connection, emit: Emit) -> None:
        connection.execute(
            insert(tables.posts).values(
                id=post_id,
                stage=(Stage.DRAFT if draft else Stage.COMMITTED).value,
                origin=origin.value,
                title=title,
                text=text or f"{title} in a few words.",
                notes=notes,
                scheduled_at=at,
                zone="UTC",
                created_at=now,
                updated_at=now,
            )
        )
        for position, platform in enumerate(to):
            mine = (other or {}).get(platform, status)
            connection.execute(
                insert(tables.deliveries).values(
                    id=ids[platform],
                    post_id=post_id,
                    account_id=accounts[platform],
                    created_at=now,
                    position=position,
                    handle="@demo_studio",
                    display_name="Demo Studio",
                    **delivery_columns(mine, at, platform, error),
                )
            )
        for position, media_id in enumerate(media):
            connection.execute(
                insert(tables.post_media).values(
                    post_id=post_id,
                    target="",
                    position=position,
                    media_id=media_id,
                    alt="A picture",
                )
            )
        emit(PostChanged(post_id))

    change(workspace, write)
    return Made(post_id, ids)


def delivery_columns(
    status: DeliveryStatus, at: datetime | None, platform: str, error: str
) -> dict[str, object]:
    """What the row of a delivery in this state holds."""
    columns: dict[str, object] = {"status": status.value, "due_at": at}
    if status is DeliveryStatus.SCHEDULED:
        columns["run_at"] = at
    if status is DeliveryStatus.PUBLISHED and at is not None:
        columns["published_at"] = at + timedelta(seconds=4)
        columns["permalink"] = f"https://{platform}.example/posts/1"
    if status is DeliveryStatus.FAILED:
        columns |= {
            "error_kind": error,
            "error_title": "Your sign-in expired on 5 Nov.",
            "error_message": "Your sign-in expired on 5 Nov.",
            "error_action": "Reconnect the account.",
        }
    return columns


def set_status(workspace: Workspace, made: Made, platform: str, status: DeliveryStatus) -> None:
    """Another process moved a delivery on."""
    delivery_id = made.deliveries[platform]

    def write(connection: Connection, emit: Emit) -> None:
        connection.execute(
            update(tables.deliveries)
            .where(tables.deliveries.c.id == delivery_id)
            .values(**delivery_columns(status, workspace.clock.now(), platform, "auth_expired"))
        )
        emit(DeliveryChanged(delivery_id, made.id, "", status))

    change(workspace, write)


@dataclass
class Way:
    """Stands for the main window: notes where the page wants to go and what it says."""

    brand_id: str | None = None
    went: list[str] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    taken_away: list[str] = field(default_factory=list)
    undo: Callable[[], None] | None = None
    errors: list[BrandcraftError] = field(default_factory=list)

    def open_editor(self, post_id: str | None = None, *, at: datetime | None = None) -> None:
        self.went.append(f"editor {post_id or 'new'}" + (f" at {at:%d %H:%M}" if at else ""))

    def open_failed_editor(self, delivery_id: str) -> None:
        self.went.append(f"failed {delivery_id}")

    def open_delivery(self, post_id: str) -> None:
        self.went.append(f"delivery {post_id}")

    def open_publisher(self, *, day: datetime | None = None, search: str = "") -> None:
        self.went.append("publisher")

    def open_accounts(self, *, connect: bool = False, account_id: str | None = None) -> None:
        self.went.append(f"accounts {account_id or ''}".strip())

    def show_all_brands(self) -> None:
        self.went.append("all brands")

    def restore(self, file: Path) -> None:
        self.went.append(f"restore {file}")

    def show_brand(self, brand_id: str | None) -> None:
        self.brand_id = brand_id
        self.went.append(f"brand {brand_id or 'all'}")

    def go_back(self) -> None:
        self.went.append("back")

    def toast(
        self,
        text: str,
        *,
        undo: Callable[[], None] | None = None,
        action: tuple[str, Callable[[], None]] | None = None,
    ) -> Callable[[], None]:
        self.toasts.append(text)
        self.undo = undo
        return lambda: self.taken_away.append(text)

    def ask_machine(self) -> None: ...

    def show_error(self, error: BrandcraftError) -> None:
        self.errors.append(error)
