"""`posts move`, beside the other commands of `posts.app`: another time for a post."""

from __future__ import annotations

from typing import Annotated

import typer

from brandcraft_desktop.cli import documents
from brandcraft_desktop.cli.answers import answer_post
from brandcraft_desktop.cli.output import reporting
from brandcraft_desktop.cli.posts import Json, app
from brandcraft_desktop.cli.workspace import opened

__all__ = ["app"]


@app.command("move")
def move_command(
    post_id: Annotated[str, typer.Argument(metavar="ID")],
    at: Annotated[str, typer.Option("--at", metavar="WHEN", help="RFC 3339, +90s, +2h or now.")],
    json: Json = False,
) -> None:
    """Give a scheduled, missed or draft post another time; its words stay as they are."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.domain.schedule import parse_when
        from brandcraft_desktop.services import posts

        view = posts.move(workspace, post_id, at=parse_when(at, workspace.clock.now()))
        when = documents.moment(view.content.scheduled_at) or ""
        line = f"{view.id}  {view.status.value}  {when}"
        answer_post(workspace, view, as_json=json, line=line)
