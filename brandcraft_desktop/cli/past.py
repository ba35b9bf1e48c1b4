"""`past …`: loading what the accounts published elsewhere, and how that stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from brandcraft_desktop.cli.output import Document, reporting, say, show, table
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.workspace import accounts_named, opened
from brandcraft_desktop.domain.past_posts import PastLook, PastState
from brandcraft_desktop.errors import BadInput

app = typer.Typer(help="Posts that were published elsewhere.", no_args_is_help=True)
_Accounts = Annotated[list[str] | None, typer.Argument(metavar="[ACCOUNT…]")]


@app.command("load")
def load_command(
    accounts: _Accounts = None,
    everything: Annotated[bool, typer.Option("--all", help="Every connected account.")] = False,
    accept_cost: Annotated[
        bool, typer.Option("--accept-cost", help="Also where reading costs money.")
    ] = False,
    json: Json = False,
) -> None:
    """Read an account's past posts now; they appear as imported, each once."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import past_posts

        if bool(accounts) is everything:
            raise BadInput("Name accounts, or say --all.", "", "See them: brandcraft accounts list")
        named = [one.id for one in accounts_named(workspace, accounts or ())]
        if not json:
            say("Loading past posts. Ctrl+C stops; what was read stays.")
        _show(past_posts.load(workspace, named, paying=accept_cost), json)


@app.command("stop")
def stop_command(accounts: _Accounts = None, json: Json = False) -> None:
    """End the reading; what was read stays."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import past_posts

        named = [one.id for one in accounts_named(workspace, accounts or ())]
        past_posts.stop(workspace, named)
        _show(past_posts.status(workspace, named), json)


@app.command("status")
def status_command(accounts: _Accounts = None, json: Json = False) -> None:
    """How far the past posts of the accounts are read."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import past_posts

        named = [one.id for one in accounts_named(workspace, accounts or ())]
        _show(past_posts.status(workspace, named), json)


def _show(looks: Sequence[PastLook], json: bool) -> None:
    document: Document = {"accounts": [_document(one) for one in looks]}
    lines = [(one.platform, one.handle, one.state.value, str(one.kept), _why(one)) for one in looks]
    show(document, table(lines, ("PLATFORM", "ACCOUNT", "STATE", "POSTS", "WHY")), as_json=json)


def _why(look: PastLook) -> str:
    words = " ".join(filter(None, (look.trouble, look.action)))
    return words or (look.cost if look.state is PastState.NEVER else "")


def _document(look: PastLook) -> Document:
    return {
        "account": look.account_id,
        "platform": look.platform,
        "handle": look.handle,
        "state": look.state.value,
        "found": look.found,
        "kept": look.kept,
        "ended_at": look.ended_at.isoformat() if look.ended_at else None,
        "waits_until": look.waits_until.isoformat() if look.waits_until else None,
        "since": look.since.isoformat() if look.since else None,
        "trouble": look.trouble,
        "action": look.action,
        "cost": look.cost,
    }
