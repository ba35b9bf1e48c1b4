"""What arrived at the practice platforms, counted and compared in their own stores."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from brandcraft_desktop.demo.naming import on_platform
from brandcraft_desktop.demo.story import ALTS, THREAD, Told
from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.plan import Part, Plan
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.practice.platform import Arrived
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.services import accounts, media, posts
from brandcraft_desktop.services.delivery_plan import plan_for_delivery
from brandcraft_desktop.services.workspace import Workspace

NOT_POSTED = "(connected, not posted to)"
_LOCATIONS = (b"GPS", b"Exif\x00\x00MM")


class NotAsSent(BrandcraftError):
    """Something else arrived than what the window showed."""


@dataclass(frozen=True)
class Arrival:
    """One published message, as the platform has it; or an account that nothing was sent to."""

    platform: str
    account: str
    time: str
    text: str
    files: int


def check(workspace: Workspace, server: PracticeServer, told: Told) -> tuple[Arrival, ...]:
    """Compare every message, and the bytes of every picture, with what was shown.

    Raises `NotAsSent` (also where a platform has more than it was sent), or `FailedOn`: the same,
    with the platform's name before it.
    """
    there = {account.id: account for account in accounts.list_accounts(workspace)}
    arrived: dict[str, list[Arrived]] = {}
    for one in there.values():
        if one.platform not in arrived:
            with on_platform(_name(workspace, one)):
                arrived[one.platform] = _messages(server, one.platform)
    unseen = _unseen(workspace, {one.platform for one in there.values()})
    if unseen:
        raise NotAsSent("No account was connected on some platforms.", ", ".join(unseen))
    wanted: dict[str, list[tuple[Plan, Part]]] = {account_id: [] for account_id in there}
    for post_id in told.posts:
        for delivery in posts.show(workspace, post_id).deliveries:
            plan = _plan(workspace, delivery.id)
            wanted[delivery.account_id] += [(plan, part) for part in plan.parts]
            if post_id == told.thread:
                with on_platform(_name(workspace, there[delivery.account_id])):
                    _check_thread(there[delivery.account_id], plan)
    found: list[Arrival] = []
    unsent: list[Arrival] = []
    for account_id, account in there.items():
        mine = [one for one in arrived[account.platform] if one.did == account.remote_id]
        name = _name(workspace, account)
        with on_platform(name):
            found += _compare(workspace, account, mine, wanted[account_id])
        if not wanted[account_id]:
            unsent.append(Arrival(name, account.handle, "", NOT_POSTED, 0))
    for platform, messages in arrived.items():
        name = workspace.platforms.get(platform).info.name
        extra = len(messages) - sum(one.platform == name for one in found)
        if extra:
            raise NotAsSent(f"{name}: {extra} messages arrived that nobody sent.")
    return (*found, *unsent)


def _name(workspace: Workspace, account: Account) -> str:
    return workspace.platforms.get(account.platform).info.name


def _unseen(workspace: Workspace, connected: set[str]) -> list[str]:
    every = workspace.platforms.publishers()
    return [one.info.name for one in every if one.info.id not in connected]


def _plan(workspace: Workspace, delivery: str) -> Plan:
    return workspace.database.read(
        lambda connection: plan_for_delivery(connection, workspace.platforms, delivery)
    )


def _check_thread(account: Account, plan: Plan) -> None:
    """The thread was planned as it was written, wherever it went."""
    texts = [part.text for part in plan.parts]
    if texts != THREAD.split("\n---\n"):
        raise NotAsSent(f"{account.handle} got another thread.", " | ".join(texts))


def _messages(server: PracticeServer, platform: str) -> list[Arrived]:
    """Everything that is out on a platform, oldest first, as it says itself."""
    told = server.ask(f"{platform}/arrived")["arrived"]
    if not isinstance(told, list):
        raise NotAsSent("The practice platform does not say what arrived.")
    return [
        Arrived(
            did=str(one["did"]),
            at=float(str(one["at"])),
            id=str(one["id"]),
            text=str(one["text"]),
            files=_words(one["files"]),
            alts=_words(one["alts"]),
        )
        for one in told
        if isinstance(one, dict)
    ]


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def _compare(
    workspace: Workspace,
    account: Account,
    arrived: Sequence[Arrived],
    wanted: Sequence[tuple[Plan, Part]],
) -> list[Arrival]:
    texts, planned = [one.text for one in arrived], [part.text for _, part in wanted]
    if texts != planned:
        raise NotAsSent(
            f"{account.handle} has {len(texts)} messages instead of {len(planned)}, or others.",
            json.dumps([texts, planned], ensure_ascii=False),
        )
    info = workspace.platforms.get(account.platform).info
    for one, (plan, part) in zip(arrived, wanted, strict=True):
        _check_files(workspace, plan, part, one)
        _check_alts(info, part, one)
    return [
        Arrival(
            info.name,
            account.handle,
            datetime.fromtimestamp(one.at, UTC).isoformat(timespec="seconds"),
            one.text.split("\n")[0],
            len(one.files),
        )
        for one in arrived
    ]


def _check_files(workspace: Workspace, plan: Plan, part: Part, one: Arrived) -> None:
    if len(one.files) != len(part.media):
        raise NotAsSent(f"{len(one.files)} files arrived instead of {len(part.media)}.", one.id)
    for arrived, planned in zip(one.files, part.media, strict=True):
        kept = media.renditions(workspace, plan).file(planned).path.read_bytes()
        if arrived != hashlib.sha256(kept).hexdigest():
            raise NotAsSent(f"{planned.media.name} arrived with other bytes than were shown.")
        if any(mark in kept for mark in _LOCATIONS):
            raise NotAsSent(f"{planned.media.name} arrived with its location.")


def _check_alts(info: PlatformInfo, part: Part, one: Arrived) -> None:
    """What was typed for the pictures came along, where the platform knows such words."""
    typed = part.media and not any(each.media.is_video for each in part.media)
    said = "\n".join(one.alts)
    if typed and info.media.alt_text_max != 0 and not all(alt in said for alt in ALTS):
        raise NotAsSent("The alt texts are not those that were typed.", said)


def as_table(arrivals: Sequence[Arrival]) -> str:
    """The published messages, one a line."""
    heads = ("PLATFORM", "ACCOUNT", "TIME", "FILES", "TEXT")
    rows = [
        (one.platform, one.account, one.time, str(one.files), one.text[:50]) for one in arrivals
    ]
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (heads, *rows)
    )
