"""`accounts …` and `brands …`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from brandcraft_desktop.cli import documents
from brandcraft_desktop.cli.output import asked_secret, reporting, say, show, table
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.workspace import account_named, brand_named, opened
from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.errors import BadInput

app = typer.Typer(help="Connect accounts and look at them.", no_args_is_help=True)
brands_app = typer.Typer(help="Named sets of accounts.", no_args_is_help=True)


@app.command("connect")
def connect_command(
    platform: Annotated[str, typer.Argument(metavar="PLATFORM")],
    server: Annotated[str, typer.Option("--server", help="Where the account lives.")] = "",
    identifier: Annotated[str, typer.Option("--identifier", help="Handle or e-mail.")] = "",
    secret_stdin: Annotated[
        bool, typer.Option("--secret-stdin", help="Read the app password from standard input.")
    ] = False,
    json: Json = False,
) -> None:
    """Connect an account; connecting it again renews its sign-in."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import accounts

        workspace.platforms.publisher(platform)  # says so before anything is asked
        if not secret_stdin and not sys.stdin.isatty():
            raise BadInput(
                "No app password was given.",
                "A secret on the command line could be read by others.",
                "Pipe it in with --secret-stdin.",
                field="secret",
            )
        answers = {"identifier": identifier, "app_password": asked_secret("App password")}
        if server:
            answers["server"] = server
        one = accounts.connect(workspace, platform, answers)
        if one.trouble:
            say(f"Warning: {one.trouble}")
        show(
            documents.account(one),
            f"{one.id}  {one.platform}  {one.handle}  {one.display_name}",
            as_json=json,
        )


@app.command("list")
def list_command(json: Json = False) -> None:
    """The connected accounts, in platform order."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import accounts

        found = accounts.list_accounts(workspace)
        rows = [(one.id, one.platform, one.handle, _state(one), one.trouble) for one in found]
        heads = ("ID", "PLATFORM", "HANDLE", "STATE", "TROUBLE")
        show(
            [documents.account(one) for one in found],
            table(rows, heads) if rows else "No accounts.",
            as_json=json,
        )


@app.command("show")
def show_command(account: Annotated[str, typer.Argument(metavar="ID")], json: Json = False) -> None:
    """One account."""
    with reporting(as_json=json), opened() as workspace:
        _show(account_named(workspace, account), json)


def _state(one: Account) -> str:
    return f"{one.state.value}, paused" if one.paused else one.state.value


def _show(one: Account, json: bool) -> None:
    lines = [
        f"{one.id}  {one.platform}  {one.handle}  {one.display_name}",
        f"  {_state(one)} on {one.server}",
        f"  {one.trouble}" if one.trouble else "",
    ]
    show(documents.account(one), "\n".join(line for line in lines if line), as_json=json)


@app.command("refresh")
def refresh_command(
    account: Annotated[str, typer.Argument(metavar="ID")], json: Json = False
) -> None:
    """Read name, handle and picture again and renew the sign-in."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import accounts

        one = account_named(workspace, account)
        _show(accounts.refresh(workspace, one.id), json)


@app.command("disconnect")
def disconnect_command(
    account: Annotated[str, typer.Argument(metavar="ID")], json: Json = False
) -> None:
    """Forget an account's sign-in; its scheduled deliveries are canceled."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import accounts

        one = account_named(workspace, account)
        accounts.disconnect(workspace, one.id)
        show({"id": one.id, "disconnected": True}, f"{one.id}  disconnected", as_json=json)


@brands_app.command("list")
def list_brands_command(json: Json = False) -> None:
    """The brands."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import brands

        found = brands.list_brands(workspace)
        rows = [(one.id, one.name, one.colour) for one in found]
        show(
            [documents.brand(one) for one in found],
            table(rows, ("ID", "NAME", "COLOUR")) if rows else "No brands.",
            as_json=json,
        )


@brands_app.command("add")
def add_brand_command(name: str, json: Json = False) -> None:
    """A new brand; at most 5."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import brands

        one = brands.add(workspace, name)
        show(documents.brand(one), f"{one.id}  {one.name}", as_json=json)


@brands_app.command("rename")
def rename_brand_command(brand: str, name: str, json: Json = False) -> None:
    """Give a brand another name."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import brands

        one = brands.rename(workspace, brand_named(workspace, brand), name)
        show(documents.brand(one), f"{one.id}  {one.name}", as_json=json)


@brands_app.command("delete")
def delete_brand_command(brand: str, json: Json = False) -> None:
    """Remove a brand; its posts and accounts stay."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import brands

        brand_id = brand_named(workspace, brand)
        brands.delete(workspace, brand_id)
        show({"id": brand_id, "deleted": True}, f"{brand_id}  deleted", as_json=json)


@brands_app.command("link")
def link_brand_command(brand: str, account: str, json: Json = False) -> None:
    """Put an account into a brand."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import accounts

        brand_id = brand_named(workspace, brand)
        one = account_named(workspace, account)
        accounts.link(workspace, one.id, brand_id)
        _show(account_named(workspace, one.id), json)
