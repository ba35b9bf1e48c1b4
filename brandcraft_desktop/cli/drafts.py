"""From the options of `post` and `check` to what will be saved."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.cli.brand_words import shared_brand
from brandcraft_desktop.cli.choosing import choose as choose_for
from brandcraft_desktop.cli.editing import edits
from brandcraft_desktop.cli.making import Making, makings
from brandcraft_desktop.cli.when import read_when
from brandcraft_desktop.cli.workspace import accounts_named, brand_named
from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.costs import costs
from brandcraft_desktop.domain.findings import Finding
from brandcraft_desktop.domain.media_choice import choose
from brandcraft_desktop.domain.media_rules import DEFAULT_MAX_IMAGES, MediaFacts, MediaState
from brandcraft_desktop.domain.plan import Problem, Severity
from brandcraft_desktop.domain.text.clean import Cleaned, normalise
from brandcraft_desktop.domain.views import MediaChoice, MediaView, PostContent
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.paths import shown_name

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Request:
    """What was asked for on the command line, word by word."""

    text: str = ""
    to: tuple[str, ...] = ()
    media: tuple[Path, ...] = ()
    alt: tuple[str, ...] = ()
    fit: tuple[str, ...] = ()
    crop: tuple[str, ...] = ()
    trim: tuple[str, ...] = ()
    at: str = ""
    title: str = ""
    notes: str = ""
    brand: str | None = None  # None: the one its accounts share; "": none
    variants: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    split: bool = False
    draft: bool = False
    platforms: tuple[str, ...] = ()  # judged without an account


@dataclass(frozen=True)
class Draft:
    """The request understood: content without media ids yet, its accounts and its files."""

    content: PostContent
    accounts: tuple[Account, ...]
    files: tuple[MediaView, ...]
    findings: tuple[Finding, ...]
    option_files: Mapping[str, Path]
    makings: tuple[Making, ...] = ()
    costs: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    filed: Brand | None = None  # the brand it was given because all of its accounts are of it

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem found, each once, errors first."""
        return tuple(dict.fromkeys(one.problem for one in self.findings))

    @property
    def blocked(self) -> bool:
        """Whether an error stops it."""
        return any(one.blocks for one in self.findings)


def understand(workspace: Workspace, request: Request) -> Draft:
    """Read every option and check the whole; nothing is saved.

    Raises `BadInput` or `NotFound` for words that make no sense; problems of the post itself are
    collected in the result.
    """
    from brandcraft_desktop.services import media, planning, settings
    from brandcraft_desktop.services.look_alikes import look_alikes
    from brandcraft_desktop.services.post_content import check_size
    from brandcraft_desktop.services.pull_check import pull_findings

    now = workspace.clock.now()
    accounts = accounts_named(workspace, request.to)
    filed = shared_brand(workspace, accounts) if request.brand is None else None
    accounts += tuple(
        planning.sample_account(workspace.platforms, one)
        for one in dict.fromkeys(request.platforms)
    )
    files = tuple(
        _not_yet_imported(f"file-{number}", path, facts)
        for number, (path, facts) in enumerate(
            zip(request.media, media.check(request.media), strict=True), 1
        )
    )
    verdict = choose([], [one.kind for one in files])
    if not verdict.accepted:
        raise BadInput(verdict.message, *_shared_files(workspace, accounts), field="media")
    if len(request.alt) > len(request.media):
        raise BadInput(
            "There are more alt texts than files.",
            f"{len(request.alt)} alt texts for {len(request.media)} files.",
            "Give one --alt after each --media, in the same order.",
            field="media",
        )
    decided = edits(len(files), request.fit, request.crop, request.trim)
    chosen = choose_for(workspace, accounts, request.variants, request.options)
    named = tuple(
        _not_yet_imported(stands_for, path, facts)
        for (stands_for, path), facts in zip(
            chosen.paths.items(), media.check(tuple(chosen.paths.values())), strict=True
        )
    )
    cleaned = normalise(request.text)
    now_asked = request.at.strip().lower() in ("", "now")
    moment = None if now_asked else read_when(workspace, request.at)
    alts = [*request.alt, *[""] * len(files)]
    choices = tuple(
        MediaChoice(one.id, alt, edit=edit)
        for one, alt, edit in zip(files, alts, decided, strict=False)
    )
    content = PostContent(
        title=request.title,
        notes=request.notes,
        text=cleaned.text,
        brand_id=filed.id if filed is not None else _brand_asked_for(workspace, request),
        account_ids=tuple(account.id for account in accounts),
        media=choices,
        variants=chosen.variants,
        scheduled_at=moment,
        thread=request.split,
    )
    check_size(content)
    there = {one.id: one for one in (*files, *named, *chosen.files)}
    planned = planning.plans(workspace.platforms, content, accounts, there)
    also = list(look_alikes(workspace, content, there, at=moment))
    also += pull_findings(workspace, planned)
    if cleaned.removed:
        also.append(Finding(_removed(cleaned)))
    months = settings.get(workspace, settings.MONTHS_AHEAD)
    found = planning.findings(
        workspace.platforms,
        accounts,
        planned,
        now=now,
        at=moment,
        months=months,
        content=content,
        also=also,
    )
    charged = costs(one.plan for one in planned)
    agreed = tuple(dict.fromkeys(one.plan.notice for one in planned if one.plan.notice))
    return Draft(
        content, accounts, files, found, chosen.paths, makings(planned), charged, agreed, filed
    )


def _brand_asked_for(workspace: Workspace, request: Request) -> str | None:
    return brand_named(workspace, request.brand) if request.brand else None


def _shared_files(workspace: Workspace, accounts: Sequence[Account]) -> tuple[str, str]:
    """Whose limit it is, and what to do: the files of a command go to every platform alike."""
    shared = f"{DEFAULT_MAX_IMAGES} images or one video"
    infos = dict.fromkeys(workspace.platforms.get(one.platform).info for one in accounts)
    more = [
        f"{one.name} ({one.media.max_images})"
        for one in infos
        if one.media.max_images > DEFAULT_MAX_IMAGES
    ]
    return (
        f"A post has up to {shared} for all of its platforms together.",
        f"More than that go to a platform alone, in the window: {', '.join(more)}."
        if more
        else "Leave some out, or make two posts.",
    )


def _removed(cleaned: Cleaned) -> Problem:
    count = len(cleaned.removed)
    what = "1 control character was" if count == 1 else f"{count} control characters were"
    sentence = f"{what} taken out of the text ({', '.join(cleaned.names)})."
    return Problem(Severity.WARNING, sentence, "text")


def _not_yet_imported(stands_for: str, path: Path, facts: MediaFacts) -> MediaView:
    """A file as the plan sees it, before anything of it is kept."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return MediaView(
        id=stands_for,
        name=shown_name(path),
        kind=facts.kind,
        state=MediaState.PROCESSED,
        sha256=digest,
        facts=facts,
    )
