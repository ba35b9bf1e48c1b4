"""`media fit` and `media convert`: what a platform gets of a file, and a video of what moves."""

from __future__ import annotations

import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brandcraft_desktop.cli import documents
from brandcraft_desktop.cli.library import media_app
from brandcraft_desktop.cli.output import reporting, say, show
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.workspace import opened
from brandcraft_desktop.domain.conversion import percent_words
from brandcraft_desktop.domain.events import ConversionState, Event, MediaProgress
from brandcraft_desktop.domain.media_edit import Framing, MediaEdit
from brandcraft_desktop.errors import BadInput

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

__all__ = ["media_app"]

_TENTH = 10


class Into(StrEnum):
    """What files can be converted to."""

    MP4 = "mp4"


@media_app.command("fit")
def fit_command(
    media_id: Annotated[str, typer.Argument(metavar="ID")],
    target: Annotated[
        str,
        typer.Option(
            "--for", metavar="PLATFORM[:SURFACE]", help="For example instagram:reel or mastodon."
        ),
    ],
    framing: Annotated[
        Framing | None, typer.Option("--framing", help="How it gets another shape, if it must.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where a copy is written.")] = None,
    json: Json = False,
) -> None:
    """Make the file that a platform would be sent, and say what it is."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import media

        platform, _, surface = target.partition(":")
        planned, warnings = media.planned_for(
            workspace, media_id, platform, surface, MediaEdit(framing=framing)
        )
        for one in warnings:
            say(f"Warning: {one.message}")
        with telling(workspace, media_id):
            made = media.rendition(workspace, planned)
        place = made.path if out is None else _copied(made.path, out)
        document = {
            "file": str(place),
            "mime": made.mime,
            "width": made.width,
            "height": made.height,
            "bytes": made.bytes,
            "converted": planned.recipe is not None,
        }
        size = f"{made.width} x {made.height}  {made.bytes:,} bytes"
        show(document, f"{place}  {made.mime}  {size}", as_json=json)


@media_app.command("convert")
def convert_command(
    media_id: Annotated[str, typer.Argument(metavar="ID")],
    to: Annotated[Into, typer.Option("--to", help="What it becomes.")] = Into.MP4,
    json: Json = False,
) -> None:
    """Make a video of a moving picture and add it to the library."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import media

        with telling(workspace, media_id):
            made = media.video_of(workspace, media_id)
        show(documents.media(made), f"{made.id}  {made.state.value}  {made.name}", as_json=json)


@contextmanager
def telling(workspace: Workspace, media_id: str) -> Iterator[None]:
    """Says on stderr how far a video of this file is: in one line at a terminal, else in tenths."""
    alive = sys.stderr.isatty()
    told = [-1]

    def hear(event: Event) -> None:
        if not isinstance(event, MediaProgress) or event.media_id != media_id:
            return
        if event.state is not ConversionState.RUNNING:
            return
        words = percent_words(event.done)
        if alive:
            sys.stderr.write(f"\r{words} ")
            sys.stderr.flush()
        elif int(event.done * _TENTH) > told[0]:
            say(words)
        told[0] = max(told[0], int(event.done * _TENTH))

    unsubscribe = workspace.bus.subscribe(hear)
    try:
        yield
    finally:
        unsubscribe()
        if alive and told[0] >= 0:
            sys.stderr.write("\n")


def _copied(source: Path, out: Path) -> Path:
    """A copy that is whole or not there; a folder keeps the file's own name."""
    target = out.expanduser()
    if target.is_dir():
        target = target / source.name
    waiting = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        shutil.copyfile(source, waiting)
        waiting.replace(target)
    except OSError as error:
        raise BadInput(
            f"“{target}” can't be written.",
            error.strerror or "",
            "Choose another place with --out.",
            field="out",
        ) from error
    finally:
        waiting.unlink(missing_ok=True)
    return target
