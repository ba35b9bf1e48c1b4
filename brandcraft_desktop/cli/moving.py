"""`posts move`, beside the other commands of `posts.app`: another time for a post."""

from __future__ import annotations

from typing import Annotated

import typer

from brandcraft_desktop.cli.answers import answer_post
from brandcraft_desktop.cli.output import reporting
from brandcraft_desktop.cli.posts import Json, app
from brandcraft_desktop.cli.when import read_when, told
from brandcraft_desktop.cli.workspace import opened
from brandcraft_desktop.errors import BadInput

__all__ = ["app"]


@app.command("move")
def move_command(
    post_id: Annotated[str, typer.Argument(metavar="ID")],
    when: Annotated[
        str,
        typer.Argument(
            metavar="[WHEN]",
            help="2026-12-01T09:00 on your clocks, or with an offset; now, +90s, +2h or +3d.",
        ),
    ] = "",
    at: Annotated[str, typer.Option("--at", metavar="WHEN", help="The same as an option.")] = "",
    json: Json = False,
) -> None:
    """Give a scheduled, missed or draft post another time; its words stay as they are."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.domain.schedule import FORMS
        from brandcraft_desktop.services import posts

        if bool(when) == bool(at):
            raise BadInput(
                "Say one time to move it to." if not when else "A post has one time.",
                f"Times are {FORMS}.",
                "For example: brandcraft posts move ID +5h",
                field="time",
            )
        view = posts.move(workspace, post_id, at=read_when(workspace, when or at))
        when = told(workspace, view.content.scheduled_at)
        line = f"{view.id}  {view.status.value}  {when}"
        answer_post(workspace, view, as_json=json, line=line)
