"""`accounts …` and `brands …`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from brandcraft_desktop.cli import account_words, branding, documents
from brandcraft_desktop.cli.account_retry import retry_account
from brandcraft_desktop.cli.branding import WithPosts
from brandcraft_desktop.cli.connecting import connect_command
from brandcraft_desktop.cli.output import reporting, show, table
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.workspace import account_named, brand_named, opened
from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.sign_in_words import state_words

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

app = typer.Typer(help="Connect accounts and look at them.", no_args_is_help=True)
brands_app = typer.Typer(help="Named sets of accounts.", no_args_is_help=True)


app.command("connect")(connect_command)
brands_app.command("show")(branding.show_command)
brands_app.command("set")(branding.set_command)
brands_app.command("recolour")(branding.recolour_command)
brands_app.command("unlink")(branding.unlink_command)
brands_app.command("activity")(branding.activity_command)


@app.command("list")
def list_command(json: Json = False) -> None:
    """The connected accounts, in platform order."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import accounts

        found = accounts.list_accounts(workspace)
        told = [_words(workspace, one) for one in found]
        rows = [
            (one.id, one.platform, one.handle, words, one.trouble)
            for one, words in zip(found, told, strict=True)
        ]
        heads = ("ID", "PLATFORM", "HANDLE", "STATE", "TROUBLE")
        show(
            [
                {**documents.account(one), "words": words}
                for one, words in zip(found, told, strict=True)
            ],
            table(rows, heads) if rows else "No accounts.",
            as_json=json,
        )


@app.command("show")
def show_command(account: Annotated[str, typer.Argument(metavar="ID")], json: Json = False) -> None:
    """One account: its sign-in, what it may, what of it waits or has failed."""
    with reporting(as_json=json), opened() as workspace:
        _show(workspace, account_named(workspace, account), json)


def _words(workspace: Workspace, one: Account) -> str:
    return state_words(one, workspace.platforms.get(one.platform).info, workspace.clock.now())


def _show(workspace: Workspace, one: Account, json: bool) -> None:
    from brandcraft_desktop.services.account_health import health

    found = health(workspace, one.id)
    show(account_words.document(one, found), account_words.lines(one, found), as_json=json)


@app.command("refresh")
def refresh_command(
    account: Annotated[str, typer.Argument(metavar="ID")], json: Json = False
) -> None:
    """Read name, handle and picture again and renew the sign-in."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import accounts

        one = account_named(workspace, account)
        _show(workspace, accounts.refresh(workspace, one.id), json)


@app.command("retry")
def retry_command(
    account: Annotated[str, typer.Argument(metavar="ID")], json: Json = False
) -> None:
    """Try everything again that failed for want of a sign-in, a right or a connection."""
    with reporting(as_json=json), opened() as workspace:
        retry_account(workspace, account, as_json=json)


@app.command("disconnect")
def disconnect_command(
    account: Annotated[str, typer.Argument(metavar="ID")], json: Json = False
) -> None:
    """Forget an account's sign-in, here and there; its scheduled deliveries are canceled."""
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
    """Remove a brand; its posts, accounts and snippets stay, without a brand."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import brands

        brand_id = brand_named(workspace, brand)
        brands.delete(workspace, brand_id)
        show({"id": brand_id, "deleted": True}, f"{brand_id}  deleted", as_json=json)


@brands_app.command("link")
def link_brand_command(
    brand: str, account: str, with_posts: WithPosts = False, json: Json = False
) -> None:
    """Put an account into a brand, out of the one it is in."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import brand_moves

        brand_id = brand_named(workspace, brand)
        one = account_named(workspace, account)
        brand_moves.move(workspace, one.id, brand_id, with_posts=with_posts)
        _show(workspace, account_named(workspace, one.id), json)
