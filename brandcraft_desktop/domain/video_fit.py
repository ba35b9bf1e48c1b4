"""The recipe that makes a video what a surface takes. Pure arithmetic."""

from __future__ import annotations

from brandcraft_desktop.domain.media_edit import UNTOUCHED, MediaEdit
from brandcraft_desktop.domain.media_rules import MediaFacts, VideoRecipe, VideoRules


def video_recipe(
    rules: VideoRules,
    facts: MediaFacts,
    edit: MediaEdit = UNTOUCHED,
    shape: float | None = None,
) -> VideoRecipe | None:
    """How a video is fitted; None means that it goes as it is.

    Videos are not converted here yet: what a surface would not take of one is a problem.
    """
    return None
