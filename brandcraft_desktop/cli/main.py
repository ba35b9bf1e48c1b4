"""`brandcraft`: the commands, gathered. Window, worker and demo are handed in by `app`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import click
import typer

from brandcraft_desktop.cli import accounts, posts, text, upkeep
from brandcraft_desktop.cli.output import reporting, say
from brandcraft_desktop.cli.posts import Json


@dataclass(frozen=True)
class Faces:
    """The other faces, as functions that give an exit code; only `app` knows them all."""

    window: Callable[[], int]
    worker: Callable[[bool, str], int]  # once, name
    demo: Callable[[bool, Path | None], int]  # headless, out


def run(arguments: Sequence[str], faces: Faces) -> int:
    """Run one command; gives its exit code (SURFACES, "Exit codes")."""
    command = typer.main.get_command(_application(faces))
    try:
        result = command.main(list(arguments), prog_name="brandcraft", standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show(sys.stderr)
        return 2
    except (click.Abort, KeyboardInterrupt):
        say("Stopped.")
        return 1
    except BrokenPipeError:
        return 1
    return result if isinstance(result, int) else 0


def _application(faces: Faces) -> typer.Typer:
    application = typer.Typer(
        help="Write once, tailor per platform, publish from your own machine, exactly once.",
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )

    @application.callback(invoke_without_command=True)
    def window(context: typer.Context) -> None:
        """Without a command: the window."""
        if context.invoked_subcommand is None:
            raise typer.Exit(faces.window())

    @application.command("demo")
    def demo(
        headless: Annotated[
            bool, typer.Option("--headless", help="Drive the main job without a display.")
        ] = False,
        out: Annotated[
            Path | None, typer.Option("--out", help="Where screenshots are saved.")
        ] = None,
        json: Json = False,
    ) -> None:
        """A throw-away workspace with practice accounts."""
        with reporting(as_json=json):
            raise typer.Exit(faces.demo(headless, out))

    @application.command("worker")
    def worker(
        once: Annotated[bool, typer.Option("--once", help="What is due now, then stop.")] = False,
        name: Annotated[str, typer.Option("--name", help="How logs call it.")] = "",
        json: Json = False,
    ) -> None:
        """Publish due posts without a window."""
        with reporting(as_json=json):
            raise typer.Exit(faces.worker(once, name))

    application.command("post")(posts.post_command)
    application.command("check")(posts.check_command)
    application.command("backup")(upkeep.backup_command)
    application.command("restore")(upkeep.restore_command)
    application.command("doctor")(upkeep.doctor_command)
    application.add_typer(posts.app, name="posts")
    application.add_typer(accounts.app, name="accounts")
    application.add_typer(accounts.brands_app, name="brands")
    application.add_typer(text.app, name="text")
    application.add_typer(upkeep.vault_app, name="vault")
    application.add_typer(upkeep.media_app, name="media")
    return application
