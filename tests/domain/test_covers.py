"""The cover of a file fills the options of platforms, and never what a person chose there."""

from __future__ import annotations

import pytest

from brandcraft_desktop.domain.covers import with_covers
from brandcraft_desktop.domain.media_edit import UNTOUCHED, MediaEdit
from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, MediaState
from brandcraft_desktop.domain.plan import AttachedMedia, Composition
from brandcraft_desktop.domain.views import MediaChoice, MediaView, PostContent, VariantContent
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.planning import plan_for, sample_account

PLATFORMS = Registry()
FACTS = MediaFacts(
    MediaKind.VIDEO, "video/mp4", 900_000, 1080, 1920, duration=20.0, frame_rate=30.0, codec="h264"
)
FIELDS = PLATFORMS.get("tiktok").info.options


def composition(edit: MediaEdit, **options: str) -> Composition:
    film = AttachedMedia("film", "0" * 64, "film.mp4", MediaState.PROCESSED, FACTS, edit=edit)
    return Composition("", (film,), options)


@pytest.mark.parametrize(
    ("edit", "chosen", "sent"),
    [
        (UNTOUCHED, "", ""),
        (MediaEdit(cover=4200), "", "4200"),
        (MediaEdit(cover=0), "", "0"),
        (MediaEdit(cover=4200), "900", "900"),
        (MediaEdit(cover=4200, start=3.0), "", "1200"),
        (MediaEdit(start=3.0), "4000", "1000"),
        (MediaEdit(cover=1000, start=3.0), "", "0"),
        (MediaEdit(cover=9000, start=3.0, end=8.0), "", "5000"),
        (MediaEdit(cover=4200), "soon", "soon"),
    ],
)
def test_moments_are_counted_as_the_platform_counts(
    edit: MediaEdit, chosen: str, sent: str
) -> None:
    options = {"cover_frame": chosen} if chosen else {}
    assert with_covers(FIELDS, composition(edit, **options)).options.get("cover_frame", "") == sent


def test_pictures_and_platforms_without_such_an_option_are_left_alone() -> None:
    made = composition(MediaEdit(cover=4200))
    assert with_covers(PLATFORMS.get("x").info.options, made) is made
    assert with_covers(FIELDS, Composition("words")) == Composition("words")


def test_every_platform_that_takes_a_moment_is_told_the_cover_of_the_file() -> None:
    view = MediaView("film", "film.mp4", MediaKind.VIDEO, MediaState.PROCESSED, "0" * 64, FACTS, "")
    content = PostContent(
        media=(MediaChoice("film", edit=MediaEdit(cover=4200)),),
        variants={"tiktok": VariantContent(options={"cover_frame": "100"})},
    )
    sent = {
        name: plan_for(PLATFORMS, content, sample_account(PLATFORMS, name), {"film": view}).options
        for name in ("instagram", "pinterest", "tiktok")
    }
    assert sent["instagram"]["cover_frame"] == "4200"
    assert sent["pinterest"]["cover_frame"] == "4200"
    assert sent["tiktok"]["cover_frame"] == "100"
