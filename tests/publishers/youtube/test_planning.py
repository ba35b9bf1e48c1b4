"""What would go out to YouTube, and every problem in words a person reads."""

from __future__ import annotations

import pytest

from brandcraft_desktop.domain.plan import Composition, Fix, Layout, Severity
from brandcraft_desktop.domain.platform import AccountFacts
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
        "native": "false",
        "made_for_kids": "no",
        "thumbnail": "",
        "cover_frame": "",
        "tags": "",
        "category": "22",
        "language": "",
        "license": "youtube",
        "embedding": "true",
        "statistics": "true",
        "notify": "true",
        "ai_generated": "false",
        "paid_promotion": "false",
        "location": "false",
    }
    assert [span.target for span in plan.parts[0].spans] == ["https://example.com", "anna", "tag"]
    assert plan.parts[0].fold is None


def test_the_options_stand_in_their_order() -> None:
    assert [field.name for field in YOUTUBE.info.options] == [
        "title",
        "visibility",
        "native",
        "made_for_kids",
        "thumbnail",
        "cover_frame",
        "tags",
        "category",
        "language",
        "license",
        "embedding",
        "statistics",
        "notify",
        "ai_generated",
        "paid_promotion",
        "location",
        "place",
        "coordinates",
        "recorded_on",
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


def test_emoji_in_tags_may_count_twice() -> None:
    assert CHANNEL.plan("", WIDE, tags="👩" * 250).problems == ()
    problem = only(CHANNEL.plan("", WIDE, tags="👩" * 251))
    assert (problem.severity, problem.field) == (Severity.WARNING, "options.tags")
    assert problem.message.startswith("YouTube: all tags together")


def test_more_than_sixty_hashtags_are_all_ignored() -> None:
    assert CHANNEL.plan("#b " * 59, WIDE, title="#a").problems == ()
    problem = only(CHANNEL.plan("#b " * 60, WIDE, title="#a"))
    assert problem.severity is Severity.WARNING
    assert problem.message == (
        "YouTube: with more than 60 hashtags YouTube ignores all; there are 61."
    )


def test_made_for_kids_is_asked_and_never_assumed() -> None:
    problem = only(CHANNEL.plan("", WIDE, made_for_kids=""))
    assert (
        problem.message == "YouTube: nothing is chosen for “Made for kids”. "
        "Choose “Yes, it's made for kids” or “No, it's not made for kids”."
    )
    assert problem.field == "options.made_for_kids"
    assert CHANNEL.plan("", WIDE, made_for_kids="yes").options["made_for_kids"] == "yes"
    assert CHANNEL.errors("", WIDE, made_for_kids="true") == [
        "“true” can't be chosen for made for kids. "
        "Choose “Yes, it's made for kids” or “No, it's not made for kids”."
    ]


@pytest.mark.parametrize(
    ("name", "right", "sentence"),
    [
        (
            "visibility",
            "unlisted",
            "“x” can't be chosen for visibility. Choose “Public”, “Unlisted” or “Private”.",
        ),
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


def test_parts_made_by_hand_become_one_description() -> None:
    plan = CHANNEL.thread("one\n---\ntwo", WIDE)
    assert [part.text for part in plan.parts] == ["one\n\ntwo"]
    assert only(plan).severity is Severity.WARNING


def test_youtube_publishes_only_what_is_public() -> None:
    assert "native" in CHANNEL.plan("", WIDE).options
    assert "native" not in CHANNEL.plan("", WIDE, visibility="private", native="true").options
    native = YOUTUBE.info.native
    assert native is not None
    assert native.option == "native"
    assert native.least < native.most


def test_the_place_of_a_recording_is_off_until_somebody_turns_it_on() -> None:
    assert "place" not in CHANNEL.plan("", WIDE, place="Berlin", coordinates="nowhere").options
    on = CHANNEL.plan("", WIDE, location="true", place="Berlin", coordinates="52.5, 13.4")
    assert (on.problems, on.options["coordinates"]) == ((), "52.5, 13.4")


@pytest.mark.parametrize("point", ["nowhere", "91, 0", "0, 181", "52.5", "52,5, 13,4", "1, 2, 3"])
def test_coordinates_are_a_place_on_earth(point: str) -> None:
    problem = only(CHANNEL.plan("", WIDE, location="true", coordinates=point))
    assert problem.message == (
        f"YouTube: “{point}” is no place on earth. Write degrees as 52.5163, 13.3777."
    )
    assert problem.field == "options.coordinates"


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "20261120", "2026-1-2"])
def test_the_day_of_a_recording_is_a_day(day: str) -> None:
    problem = only(CHANNEL.plan("", WIDE, location="true", recorded_on=day))
    assert problem.message == f"YouTube: “{day}” is no day. Write it as 2026-11-24."
    assert problem.field == "options.recorded_on"


def test_the_cover_frame_lies_within_the_video() -> None:
    assert CHANNEL.errors("", WIDE, cover_frame="19000") == []
    problem = only(CHANNEL.plan("", WIDE, cover_frame="21000"))
    assert "behind the end" in problem.message


def test_a_verified_channel_may_upload_for_long() -> None:
    hour = video(width=1920, height=1080, duration=3600.0)
    (warning,) = CHANNEL.warnings("", hour)
    assert "15:00" in warning
    verified = CHANNEL.knowing(AccountFacts(flags=frozenset({"long_uploads"})))
    assert verified.plan("", hour).problems == ()
