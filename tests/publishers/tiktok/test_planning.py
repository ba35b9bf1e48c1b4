"""What would go out to TikTok, and every problem in words a person reads."""

from __future__ import annotations

import pytest

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Fix, Layout, Severity
from brandcraft_desktop.publishers.registry import Registry
from tests.publishers.planned import Desk, only, picture, video
from tests.publishers.tiktok.creator import CREATOR

TIKTOK = Registry().get("tiktok")
STUDIO = Desk(TIKTOK, {"privacy": "PUBLIC_TO_EVERYONE"}, CREATOR)


def test_a_plain_video_has_no_problem() -> None:
    plan = STUDIO.plan("hello @anna #tag", video())
    assert plan.problems == ()
    assert (plan.surface, plan.title, plan.parts[0].fold) == ("video_direct", "", None)
    assert [span.target for span in plan.parts[0].spans] == ["anna", "tag"]


@pytest.mark.parametrize(
    ("mode", "media", "surface", "layout"),
    [
        ("direct", [video()], "video_direct", Layout.TALL),
        ("inbox", [video()], "video_inbox", Layout.TALL),
        ("direct", [picture()], "photo", Layout.CAROUSEL),
        ("inbox", [picture(), picture("b.jpg")], "photo", Layout.CAROUSEL),
    ],
)
def test_the_mode_and_the_files_make_the_surface(
    mode: str, media: list[AttachedMedia], surface: str, layout: Layout
) -> None:
    plan = STUDIO.plan("", *media, mode=mode)
    assert plan.problems == ()
    assert (plan.surface, plan.parts[0].layout) == (surface, layout)


def test_nothing_goes_out_without_a_file() -> None:
    assert STUDIO.errors("words") == ["a video post needs a video or pictures. Add one."]
    assert STUDIO.errors("", video(), mode="later") == [
        "“later” can't be chosen for where it goes. "
        "Choose “To my profile” or “To my inbox, to finish it in TikTok's app”."
    ]


def test_a_caption_counts_in_utf16() -> None:
    assert STUDIO.errors("👩" * 1100, video()) == []
    problem = only(STUDIO.plan("👩" * 1100 + "x", video()))
    assert problem.message == "TikTok: 1 character too long"
    assert (problem.field, problem.fix) == ("text", Fix.SHORTEN)
    assert len(TIKTOK.shorten(Composition("word " * 900, (video(),)))) <= 2200


def test_a_photo_has_limits_of_its_own() -> None:
    assert STUDIO.errors("x" * 4000, picture(), title="👩" * 45) == []
    assert STUDIO.errors("x" * 4001, picture(), title="👩" * 45 + "x") == [
        "1 character too long",
        "the title is 1 character too long",
    ]
    plan = STUDIO.plan("", picture(), title="x" * 91)
    assert only(plan).message == "TikTok: title is 1 character too long."
    assert (only(plan).field, plan.title) == ("options.title", "x" * 91)
    assert "title" not in STUDIO.plan("", video(), title="x" * 91).options
    long = Composition("word " * 790, (picture(),))
    assert TIKTOK.shorten(long) == long.text
    assert TIKTOK.plan(long).parts[0].measure.limit == 4000


def test_a_video_for_the_inbox_takes_no_words_along() -> None:
    plan = STUDIO.plan("x" * 5000, video(), mode="inbox")
    assert only(plan).message == (
        "TikTok: the text is not sent to the inbox; paste it in TikTok's app."
    )
    assert (plan.blocked, plan.parts[0].text) == (False, "")
    assert STUDIO.errors("x" * 4000, picture(), mode="inbox") == []
    assert STUDIO.plan("x" * 4000, picture(), mode="inbox").parts[0].text == "x" * 4000


def test_a_link_in_a_caption_is_not_clickable() -> None:
    problem = only(STUDIO.plan("see https://example.com/a", video()))
    assert problem.message == "TikTok: links in a caption can't be clicked."
    assert problem.severity is Severity.WARNING


def test_a_cover_frame_lies_within_the_video() -> None:
    assert STUDIO.errors("", video(duration=20), cover_frame="20000") == []
    assert STUDIO.errors("", video(duration=20), cover_frame="20001") == [
        "the cover frame lies behind the end of “a.mp4”, which lasts 0:20 minutes. "
        "Choose an earlier one."
    ]
    assert "cover_frame" not in STUDIO.plan("", picture()).options


def test_parts_made_by_hand_become_one_caption() -> None:
    plan = STUDIO.thread("one\n---\ntwo", video())
    assert [part.text for part in plan.parts] == ["one\n\ntwo"]
    assert only(plan).severity is Severity.WARNING
