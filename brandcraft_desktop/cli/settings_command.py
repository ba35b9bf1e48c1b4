"""`settings list|get|set`: what the settings page shows, for scripts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from brandcraft_desktop.cli.output import reporting, show, table
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.workspace import opened

app = typer.Typer(help="What you chose on the settings page.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME")]


@app.command("list")
def list_command(json: Json = False) -> None:
    """Every setting with its value and what it is for."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import settings_list

        found = settings_list.everything(workspace)
        rows = [(one.name, one.value, one.about) for one in found]
        show(
            [asdict(one) for one in found],
            table(rows, ("NAME", "VALUE", "ABOUT")),
            as_json=json,
        )


@app.command("get")
def get_command(name: Name, json: Json = False) -> None:
    """The value of one setting."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import settings_list

        found = settings_list.one(workspace, name)
        show(asdict(found), found.value, as_json=json)


@app.command("set")
def set_command(
    name: Name,
    value: Annotated[str, typer.Argument(metavar="VALUE", help='"" for nothing.')],
    json: Json = False,
) -> None:
    """Give a setting another value; open windows and workers follow at once."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import settings_list

        found = settings_list.put(workspace, name, value)
        show(asdict(found), f"{found.name} is {found.value or 'nothing'}", as_json=json)
