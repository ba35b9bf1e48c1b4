"""`--variant` and `--option`: what a platform or one account gets instead of the shared things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.cli.choice_words import value_of
from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.platform import OptionField, OptionKind, PlatformInfo
from brandcraft_desktop.domain.views import MediaView, VariantContent
from brandcraft_desktop.errors import BadInput, NotFound

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Chosen:
    """The variants by target, and the pictures that options name.

    `paths` are those that are not in the library yet, by the id that stands for them in the
    options; `files` are those of the library.
    """

    variants: dict[str, VariantContent] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)
    files: tuple[MediaView, ...] = ()


def choose(
    workspace: Workspace,
    accounts: Sequence[Account],
    texts: Sequence[str],
    options: Sequence[str],
) -> Chosen:
    """Read `TARGET=TEXT` and `TARGET.name=value`; a target is a chosen platform or account's id.

    Raises `BadInput` for a target that is not chosen and for an option the platform doesn't have.
    """
    platforms = {one.platform: one.platform for one in accounts}
    targets = platforms | {one.id: one.platform for one in accounts}
    found: dict[str, VariantContent] = {}
    paths: dict[str, Path] = {}
    files: list[MediaView] = []
    for pair in texts:
        target, value = _pair(pair, "--variant PLATFORM=TEXT")
        _check_target(target, "--variant", targets)
        found[target] = replace(found.get(target, VariantContent()), text=value)
    for pair in options:
        name, value = _pair(pair, "--option PLATFORM.name=value")
        target, _, option = name.partition(".")
        _check_target(target, "--option", targets)
        known = _field(workspace.platforms.get(targets[target]).info, option)
        if known.kind is OptionKind.FILE and value:
            value = _picture(workspace, known, value, paths, files)
        value = value_of(
            known, value, [one for one in accounts if target in (one.platform, one.id)]
        )
        before = found.get(target, VariantContent())
        found[target] = replace(before, options={**before.options, option: value})
    return Chosen(found, paths, tuple(files))


def _picture(
    workspace: Workspace,
    known: OptionField,
    value: str,
    paths: dict[str, Path],
    files: list[MediaView],
) -> str:
    """The id of a picture given by path, or by its id in the library."""
    from brandcraft_desktop.services import media

    path = Path(value).expanduser()
    if path.is_file():
        stands_for = f"option-file-{len(paths) + 1}"
        paths[stands_for] = path
        return stands_for
    try:
        files.append(media.show(workspace, value))
    except NotFound as error:
        raise BadInput(
            f"“{value}” is no file.",
            f"{known.label} is a picture.",
            "Give its path, or the id of a picture of the library (brandcraft media list).",
            field=f"options.{known.name}",
        ) from error
    return value


def _field(info: PlatformInfo, name: str) -> OptionField:
    found = next((one for one in info.options if one.name == name), None)
    if found is None:
        listed = ", ".join(one.name for one in info.options)
        raise BadInput(
            f"{info.name} has no option “{name}”.",
            "",
            f"Its options are: {listed}." if listed else "It has no options at all.",
            field=f"options.{name}",
        )
    return found


def _pair(text: str, written: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        option = written.partition(" ")[0]
        raise BadInput(
            f"{option} “{text}” can't be read.",
            "It has no equals sign.",
            f"Write it as {written}.",
        )
    return name, value


def _check_target(name: str, option: str, known: dict[str, str]) -> None:
    if name not in known:
        raise BadInput(
            f"{option} names “{name}”, which is none of the chosen accounts.",
            "It must be the platform or the id of an account given with --to.",
            f"Chosen: {', '.join(sorted(known)) or 'none'}.",
            field="accounts",
        )
