"""`lock …`: the password over the window, set and taken away from outside it.

Whoever can run this command is signed in to the computer as its person, and could read all the
files: that is why it may take a forgotten password away.
"""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from brandcraft_desktop.cli.output import Document, new_secret, reporting, show, table
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.workspace import opened
from brandcraft_desktop.domain.lock import Person
from brandcraft_desktop.errors import BadInput, NotFound

app = typer.Typer(help="The password over the window.", no_args_is_help=True)

Handle = Annotated[str, typer.Option("--handle", help="Whose; can be left out where one is there.")]


@app.command("status")
def status_command(json: Json = False) -> None:
    """Whether the window asks for a password, whose, and when it locks itself."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import lock

        now = lock.status(workspace)
        document: Document = {
            "on": now.on,
            "idle_minutes": now.idle_minutes,
            "people": [_document(one) for one in now.people],
        }
        lines = "The window is not locked: no password is set."
        if now.on:
            idle = f"after {now.idle_minutes} minutes without use" if now.idle_minutes else "never"
            rows = [(f"@{one.handle}", one.name) for one in now.people]
            lines = f"Locks itself {idle}.\n{table(rows, ('HANDLE', 'NAME'))}"
        show(document, lines, as_json=json)


@app.command("set")
def set_command(
    handle: Handle = "",
    name: Annotated[
        str, typer.Option("--name", help="For somebody new; else your name on this computer.")
    ] = "",
    password_stdin: Annotated[
        bool,
        typer.Option("--password-stdin", help="Read the password from standard input."),
    ] = False,
    json: Json = False,
) -> None:
    """Set or change a password; a --name or --handle that is not there yet adds a person."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import lock

        people = lock.status(workspace).people
        found = [one for one in people if handle.removeprefix("@") in (one.handle, one.id)]
        if not handle and not name:
            _only_one(people)
            found = list(people)
        # Asked for at a terminal, read from a pipe: both come from standard input.
        password = new_secret("Password" if password_stdin else "New password")
        if found:
            one = lock.change_password(workspace, found[0].id, password)
        else:
            one = lock.add(workspace, name or handle or _own_name(), password, handle=handle)
        show(_document(one), f"@{one.handle}  password set", as_json=json)


@app.command("remove")
def remove_command(handle: Handle = "", json: Json = False) -> None:
    """Take a password away, also a forgotten one; posts, accounts and files stay as they are."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import lock

        people = lock.status(workspace).people
        if not people:
            raise NotFound("No password is set.", "The window is not locked.")
        if not handle:
            _only_one(people)
        one = lock.remove(workspace, handle or people[0].id)
        show(_document(one), f"@{one.handle}  password removed", as_json=json)


@app.command("idle")
def idle_command(
    minutes: Annotated[int, typer.Argument(help="Without a key or the pointer; 0 is never.")],
    json: Json = False,
) -> None:
    """After how many minutes without use the window locks itself."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import lock, settings

        settings.put(workspace, lock.IDLE_MINUTES, minutes)
        show({"idle_minutes": minutes}, f"{minutes} minutes", as_json=json)


def _only_one(people: tuple[Person, ...]) -> None:
    if len(people) > 1:
        raise BadInput(
            "Several people may open the window.",
            ", ".join(f"@{one.handle}" for one in people),
            "Name one of them with --handle.",
            field="handle",
        )


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without an entry in the system's list
        return "Me"


def _document(one: Person) -> dict[str, object]:
    return {"id": one.id, "name": one.name, "handle": one.handle}
