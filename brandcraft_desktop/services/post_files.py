"""A post with its files in one stroke: both are kept, or nothing is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.views import MediaChoice, MediaView, PostContent, PostView
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.services import media
from brandcraft_desktop.services.media_take_back import take_back
from brandcraft_desktop.services.post_content import cleaned
from brandcraft_desktop.services.post_creation import Mode, create

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def create_with_files(
    workspace: Workspace,
    content: PostContent,
    paths: Sequence[Path],
    *,
    mode: Mode,
    idempotency_key: str | None = None,
) -> PostView:
    """`create`, where `content.media` stands for the files `paths` in the same order.

    Raises what `create` and `media.add` raise; then neither the post nor a file was kept.
    """
    tidy = cleaned(content)  # refused before anything is imported
    begun = workspace.clock.now()
    added = media.add(workspace, paths) if paths else ()
    new = [one for one in added if one.created_at is not None and one.created_at >= begun]
    try:
        ready = [_processed(workspace, one) for one in added]
        pairs = zip(tidy.media, ready, strict=True)
        chosen = tuple(MediaChoice(one.id, choice.alt) for choice, one in pairs)
        view = create(
            workspace,
            replace(tidy, media=chosen),
            mode=mode,
            idempotency_key=idempotency_key,
        )
    except BaseException:
        take_back(workspace, new)
        raise
    used = {one.id for one in view.media}
    take_back(workspace, [one for one in new if one.id not in used])  # the key was used before
    return view


def _processed(workspace: Workspace, added: MediaView) -> MediaView:
    """The file, ready to be sent. Raises `BadInput` where it can't be."""
    one = media.process(workspace, added.id)
    if one.state is MediaState.FAILED:
        raise BadInput(f"“{added.name}” can't be used.", one.trouble, field="media")
    return one
