"""`media list|show|edit|delete|restore`: looking through the library and tidying it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from brandcraft_desktop.cli import documents
from brandcraft_desktop.cli.output import reporting, say, show, table
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.upkeep import media_app
from brandcraft_desktop.cli.workspace import opened
from brandcraft_desktop.domain.library import MediaUse, PlatformFit, Shelf
from brandcraft_desktop.domain.media_rules import MediaKind
from brandcraft_desktop.domain.media_words import counted
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BadInput

__all__ = ["media_app"]

Id = Annotated[str, typer.Argument(metavar="ID")]
Ids = Annotated[list[str], typer.Argument(metavar="ID…")]
_SHELVES = {MediaKind.IMAGE: Shelf.IMAGES, MediaKind.VIDEO: Shelf.VIDEOS}


@media_app.command("list")
def list_command(
    search: Annotated[
        str, typer.Option("--search", help="Words in name, alt text or tags; “#tag” is that tag.")
    ] = "",
    kind: Annotated[MediaKind | None, typer.Option("--kind", help="Only these.")] = None,
    unused: Annotated[bool, typer.Option("--unused", help="Files that are on no post.")] = False,
    trash: Annotated[bool, typer.Option("--trash", help="What was deleted.")] = False,
    json: Json = False,
) -> None:
    """The library, newest first."""
    with reporting(as_json=json):
        shelf = _shelf(kind, unused=unused, trash=trash)
        with opened() as workspace:
            from brandcraft_desktop.services import media

            found: list[MediaView] = []
            while True:
                after = found[-1] if found else None
                window = media.page(workspace, shelf=shelf, search=search, after=after)
                found += window
                if not window:
                    break
        rows = [
            (one.id, one.kind.value, one.state.value, str(one.used_in), one.name) for one in found
        ]
        show(
            [documents.media(one) for one in found],
            table(rows, ("ID", "KIND", "STATE", "POSTS", "NAME")) if rows else "No files.",
            as_json=json,
        )


@media_app.command("show")
def show_command(media_id: Id, json: Json = False) -> None:
    """One file: what is written about it, the posts that have it, the platforms that take it."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import media

        one = media.show(workspace, media_id)
        uses, fits = media.used_by(workspace, media_id), media.fits(workspace, media_id)
        document = {
            **documents.media(one),
            "uses": [_use(use) for use in uses],
            "platforms": [_fit(fit) for fit in fits],
        }
        show(document, _lines(one, uses, fits), as_json=json)


@media_app.command("edit")
def edit_command(
    media_id: Id,
    name: Annotated[str | None, typer.Option("--name", help="What it is called.")] = None,
    alt: Annotated[
        str | None, typer.Option("--alt", help="Its alt text on new posts; '' takes it away.")
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", help="Its tags from now on; '' takes all away.")
    ] = None,
    json: Json = False,
) -> None:
    """Change a file's name, alt text or tags; posts keep the words they have."""
    with reporting(as_json=json):
        if name is None and alt is None and tag is None:
            raise BadInput(
                "Nothing to change.",
                "Neither a name nor an alt text nor a tag was given.",
                "Give --name, --alt or --tag.",
            )
        with opened() as workspace:
            from brandcraft_desktop.services import media

            tags = None if tag is None else " ".join(tag)
            one = media.edit(workspace, media_id, name=name, alt=alt, tags=tags)
            show(documents.media(one), f"{one.id}  {one.name}", as_json=json)


@media_app.command("delete")
def delete_command(
    ids: Ids,
    for_good: Annotated[
        bool, typer.Option("--for-good", help="Remove at once what no post has.")
    ] = False,
    json: Json = False,
) -> None:
    """Put files into the trash for 30 days; posts that have them keep them."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import media

        found = media.delete_many(workspace, ids)
        removed = media.remove_many(workspace, ids) if for_good else ()
        if found.words:
            say(found.words)
        document = {
            "deleted": list(ids),
            "removed": list(removed),
            "used_by": {
                "scheduled": found.planned,
                "drafts": found.drafts,
                "unfinished": found.open,
            },
            "message": found.words or None,
        }
        done = f"{counted(found.files, 'file')} moved to the trash"
        if for_good:
            done = f"{counted(len(removed), 'file')} removed for good"
        show(document, done, as_json=json)


@media_app.command("restore")
def restore_command(ids: Ids, json: Json = False) -> None:
    """Take files out of the trash."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import media

        media.restore_many(workspace, ids)
        show({"restored": list(ids)}, f"{counted(len(ids), 'file')} restored", as_json=json)


def _shelf(kind: MediaKind | None, *, unused: bool, trash: bool) -> Shelf:
    chosen = [
        shelf
        for shelf, wanted in (
            (_SHELVES[kind] if kind else Shelf.ALL, kind is not None),
            (Shelf.UNUSED, unused),
            (Shelf.TRASH, trash),
        )
        if wanted
    ]
    if len(chosen) > 1:
        raise BadInput(
            "These can't be asked for together.",
            "--kind, --unused and --trash each choose one part of the library.",
            "Give one of them.",
        )
    return chosen[0] if chosen else Shelf.ALL


def _use(use: MediaUse) -> dict[str, object]:
    return {
        "post": use.post_id,
        "title": use.title,
        "status": use.status.value,
        "at": documents.moment(use.at),
        "in_trash": use.in_trash,
    }


def _fit(fit: PlatformFit) -> dict[str, object]:
    return {
        "platform": fit.platform,
        "takes": fit.takes.value,
        "connected": fit.connected,
        "made": fit.made or None,
        "problems": list(fit.problems),
    }


def _lines(one: MediaView, uses: Sequence[MediaUse], fits: Sequence[PlatformFit]) -> str:
    lines = [f"{one.id}  {one.state.value}  {one.name}"]
    lines += [f"  Alt text: {one.alt}"] * bool(one.alt)
    lines += [f"  Tags: {' '.join(one.tags)}"] * bool(one.tags)
    lines += [f"  In the trash since {documents.moment(one.deleted_at)}"] * bool(one.deleted_at)
    lines += [f"  Used in {use.post_id}  {use.status.value}  {use.title}" for use in uses]
    lines += [f"  {fit.name}: {fit.words}" for fit in fits]
    return "\n".join(lines)
