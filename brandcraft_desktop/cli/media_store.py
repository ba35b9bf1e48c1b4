"""`media-store …`: the bucket from which platforms fetch files."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from brandcraft_desktop.cli.output import asked_secret, reporting, say, show, table
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.workspace import opened
from brandcraft_desktop.domain.media_store import (
    USUAL_PREFIX,
    USUAL_REGION,
    Addressing,
    BucketSettings,
)
from brandcraft_desktop.errors import BadInput, BrandcraftError

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

SECRET_VARIABLE = "BRANDCRAFT_MEDIA_STORE_SECRET"
app = typer.Typer(
    help="The S3-compatible bucket from which platforms fetch files.", no_args_is_help=True
)


@app.command("show")
def show_command(json: Json = False) -> None:
    """The settings; the secret key is never shown."""
    with reporting(as_json=json), opened() as workspace:
        _show(workspace, json)


@app.command("set")
def set_command(
    endpoint: Annotated[str, typer.Option("--endpoint", help="https://host of the storage.")],
    bucket: Annotated[str, typer.Option("--bucket", help="The bucket's name.")],
    access_key: Annotated[str, typer.Option("--access-key", help="The public half of the keys.")],
    region: Annotated[
        str, typer.Option("--region", help=f"Default: of the address, else {USUAL_REGION}.")
    ] = "",
    prefix: Annotated[
        str, typer.Option("--prefix", help="The folder in the bucket that is ours.")
    ] = USUAL_PREFIX,
    media_domain: Annotated[
        str, typer.Option("--media-domain", help="Your own domain that leads to the bucket.")
    ] = "",
    addressing: Annotated[
        Addressing, typer.Option("--addressing", help="Where the bucket's name stands.")
    ] = Addressing.VIRTUAL,
    lifecycle: Annotated[
        bool, typer.Option(help="Set the rule that deletes files after 93 days.")
    ] = True,
    robots: Annotated[
        bool, typer.Option(help="Put a robots.txt into the bucket where none is.")
    ] = True,
    keep_secret: Annotated[
        bool, typer.Option("--keep-secret", help="Keep the secret of the same access key.")
    ] = False,
    json: Json = False,
) -> None:
    """Keep settings; the secret key is asked for, read from standard input or the environment.

    The variable is BRANDCRAFT_MEDIA_STORE_SECRET. Nothing is asked of the storage: test it next.
    """
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import bucket as buckets

        given = BucketSettings(
            endpoint=endpoint,
            bucket=bucket,
            access_key=access_key,
            region=region,
            prefix=prefix,
            media_domain=media_domain,
            addressing=addressing,
            lifecycle=lifecycle,
            robots=robots,
        )
        secret = ""
        if not keep_secret:
            secret = os.environ.get(SECRET_VARIABLE, "") or asked_secret("Secret key")
        buckets.save(workspace, given, secret)
        _show(workspace, json)
    say("Test it with: brandcraft media-store test")


@app.command("test")
def try_command(json: Json = False) -> None:
    """Try everything that publishing needs of the bucket, step by step."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services.bucket_report import examine

        found = examine(workspace)
        rows = [("ok" if one.ok else "TROUBLE", one.name, one.message) for one in found]
        lines = [table(rows, ("", "STEP", "RESULT"))]
        lines += [f"{one.name}: {one.action}" for one in found if one.action]
        fine = all(one.ok for one in found)
        show({"ok": fine, "steps": [asdict(one) for one in found]}, "\n".join(lines), as_json=json)
    if not fine:
        raise typer.Exit(1)


@app.command("clean")
def clean_command(
    every: Annotated[
        bool, typer.Option("--all", help="Also what a post still needs; it is uploaded again.")
    ] = False,
    json: Json = False,
) -> None:
    """Delete what no post needs any more, and what nobody knows of."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import copy_cleaning

        act = copy_cleaning.clean_all if every else copy_cleaning.clean
        done = act(workspace)
        files = "1 file" if done.deleted == 1 else f"{done.deleted} files"
        show(asdict(done), f"{files} deleted from the bucket", as_json=json)


@app.command("forget")
def forget_command(
    keep_files: Annotated[
        bool, typer.Option("--keep-files", help="Leave what lies in the bucket there.")
    ] = False,
    json: Json = False,
) -> None:
    """Delete our files from the bucket, then forget its settings and its secret key."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import bucket as buckets
        from brandcraft_desktop.services import copy_cleaning

        deleted = 0
        if not keep_files and buckets.current(workspace) is not None:
            try:
                deleted = copy_cleaning.clean_all(workspace).deleted
            except BrandcraftError as error:
                way = "To forget it and leave its files there: media-store forget --keep-files"
                raise BadInput(error.title, error.cause, f"{error.action} {way}") from error
        buckets.forget(workspace)
        show({"forgotten": True, "deleted": deleted}, "Forgotten", as_json=json)


def _show(workspace: Workspace, json: bool) -> None:
    from brandcraft_desktop.services import bucket as buckets

    found, secret = buckets.current(workspace), buckets.has_secret(workspace)
    if found is None:
        show({"set": False}, "No media storage is set up.", as_json=json)
        return
    document = {"set": True, **asdict(found), "secret": secret}
    lines = [f"{name.replace('_', ' '):<14}{value}" for name, value in asdict(found).items()]
    lines.append(f"{'secret key':<14}{'kept' if secret else 'missing'}")
    show(document, "\n".join(lines), as_json=json)
