"""`platforms options`: what `--option` takes on a platform, and the values an account offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from brandcraft_desktop.cli.output import reporting, show
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.workspace import opened
from brandcraft_desktop.domain.options import choices_of
from brandcraft_desktop.domain.platform import AccountFacts, OptionField, OptionKind

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_TAKES = {
    OptionKind.TEXT: "a text",
    OptionKind.FLAG: "true or false",
    OptionKind.FILE: "the path of a picture, or its id in the library",
    OptionKind.MOMENT: "a place in the video, in milliseconds",
}


def options_command(
    platform: Annotated[str, typer.Argument(metavar="PLATFORM")],
    account: Annotated[
        str, typer.Option("--account", help="List what this account offers (its boards…).")
    ] = "",
    json: Json = False,
) -> None:
    """What --option takes on a platform, with all values that can be chosen."""
    with reporting(as_json=json), opened() as workspace:
        info = workspace.platforms.get(platform).info
        facts = _facts(workspace, account)
        lines = [f"Written as --option {info.id}.NAME=VALUE"]
        for one in info.options:
            must = ", must be chosen" if one.default is None else ""
            lines.append(f"  {one.name}  {one.label}{must}: {_takes(one, facts)}")
        if not info.options:
            lines = [f"{info.name} has no options."]
        documents = [_document(one, facts) for one in info.options]
        show(documents, "\n".join(lines), as_json=json)


def _facts(workspace: Workspace, account: str) -> AccountFacts:
    if not account:
        return AccountFacts()
    from brandcraft_desktop.services import accounts

    return accounts.show(workspace, account).facts


def _takes(field: OptionField, facts: AccountFacts) -> str:
    if field.kind not in (OptionKind.CHOICE, OptionKind.CHOICES):
        most = f", at most {field.max_length} characters" if field.max_length else ""
        return _TAKES.get(field.kind, "a text") + most
    choices = choices_of(field, facts) or field.choices
    if not choices:
        return "what an account offers (add --account ID to see it)"
    listed = ", ".join(
        one.value if one.value == one.label or not one.label else f"{one.value} ({one.label})"
        for one in choices
    )
    return f"several of {listed}" if field.kind is OptionKind.CHOICES else f"one of {listed}"


def _document(field: OptionField, facts: AccountFacts) -> dict[str, object]:
    return {
        "name": field.name,
        "label": field.label,
        "kind": field.kind.value,
        "default": field.default,
        "required": field.default is None,
        "help": field.help,
        "max_length": field.max_length or None,
        "choices": [
            {"value": one.value, "label": one.label}
            for one in choices_of(field, facts) or field.choices
        ],
    }
