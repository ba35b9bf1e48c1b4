"""What would go out, and every problem in words a person reads."""

from __future__ import annotations

import pytest

from brandcraft_desktop.domain.media_rules import MediaState, Recipe
from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Fix, Plan, Severity
from brandcraft_desktop.publishers.registry import Registry
from tests.publishers.support import attached

PLATFORM = Registry().get("bluesky")


def planned(
    text: str = "hello",
    *media: AttachedMedia,
    thread: bool = False,
    numbering: str | None = None,
    **options: str,
) -> Plan:
    return PLATFORM.plan(Composition(text, media, options, thread, numbering))


def said(plan: Plan, severity: Severity = Severity.ERROR) -> list[str]:
    return [problem.message for problem in plan.problems if problem.severity is severity]


def test_a_plain_post_has_no_problem() -> None:
    plan = planned("hi https://example.com @alice.bsky.social #tag")
    assert plan.problems == ()
    assert [span.target for span in plan.parts[0].spans] == [
        "https://example.com",
        "alice.bsky.social",
        "tag",
    ]
    assert plan.parts[0].link_card == "https://example.com"
    assert plan.options == {
        "languages": "",
        "labels": "none",
        "replies": "everyone",
        "link_card": "true",
    }


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x" * 301, "Bluesky: 1 character too long"),
        ("x" * 331, "Bluesky: 31 characters too long"),
        ("👨‍👩‍👧‍👦" * 301, "Bluesky: 1 character too long"),
        ("👨‍👩‍👧‍👦" * 121, "Bluesky: 25 bytes too long; some characters need many bytes"),
        ("", "Bluesky: the post is empty. Write something or add a picture."),
        (" \n\t", "Bluesky: the post is empty. Write something or add a picture."),
    ],
)
def test_texts_that_do_not_fit(text: str, sentence: str) -> None:
    plan = planned(text)
    assert said(plan) == [sentence]
    assert plan.blocked
    assert plan.problems[0].field == "text"


def test_the_limits_themselves_fit() -> None:
    assert not planned("👨‍👩‍👧‍👦" * 120).blocked
    assert not planned("é" * 300).blocked


def test_too_long_offers_a_thread_first() -> None:
    assert planned("x" * 301).problems[0].fix is Fix.SPLIT


def test_a_thread_has_parts_and_its_media_on_the_first() -> None:
    text = " ".join(["word"] * 200)
    plan = planned(text, attached("a.jpg"), thread=True, numbering="{n}/{total}")
    assert not plan.blocked
    assert len(plan.parts) == 4
    assert all(part.measure.valid for part in plan.parts)
    assert [len(part.media) for part in plan.parts] == [1, 0, 0, 0]
    assert plan.parts[1].text.endswith(" 2/4")


def test_each_part_of_a_thread_may_have_its_card() -> None:
    plan = planned("one https://a.example\n---\ntwo https://b.example", thread=True)
    assert [part.link_card for part in plan.parts] == ["https://a.example", "https://b.example"]


def test_a_thread_beyond_reason_is_refused() -> None:
    assert "more than 100 posts" in said(planned("word " * 50_000, thread=True))[0]


def test_control_characters_and_broken_ones_are_told() -> None:
    plan = planned("a\x07b\x00")
    assert said(plan) == [
        "Bluesky: the text holds invisible control characters (U+0007, U+0000). Remove them."
    ]
    assert plan.parts[0].text == "ab"
    broken = planned("a\ud800b")
    assert broken.blocked
    broken.parts[0].text.encode()


def test_line_ends_become_plain() -> None:
    assert planned("a\r\nb").parts[0].text == "a\nb"
    assert planned("a\r\nb").problems == ()


@pytest.mark.parametrize(
    ("media", "errors"),
    [
        ([attached(f"{n}.jpg") for n in range(4)], []),
        (
            [attached(f"{n}.jpg") for n in range(6)],
            ["Bluesky: 6 pictures are attached, at most 4 go into a post."],
        ),
        (
            [attached("a.jpg"), attached("b.mp4", mime="video/mp4", duration=9)],
            ["Bluesky: a post takes pictures or a video, not both. Remove one of them."],
        ),
        (
            [attached(f"{n}.mp4", mime="video/mp4", duration=9) for n in range(2)],
            ["Bluesky: 2 videos are attached, only one goes into a post."],
        ),
        (
            [attached("b.mp4", mime="video/mp4", duration=180.4)],
            ["Bluesky: “b.mp4” lasts 3:01 minutes, at most 3:00 minutes are taken. Trim it."],
        ),
        # What converting mends is no problem.
        ([attached("b.mp4", mime="video/mp4", duration=9, size=300_500_001)], []),
        ([attached("b.mov", mime="video/quicktime", duration=9)], []),
        (
            [attached("a.jpg", state=MediaState.FAILED)],
            ["Bluesky: “a.jpg” can't be used. Remove it or add it again."],
        ),
        (
            [attached("a.jpg", alt="é" * 2001)],
            ["Bluesky: the alt text of “a.jpg” is 1 character too long, at most 2,000 fit."],
        ),
    ],
)
def test_media_that_do_not_fit(media: list[AttachedMedia], errors: list[str]) -> None:
    plan = planned("hi", *media)
    assert said(plan) == errors
    assert all(one.field.startswith("media:") for one in plan.problems)


