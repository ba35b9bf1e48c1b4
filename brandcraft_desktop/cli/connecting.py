"""`accounts connect`: by a form's answers, or in the browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from brandcraft_desktop.cli import documents
from brandcraft_desktop.cli.browser import open_in_browser
from brandcraft_desktop.cli.channels import chosen
from brandcraft_desktop.cli.output import (
    asked_secret,
    at_terminal,
    check_input,
    line_in,
    print_json,
    read_text,
    reporting,
    say,
    show,
)
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.workspace import account_named, brand_named, opened
from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.platform import Return, SignIn
from brandcraft_desktop.errors import BadInput, PortInUse

if TYPE_CHECKING:
    from brandcraft_desktop.services.sign_in import SignInRun
    from brandcraft_desktop.services.workspace import Workspace

_SERVER = "server"


@dataclass(frozen=True)
class _Wishes:
    """What was asked for besides the platform."""

    server: str
    identifier: str
    browser: bool
    pasted: bool
    channels: tuple[str, ...]
    all_of_them: bool
    account_id: str | None
    brand_id: str | None
    answers: tuple[str, ...]


def connect_command(
    platform: Annotated[str, typer.Argument(metavar="PLATFORM")],
    server: Annotated[str, typer.Option("--server", help="Where the account lives.")] = "",
    identifier: Annotated[str, typer.Option("--identifier", help="Handle or e-mail.")] = "",
    answer: Annotated[
        list[str] | None,
        typer.Option(
            "--answer",
            metavar="NAME=VALUE",
            help="Another line of the connect form, e.g. a box to tick: NAME=true; repeatable.",
        ),
    ] = None,
    secret_stdin: Annotated[
        bool,
        typer.Option("--secret-stdin", help="Read the app password or token from standard input."),
    ] = False,
    no_browser: Annotated[
        bool,
        typer.Option("--no-browser", help="Print the address to sign in at instead of opening it."),
    ] = False,
    redirect_url_stdin: Annotated[
        bool,
        typer.Option(
            "--redirect-url-stdin",
            help="Read the address the browser ended at from standard input.",
        ),
    ] = False,
    channel: Annotated[
        list[str] | None,
        typer.Option("--channel", help="Which of several to keep, by id or handle; repeatable."),
    ] = None,
    all_of_them: Annotated[
        bool, typer.Option("--all", help="Keep every page or channel of the sign-in.")
    ] = False,
    reconnect: Annotated[
        str, typer.Option("--reconnect", help="Sign in again as this account and no other.")
    ] = "",
    brand: Annotated[str, typer.Option("--brand", help="The brand to put it into.")] = "",
    json: Json = False,
) -> None:
    """Connect an account; connecting it again renews its sign-in.

    Where the platform is signed in to in the browser, that is opened. With --no-browser --json the
    first line is {"authorize_url": …}, and the account follows once the browser has come back.
    """
    with reporting(as_json=json), opened() as workspace:
        wishes = _Wishes(
            server=server,
            identifier=identifier,
            browser=not no_browser,
            pasted=redirect_url_stdin,
            channels=tuple(channel or ()),
            all_of_them=all_of_them,
            account_id=account_named(workspace, reconnect).id if reconnect else None,
            brand_id=brand_named(workspace, brand) if brand else None,
            answers=tuple(answer or ()),
        )
        publisher = workspace.platforms.publisher(platform)  # says so before anything is asked
        if publisher.sign_in.browser is not None:
            kept = _in_the_browser(workspace, platform, wishes, json)
        else:
            kept = (_by_form(workspace, platform, publisher.sign_in, wishes, secret_stdin),)
        _show(kept, json)


def _by_form(
    workspace: Workspace, platform: str, form: SignIn, wishes: _Wishes, secret_stdin: bool
) -> Account:
    from brandcraft_desktop.services import accounts

    secret = next((one for one in form.fields if one.secret), None)
    label = secret.label if secret is not None else "App password"
    if not secret_stdin and not at_terminal():
        raise BadInput(
            f"No {label[0].lower()}{label[1:]} was given."
            if label[1:].islower()
            else f"“{label}” was not given.",
            "A secret on the command line could be read by others.",
            "Pipe it in with --secret-stdin.",
            field="secret",
        )
    answers = _answers(form, wishes)
    if secret is not None:
        answers[secret.name] = asked_secret(label)
    return accounts.connect(
        workspace, platform, answers, account_id=wishes.account_id, brand_id=wishes.brand_id
    )


def _answers(form: SignIn, wishes: _Wishes) -> dict[str, str]:
    """The server, `--identifier` for the first line to fill in that is neither that nor a secret,
    and every `--answer`.
    """
    answers = {_SERVER: wishes.server} if wishes.server else {}
    lines = [one for one in form.fields if not one.secret]
    typed = (one for one in lines if not one.flag and not one.choices)
    named = next((one for one in typed if one.name != _SERVER), None)
    if named is not None:
        answers[named.name] = wishes.identifier
    elif wishes.identifier:
        raise BadInput(
            "--identifier is of no use here.",
            "The platform tells who signed in.",
            "Leave it out.",
            field="identifier",
        )
    for pair in wishes.answers:
        name, equals, value = pair.partition("=")
        if not equals or name not in [one.name for one in lines]:
            known = ", ".join(one.name for one in lines)
            raise BadInput(
                f"--answer “{pair}” can't be used.",
                f"The form has these lines: {known}." if known else "The form has no lines.",
                "Write it as --answer NAME=VALUE; secrets come by --secret-stdin.",
                field="answer",
            )
        answers[name] = value
    return answers


def _in_the_browser(
    workspace: Workspace, platform: str, wishes: _Wishes, json: bool
) -> tuple[Account, ...]:
    from brandcraft_desktop.services import sign_in

    form = workspace.platforms.publisher(platform).sign_in
    if wishes.pasted:
        check_input()  # before an address is printed that nobody could answer
    try:
        run = sign_in.begin(
            workspace,
            platform,
            _answers(form, wishes),
            account_id=wishes.account_id,
            returns=Return.PASTE if wishes.pasted else None,
        )
    except PortInUse:
        say("Without a port: add --redirect-url-stdin and paste the address the browser ends at.")
        raise
    with run:
        pasted = wishes.pasted or run.returns is Return.PASTE
        if pasted and not wishes.pasted and not at_terminal():
            raise BadInput(
                f"{run.name}'s page can't come back to this computer by itself.",
                "It ends at an address that you bring here.",
                "Add --redirect-url-stdin and write that address to standard input.",
                field="redirect_url_stdin",
            )
        _lead(run, wishes, json)
        if pasted:
            if at_terminal():
                say(f"Paste the address the browser ended at ({run.redirect}…):")
            run.paste(read_text(line_in))
        found = run.wait()
        ids = chosen(found, wishes.channels, all_of_them=wishes.all_of_them)
        return run.keep(ids, brand_id=wishes.brand_id)


def _lead(run: SignInRun, wishes: _Wishes, json: bool) -> None:
    """Bring the person to the platform's page."""
    if wishes.browser and open_in_browser(run.opens):
        say(f"Sign in to {run.name} in the browser that was opened.")
        return
    if wishes.browser:
        say("No browser could be opened here.")
    if json and not wishes.browser:
        print_json({"authorize_url": run.address})
    else:
        say(f"Sign in to {run.name} at this address:\n{run.address}")
    if run.returns is not Return.PASTE:
        say(f"Waiting for the browser to come back to {run.redirect} …")


def _show(kept: tuple[Account, ...], json: bool) -> None:
    for one in kept:
        if one.trouble:
            say(f"Warning: {one.trouble}")
    lines = [f"{one.id}  {one.platform}  {one.handle}  {one.display_name}" for one in kept]
    documented = [documents.account(one) for one in kept]
    document = documented[0] if len(kept) == 1 else {"accounts": documented}
    show(document, "\n".join(lines), as_json=json)
