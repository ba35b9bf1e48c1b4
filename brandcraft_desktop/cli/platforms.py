"""`platforms …`: what the program knows of each, and the few settings it lets a person change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from brandcraft_desktop.cli.option_list import options_command
from brandcraft_desktop.cli.output import reporting, show, table
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.workspace import opened

if TYPE_CHECKING:
    from brandcraft_desktop.domain.platform import SignInField
    from brandcraft_desktop.services.workspace import Workspace

app = typer.Typer(help="The platforms and their settings.", no_args_is_help=True)
_KINDS = {
    "app_password": "with an app password",
    "browser": "in the browser",
    "pasted_token": "with a pasted token",
    None: "not yet",
}


@app.command("list")
def list_command(json: Json = False) -> None:
    """Every platform, in the fixed order of all lists."""
    with reporting(as_json=json), opened() as workspace:
        found = [_document(workspace, one.info.id) for one in workspace.platforms.all()]
        rows = [
            (str(one["id"]), str(one["name"]), _KINDS[_kind(workspace, str(one["id"]))])
            for one in found
        ]
        show(found, table(rows, ("ID", "NAME", "CONNECTED")), as_json=json)


@app.command("show")
def show_command(
    platform: Annotated[str, typer.Argument(metavar="PLATFORM")], json: Json = False
) -> None:
    """One platform, with its settings as they are now."""
    with reporting(as_json=json), opened() as workspace:
        _show(workspace, platform, json)


@app.command("set")
def set_command(
    platform: Annotated[str, typer.Argument(metavar="PLATFORM")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `platforms show` calls it.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Empty: what is usual.")],
    json: Json = False,
) -> None:
    """Override a setting of a platform; "" goes back to what the program ships."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import platform_settings

        platform_settings.put(workspace, platform, name, value)
        _show(workspace, platform, json)


app.command("options")(options_command)


def _show(workspace: Workspace, platform: str, json: bool) -> None:
    from brandcraft_desktop.services import platform_settings

    info = workspace.platforms.get(platform).info
    now = platform_settings.values(workspace, platform)
    kind = _KINDS[_kind(workspace, platform)]
    lines = [f"{info.id}  {info.name}, accounts are connected {kind}"]
    lines += [f"  asks for: {one.label} ({one.name})" for one in _form(workspace, platform)]
    for one in info.settings:
        usual = "" if now[one.name] == one.default else f" (usual: {one.default})"
        lines += [f"  {one.name} = {now[one.name]}{usual}", f"    {one.label}. {one.help}"]
    if not info.settings:
        lines.append("  It has no settings.")
    if info.options:
        lines.append(f"  What a post can choose there: brandcraft platforms options {info.id}")
    show(_document(workspace, platform), "\n".join(lines), as_json=json)


def _document(workspace: Workspace, platform: str) -> dict[str, object]:
    from brandcraft_desktop.services import platform_settings

    info = workspace.platforms.get(platform).info
    now = platform_settings.values(workspace, platform)
    return {
        "id": info.id,
        "name": info.name,
        "connects": _kind(workspace, platform),
        "form": [
            {
                "name": one.name,
                "label": one.label,
                "secret": one.secret,
                "required": one.required,
                "flag": one.flag,
                "choices": [
                    {"value": choice.value, "label": choice.label} for choice in one.choices
                ],
                "help": one.help,
            }
            for one in _form(workspace, platform)
        ],
        "settings": [
            {
                "name": one.name,
                "label": one.label,
                "value": now[one.name],
                "default": one.default,
                "takes": one.takes,
                "help": one.help,
            }
            for one in info.settings
        ],
    }


def _form(workspace: Workspace, platform: str) -> tuple[SignInField, ...]:
    """What is asked before an account is connected."""
    ready = {one.info.id: one.sign_in.fields for one in workspace.platforms.publishers()}
    return ready.get(platform, ())


def _kind(workspace: Workspace, platform: str) -> str | None:
    """How accounts are connected; None where they can't be yet."""
    ready = {one.info.id: one.sign_in.kind.value for one in workspace.platforms.publishers()}
    return ready.get(platform)
