"""Words kept to be used again: a signature, a disclaimer, a group of hashtags."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SnippetKind(StrEnum):
    """How a snippet is offered."""

    TEXT = "text"
    HASHTAGS = "hashtags"


@dataclass(frozen=True)
class Snippet:
    """Kept words; `brand_id` None: offered for every brand."""

    id: str
    name: str
    kind: SnippetKind
    body: str
    brand_id: str | None = None
