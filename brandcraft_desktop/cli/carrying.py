"""`export`, `import`, `backups`: everything in one file, and what is kept by itself."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from brandcraft_desktop.cli import documents
from brandcraft_desktop.cli.output import asked_secret, new_secret, reporting, say, show, table
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.when import told
from brandcraft_desktop.cli.workspace import opened

WithSecrets = Annotated[
    bool,
    typer.Option("--with-secrets", help="Sign-ins too; a passphrase is read from standard input."),
]


def export_command(file: Path, with_secrets: WithSecrets = False, json: Json = False) -> None:
    """Write everything into one file that other programs can read (docs/export.md)."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services.exporting import export

        passphrase = new_secret("Passphrase for the sign-ins") if with_secrets else None
        done = export(workspace, file, passphrase=passphrase)
        for notice in done.notices:
            say(notice)
        words = f"{file}  {done.posts} posts, {done.media} files"
        show(
            {
                "file": str(file),
                "posts": done.posts,
                "media": done.media,
                "secrets": done.secrets,
                "notices": list(done.notices),
            },
            words,
            as_json=json,
        )


def import_command(file: Path, with_secrets: WithSecrets = False, json: Json = False) -> None:
    """Bring an export in; what is here already stays as it is."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services.importing import import_file

        passphrase = asked_secret("Passphrase of the export") if with_secrets else None
        done = import_file(workspace, file, passphrase=passphrase)
        for notice in done.notices:
            say(notice)
        words = (
            f"{done.posts} posts, {done.media} files, {done.accounts} accounts,"
            f" {done.brands} brands came"
            if done.changed
            else "Nothing new: all of it is here already"
        )
        show({"file": str(file), **asdict(done)}, words, as_json=json)


def backups_command(
    file: Annotated[Path | None, typer.Argument(help="Tell what lies in this one.")] = None,
    json: Json = False,
) -> None:
    """The copies that are kept, newest first; or what lies in one (`restore FILE` brings it)."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services.backup_source import inside
        from brandcraft_desktop.services.backups import kept

        if file is not None:
            holds = inside(workspace.home, file)
            words = (
                f"{told(workspace, holds.at)}: {holds.posts} posts, {holds.waiting} of them to be"
                f" sent; {holds.accounts} accounts, {holds.files} files"
            )
            facts = {**asdict(holds), "at": documents.moment(holds.at), "file": str(file)}
            show(facts, words, as_json=json)
            return
        found = kept(workspace.home)
        rows = [
            (
                told(workspace, one.at),
                one.why.value,
                f"{one.bytes:,}",
                "ok" if one.whole else "DAMAGED",
                str(one.file),
            )
            for one in found
        ]
        lines = table(rows, ("AT", "WHY", "BYTES", "CHECK", "FILE")) if rows else "No backups yet."
        document = [
            {
                "file": str(one.file),
                "at": documents.moment(one.at),
                "why": one.why.value,
                "bytes": one.bytes,
                "whole": one.whole,
            }
            for one in found
        ]
        show(document, lines, as_json=json)
