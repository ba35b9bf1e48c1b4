"""`slots …` and `posts queue`: weekly posting times, and the next free one of them."""

from __future__ import annotations

from typing import Annotated

import typer

from brandcraft_desktop.cli import documents
from brandcraft_desktop.cli.answers import answer_post
from brandcraft_desktop.cli.keeping import app
from brandcraft_desktop.cli.output import Document, reporting, show, table
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.when import told
from brandcraft_desktop.cli.workspace import account_named, opened
from brandcraft_desktop.domain.posting_times import Slot

__all__ = ["app", "slots_app"]

slots_app = typer.Typer(help="Weekly posting times of an account.", no_args_is_help=True)
Zone = Annotated[str, typer.Option("--zone", help="Whose clocks; else this computer's.")]


@slots_app.command("list")
def list_slots_command(account: str, json: Json = False) -> None:
    """An account's weekly posting times."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import posting_times

        one = account_named(workspace, account)
        _show(posting_times.slots(workspace, one.id), json)


@slots_app.command("set")
def set_slots_command(
    account: str,
    times: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TIME…]", help="“Tue 09:30”; without one: none."),
    ] = None,
    json: Json = False,
) -> None:
    """Replace an account's weekly posting times."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.domain.posting_times import read_slot
        from brandcraft_desktop.services import posting_times

        wanted = [read_slot(one) for one in times or ()]
        one = account_named(workspace, account)
        _show(posting_times.set_slots(workspace, one.id, wanted), json)


@slots_app.command("suggest")
def suggest_command(
    accounts: Annotated[list[str], typer.Argument(metavar="ACCOUNT…")],
    zone: Zone = "",
    json: Json = False,
) -> None:
    """Good moments for a post to these accounts, each with its reason."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import posting_times
        from brandcraft_desktop.services.own_clocks import own_zone

        ids = [account_named(workspace, one).id for one in accounts]
        found = posting_times.suggestions(workspace, ids, zone or own_zone(workspace))
        document: Document = [
            {"at": documents.moment(one.at), "reason": one.reason} for one in found
        ]
        rows = [(told(workspace, one.at), one.reason) for one in found]
        lines = table(rows, ("AT", "WHY")) if rows else "No suggestions: choose a time yourself."
        show(document, lines, as_json=json)


@app.command("queue")
def queue_command(
    post_id: Annotated[str, typer.Argument(metavar="ID")], zone: Zone = "", json: Json = False
) -> None:
    """Schedule a draft for the next free posting time of its accounts."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import posting_times
        from brandcraft_desktop.services.own_clocks import own_zone

        view = posting_times.enqueue(workspace, post_id, zone or own_zone(workspace))
        when = told(workspace, view.content.scheduled_at)
        line = f"{view.id}  {view.status.value}  {when}"
        answer_post(workspace, view, as_json=json, line=line)


def _show(slots: tuple[Slot, ...], json: bool) -> None:
    words = [slot.words for slot in slots]
    show(words, "\n".join(words) or "No posting times.", as_json=json)
