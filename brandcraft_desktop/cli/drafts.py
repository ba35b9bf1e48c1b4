"""From the options of `post` and `check` to what will be saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.cli.workspace import accounts_named, brand_named
from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.media_choice import choose
from brandcraft_desktop.domain.media_rules import MediaFacts, MediaState
from brandcraft_desktop.domain.plan import Problem, Severity
from brandcraft_desktop.domain.schedule import parse_when
from brandcraft_desktop.domain.text.clean import Cleaned, normalise
from brandcraft_desktop.domain.views import MediaChoice, MediaView, PostContent, VariantContent
from brandcraft_desktop.errors import BadInput

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Request:
    """What was asked for on the command line, word by word."""

    text: str = ""
    to: tuple[str, ...] = ()
    media: tuple[Path, ...] = ()
    alt: tuple[str, ...] = ()
    at: str = ""
    title: str = ""
    notes: str = ""
    brand: str = ""
    variants: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    split: bool = False
    draft: bool = False


@dataclass(frozen=True)
class Draft:
    """The request understood: content without media ids yet, its accounts and its files."""

    content: PostContent
    accounts: tuple[Account, ...]
    files: tuple[MediaView, ...]
    problems: tuple[Problem, ...]


def understand(workspace: Workspace, request: Request) -> Draft:
    """Read every option and check the whole; nothing is saved.

    Raises `BadInput` or `NotFound` for words that make no sense; problems of the post itself are
    collected in the result.
    """
    from brandcraft_desktop.services import media, planning

    now = workspace.clock.now()
    accounts = accounts_named(workspace, request.to)
    files = tuple(
        _not_yet_imported(number, path, facts)
        for number, (path, facts) in enumerate(
            zip(request.media, media.check(request.media), strict=True)
        )
    )
    verdict = choose([], [one.kind for one in files])
    if not verdict.accepted:
        raise BadInput(verdict.message, field="media")
    if len(request.alt) > len(request.media):
        raise BadInput(
            "There are more alt texts than files.",
            f"{len(request.alt)} alt texts for {len(request.media)} files.",
            "Give one --alt after each --media, in the same order.",
            field="media",
        )
    cleaned = normalise(request.text)
    now_asked = request.at.strip().lower() in ("", "now")
    moment = None if now_asked else parse_when(request.at, now)
    alts = [*request.alt, *[""] * len(files)]
    choices = tuple(MediaChoice(one.id, alt) for one, alt in zip(files, alts, strict=False))
    content = PostContent(
        title=request.title,
        notes=request.notes,
        text=cleaned.text,
        brand_id=brand_named(workspace, request.brand) if request.brand else None,
        account_ids=tuple(account.id for account in accounts),
        media=choices,
        variants=_variants(workspace, accounts, request),
        scheduled_at=moment,
        thread=request.split,
    )
    found = planning.problems(
        workspace.platforms,
        content,
        accounts,
        {one.id: one for one in files},
        now=now,
        at=moment,
    )
    if cleaned.removed:
        found = (*found, _removed(cleaned))
    return Draft(content, accounts, files, found)


def _removed(cleaned: Cleaned) -> Problem:
    count = len(cleaned.removed)
    what = "1 control character was" if count == 1 else f"{count} control characters were"
    sentence = f"{what} taken out of the text ({', '.join(cleaned.names)})."
    return Problem(Severity.WARNING, sentence, "text")


def _not_yet_imported(number: int, path: Path, facts: MediaFacts) -> MediaView:
    """A file as the plan sees it, before anything of it is kept."""
    return MediaView(
        id=f"file-{number + 1}",
        name=path.name,
        kind=facts.kind,
        state=MediaState.PROCESSED,
        sha256="",
        facts=facts,
    )


def _variants(
    workspace: Workspace, accounts: Sequence[Account], request: Request
) -> dict[str, VariantContent]:
    """`PLATFORM=TEXT` and `PLATFORM.name=value` pairs; an account's id works in their place."""
    known = {one.platform for one in accounts} | {one.id for one in accounts}
    found: dict[str, VariantContent] = {}
    for pair in request.variants:
        target, value = _pair(pair, "--variant", known)
        found[target] = replace(found.get(target, VariantContent()), text=value)
    for pair in request.options:
        name, value = _pair(pair, "--option", None)
        target, dot, option = name.partition(".")
        if not dot or target not in known:
            raise _unknown_target(target, "--option", known)
        before = found.get(target, VariantContent())
        found[target] = replace(before, options={**before.options, option: value})
    return found


def _pair(text: str, option: str, known: set[str] | None) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise BadInput(
            f"{option} “{text}” can't be read.",
            "It has no equals sign.",
            f"Write it as {option} PLATFORM=VALUE.",
        )
    if known is not None and name not in known:
        raise _unknown_target(name, option, known)
    return name, value


def _unknown_target(name: str, option: str, known: set[str]) -> BadInput:
    return BadInput(
        f"{option} names “{name}”, which is none of the chosen accounts.",
        "It must be the platform or the id of an account given with --to.",
        f"Chosen: {', '.join(sorted(known)) or 'none'}.",
        field="accounts",
    )
