"""What is kept of posts: `posts versions|restore-version|trash|undelete`, beside `posts.app`."""

from __future__ import annotations

from typing import Annotated

import typer

from brandcraft_desktop.cli import documents
from brandcraft_desktop.cli.answers import answer_post
from brandcraft_desktop.cli.moving import app
from brandcraft_desktop.cli.output import Document, reporting, show, table
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.when import told
from brandcraft_desktop.cli.workspace import opened

__all__ = ["app"]

PostId = Annotated[str, typer.Argument(metavar="ID")]


@app.command("versions")
def versions_command(post_id: PostId, json: Json = False) -> None:
    """The earlier versions that are kept of a post, newest first."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import post_versions, posts

        posts.show(workspace, post_id)  # says so if there is no such post
        found = post_versions.versions(workspace, post_id)
        rows = [
            (one.id, told(workspace, one.at), one.reason.value, first_line(one.content.text))
            for one in found
        ]
        document: Document = [
            {
                "id": one.id,
                "at": documents.moment(one.at),
                "reason": one.reason.value,
                "title": one.content.title,
                "text": one.content.text,
            }
            for one in found
        ]
        lines = table(rows, ("ID", "AT", "WHY", "TEXT")) if rows else "No earlier versions."
        show(document, lines, as_json=json)


@app.command("restore-version")
def restore_version_command(
    post_id: PostId,
    version_id: Annotated[str, typer.Argument(metavar="VERSION")],
    json: Json = False,
) -> None:
    """Put an earlier version back; the present one is kept as a version itself."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import post_versions

        view = post_versions.restore(workspace, post_id, version_id).view
        line = f"{view.id}  {view.status.value}  put back"
        answer_post(workspace, view, as_json=json, line=line)


@app.command("trash")
def trash_command(json: Json = False) -> None:
    """The posts in the trash; they stay there for 30 days."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import posts

        found = posts.trashed(workspace)
        rows = [(one.id, told(workspace, one.deleted_at), one.title) for one in found]
        document: Document = [
            {"id": one.id, "title": one.title, "deleted_at": documents.moment(one.deleted_at)}
            for one in found
        ]
        lines = table(rows, ("ID", "DELETED", "TITLE")) if rows else "The trash is empty."
        show(document, lines, as_json=json)


@app.command("undelete")
def undelete_command(post_id: PostId, json: Json = False) -> None:
    """Take a post out of the trash; what was due meanwhile does not go out late by itself."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import posts

        view = posts.undelete(workspace, post_id)
        line = f"{view.id}  {view.status.value}"
        answer_post(workspace, view, as_json=json, line=line)


def first_line(text: str) -> str:
    """The first words of a text, for a table."""
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
