"""`backup`, `restore`, `doctor`, `vault …`, `media …`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from brandcraft_desktop.cli import documents
from brandcraft_desktop.cli.output import (
    asked_or_nothing,
    asked_secret,
    new_secret,
    reporting,
    say,
    show,
    table,
)
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.workspace import opened
from brandcraft_desktop.paths import default_home

vault_app = typer.Typer(help="The key that seals the accounts' secrets.", no_args_is_help=True)
media_app = typer.Typer(help="Imported files.", no_args_is_help=True)


def backup_command(file: Path, json: Json = False) -> None:
    """Write a verified copy of everything into one file."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services.backup import backup

        for notice in backup(workspace, file).notices:
            say(notice)
        show({"file": str(file), "verified": True}, f"{file}  written and verified", as_json=json)


def restore_command(file: Path, json: Json = False) -> None:
    """Put a backup in place of the present workspace, which is kept aside."""
    with reporting(as_json=json):
        from brandcraft_desktop.services.backup import restore

        restored = restore(default_home(), file)
        for notice in restored.notices:
            say(notice)
        show(
            {"file": str(file), "kept_aside": str(restored.kept_aside or "")},
            f"{file}  restored",
            as_json=json,
        )


def doctor_command(json: Json = False) -> None:
    """Check that everything the program stands on is in order."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services.doctor import examine

        findings = examine(workspace)
        rows = [("ok" if one.ok else "TROUBLE", one.name, one.message) for one in findings]
        lines = [table(rows, ("", "CHECK", "RESULT"))]
        lines += [f"{one.name}: {one.action}" for one in findings if one.action]
        bad = any(not one.ok for one in findings)
        show(
            {
                "ok": not bad,
                "checks": [asdict(one) for one in findings],
            },
            "\n".join(lines),
            as_json=json,
        )
    if bad:
        raise typer.Exit(1)


@vault_app.command("status")
def status_command(json: Json = False) -> None:
    """Whether secrets can be opened, and where the key lives."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import vault

        one = vault.status(workspace)
        show(
            {"locked": one.locked, "keeper": one.keeper, "message": one.message},
            one.message,
            as_json=json,
        )


@vault_app.command("unlock")
def unlock_command(json: Json = False) -> None:
    """Open the vault with its passphrase (from standard input) and remember it in the keyring."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import vault

        one = vault.unlock(workspace, asked_secret("Passphrase"))
        show({"locked": one.locked, "message": one.message}, one.message, as_json=json)


@vault_app.command("rewrap")
def rewrap_command(json: Json = False) -> None:
    """Give the key a new passphrase: the new one on the first line, the old one on the second."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import vault

        new = new_secret("New passphrase")
        old = asked_or_nothing("Present passphrase (empty if there is none)") or None
        one = vault.rewrap(workspace, old, new)
        show({"locked": one.locked, "message": one.message}, one.message, as_json=json)


@media_app.command("add")
def add_command(files: list[Path], json: Json = False) -> None:
    """Import files into the library."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import media

        added = media.add(workspace, files)
        for one in added:
            media.process(workspace, one.id)
        found = [media.show(workspace, one.id) for one in added]
        rows = [(one.id, one.state.value, one.name, one.trouble) for one in found]
        show(
            [documents.media(one) for one in found],
            table(rows, ("ID", "STATE", "NAME", "TROUBLE")),
            as_json=json,
        )


@media_app.command("frames")
def frames_command(
    media_id: Annotated[str, typer.Argument(metavar="ID")],
    count: Annotated[int, typer.Option("--count", min=1, max=28, help="At most so many.")] = 6,
    out: Annotated[
        Path | None, typer.Option("--out", help="A folder to write the pictures into.")
    ] = None,
    sharp: Annotated[
        bool, typer.Option("--sharp", help="Those that would make a cover: sharp, not black.")
    ] = False,
    json: Json = False,
) -> None:
    """Frames of a video: their moments and, with --out, their pictures."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.cli.frames import frames_of

        found = frames_of(workspace, media_id, count=count, sharp=sharp, out=out)
        rows = [(str(one.milliseconds), one.moment, one.file) for one in found]
        show(
            [asdict(one) for one in found],
            table(rows, ("MS", "MOMENT", "FILE")),
            as_json=json,
        )


@media_app.command("purge")
def purge_command(
    at_once: Annotated[
        bool, typer.Option("--now", help="Also what was deleted within the last 30 days.")
    ] = False,
    json: Json = False,
) -> None:
    """Delete files that were in the trash for 30 days and that no post uses."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import media

        count = media.empty(workspace) if at_once else media.purge(workspace)
        show({"purged": count}, f"{count} files removed", as_json=json)
