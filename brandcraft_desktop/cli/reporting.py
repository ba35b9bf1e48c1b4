"""`posts report`: all that is known of how a post went out, as a file to attach to a report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from brandcraft_desktop.cli.output import Document, reporting, show
from brandcraft_desktop.cli.workspace import opened


def report_command(
    post_id: Annotated[str, typer.Argument(metavar="ID")],
    file: Annotated[Path, typer.Option("--file", metavar="F", help="Where the JSON is written.")],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Write a report of a post's deliveries, without passwords, tokens or the post's words."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import delivery_report

        written = delivery_report.save(workspace, post_id, file)
        document: Document = {"id": post_id, "file": str(written)}
        show(document, f"{post_id}  {written}", as_json=json)
