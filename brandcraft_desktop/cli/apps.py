"""`apps …`: the keys of apps of the person's own, and how to get them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brandcraft_desktop.cli.output import (
    asked_secret,
    at_terminal,
    line_in,
    read_secret,
    reporting,
    show,
    table,
)
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.workspace import opened
from brandcraft_desktop.domain.platform import Return, SecretNeed
from brandcraft_desktop.errors import NotFound

if TYPE_CHECKING:
    from brandcraft_desktop.domain.platform import BrowserSignIn
    from brandcraft_desktop.services.apps import AppView
    from brandcraft_desktop.services.sign_in_choice import Way
    from brandcraft_desktop.services.workspace import Workspace

app = typer.Typer(
    help="Apps of your own, in whose name accounts are connected.", no_args_is_help=True
)
_WAYS = {
    Return.LOOPBACK: "the browser comes back to this computer by itself",
    Return.PASTE: "you paste the address the browser ended at",
    Return.RELAY: "a page of your own on https passes the answer on to this computer",
}
_SEVERAL = "Addresses to register with the app (one is enough, the first is the usual one):"
_LANDING = (
    "a page of the platform's own, which works without a page of yours: you paste its address"
)
Platform = Annotated[str, typer.Argument(metavar="PLATFORM")]
Server = Annotated[
    str, typer.Option("--server", help="Where the app lives, on platforms with many servers.")
]


@app.command("set")
def set_command(
    platform: Platform,
    client_id: Annotated[str, typer.Option("--client-id", help="As the platform shows it.")],
    secret_stdin: Annotated[
        bool, typer.Option("--client-secret-stdin", help="Read the secret from standard input.")
    ] = False,
    server: Server = "",
    redirect: Annotated[
        str, typer.Option("--redirect", help="Your relay page, where a platform demands https.")
    ] = "",
    json: Json = False,
) -> None:
    """Keep the keys of an app, sealed; the secret is never on the command line.

    Without a secret the one that is kept for the same client ID stays.
    """
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import apps

        secret = _secret(workspace, platform, client_id, server, secret_stdin)
        kept = apps.set_app(workspace, platform, client_id, secret, server=server, relay=redirect)
        show(document(kept), _line(kept), as_json=json)


@app.command("list")
def list_command(json: Json = False) -> None:
    """The apps whose keys are kept; secrets are never shown."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import apps

        found = apps.list_apps(workspace)
        rows = [
            (one.platform, one.server, one.client_id, "kept" if one.has_secret else "", one.relay)
            for one in found
        ]
        heads = ("PLATFORM", "SERVER", "CLIENT ID", "SECRET", "RELAY")
        show(
            [document(one) for one in found],
            table(rows, heads) if rows else "No apps.",
            as_json=json,
        )


@app.command("show")
def show_command(platform: Platform, server: Server = "", json: Json = False) -> None:
    """How to get an app on a platform: steps, what it allows and costs, what to register there."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import apps, sign_in_choice

        browser = apps.browser_sign_in(workspace, platform)
        form = workspace.platforms.publisher(platform).sign_in
        kept = apps.app_of(workspace, platform, server)
        ways = sign_in_choice.ways(workspace, platform, server)
        show(
            {
                "platform": platform,
                "before": form.before or None,
                "before_address": form.before_url or None,
                **_guide(browser, ways, kept),
            },
            _guide_lines(workspace, platform, browser, ways, kept),
            as_json=json,
        )


@app.command("forget")
def forget_command(platform: Platform, server: Server = "", json: Json = False) -> None:
    """Forget the keys of an app; accounts that are connected keep theirs."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import apps

        apps.browser_sign_in(workspace, platform)
        if not apps.forget_app(workspace, platform, server):
            raise NotFound(
                f"No keys are kept for {platform}{f' on {server}' if server else ''}.",
                "",
                "See them with: brandcraft apps list",
            )
        show({"platform": platform, "forgotten": True}, f"{platform}  forgotten", as_json=json)


@app.command("relay-page")
def relay_page_command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where index.html is written.")],
    json: Json = False,
) -> None:
    """Write the relay page, to be put on any web space with https."""
    with reporting(as_json=json):
        from brandcraft_desktop.services import relay_page

        place = relay_page.save(folder)
        show({"page": str(place)}, str(place), as_json=json)


