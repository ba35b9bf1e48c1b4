"""Thousands of files in a library, as rows: what is looked through needs no contents."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import insert

from brandcraft_desktop.domain.media_rules import MediaKind, MediaState
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.services.workspace import Workspace

WORDS = ("beach", "studio", "Größe", "sketch", "palette", "evening", "portrait", "brush")


def add_many(
    workspace: Workspace, count: int, *, contents: Sequence[str] = (), videos: int = 7
) -> tuple[str, ...]:
    """Files in the order they were added; every `videos`-th is a video. Contents by turns."""
    now = workspace.clock.now() - timedelta(days=1)
    rows = []
    for number in range(count):
        media_id = new_id(workspace.clock)
        video = number % videos == videos - 1
        word = WORDS[number % len(WORDS)]
        rows.append(
            {
                "id": media_id,
                "sha256": contents[number % len(contents)]
                if contents
                else hashlib.sha256(media_id.encode()).hexdigest(),
                "name": f"{word}_{number:04}.{'mp4' if video else 'jpg'}",
                "kind": (MediaKind.VIDEO if video else MediaKind.IMAGE).value,
                "state": MediaState.PROCESSED.value,
                "mime": "video/mp4" if video else "image/jpeg",
                "bytes": 1_000_000 + number,
                "width": 1600,
                "height": 1200,
                "duration": 12.0 if video else None,
                "alt": "A long description of what is seen here, " * 3 if number % 3 else "",
                "tags": f" {word} year{number % 5} " if number % 2 else "",
                "created_at": now + timedelta(seconds=number),
            }
        )
    workspace.database.write(lambda connection: connection.execute(insert(tables.media), rows))
    return tuple(row["id"] for row in rows if isinstance(row["id"], str))
