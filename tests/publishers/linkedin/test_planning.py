"""What would go out on LinkedIn, and every problem in words a person reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Fix, Layout, Plan
from brandcraft_desktop.domain.reader_words import captions
from brandcraft_desktop.publishers.registry import Registry
from tests.publishers.plans import errors, texts, warnings
from tests.publishers.support import attached

PLATFORM = Registry().get("linkedin")


def planned(
    text: str = "hello",
    *media: AttachedMedia,
    thread: bool = False,
    numbering: str | None = None,
    **options: str,
) -> Plan:
    return PLATFORM.plan(Composition(text, media, options, thread, numbering))


def test_a_plain_post_has_no_problem() -> None:
    plan = planned("hi @[Acme](urn:li:organization:1) https://example.com #tag")
    assert plan.problems == ()
    (part,) = plan.parts
    assert [span.target for span in part.spans] == [
        "urn:li:organization:1",
        "https://example.com",
        "tag",
    ]
    assert (part.link_card, part.fold, part.layout) == ("https://example.com", None, Layout.GRID)
    assert plan.options == {
        "visibility": "PUBLIC",
        "reshares": "true",
        "link_card": "true",
        "link_title": "",
        "poll": "false",
    }


def test_the_limit_itself_fits_and_one_more_does_not() -> None:
    assert planned("(" * 3000).problems == ()
    plan = planned("(" * 3001)
    assert errors(plan) == ["LinkedIn: 1 character too long"]
    assert (plan.problems[0].field, plan.problems[0].fix) == ("text", Fix.SHORTEN)
    assert errors(planned("")) == ["LinkedIn: the post is empty. Write something or add a picture."]


def test_letters_that_may_count_double_are_a_warning() -> None:
    plan = planned("𝗕" * 1501)
    assert not plan.blocked
    assert warnings(plan) == [
        "LinkedIn: the text may be 2 characters too long: "
        "some emoji and styled letters may count double."
    ]


def test_the_parts_of_a_thread_are_joined_and_that_is_told() -> None:
    files = attached("a.jpg"), replace(attached("b.jpg"), part=1)
    plan = planned("one\n---\ntwo", *files, thread=True, numbering="{n}/{total}")
    assert texts(plan) == ["one\n\ntwo"]
    assert [one.media.name for one in plan.parts[0].media] == ["a.jpg", "b.jpg"]
    assert warnings(plan) == ["LinkedIn: there are no threads here: the parts go out as one post."]
    assert planned("one", thread=True).problems == ()
    assert errors(planned("x" * 3001, thread=True)) == ["LinkedIn: 1 character too long"]


@pytest.mark.parametrize(
    ("media", "expected"),
    [
        ([attached(f"{n}.jpg") for n in range(20)], []),
        (
            [attached(f"{n}.jpg") for n in range(21)],
            [
                "LinkedIn: 21 pictures are attached, "
                "at most 20 go into a post with several pictures."
            ],
        ),
        (
            [attached("b.mp4", mime="video/mp4", duration=2.9, size=100_000)],
            [
                "LinkedIn: “b.mp4” lasts 2.9 seconds, at least 3 seconds are needed. "
                "Choose a longer one."
            ],
        ),
        ([attached("b.mp4", mime="video/mp4", duration=3, size=100_000)], []),
    ],
)
def test_files(media: list[AttachedMedia], expected: list[str]) -> None:
    assert errors(planned("hi", *media)) == expected


@pytest.mark.parametrize(
    ("options", "sentence", "field"),
    [
        (
            {"visibility": "ME"},
            "“ME” can't be chosen for who can see it. Choose “Everyone” or “Your connections”.",
            "visibility",
        ),
        (
            {"reshares": "x"},
            "“Others can repost it” is either true or false, not “x”.",
            "reshares",
        ),
        ({"comments": "no"}, "there is no option “comments”.", "comments"),
    ],
)
def test_options_that_can_not_be(options: dict[str, str], sentence: str, field: str) -> None:
    plan = PLATFORM.plan(Composition("hi", options=options))
    assert errors(plan) == [f"LinkedIn: {sentence}"]
    assert plan.problems[0].field == f"options.{field}"


def test_good_options_are_kept_and_a_title_needs_its_card() -> None:
    plan = planned("hi", visibility="CONNECTIONS", reshares="false", link_title="Read this")
    assert plan.problems == ()
    assert plan.options == {
        "visibility": "CONNECTIONS",
        "reshares": "false",
        "link_card": "true",
        "link_title": "Read this",
        "poll": "false",
    }
    assert "link_title" not in planned("hi", link_card="false", link_title="x").options


def test_no_card_beside_files_nor_when_switched_off() -> None:
    assert planned("https://example.com", attached()).parts[0].link_card is None
    assert planned("https://example.com", link_card="false").parts[0].link_card is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("word " * 42, None),
        ("word " * 43, "word " * 41 + "word"),
        ("wo rd " * 40, "wo rd " * 34 + "wo rd"),
        ("one\ntwo\nthree", None),
        ("one\ntwo\nthree\n", None),
        ("one\ntwo\nthree\nfour", "one\ntwo\nthree"),
        ("one\ntwo\n\nfour", "one\ntwo"),
        ("x" * 210, None),
        ("x" * 211, "x" * 210),
        ("👩‍👩‍👧" * 211, "👩‍👩‍👧" * 210),
        ("x" * 210 + "  ", None),
    ],
)
def test_where_the_feed_folds(text: str, shown: str | None) -> None:
    fold = planned(text).parts[0].fold
    assert (None if fold is None else text[:fold]) == shown


def test_shortening_and_parts_for_several_posts() -> None:
    assert PLATFORM.shorten(Composition("word " * 700)) == "word " * 598 + "word word…"
    parts = PLATFORM.split("word " * 700, None)
    assert len(parts) == 2
    assert all(PLATFORM.measure(part).valid for part in parts)


PICTURES = [attached(f"{n}.jpg", mime="image/png", has_alpha=True) for n in range(2)]


def test_a_document_of_pictures() -> None:
    plan = planned("hi", *PICTURES, document="true", document_title="My pages")
    assert plan.problems == ()
    assert (plan.surface, plan.title) == ("document", "My pages")
    (part,) = plan.parts
    assert part.layout is Layout.CAROUSEL
    assert [one.recipe.mime for one in part.media if one.recipe] == ["image/jpeg"] * 2
    assert errors(planned("hi", *PICTURES, document="true")) == [
        "LinkedIn: “Title of the document” is empty. Fill it in."
    ]
    long = planned("hi", *PICTURES, document="true", document_title="x" * 101)
    assert errors(long) == ["LinkedIn: title of the document is 1 character too long."]
    many = [attached(f"{n}.jpg") for n in range(21)]
    assert errors(planned("hi", *many, document="true", document_title="x")) == [
        "LinkedIn: 21 pictures are attached, at most 20 go into a document."
    ]


@pytest.mark.parametrize(
    "media", [[], PICTURES[:1], [attached("b.mp4", mime="video/mp4", duration=3, size=100_000)]]
)
def test_one_picture_or_a_video_is_no_document(media: list[AttachedMedia]) -> None:
    plan = planned("hi", *media, document="true")
    assert plan.problems == ()
    assert "document" not in plan.options


def test_a_poll_and_what_is_wrong_with_it() -> None:
    def asked(text: str = "hi", *media: AttachedMedia, **more: str) -> Plan:
        given = {"poll_question": "Tea?", "poll_answer_1": "Yes", "poll_answer_2": "No"}
        return PLATFORM.plan(Composition(text, media, {"poll": "true", **given, **more}))

    plan = asked()
    assert plan.problems == ()
    assert plan.surface == "poll"
    assert plan.options["poll_duration"] == "SEVEN_DAYS"
    assert plan.parts[0].link_card is None
    assert errors(planned("hi", poll="true")) == [
        "LinkedIn: “Question” is empty. Fill it in.",
        "LinkedIn: “Answer 1” is empty. Fill it in.",
        "LinkedIn: “Answer 2” is empty. Fill it in.",
    ]
    assert errors(asked(poll_answer_2="yes ")) == [
        "LinkedIn: two answers of the poll are the same. Change one."
    ]
    assert errors(asked(poll_answer_3="x" * 31)) == ["LinkedIn: answer 3 is 1 character too long."]
    assert errors(asked("hi", attached())) == ["LinkedIn: a poll takes no files. Remove them."]
    assert errors(asked("")) == ["LinkedIn: the post is empty. Write something or add a picture."]


def test_the_words_of_a_poll_in_the_preview() -> None:
    plan = planned("hi", poll="true", poll_question="Tea?", poll_answer_1="Yes", poll_answer_2="No")
    assert captions(PLATFORM.info.options, plan.options) == (
        "Poll: Tea?",
        "Answer: Yes",
        "Answer: No",
    )
