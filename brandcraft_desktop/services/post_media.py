"""The files of posts: the shared ones, those of variants, and those that options name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, RowMapping, delete, insert, select

from brandcraft_desktop.domain import media_edit
from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, MediaState
from brandcraft_desktop.domain.platform import OptionKind
from brandcraft_desktop.domain.views import (
    MediaChoice,
    MediaView,
    PostContent,
    PostView,
    VariantContent,
)
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.models import tables

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

SHARED = ""
_FILE = "file:"
"""Before the target of a file that an option names (a cover); no variant has such a target."""


@dataclass(frozen=True)
class PostMedia:
    """The files of one post by target, in their order, each with what was chosen there."""

    by_target: Mapping[str, tuple[tuple[MediaView, MediaChoice], ...]]

    def choices(self, target: str) -> tuple[MediaChoice, ...]:
        """What was chosen for one target."""
        return tuple(choice for _, choice in self.by_target.get(target, ()))

    def views(self, target: str) -> tuple[MediaView, ...]:
        """The files of one target."""
        return tuple(view for view, _ in self.by_target.get(target, ()))

    @property
    def own_files(self) -> tuple[MediaView, ...]:
        """The files of everything but the shared content, each once."""
        found = {
            view.id: view
            for target, views in self.by_target.items()
            if target != SHARED
            for view, _ in views
        }
        return tuple(found.values())


NO_MEDIA = PostMedia({})


def load(connection: Connection, post_ids: Sequence[str]) -> dict[str, PostMedia]:
    """The files of each of these posts; posts without any are left out."""
    columns = tables.post_media.c
    rows = connection.execute(
        select(
            tables.media,
            columns.post_id,
            columns.target,
            columns.alt.label("words"),
            columns.part,
            columns.edit,
        )
        .join(tables.media, tables.media.c.id == columns.media_id)
        .where(columns.post_id.in_(post_ids))
        .order_by(columns.post_id, columns.target, columns.position)
    ).mappings()
    found: dict[str, dict[str, list[tuple[MediaView, MediaChoice]]]] = {}
    for row in rows:
        of_post = found.setdefault(row["post_id"], {})
        edit = media_edit.from_text(row["edit"])
        choice = MediaChoice(row["id"], row["words"], row["part"], edit)
        of_post.setdefault(row["target"], []).append((media_view(row, alt=row["words"]), choice))
    return {
        post_id: PostMedia({target: tuple(views) for target, views in of_post.items()})
        for post_id, of_post in found.items()
    }


def write(
    connection: Connection, workspace: Workspace, before: PostView, content: PostContent
) -> None:
    """Make the rows of a post those of `content`.

    Raises `BadInput` for a file that is there twice, or is gone from the library.
    """
    wanted = dict(_targets(workspace, content))
    for choices in wanted.values():
        _refuse_doubles(choices)
    chosen = list(dict.fromkeys(one.media_id for all_ in wanted.values() for one in all_))
    there = set(
        connection.execute(
            select(tables.media.c.id).where(
                tables.media.c.id.in_(chosen), tables.media.c.deleted_at.is_(None)
            )
        ).scalars()
    )
    there |= set(before.files)  # a post keeps what it has
    missing = [media_id for media_id in chosen if media_id not in there]
    if missing:
        raise BadInput(
            "A file of this post is no longer in the library.",
            f"No file has the id {missing[0]}.",
            "Add it again.",
            field=f"media:{missing[0]}",
        )
    connection.execute(delete(tables.post_media).where(tables.post_media.c.post_id == before.id))
    rows = [
        {
            "post_id": before.id,
            "target": target,
            "position": position,
            "media_id": choice.media_id,
            "alt": choice.alt,
            "part": choice.part,
            "edit": media_edit.to_text(choice.edit),
        }
        for target, choices in wanted.items()
        for position, choice in enumerate(choices)
    ]
    if rows:
        connection.execute(insert(tables.post_media), rows)


def _targets(
    workspace: Workspace, content: PostContent
) -> Iterator[tuple[str, tuple[MediaChoice, ...]]]:
    yield SHARED, content.media
    named = _naming_files(workspace)
    for target, variant in content.variants.items():
        if target == SHARED:
            continue
        if variant.media is not None:
            yield target, variant.media
        for name in sorted(named & set(variant.options)):
            if variant.options[name]:
                yield f"{_FILE}{target}:{name}", (MediaChoice(variant.options[name]),)


def _naming_files(workspace: Workspace) -> set[str]:
    """The options of all platforms whose value is a file."""
    return {
        field.name
        for platform in workspace.platforms.all()
        for field in platform.info.options
        if field.kind is OptionKind.FILE
    }


def _refuse_doubles(choices: Sequence[MediaChoice]) -> None:
    chosen = [choice.media_id for choice in choices]
    if len(set(chosen)) != len(chosen):
        raise BadInput(
            "The same file is on this post twice.",
            "Each file can be on a post once.",
            "Remove one of them.",
            field="media",
        )


def without_missing(
    connection: Connection, workspace: Workspace, content: PostContent
) -> PostContent:
    """`content` without a time and without files that were deleted since, also as options."""
    chosen = {one.media_id for _, choices in _targets(workspace, content) for one in choices}
    there = set(
        connection.execute(
            select(tables.media.c.id).where(
                tables.media.c.id.in_(chosen), tables.media.c.deleted_at.is_(None)
            )
        ).scalars()
    )
    named = _naming_files(workspace)

    def left(choices: tuple[MediaChoice, ...]) -> tuple[MediaChoice, ...]:
        return tuple(choice for choice in choices if choice.media_id in there)

    def own(target: str, variant: VariantContent) -> VariantContent:
        options = {
            name: value
            for name, value in variant.options.items()
            if target == SHARED or name not in named or not value or value in there
        }
        media = None if variant.media is None else left(variant.media)
        return replace(variant, media=media, options=options)

    return replace(
        content,
        scheduled_at=None,
        wall_time="",
        media=left(content.media),
        variants={target: own(target, one) for target, one in content.variants.items()},
    )


def media_view(row: RowMapping, *, alt: str | None = None, used_in: int = 0) -> MediaView:
    """A row of `media` as screens see it; `alt`: its words on a post, else its own."""
    state = MediaState(row["state"])
    facts = None
    if state is MediaState.PROCESSED:
        facts = MediaFacts(
            kind=MediaKind(row["kind"]),
            mime=row["mime"],
            bytes=row["bytes"],
            width=row["width"],
            height=row["height"],
            duration=row["duration"],
            frame_rate=row["frame_rate"],
            bit_rate=row["bit_rate"],
            codec=row["codec"],
            audio_codec=row["audio_codec"],
            orientation=row["orientation"],
            animated=bool(row["animated"]),
            has_alpha=bool(row["has_alpha"]),
            frames=row["frames"],
            chroma=row["chroma"],
            audio_channels=row["audio_channels"],
            audio_sample_rate=row["audio_sample_rate"],
            audio_bit_rate=row["audio_bit_rate"],
            fast_start=row["fast_start"],
            edited=row["edited"],
            constant_rate=row["constant_rate"],
            closed_gop=row["closed_gop"],
        )
    return MediaView(
        id=row["id"],
        name=row["name"],
        kind=MediaKind(row["kind"]),
        state=state,
        sha256=row["sha256"],
        facts=facts,
        trouble=row["trouble"],
        alt=row["alt"] if alt is None else alt,
        created_at=row["created_at"],
        used_in=used_in,
        tags=tuple(row["tags"].split()),
        credit=row["credit"],
        deleted_at=row["deleted_at"],
    )
