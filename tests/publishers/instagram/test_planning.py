"""What would go out to Instagram, and every problem in words a person reads."""

from __future__ import annotations

import pytest

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Fix, Layout, Severity
from brandcraft_desktop.publishers.instagram.collaborators import names
from brandcraft_desktop.publishers.registry import Registry
from tests.publishers.planned import Desk, only, picture, video

INSTAGRAM = Registry().get("instagram")
STUDIO = Desk(INSTAGRAM)


def test_a_plain_post_has_no_problem() -> None:
    plan = STUDIO.plan("hello @anna #tag", picture())
    assert plan.problems == ()
    assert (plan.surface, plan.title, plan.notice) == ("feed_image", "", "")
    assert plan.options == {
        "kind": "post",
        "collaborators": "",
        "first_comment": "",
        "ai_generated": "false",
        "paid_partnership": "false",
    }
    assert [span.target for span in plan.parts[0].spans] == ["anna", "tag"]


@pytest.mark.parametrize(
    ("kind", "media", "surface", "layout"),
    [
        ("post", [picture()], "feed_image", Layout.GRID),
        ("post", [picture(), picture("b.jpg")], "carousel", Layout.CAROUSEL),
        ("post", [picture(), video(height=1080)], "carousel", Layout.CAROUSEL),
        ("post", [video()], "reel", Layout.TALL),
        ("reel", [video()], "reel", Layout.TALL),
        ("story", [picture()], "story_image", Layout.STORY),
        ("story", [video()], "story_video", Layout.STORY),
    ],
)
def test_the_kind_and_the_files_make_the_surface(
    kind: str, media: list[AttachedMedia], surface: str, layout: Layout
) -> None:
    plan = STUDIO.plan("", *media, kind=kind)
    assert not plan.blocked
    assert (plan.surface, plan.parts[0].layout) == (surface, layout)


def test_nothing_goes_out_without_a_file() -> None:
    assert STUDIO.errors("words") == ["a post needs a picture or a video. Add one."]
    assert STUDIO.errors("words", kind="reel") == ["a reel needs a video. Add one."]
    assert STUDIO.errors("", kind="story") == ["a story needs a picture or a video. Add one."]
    assert STUDIO.errors("", picture(), kind="live") == [
        "“live” can't be chosen for kind of post. Choose “Post”, “Reel” or “Story”."
    ]


def test_the_caption_has_its_limit() -> None:
    assert STUDIO.errors("é" * 2200, picture()) == []
    problem = only(STUDIO.plan("é" * 2201, picture()))
    assert problem.message == "Instagram: 1 character too long"
    assert (problem.field, problem.fix) == ("text", Fix.SHORTEN)
    assert len(INSTAGRAM.shorten(Composition("word " * 500))) <= 2200


def test_what_may_count_double_is_a_warning() -> None:
    assert STUDIO.warnings("👩" * 1100, picture()) == []
    assert STUDIO.warnings("👩" * 1101, picture()) == [
        "the text may be 2 characters too long: some emoji and styled letters may count double."
    ]


def test_thirty_hashtags_and_a_warning_from_the_sixth_on() -> None:
    assert STUDIO.plan("#a " * 5, picture()).problems == ()
    assert STUDIO.warnings("#a " * 6, picture()) == [
        "6 hashtags may be too many; Instagram's own app takes 5."
    ]
    assert STUDIO.errors("#a " * 30, picture()) == []
    assert STUDIO.errors("#a" * 31, picture()) == [
        "31 hashtags are too many, at most 30 are taken."
    ]


def test_twenty_mentions() -> None:
    assert STUDIO.plan("@a " * 20, picture()).problems == ()
    assert STUDIO.errors("@a " * 21, picture()) == [
        "21 mentions are too many, at most 20 are taken."
    ]


def test_a_link_in_a_caption_is_not_clickable() -> None:
    problem = only(STUDIO.plan("see https://example.com/a", picture()))
    assert problem.message == "Instagram: links in a caption can't be clicked."
    assert problem.severity is Severity.WARNING
    assert STUDIO.plan("see example :// http", picture()).problems == ()


