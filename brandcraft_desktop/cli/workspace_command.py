"""`workspace …`: which computer publishes."""

from __future__ import annotations

from pathlib import Path

import typer

from brandcraft_desktop.cli.output import new_secret, reporting, say, show
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.workspace import opened

app = typer.Typer(help="Which computer publishes this workspace.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Which computer publishes this workspace."""


@app.command("claim")
def claim_command(json: Json = False) -> None:
    """Publish from this computer from now on (after the data folder was copied or moved)."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services.workspace import (
            claim_machine,
            publishing_allowed,
            who,
        )

        already = publishing_allowed(workspace)
        epoch = who(workspace).epoch if already else claim_machine(workspace)
        if not already:
            say(
                "Posts that were due before now are looked for on the platforms, not sent again. "
                "Close Brandcraft on the other computer, or both publish."
            )
        words = "This computer publishes already" if already else "This computer publishes now"
        show({"publishing": True, "changed": not already, "epoch": epoch}, words, as_json=json)


@app.command("move")
def move_command(file: Path, json: Json = False) -> None:
    """Move to another computer: this one stops publishing, and FILE takes everything along.

    A passphrase for the sign-ins is read from standard input. On the other computer run
    `brandcraft import FILE --with-secrets`, then `brandcraft workspace claim`.
    """
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services.moving import move

        done = move(workspace, file, passphrase=new_secret("Passphrase for the sign-ins"))
        say(
            "This computer publishes no more. On the other one run: brandcraft import FILE"
            " --with-secrets, then: brandcraft workspace claim"
        )
        show(
            {"file": str(file), "posts": done.posts, "media": done.media, "publishing": False},
            f"{file}  {done.posts} posts, {done.media} files",
            as_json=json,
        )
