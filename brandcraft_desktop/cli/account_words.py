"""An account's health as the command line prints it."""

from __future__ import annotations

from datetime import datetime

from brandcraft_desktop.cli import documents
from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.account_health import AccountHealth


def document(one: Account, health: AccountHealth) -> dict[str, object]:
    """The document of `accounts show`."""
    return {
        **documents.account(one),
        "words": health.words,
        "missing_scopes": None if health.missing is None else list(health.missing),
        "next_renewal": documents.moment(health.next_renewal),
        "app_client_id": health.app_client_id or None,
        "waiting": health.waiting,
        "failed": health.failed,
    }


def lines(one: Account, health: AccountHealth) -> str:
    """The same for a person."""
    facts = (
        ("Scopes", ", ".join(health.scopes)),
        ("Missing", ", ".join(health.missing or ())),
        ("Last success", _moment(health.last_success)),
        ("Last check", _moment(health.last_check)),
        ("Next renewal", _moment(health.next_renewal)),
        ("Token ends", _moment(health.expires_at)),
        ("Sign-in ends", _moment(health.ends_at)),
        ("App", health.app_client_id),
        ("Deliveries", _posts(health)),
    )
    told = [
        f"{one.id}  {one.platform}  {one.handle}  {one.display_name}",
        f"  {health.words} on {one.server}",
        f"  {health.trouble}" if health.trouble else "",
        *(f"  {name + ':':<14}{value}" for name, value in facts if value),
    ]
    return "\n".join(line for line in told if line)


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment.astimezone():%Y-%m-%d %H:%M}"


def _posts(health: AccountHealth) -> str:
    waiting = "1 delivery waits" if health.waiting == 1 else f"{health.waiting} deliveries wait"
    return f"{waiting}, {health.failed} failed"