def test_a_story_is_sent_without_words() -> None:
    plan = STUDIO.plan("https://example.com " + "#a " * 40, picture(), kind="story")
    assert plan.parts[0].text == ""
    assert [one.message for one in plan.problems] == [
        "Instagram: a story has no caption; the text is left out."
    ]
    assert not plan.blocked
    assert STUDIO.plan(" ", picture(), kind="story").problems == ()


def test_at_most_three_collaborators_with_names_that_can_be() -> None:
    assert STUDIO.errors("", picture(), collaborators="@anna, ben.b,c_c") == []
    assert names("@anna, ben.b,anna") == ("anna", "ben.b")
    assert STUDIO.errors("", picture(), collaborators="a,b,c,d") == [
        "4 collaborators are too many, at most 3 are asked."
    ]
    for name in ("anna ben", "größe", "a.", "x" * 31):
        assert STUDIO.errors("", picture(), collaborators=name) == [
            f"“{name}” is no name on Instagram. Put commas between the names."
        ]
    assert STUDIO.errors("", picture(), collaborators="x" * 30) == []
    assert "collaborators" not in STUDIO.plan("", picture(), kind="story").options


def test_the_first_comment_has_a_limit_and_stories_have_none() -> None:
    assert STUDIO.errors("", picture(), first_comment="x" * 2200) == []
    assert STUDIO.errors("", picture(), first_comment="x" * 2201) == [
        "first comment is 1 character too long."
    ]
    assert "first_comment" not in STUDIO.plan("", picture(), kind="story").options


def test_reels_have_options_of_their_own() -> None:
    plan = STUDIO.plan("", video())
    assert list(plan.options) == [
        "kind",
        "collaborators",
        "first_comment",
        "share_to_feed",
        "cover",
        "cover_frame",
        "ai_generated",
        "paid_partnership",
        "audio_name",
        "trial",
    ]
    assert (plan.options["share_to_feed"], plan.options["cover_frame"]) == ("true", "")
    assert "share_to_feed" not in STUDIO.plan("", picture()).options
    assert "cover" not in STUDIO.plan("", video(), kind="story").options


def test_a_cover_picture_wins_over_a_cover_frame() -> None:
    assert STUDIO.plan("", video(), cover_frame="1500").options["cover_frame"] == "1500"
    chosen = STUDIO.plan("", video(), cover_frame="1500", cover="m1")
    assert (chosen.options["cover"], "cover_frame" in chosen.options) == ("m1", False)


def test_a_cover_frame_lies_within_the_video() -> None:
    assert STUDIO.errors("", video(duration=20), cover_frame="20000") == []
    plan = STUDIO.plan("", video(duration=20), cover_frame="20001")
    assert only(plan).message == (
        "Instagram: the cover frame lies behind the end of “a.mp4”, which lasts 0:20 minutes. "
        "Choose an earlier one."
    )
    assert only(plan).field == "options.cover_frame"
    for value in ("1.5", "-1", "soon", "9" * 10):
        assert STUDIO.errors("", video(), cover_frame=value) == [
            f"“{value}” is no place in the video; give it in milliseconds."
        ]


def test_flags_are_true_or_false() -> None:
    plan = STUDIO.plan("", video(), share_to_feed="false", ai_generated="true")
    assert (plan.options["share_to_feed"], plan.options["ai_generated"]) == ("false", "true")
    assert STUDIO.errors("", picture(), ai_generated="yes") == [
        "“Made with AI” is either true or false, not “yes”."
    ]


def test_where_the_feed_folds_a_caption() -> None:
    assert STUDIO.plan("x" * 125, picture()).parts[0].fold is None
    assert STUDIO.plan("x" * 126, picture()).parts[0].fold == 125
    assert STUDIO.plan("x" * 126, video()).parts[0].fold is None


def test_parts_made_by_hand_go_out_as_one_post() -> None:
    plan = STUDIO.thread("one\n---\ntwo", picture())
    assert [part.text for part in plan.parts] == ["one\n\ntwo"]
    assert only(plan).message == (
        "Instagram: there are no threads here: the parts go out as one post."
    )
