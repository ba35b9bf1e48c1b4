"""A card of the preview, and what to show on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, MediaState, Recipe
from brandcraft_desktop.domain.plan import AttachedMedia, Part, Plan, PlannedMedia
from brandcraft_desktop.domain.text.measure import counted
from brandcraft_desktop.domain.views import AccountPlan
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.ui.editor.previews.card import PreviewCard
from tests.ui.editor.conftest import Desk

PLATFORMS = Registry()
BLUESKY = PLATFORMS.get("bluesky")
PHOTO = MediaFacts(MediaKind.IMAGE, "image/jpeg", 400_000, 1600, 1200)
CLIP = MediaFacts(MediaKind.VIDEO, "video/mp4", 12_300_000, 1080, 1920, duration=65.2)


def part(text: str, **more: object) -> Part:
    """A message of at most 300 characters."""
    made = Part(text, BLUESKY.spans(text), counted(len(text), 300))
    return replace(made, **more)  # type: ignore[arg-type]


def files(number: int, facts: MediaFacts = PHOTO) -> tuple[PlannedMedia, ...]:
    """Files that are in no library: only what is known of them is shown."""
    recipe = Recipe("image/jpeg", 1_000_000, 1080) if facts.kind is MediaKind.IMAGE else None
    return tuple(
        PlannedMedia(
            AttachedMedia(str(n), f"{n:064d}", f"{n}.jpg", MediaState.PROCESSED, facts, f"alt {n}"),
            recipe,
        )
        for n in range(number)
    )


@pytest.fixture
def card(desk: Desk) -> PreviewCard:
    """A card of Bluesky in sight, as wide as the panel."""
    made = PreviewCard(BLUESKY.info, desk.page.thumbnails, desk.view.preview.files)
    desk.bot.addWidget(made)
    made.resize(366, 600)
    made.show()
    desk.bot.waitExposed(made)
    return made


def show(
    card: PreviewCard,
    *parts: Part,
    plan: Plan | None = None,
    title: str = "",
    platform: str = "bluesky",
    **options: str,
) -> None:
    """Put a plan on the card and let it be laid out."""
    planned = plan or Plan(platform, parts, {"replies": "everyone", **options}, title=title)
    rules = PLATFORMS.get(platform)
    card.show_plan(AccountPlan("a", platform, "you", "You", None, planned), "", rules)
    QApplication.processEvents()
    card.resize(366, card.heightForWidth(366))
    QApplication.processEvents()
