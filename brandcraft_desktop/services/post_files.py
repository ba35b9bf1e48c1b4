"""A post with its files in one stroke: both are kept, or nothing is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.views import (
    MediaView,
    PostContent,
    PostView,
    VariantContent,
)
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.services import media
from brandcraft_desktop.services.media_take_back import take_back
from brandcraft_desktop.services.post_content import cleaned
from brandcraft_desktop.services.post_creation import Mode, create

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

NONE: Final[Mapping[str, Path]] = MappingProxyType({})


def create_with_files(
    workspace: Workspace,
    content: PostContent,
    paths: Sequence[Path],
    *,
    mode: Mode,
    idempotency_key: str | None = None,
    asked: str = "",
    named: Mapping[str, Path] = NONE,
) -> PostView:
    """`create`, where `content.media` stands for the files `paths` in the same order.

    `named` are pictures of options (a cover), by the id that stands for them there. Raises what
    `create` and `media.add` raise; then neither the post nor a file was kept.
    """
    tidy = cleaned(content)  # refused before anything is imported
    begun = workspace.clock.now()
    every = (*paths, *named.values())
    added = media.add(workspace, every) if every else ()
    new = [one for one in added if one.created_at is not None and one.created_at >= begun]
    try:
        ready = [_processed(workspace, one) for one in added]
        pairs = zip(tidy.media, ready[: len(paths)], strict=True)
        chosen = tuple(replace(choice, media_id=one.id) for choice, one in pairs)
        ids = dict(zip(named, (one.id for one in ready[len(paths) :]), strict=True))
        view = create(
            workspace,
            replace(tidy, media=chosen, variants=_naming(tidy.variants, ids)),
            mode=mode,
            idempotency_key=idempotency_key,
            asked=asked,
        )
    except BaseException:
        take_back(workspace, new)
        raise
    used = set(view.files)
    take_back(workspace, [one for one in new if one.id not in used])  # the key was used before
    return view


def _naming(
    variants: Mapping[str, VariantContent], ids: Mapping[str, str]
) -> dict[str, VariantContent]:
    """The variants with the ids of real files where others stood for them."""
    return {
        target: replace(
            one, options={name: ids.get(value, value) for name, value in one.options.items()}
        )
        for target, one in variants.items()
    }


def _processed(workspace: Workspace, added: MediaView) -> MediaView:
    """The file, ready to be sent. Raises `BadInput` where it can't be."""
    one = media.process(workspace, added.id)
    if one.state is MediaState.FAILED:
        raise BadInput(f"“{added.name}” can't be used.", one.trouble, field="media")
    return one