@pytest.mark.parametrize(
    ("media", "warning"),
    [
        (attached("a.jpg", alt=" "), "Bluesky: “a.jpg” has no alt text."),
        (
            attached("a.gif", mime="image/gif", animated=True),
            "Bluesky: “a.gif” is animated; it is sent as a still picture.",
        ),
        (
            attached("a.jpg", state=MediaState.PENDING),
            "Bluesky: “a.jpg” is still being prepared; the post waits for it.",
        ),
    ],
)
def test_media_that_a_person_should_look_at(media: AttachedMedia, warning: str) -> None:
    plan = planned("hi", media)
    assert said(plan, Severity.WARNING) == [warning]
    assert not plan.blocked


@pytest.mark.parametrize(
    ("media", "mime"),
    [
        (attached("a.jpg"), "image/jpeg"),
        (attached("a.jpg", size=9_000_000, width=9000), "image/jpeg"),
        (attached("a.png", mime="image/png"), "image/png"),
        (attached("a.png", mime="image/png", size=2_000_001), "image/jpeg"),
        (attached("a.png", mime="image/png", size=2_000_001, has_alpha=True), "image/png"),
        (attached("a.png", mime="image/png", height=4001), "image/jpeg"),
        (attached("a.webp", mime="image/webp"), "image/jpeg"),
        (attached("a.heic", mime="image/heic"), "image/jpeg"),
    ],
)
def test_every_picture_has_a_recipe(media: AttachedMedia, mime: str) -> None:
    recipe = planned("hi", media).parts[0].media[0].recipe
    assert isinstance(recipe, Recipe)
    assert (recipe.mime, recipe.max_bytes, recipe.max_side) == (mime, 2_000_000, 4000)


def test_a_video_goes_as_it_is() -> None:
    clip = attached("b.mp4", mime="video/mp4", duration=9)
    assert planned("hi", clip).parts[0].media[0].recipe is None


def test_a_post_may_be_only_pictures() -> None:
    assert not planned("", attached()).blocked


def test_no_card_beside_media_nor_when_switched_off() -> None:
    assert planned("https://example.com", attached()).parts[0].link_card is None
    assert planned("https://example.com", link_card="false").parts[0].link_card is None
    assert planned("no link").parts[0].link_card is None


@pytest.mark.parametrize(
    ("options", "sentence", "field"),
    [
        ({"languages": "en,xx"}, "“xx” can't be chosen for languages.", "languages"),
        (
            {"languages": "en,de,fr,es"},
            "at most 3 languages can be chosen, not 4.",
            "languages",
        ),
        (
            {"labels": "rude"},
            "“rude” can't be chosen for content warning. "
            "Choose “None”, “Suggestive”, “Nudity”, “Adult” or “Graphic media”.",
            "labels",
        ),
        (
            {"replies": "friends"},
            "“friends” can't be chosen for who can reply. "
            "Choose “Everyone”, “Nobody”, “Mentioned people”, “People you follow” or "
            "“Your followers”.",
            "replies",
        ),
        (
            {"link_card": "maybe"},
            "“Show a card for the first link” is either true or false, not “maybe”.",
            "link_card",
        ),
        ({"colour": "red"}, "there is no option “colour”.", "colour"),
    ],
)
def test_options_that_can_not_be(options: dict[str, str], sentence: str, field: str) -> None:
    plan = PLATFORM.plan(Composition("hi", options=options))
    assert said(plan) == [f"Bluesky: {sentence}"]
    assert plan.problems[0].field == f"options.{field}"


def test_good_options_are_kept() -> None:
    plan = planned("hi", languages="de, en,de", labels="nudity", replies="nobody")
    assert plan.problems == ()
    assert plan.options["languages"] == "de,en"
    assert plan.options["labels"] == "nudity"


def test_errors_stand_first_and_none_is_left_out() -> None:
    plan = planned("", attached("a.jpg", alt="", state=MediaState.FAILED), labels="rude")
    severities = [problem.severity for problem in plan.problems]
    assert severities == sorted(severities, key=lambda one: one is not Severity.ERROR)
    assert len(said(plan)) == 2


def test_planning_is_fast_enough_for_each_key_press() -> None:
    import time

    text = "Schöne Grüße an @alice.bsky.social, siehe https://example.com/a 👨‍👩‍👧‍👦 #tag " * 4
    planned(text)
    started = time.process_time()
    for number in range(50):
        planned(f"{text}{number}"[:300])
    assert (time.process_time() - started) / 50 < 0.015
