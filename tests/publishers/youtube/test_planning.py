"""What would go out to YouTube, and every problem in words a person reads."""

from __future__ import annotations

import pytest

from brandcraft_desktop.domain.plan import Composition, Fix, Layout, Severity
from brandcraft_desktop.publishers.registry import Registry
from tests.publishers.planned import Desk, only, picture, video

YOUTUBE = Registry().get("youtube")
CHANNEL = Desk(YOUTUBE, {"title": "A day", "made_for_kids": "no"})
WIDE = video(width=1920, height=1080)


def test_a_plain_video_has_no_problem() -> None:
    plan = CHANNEL.plan("see https://example.com @anna #tag", WIDE)
    assert plan.problems == ()
    assert (plan.surface, plan.title, plan.notice) == ("video", "A day", "")
    assert plan.options == {
        "title": "A day",
        "visibility": "public",
        "made_for_kids": "no",
        "thumbnail": "",
        "tags": "",
        "category": "22",
        "notify": "true",
        "ai_generated": "false",
    }
    assert [span.target for span in plan.parts[0].spans] == ["https://example.com", "anna", "tag"]
    assert plan.parts[0].fold is None


def test_the_options_stand_in_their_order() -> None:
    assert [field.name for field in YOUTUBE.info.options] == [
        "title",
        "visibility",
        "made_for_kids",
        "thumbnail",
        "tags",
        "category",
        "notify",
        "ai_generated",
    ]


@pytest.mark.parametrize(
    ("width", "height", "duration", "surface", "layout"),
    [
        (1920, 1080, 20.0, "video", Layout.WIDE),
        (1080, 1920, 180.0, "short", Layout.TALL),
        (1080, 1080, 180.0, "short", Layout.TALL),
        (1080, 1920, 180.5, "video", Layout.WIDE),
        (1082, 1080, 20.0, "video", Layout.WIDE),
    ],
)
def test_shape_and_length_make_a_short(
    width: int, height: int, duration: float, surface: str, layout: Layout
) -> None:
    plan = CHANNEL.plan("", video(width=width, height=height, duration=duration))
    assert plan.problems == ()
    assert (plan.surface, plan.parts[0].layout) == (surface, layout)
    assert ("thumbnail" in plan.options) == (surface == "video")


def test_nothing_goes_out_without_a_video() -> None:
    assert CHANNEL.errors("words") == ["an upload needs a video. Add one."]
    assert CHANNEL.errors("words", picture()) == [
        "“a.jpg” is a picture, an upload takes only a video. Remove it."
    ]


@pytest.mark.parametrize("title", ["", " ", "\t"])
def test_a_video_needs_a_title(title: str) -> None:
    problem = only(CHANNEL.plan("", WIDE, title=title))
    assert (problem.message, problem.field) == (
        "YouTube: “Title” is empty. Fill it in.",
        "options.title",
    )


def test_the_title_has_its_limit() -> None:
    assert CHANNEL.errors("", WIDE, title="é" * 100) == []
    plan = CHANNEL.plan("", WIDE, title="é" * 101)
    assert only(plan).message == "YouTube: title is 1 character too long."
    assert only(plan).field == "options.title"
    assert plan.title == "é" * 101  # what was typed is shown
    assert CHANNEL.plan("", WIDE, title="👩" * 50).problems == ()
    doubt = only(CHANNEL.plan("", WIDE, title="👩" * 51))
    assert (doubt.severity, doubt.field) == (Severity.WARNING, "options.title")


def test_the_description_counts_in_bytes() -> None:
    assert CHANNEL.errors("é" * 2500, WIDE) == []
    problem = only(CHANNEL.plan("é" * 2500 + "x", WIDE))
    assert problem.message == "YouTube: the description is 1 byte too long"
    assert (problem.field, problem.fix) == ("text", Fix.SHORTEN)
    assert len(YOUTUBE.shorten(Composition("é " * 2000)).encode()) <= 5000


def test_angle_brackets_are_refused_where_they_stand() -> None:
    plan = CHANNEL.plan("<>", WIDE, title="a < b <", tags="<b>")
    assert [(one.message, one.field) for one in plan.problems] == [
        ("YouTube: the title may not hold “<”.", "options.title"),
        ("YouTube: the description may not hold “<” and “>”.", "text"),
        ("YouTube: a tag may not hold “<” or “>”.", "options.tags"),
    ]


def test_all_tags_have_a_limit_together() -> None:
    assert CHANNEL.errors("", WIDE, tags=f"{'x' * 249}, {'y' * 250}") == []
    assert CHANNEL.errors("", WIDE, tags=f"{'x' * 250},{'y' * 250}") == [
        "the tags together are 1 character too long."
    ]
    assert CHANNEL.errors("", WIDE, tags=f"{'x y' * 100},{'z' * 200}") == [
        "the tags together are 3 characters too long."
    ]
    # An empty place between commas is no tag.
    assert CHANNEL.errors("", WIDE, tags=f",{'x' * 249},,{'y' * 250},") == []


def test_more_than_sixty_hashtags_are_all_ignored() -> None:
    assert CHANNEL.plan("#b " * 59, WIDE, title="#a").problems == ()
    problem = only(CHANNEL.plan("#b " * 60, WIDE, title="#a"))
    assert problem.severity is Severity.WARNING
    assert problem.message == (
        "YouTube: with more than 60 hashtags YouTube ignores all; there are 61."
    )


def test_made_for_kids_is_asked_and_never_assumed() -> None:
    problem = only(CHANNEL.plan("", WIDE, made_for_kids=""))
    assert problem.message == "YouTube: nothing is chosen for “Made for kids”. Choose."
    assert problem.field == "options.made_for_kids"
    assert CHANNEL.plan("", WIDE, made_for_kids="yes").options["made_for_kids"] == "yes"
    assert CHANNEL.errors("", WIDE, made_for_kids="true") == [
        "“true” can't be chosen for made for kids."
    ]


@pytest.mark.parametrize(
    ("name", "right", "sentence"),
    [
        ("visibility", "unlisted", "“x” can't be chosen for visibility."),
        ("category", "28", "“x” can't be chosen for category."),
        ("notify", "false", "“Notify subscribers” is either true or false, not “x”."),
        (
            "ai_generated",
            "true",
            "“Altered or synthetic content” is either true or false, not “x”.",
        ),
    ],
)
def test_the_other_options(name: str, right: str, sentence: str) -> None:
    right_plan = CHANNEL.plan("", WIDE, **{name: right})
    assert (right_plan.problems, right_plan.options[name]) == ((), right)
    wrong_plan = CHANNEL.plan("", WIDE, **{name: "x"})
    assert only(wrong_plan).message == f"YouTube: {sentence}"
    assert only(wrong_plan).field == f"options.{name}"


def test_a_place_is_not_offered() -> None:
    assert CHANNEL.errors("", WIDE, location="here") == ["there is no option “location”."]


def test_parts_made_by_hand_become_one_description() -> None:
    plan = CHANNEL.thread("one\n---\ntwo", WIDE)
    assert [part.text for part in plan.parts] == ["one\n\ntwo"]
    assert only(plan).severity is Severity.WARNING
