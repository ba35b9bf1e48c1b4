"""Films and recipes for tests of what makes videos."""

from __future__ import annotations

from pathlib import Path

from brandcraft_desktop.domain.conversion import Order
from brandcraft_desktop.domain.media_rules import AnyRecipe, VideoRecipe
from brandcraft_desktop.domain.plan import AttachedMedia, Part, Plan, PlannedMedia
from brandcraft_desktop.domain.text.measure import Measure
from brandcraft_desktop.domain.views import MediaView
from tests.media.files import encoded

SMALL = VideoRecipe(96, 54, 1_000_000, 500_000, audio_bit_rate=None)
LONG = VideoRecipe(640, 360, 900_000_000, 20_000_000, audio_bit_rate=None)
"""Takes many seconds of the film of `long_film`."""


def short_film(path: Path) -> Path:
    """Half a second."""
    return encoded(
        path, sources=("-f", "lavfi", "-i", "testsrc2=size=192x108:rate=20:duration=0.5")
    )


def long_film(path: Path) -> Path:
    """A minute and a half that are quickly made and slowly converted."""
    picture = "testsrc2=size=640x360:rate=50:duration=4"
    fast = ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "30")
    once = encoded(path.with_name("once.mp4"), *fast, sources=("-f", "lavfi", "-i", picture))
    return encoded(path, "-c", "copy", sources=("-stream_loop", "20", "-i", str(once)))


def attached(view: MediaView) -> AttachedMedia:
    return AttachedMedia(view.id, view.sha256, view.name, view.state, view.facts)


def planned(view: MediaView, recipe: AnyRecipe | None) -> PlannedMedia:
    return PlannedMedia(attached(view), recipe)


def plan_of(*files: PlannedMedia, text: str = "") -> Plan:
    return Plan("kiosk", (Part(text, (), Measure(0, 9, 9, "characters", True), files),), {})


def order_for(view: MediaView, recipe: VideoRecipe) -> Order:
    assert view.facts is not None
    return Order(view.id, view.sha256, view.name, view.facts, recipe)
