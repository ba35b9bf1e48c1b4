"""What the account health dialog tells, line by line, as a pure function."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.account_health import AccountHealth
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.ui.here import local as on_clocks_here
from brandcraft_desktop.ui.times import day_and_time, short_date, short_time

FAR_DAYS = 300
LATER = "Posts planned for later need you to sign in again before."


@dataclass(frozen=True)
class Line:
    """One fact: what it is called, what it is, and a word on what it means (or "")."""

    label: str
    value: str
    meaning: str = ""


def health_lines(
    health: AccountHealth, info: PlatformInfo, now: datetime, server: str = ""
) -> tuple[Line, ...]:
    """Everything known of a sign-in, in the order a person asks for it."""
    lines = [Line("State", health.words, health.trouble)]
    if server:
        lines.append(Line("Server", server.removeprefix("https://")))
    lines.append(_permissions(health))
    lines.append(Line("Last success", _moment(health.last_success, now, "Nothing yet")))
    lines.append(Line("Last check", _moment(health.last_check, now, "Not checked yet")))
    lines.append(Line("Access ends", _moment(health.expires_at, now, "It has no end")))
    if health.state is AccountState.CONNECTED:
        lines.append(_renewal(health, info, now))
    last = _moment(health.ends_at, now, "No end is known")
    lines.append(Line("Last day without you", last, LATER if health.ends_at else ""))
    lines.append(Line("Posts", _posts(health)))
    if health.app_client_id:
        lines.append(Line("App keys", f"Signed in with your app {health.app_client_id}"))
    return tuple(lines)


def _permissions(health: AccountHealth) -> Line:
    given = ", ".join(health.scopes) or "Everything that was asked for"
    missing = ", ".join(f"“{one}”" for one in health.missing or ())
    return Line("Permissions", given, f"Missing: {missing}" if missing else "")


def _renewal(health: AccountHealth, info: PlatformInfo, now: datetime) -> Line:
    if health.next_renewal is not None:
        return Line("Next renewal", _moment(health.next_renewal, now, ""), "By itself.")
    if health.ends_at is not None:
        return Line("Next renewal", "By you", f"{info.name} lets nobody else renew it.")
    return Line("Next renewal", "None is needed")


def _posts(health: AccountHealth) -> str:
    return f"{health.waiting} waiting, {health.failed} failed"


def _moment(moment: datetime | None, now: datetime, none: str) -> str:
    """Near moments by their time, far ones with their year."""
    if moment is None:
        return none
    if abs((moment - now).days) < FAR_DAYS:
        return day_and_time(moment, now)
    local = on_clocks_here(moment)
    return f"{short_date(local.date(), 'd MMM yyyy')}, {short_time(local.time())}"