def document(one: AppView) -> dict[str, object]:
    """An app; never its secret."""
    return {
        "platform": one.platform,
        "server": one.server or None,
        "client_id": one.client_id,
        "has_secret": one.has_secret,
        "redirect": one.relay or one.redirect or None,
        "registered_by_program": one.registered,
    }


def _line(one: AppView) -> str:
    where = f" on {one.server}" if one.server else ""
    secret = "with its secret, sealed" if one.has_secret else "without a secret"
    return f"{one.platform}{where}  {one.client_id}  kept {secret}"


def _secret(
    workspace: Workspace, platform: str, client_id: str, server: str, from_stdin: bool
) -> str:
    """The secret from standard input; at a terminal it is asked for where one is needed."""
    from brandcraft_desktop.services import apps

    guide = apps.browser_sign_in(workspace, platform).app
    if from_stdin and not at_terminal():
        return read_secret(line_in)
    kept = apps.app_of(workspace, platform, server)
    there = kept is not None and kept.client_id == client_id.strip() and kept.has_secret
    needed = guide is not None and guide.secret is SecretNeed.REQUIRED and not there
    if at_terminal() and (from_stdin or needed):
        return asked_secret(guide.secret_label if guide is not None else "Client secret")
    return ""


def _guide(
    browser: BrowserSignIn, ways: tuple[Way, ...], kept: AppView | None
) -> dict[str, object]:
    guide = browser.app
    return {
        "registers_itself": guide is None,
        "address": guide.address if guide is not None else None,
        "steps": list(guide.steps) if guide is not None else [],
        "allows": guide.allows if guide is not None else None,
        "costs": (guide.costs or None) if guide is not None else None,
        "secret": guide.secret.value if guide is not None else SecretNeed.NEVER.value,
        "permissions": list(browser.permissions),
        "returns": [{"way": way.returns.value, "redirect": way.redirect or None} for way in ways],
        "app": document(kept) if kept is not None else None,
    }


def _addresses(platform: str, browser: BrowserSignIn, ways: tuple[Way, ...]) -> list[str]:
    """Each address once, with what it is good for; the first is the usual one."""
    told: dict[str, list[str]] = {}
    for way in ways:
        landing = way.returns is Return.PASTE and way.redirect == browser.landing
        told.setdefault(way.redirect, []).append(_LANDING if landing else _WAYS[way.returns])
    there = {address: words for address, words in told.items() if address}
    lines = ["Address to register with the app:" if len(there) < 2 else _SEVERAL] if there else []
    lines += [f"  {address}\n    {'; or '.join(words)}" for address, words in there.items()]
    if "" in told:
        lines += [
            "A page of your own on https (the relay page) passes the answer on to this computer:",
            "  write it with: brandcraft apps relay-page FOLDER",
            "  put it on any web space, and register its address",
            f"  then: brandcraft apps set {platform} --client-id ID --redirect https://…",
        ]
    return lines


def _guide_lines(
    workspace: Workspace,
    platform: str,
    browser: BrowserSignIn,
    ways: tuple[Way, ...],
    kept: AppView | None,
) -> str:
    name, guide = workspace.platforms.get(platform).info.name, browser.app
    form = workspace.platforms.publisher(platform).sign_in
    before = " ".join(words for words in (form.before, form.before_url) if words)
    lines = [before, ""] if before else []
    lines += [f"{name} asks the account's owner to allow:"]
    lines += [f"  - {one}" for one in browser.permissions]
    if guide is None:
        lines += ["", "Nothing to prepare: the program registers itself on each server."]
    else:
        lines += ["", f"How to get an app: {guide.address}"]
        lines += [f"  {place}. {step}" for place, step in enumerate(guide.steps, start=1)]
        lines += ["", f"What it allows: {guide.allows}"]
        lines += [f"What it costs: {guide.costs}"] if guide.costs else []
    lines += ["", *_addresses(platform, browser, ways)]
    if kept is not None:
        lines += ["", _line(kept)]
    elif guide is not None:
        secret = "" if guide.secret is SecretNeed.NEVER else " --client-secret-stdin"
        lines += ["", f"Then: brandcraft apps set {platform} --client-id ID{secret}"]
    return "\n".join(lines)
