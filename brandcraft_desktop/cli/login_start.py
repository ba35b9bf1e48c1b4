"""`start-at-login …`: whether the window is opened when its person logs in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from brandcraft_desktop.cli.output import Document, reporting, show
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.paths import default_home

if TYPE_CHECKING:
    from brandcraft_desktop.domain.login_start import LoginStart

app = typer.Typer(help="Open Brandcraft when you log in.", no_args_is_help=True)


@app.command("status")
def status_command(json: Json = False) -> None:
    """What will happen at your next login, as your system has it."""
    with reporting(as_json=json):
        from brandcraft_desktop.services import start_at_login

        _show(start_at_login.status(default_home()), json)


@app.command("on")
def on_command(
    show_window: Annotated[
        bool, typer.Option("--show-window", help="Open the window too, not only the tray.")
    ] = False,
    json: Json = False,
) -> None:
    """Open Brandcraft in the tray (minimised where there is none) when you log in."""
    with reporting(as_json=json):
        from brandcraft_desktop.services import start_at_login

        _show(start_at_login.turn_on(default_home(), minimised=not show_window), json)


@app.command("off")
def off_command(json: Json = False) -> None:
    """Open nothing when you log in."""
    with reporting(as_json=json):
        from brandcraft_desktop.services import start_at_login

        _show(start_at_login.turn_off(default_home()), json)


def _show(found: LoginStart, json: bool) -> None:
    from brandcraft_desktop.domain.login_start import words_for

    document: Document = {
        "on": found.on,
        "state": found.state.value,
        "minimised": found.minimised,
        "command": list(found.command),
        "place": found.place,
    }
    show(document, words_for(found), as_json=json)
