"""A real workspace for the editor: accounts on several platforms, a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, insert

from brandcraft_desktop.accounts.vault import Vault
from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.plan import Composition, Fix, Part, Plan, Problem, Severity
from brandcraft_desktop.domain.platform import PlatformInfo, TextRules
from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.domain.text.measure import Measure
from brandcraft_desktop.domain.text.split import joined
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.bluesky.publisher import Bluesky
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import settings
from brandcraft_desktop.services.workspace import Workspace, open_workspace

START = datetime(2026, 11, 22, 9, 41, tzinfo=UTC)


class StandingClock:
    """Shows the same moment until it is set."""

    def __init__(self, moment: datetime = START) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return 0.0


class Neighbour(Bluesky):
    """A platform with another name and limit, planning like Bluesky."""

    def __init__(self, platform: str, name: str, order: int, limit: int) -> None:
        own = super().info
        self._info = replace(
            own,
            id=platform,
            name=name,
            order=order,
            glyph="x-twitter" if platform == "x" else platform,
            text=TextRules(limit, "characters"),
            threads=False,
        )

    @property
    def info(self) -> PlatformInfo:
        return self._info

    def measure(self, text: str) -> Measure:
        length, limit = graphemes.count(text), self._info.text.limit
        return Measure(length, limit, limit - length, "characters", length <= limit)

    def plan(self, composition: Composition) -> Plan:
        text = joined(composition.text) if composition.thread else composition.text
        base = super().plan(replace(composition, thread=False, text=text))
        parts = tuple(
            Part(part.text, part.spans, self.measure(part.text), part.media, part.link_card)
            for part in base.parts
        )
        found = [
            replace(one, message=one.message.replace("Bluesky", self._info.name))
            for one in base.problems
            if "too long" not in one.message or "alt text" in one.message
        ]
        over = -min(part.measure.remaining for part in parts)
        if over > 0:
            words = f"{self._info.name}: {over} characters too long"
            found.insert(0, Problem(Severity.ERROR, words, "text", Fix.SHORTEN))
        return Plan(self._info.id, parts, base.options, tuple(found))


class NoVault:
    """No secret is read while writing."""

    def close(self) -> None:
        pass


def open_world(folder: Path, clock: StandingClock, *, several: bool = True) -> Workspace:
    """A workspace with Bluesky, and X, LinkedIn and Threads beside it."""
    neighbours = (
        (
            Neighbour("x", "X", 0, 280),
            Neighbour("threads", "Threads", 3, 500),
            Neighbour("linkedin", "LinkedIn", 6, 3000),
        )
        if several
        else ()
    )
    return open_home(folder, clock, Registry((*neighbours, Bluesky())))


def open_home(folder: Path, clock: Clock, platforms: Registry) -> Workspace:
    """A workspace that knows these platforms and no secrets."""
    home = Home(folder)
    home.prepare()
    opened = open_workspace(home, clock=clock, vault=cast(Vault, NoVault()), platforms=platforms)
    # It would start a process for each text that is typed; tests of the spell check switch it on.
    settings.put(opened, settings.SPELLING, False)
    return opened


def add_account(
    workspace: Workspace,
    platform: str = "bluesky",
    handle: str = "demo.bsky.social",
    *,
    name: str = "Demo Studio",
    state: AccountState = AccountState.CONNECTED,
) -> str:
    """An account row; gives its id."""
    account_id = new_id(workspace.clock)

    def write(connection: Connection) -> None:
        connection.execute(
            insert(tables.accounts).values(
                id=account_id,
                platform=platform,
                remote_id=f"{platform}-{handle}",
                handle=handle,
                display_name=name,
                server="",
                state=state.value,
                created_at=workspace.clock.now(),
            )
        )

    workspace.database.write(write)
    return account_id


@dataclass
class Way:
    """Stands for the main window: notes where the editor wants to go and what it says."""

    brand_id: str | None = None
    went: list[str] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    undo: Callable[[], None] | None = None
    action: tuple[str, Callable[[], None]] | None = None
    errors: list[BrandcraftError] = field(default_factory=list)

    def open_editor(self, post_id: str | None = None, *, at: datetime | None = None) -> None:
        self.went.append(f"editor {post_id or 'new'}")

    def open_failed_editor(self, delivery_id: str) -> None:
        self.went.append(f"failed {delivery_id}")

    def open_delivery(self, post_id: str) -> None:
        self.went.append(f"delivery {post_id}")

    def open_publisher(self, *, day: datetime | None = None, search: str = "") -> None:
        self.went.append("publisher")

    def open_accounts(self, *, connect: bool = False, account_id: str | None = None) -> None:
        self.went.append("accounts connect" if connect else f"accounts {account_id or ''}".strip())

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
        self.undo, self.action = undo, action
        return lambda: None

    def ask_machine(self) -> None: ...

    def show_error(self, error: BrandcraftError) -> None:
        self.errors.append(error)
