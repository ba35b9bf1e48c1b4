"""`brandcraft`: the commands, gathered. Window, worker and demo are handed in by `app`."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import nullcontext, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from brandcraft_desktop.cli import (
    accounts,
    apps,
    carrying,
    converting,
    kept_words,
    locking,
    login_start,
    media_store,
    past,
    platforms,
    posts,
    queueing,
    reel,
    settings_command,
    standing,
    text,
    unsplash,
    upkeep,
    workspace_command,
)
from brandcraft_desktop.cli.output import error_document, print_json, report, reporting, say
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.domain.login_start import HOME, MINIMISED
from brandcraft_desktop.errors import BadInput, BrandcraftError
from brandcraft_desktop.paths import default_home, private_folder, reserve

_INTERRUPTED = 130  # typer's word for Ctrl+C


@dataclass(frozen=True)
class Faces:
    """The other faces, as functions that give an exit code; only `app` knows them all."""

    window: Callable[[bool], int]  # minimised
    worker: Callable[[bool, str], int]  # once, name
    demo: Callable[[bool, Path | None, bool], int]  # headless, out, empty
    practice: Callable[[Path | None, bool, Sequence[str]], int]  # keep, connected, command


def run(arguments: Sequence[str], faces: Faces) -> int:
    """Run one command; gives its exit code (SURFACES, "Exit codes"). Never raises."""
    words = list(arguments)
    as_json = "--json" in words[: words.index("--") if "--" in words else None]
    try:
        return _run(words, faces, as_json)
    except BrokenPipeError:
        _let_go_of_stdout()
        return 1
    except BrandcraftError as error:
        report(error, as_json=as_json)
        return error.exit_code
    except UnicodeEncodeError as error:
        wrong = _no_text(words) or unexpected(error)
        report(wrong, as_json=as_json)
        return wrong.exit_code
    except Exception as error:  # noqa: BLE001 - a person gets words, never a traceback
        report(unexpected(error), as_json=as_json)
        return 1


def _run(words: list[str], faces: Faces, as_json: bool) -> int:
    command = typer.main.get_command(_application(faces))
    try:
        result = command.main(words, prog_name="brandcraft", standalone_mode=False)
    except typer.Exit as end:
        result = end.exit_code
    except typer.TyperException as error:
        message = error.format_message().strip()
        if message.startswith("Usage:"):  # a group without a command: its help is the answer
            say(message)
        else:
            say(f"Error: {message}\nSee: brandcraft --help")
        if as_json:
            print_json(error_document(BadInput(message.partition("\n")[0])))
        return BadInput.exit_code
    except (typer.Abort, KeyboardInterrupt):
        result = _INTERRUPTED
    if result == _INTERRUPTED:
        report(BrandcraftError("Stopped."), as_json=as_json)
        return 1
    return result if isinstance(result, int) else 0


def _no_text(words: Sequence[str]) -> BadInput | None:
    """The error for a word that the terminal gave us as bytes; files may be named by them."""
    if all(word.encode(errors="ignore").decode() == word for word in words):
        return None
    return BadInput(
        "A word of this command is no text.",
        "It holds bytes that are not UTF-8, and only the names of files may.",
        "Write it again; a terminal set to UTF-8 helps.",
    )


def unexpected(error: Exception) -> BrandcraftError:
    """An error nobody foresaw, in words; where it arose is kept in the logs, never its values."""
    kept = ""
    try:
        log = default_home().logs / "unexpected.txt"
        private_folder(log.parent)
        reserve(log)
        frames = "".join(traceback.format_tb(error.__traceback__))
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{type(error).__name__}\n{frames}\n")
        kept = f"Please report it with what stands in {log}."
    except OSError:
        kept = "Please report it."
    return BrandcraftError(
        "Something went wrong inside Brandcraft.",
        f"It did not expect this ({type(error).__name__}).",
        kept,
    )


def _let_go_of_stdout() -> None:
    """Nobody reads any more: Python must not complain about it when it ends."""
    try:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    except OSError:
        return


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        sys.stdout.write(f"brandcraft {version('brandcraft-desktop')}\n")
        raise typer.Exit(0)


def _application(faces: Faces) -> typer.Typer:
    application = typer.Typer(
        help="Write once, tailor per platform, publish from your own machine, exactly once.",
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )

    @application.callback(invoke_without_command=True)
    def window(
        context: typer.Context,
        version: Annotated[
            bool,
            typer.Option(
                "--version", callback=_version, is_eager=True, help="Print the version and stop."
            ),
        ] = False,
        minimised: Annotated[
            bool, typer.Option(MINIMISED, help="The window stays in the tray, or minimised.")
        ] = False,
        home: Annotated[
            Path | None,
            typer.Option(HOME, metavar="FOLDER", help="The data folder (or BRANDCRAFT_HOME)."),
        ] = None,
    ) -> None:
        """Without a command: the window."""
        if home is not None:
            os.environ["BRANDCRAFT_HOME"] = os.fspath(home)
        if context.invoked_subcommand is None:
            raise typer.Exit(faces.window(minimised))

    @application.command("demo")
    def demo(
        headless: Annotated[
            bool, typer.Option("--headless", help="Drive the main job without a display.")
        ] = False,
        out: Annotated[
            Path | None, typer.Option("--out", help="Where screenshots are saved.")
        ] = None,
        empty: Annotated[
            bool, typer.Option("--empty", help="Open the window on a workspace without posts.")
        ] = False,
        json: Json = False,
    ) -> None:
        """A throw-away workspace with practice accounts."""
        with reporting(as_json=json):
            _run_face(lambda: faces.demo(headless, out, empty), json)

    @application.command("practice")
    def practice(
        command: Annotated[
            list[str] | None,
            typer.Argument(metavar="[-- COMMAND…]", help="Run this there instead of a shell."),
        ] = None,
        keep: Annotated[
            Path | None,
            typer.Option("--keep", metavar="FOLDER", help="Keep it there, and go on with it."),
        ] = None,
        connected: Annotated[
            bool, typer.Option("--connected", help="With an account on every platform.")
        ] = False,
        json: Json = False,
    ) -> None:
        """A shell for the command line with a workspace and platforms of its own, for practice."""
        with reporting(as_json=json):
            _run_face(lambda: faces.practice(keep, connected, command or ()), json)

    @application.command("worker")
    def worker(
        once: Annotated[bool, typer.Option("--once", help="What is due now, then stop.")] = False,
        name: Annotated[str, typer.Option("--name", help="How logs call it.")] = "",
        json: Json = False,
    ) -> None:
        """Publish due posts without a window."""
        with reporting(as_json=json):
            _run_face(lambda: faces.worker(once, name), json)

    application.command("post")(posts.post_command)
    application.command("check")(posts.check_command)
    application.command("reel")(reel.reel_command)
    application.command("status")(standing.status_command)
    application.command("pause")(standing.pause_command)
    application.command("resume")(standing.resume_command)
    application.command("backup")(upkeep.backup_command)
    application.command("restore")(upkeep.restore_command)
    application.command("backups")(carrying.backups_command)
    application.command("export")(carrying.export_command)
    application.command("import")(carrying.import_command)
    application.command("doctor")(upkeep.doctor_command)
    application.add_typer(queueing.app, name="posts")
    application.add_typer(queueing.slots_app, name="slots")
    application.add_typer(accounts.app, name="accounts")
    application.add_typer(past.app, name="past")
    application.add_typer(apps.app, name="apps")
    application.add_typer(login_start.app, name="start-at-login")
    application.add_typer(platforms.app, name="platforms")
    application.add_typer(accounts.brands_app, name="brands")
    application.add_typer(kept_words.snippets_app, name="snippets")
    application.add_typer(kept_words.templates_app, name="templates")
    application.add_typer(text.app, name="text")
    application.add_typer(upkeep.vault_app, name="vault")
    application.add_typer(unsplash.app, name="unsplash")
    application.add_typer(media_store.app, name="media-store")
    application.add_typer(converting.media_app, name="media")
    application.add_typer(workspace_command.app, name="workspace")
    application.add_typer(settings_command.app, name="settings")
    application.add_typer(locking.app, name="lock")
    return application


def _run_face(face: Callable[[], int], json: bool) -> NoReturn:
    """Let another face work; with `json` what it tells people goes to stderr."""
    with redirect_stdout(sys.stderr) if json else nullcontext():
        code = face()
    if json:
        print_json({"ok": code == 0})
    raise typer.Exit(code)
