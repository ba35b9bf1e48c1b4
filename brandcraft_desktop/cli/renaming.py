"""`posts rename`: another title, which only its person sees."""

from __future__ import annotations

from typing import Annotated

import typer

from brandcraft_desktop.cli.answers import answer_post
from brandcraft_desktop.cli.output import reporting
from brandcraft_desktop.cli.workspace import opened


def rename_command(
    post_id: Annotated[str, typer.Argument(metavar="ID")],
    title: Annotated[str, typer.Argument(help='Only you see it; "" for none.')],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Give a post another title, also once it is out."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import posts

        answer_post(workspace, posts.rename(workspace, post_id, title), as_json=json)
