"""What would go out on Mastodon, and every problem in words a person reads."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from brandcraft_desktop.domain.media_rules import Recipe, VideoRecipe
from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Fix, Plan
from brandcraft_desktop.domain.platform import AccountFacts, Choice
from brandcraft_desktop.publishers.registry import Registry
from tests.publishers.plans import errors, texts, warnings
from tests.publishers.support import attached

PLATFORM = Registry().get("mastodon")
LINK = "https://example.com/a/path/longer/than/twenty-three/characters"


def planned(
    text: str = "hello",
    *media: AttachedMedia,
    thread: bool = False,
    numbering: str | None = None,
    limits: dict[str, int] | None = None,
    **options: str,
) -> Plan:
    facts = AccountFacts(limits or {})
    return PLATFORM.plan(Composition(text, media, options, thread, numbering, facts))


def test_a_plain_post_has_no_problem() -> None:
    plan = planned(f"hi @anna@a.example {LINK} #tag")
    assert plan.problems == ()
    (part,) = plan.parts
    assert [span.target for span in part.spans] == ["anna@a.example", LINK, "tag"]
    assert (part.link_card, part.fold, plan.title) == (LINK, None, "")
    assert plan.options == {
        "visibility": "public",
        "spoiler_text": "",
        "sensitive": "false",
        "language": "",
        "quote_approval_policy": "",
        "poll": "false",
    }


@pytest.mark.parametrize("text", ["é" * 500, "👩‍👩‍👧" * 500, "x" * 476 + f" {LINK}"])
def test_the_limits_themselves_fit(text: str) -> None:
    assert planned(text).problems == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("é" * 501, "Mastodon: 1 character too long"),
        ("x" * 477 + f" {LINK}", "Mastodon: 1 character too long"),
        ("", "Mastodon: the post is empty. Write something or add a picture."),
    ],
)
def test_texts_that_do_not_fit(text: str, sentence: str) -> None:
    plan = planned(text)
    assert errors(plan) == [sentence]
    assert plan.problems[0].field == "text"


def test_too_long_offers_a_thread_first() -> None:
    assert planned("x" * 501).problems[0].fix is Fix.SPLIT


def test_the_content_warning_counts_and_stands_over_the_text() -> None:
    plan = planned(f"{'x' * 460} {LINK}", spoiler_text="w" * 16)
    assert plan.problems == ()
    assert plan.title == "w" * 16
    assert plan.parts[0].link_card is None
    assert errors(planned("x" * 484, spoiler_text="w" * 17)) == ["Mastodon: 1 character too long"]
    assert errors(planned("x", spoiler_text="w" * 500)) == ["Mastodon: 1 character too long"]
    assert errors(planned("x", thread=True, spoiler_text="w" * 500)) == [
        "Mastodon: The text cannot be split. Not even one character and its number fit into a "
        "part. Shorten the numbering or remove the character.",
        "Mastodon: 1 character too long",
    ]


def test_what_the_server_says_of_itself_counts() -> None:
    limits = {"max_characters": 5000, "characters_reserved_per_url": 30}
    plan = planned("x" * 4969 + f" {LINK}", limits=limits)
    assert plan.problems == ()
    assert plan.parts[0].measure.limit == 5000
    assert errors(planned("x" * 4970 + f" {LINK}", limits=limits)) == [
        "Mastodon: 1 character too long"
    ]
    assert len(planned("word " * 20, thread=True, limits={"max_characters": 50}).parts) == 2


@pytest.mark.parametrize(
    ("limits", "number", "expected"),
    [
        ({}, 4, []),
        ({}, 5, ["Mastodon: 5 pictures are attached, at most 4 go into a post."]),
        ({"max_media_attachments": 16}, 16, []),
        (
            {"max_media_attachments": 16},
            17,
            ["Mastodon: 17 pictures are attached, at most 16 go into a post."],
        ),
        (
            {"max_media_attachments": 1},
            2,
            ["Mastodon: 2 pictures are attached, only one goes into a post."],
        ),
    ],
)
def test_how_many_pictures(limits: dict[str, int], number: int, expected: list[str]) -> None:
    pictures = [attached(f"{n}.jpg") for n in range(number)]
    assert errors(planned("hi", *pictures, limits=limits)) == expected


@pytest.mark.parametrize(
    ("name", "limit", "file"),
    [
        ("video_size_limit", 40_000_000, {"size": 40_000_001}),
        ("video_matrix_limit", 960_000, {"height": 801}),
    ],
)
def test_what_the_server_says_of_videos(name: str, limit: int, file: dict[str, int]) -> None:
    over = attached("a.mp4", mime="video/mp4", duration=9, **file)  # type: ignore[arg-type]
    assert errors(planned("hi", over)) == []
    plan = planned("hi", over, limits={name: limit})
    assert errors(plan) == []
    made = plan.parts[0].media[0].recipe
    assert isinstance(made, VideoRecipe)
    assert made.max_bytes <= limit or name != "video_size_limit"
    assert made.width * made.height <= limit or name != "video_matrix_limit"
    fits = attached("a.mp4", mime="video/mp4", duration=9, size=limit if "size" in name else 1000)
    assert errors(planned("hi", fits, limits={name: limit})) == []


def test_what_the_server_says_of_pictures() -> None:
    limits = {"image_size_limit": 40_000, "image_matrix_limit": 1_000, "description_limit": 8}
    plan = planned("hi", attached(alt="a sketch!"), limits=limits)
    recipe = plan.parts[0].media[0].recipe
    assert recipe is not None
    assert recipe.max_bytes == 40_000
    assert errors(plan) == [
        "Mastodon: the alt text of “a.jpg” is 1 character too long, at most 8 fit."
    ]
    assert errors(planned("hi", attached(alt="x" * 1500))) == []
    assert len(errors(planned("hi", attached(alt="x" * 1501)))) == 1


@pytest.mark.parametrize(
    ("options", "sentence", "field"),
    [
        (
            {"visibility": "secret"},
            "“secret” can't be chosen for visibility. "
            "Choose “Public”, “Public, not in timelines”, “Your followers” or “Mentioned people”.",
            "visibility",
        ),
        (
            {"sensitive": "yes"},
            "“Hide pictures and videos until a click” is either true or false, not “yes”.",
            "sensitive",
        ),
        ({"language": "pt-BR"}, "“pt-BR” can't be chosen for language.", "language"),
        ({"polls": "a"}, "there is no option “polls”.", "polls"),
    ],
)
def test_options_that_can_not_be(options: dict[str, str], sentence: str, field: str) -> None:
    plan = PLATFORM.plan(Composition("hi", options=options))
    assert errors(plan) == [f"Mastodon: {sentence}"]
    assert plan.problems[0].field == f"options.{field}"


@pytest.mark.parametrize("visibility", ["public", "unlisted", "private", "direct"])
def test_good_options_are_kept(visibility: str) -> None:
    plan = planned("hi @anna", visibility=visibility, language="lt", sensitive="true")
    assert plan.problems == ()
    assert plan.options["visibility"] == visibility
    assert (plan.options["language"], plan.options["sensitive"]) == ("lt", "true")


def test_a_message_for_nobody_is_a_warning() -> None:
    plan = planned("hi", visibility="direct")
    assert warnings(plan) == [
        "Mastodon: the post mentions nobody, and only mentioned people can read it."
    ]
    assert plan.problems[0].field == "options.visibility"
    assert not plan.blocked


def test_a_thread_is_numbered_and_its_files_stay_with_their_words() -> None:
    files = attached("a.jpg"), replace(attached("b.jpg"), part=1)
    plan = planned(
        "word " * 150 + "\n---\nlast",
        *files,
        thread=True,
        numbering="{n}/{total}",
        spoiler_text="long",
    )
    assert errors(plan) == []
    assert [text[-4:] for text in texts(plan)] == [" 1/3", " 2/3", " 3/3"]
    assert all(part.measure.length <= 500 for part in plan.parts)
    assert [len(part.media) for part in plan.parts] == [1, 0, 1]


def test_shortening_leaves_room_for_the_warning() -> None:
    short = PLATFORM.shorten(Composition("word " * 120, options={"spoiler_text": "w" * 100}))
    assert short == "word " * 78 + "word word…"


POLL: dict[str, Any] = {"poll": "true", "poll_choices": "Yes\nNo"}


@pytest.mark.parametrize(
    ("options", "limits", "sentence", "field"),
    [
        ({"poll_choices": ""}, {}, "“Answers” is empty. Fill it in.", "poll_choices"),
        (
            {"poll_choices": "Yes"},
            {},
            "a poll needs two answers at least. Write each on a line of its own.",
            "poll_choices",
        ),
        (
            {"poll_choices": "a\nb\nc\nd\ne"},
            {},
            "the poll has 5 answers, at most 4 fit.",
            "poll_choices",
        ),
        (
            {"poll_choices": "a\nb\nc"},
            {"max_options": 2},
            "the poll has 3 answers, at most 2 fit.",
            "poll_choices",
        ),
        (
            {"poll_choices": "a\n" + "👩‍👩‍👧" * 51},
            {},
            f"the answer “{('👩‍👩‍👧' * 51)[:30]}…” is 1 character too long.",
            "poll_choices",
        ),
        (
            {"poll_choices": "a\n b \nb"},
            {},
            "two answers of the poll are the same.",
            "poll_choices",
        ),
        (
            {"poll_expires_in": "2592000"},
            {"max_expiration": 604_800},
            "a poll is open for 5 minutes at least and 7 days at most there.",
            "poll_expires_in",
        ),
    ],
)
def test_polls_that_can_not_be(
    options: dict[str, Any], limits: dict[str, int], sentence: str, field: str
) -> None:
    plan = planned("Shall we?", limits=limits, **{**POLL, **options})
    assert errors(plan) == [f"Mastodon: {sentence}"]
    assert plan.problems[0].field == f"options.{field}"


def test_a_poll_goes_with_words_and_without_files() -> None:
    assert planned("Shall we?", **POLL).problems == ()
    assert planned("Shall we?", **POLL, limits={"max_options": 2}).problems == ()
    assert errors(planned("Shall we?", attached(), **POLL)) == [
        "Mastodon: a poll can't go with pictures or videos. Remove either."
    ]
    assert "Mastodon: a poll needs a text that asks the question." in errors(planned("", **POLL))
    later = replace(attached("b.jpg"), part=1)
    assert planned("Shall we?\n---\nlook", later, thread=True, **POLL).problems == ()


def usual(value: str) -> AccountFacts:
    known = {"private": "Your followers", "unlisted": "Quiet", "public": "Public"}
    return AccountFacts(choices={"usual_visibility": (Choice(value, known[value]),)})


def test_a_wider_circle_than_usual_is_a_warning() -> None:
    plan = PLATFORM.plan(Composition("hi", facts=usual("private")))
    assert warnings(plan) == [
        "Mastodon: your usual choice there is “Your followers”, and this goes to everyone. "
        "Choose who can see it."
    ]
    assert plan.problems[0].field == "options.visibility"
    for facts, options in (
        (usual("public"), {}),
        (usual("private"), {"visibility": "public"}),
        (usual("private"), {"visibility": "private"}),
    ):
        assert PLATFORM.plan(Composition("hi", options=options, facts=facts)).problems == ()


def test_what_types_the_server_takes() -> None:
    def made(mime: str, *types: str) -> str:
        facts = AccountFacts(
            choices={"supported_mime_types": tuple(Choice(one, one) for one in types)}
        )
        name = "a." + mime.rpartition("/")[2]
        plan = PLATFORM.plan(Composition("hi", (attached(name, mime=mime),), facts=facts))
        assert errors(plan) == []
        recipe = plan.parts[0].media[0].recipe
        assert isinstance(recipe, Recipe)
        return recipe.mime

    assert made("image/png", "image/png", "image/jpeg") == "image/png"
    assert made("image/png", "image/jpeg") == "image/jpeg"
    assert made("image/png", "audio/ogg") == "image/png"


def test_where_an_account_is_seen() -> None:
    assert PLATFORM.info.profile_of("@anna@b.example") == "https://b.example/@anna"
