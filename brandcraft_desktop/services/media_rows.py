"""Files as rows of `media`, and back."""

from __future__ import annotations

from sqlalchemy import Connection, ScalarSelect, func, select

from brandcraft_desktop.domain.media_rules import MediaFacts
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import NotFound
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.post_media import media_view

Value = str | int | float | bool | None


def fact_columns(facts: MediaFacts) -> dict[str, Value]:
    """The columns that hold what the probe found."""
    return {
        "mime": facts.mime,
        "bytes": facts.bytes,
        "width": facts.width,
        "height": facts.height,
        "duration": facts.duration,
        "frame_rate": facts.frame_rate,
        "bit_rate": facts.bit_rate,
        "codec": facts.codec,
        "audio_codec": facts.audio_codec,
        "orientation": facts.orientation,
        "animated": facts.animated,
        "has_alpha": facts.has_alpha,
        "frames": facts.frames,
        "chroma": facts.chroma,
        "audio_channels": facts.audio_channels,
        "audio_sample_rate": facts.audio_sample_rate,
        "audio_bit_rate": facts.audio_bit_rate,
        "fast_start": facts.fast_start,
        "edited": facts.edited,
        "constant_rate": facts.constant_rate,
        "closed_gop": facts.closed_gop,
    }


def uses() -> ScalarSelect[int]:
    """How many posts a row of `media` is on."""
    return (
        select(func.count(func.distinct(tables.post_media.c.post_id)))
        .where(tables.post_media.c.media_id == tables.media.c.id)
        .scalar_subquery()
    )


def one_view(connection: Connection, media_id: str) -> MediaView:
    """One file. Raises `NotFound`."""
    row = (
        connection.execute(
            select(tables.media, uses().label("uses")).where(tables.media.c.id == media_id)
        )
        .mappings()
        .first()
    )
    if row is None:
        raise NotFound("There is no such file.", f"No file has the id {media_id}.")
    return media_view(row, used_in=row["uses"])
