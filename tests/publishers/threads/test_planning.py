"""What would go out on Threads, and every problem in words a person reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Fix, Layout, Plan
from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.publishers.registry import Registry
from tests.publishers.plans import errors, texts, warnings
from tests.publishers.support import attached

PLATFORM = Registry().get("threads")
FIVE = " ".join(f"https://{n}.example" for n in "abcde")


def planned(
    text: str = "hello",
    *media: AttachedMedia,
    thread: bool = False,
    numbering: str | None = None,
    **options: str,
) -> Plan:
    return PLATFORM.plan(Composition(text, media, options, thread, numbering))


def test_a_plain_post_has_no_problem() -> None:
    plan = planned("hi @anna www.example.com #topic")
    assert plan.problems == ()
    (part,) = plan.parts
    assert [span.target for span in part.spans] == ["anna", "https://www.example.com", "topic"]
    assert (part.link_card, part.fold, part.layout) == (
        "https://www.example.com",
        None,
        Layout.GRID,
    )
    assert (plan.surface, plan.title) == ("text", "")
    assert plan.options == {
        "reply_control": "everyone",
        "enable_reply_approvals": "false",
        "topic_tag": "",
        "link_attachment": "",
        "poll": "false",
        "text_attachment": "",
        "is_ghost_post": "false",
    }


@pytest.mark.parametrize("text", ["é" * 500, "😀" * 125, FIVE])
def test_the_limits_themselves_fit(text: str) -> None:
    assert planned(text).problems == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("é" * 501, "Threads: 1 character too long"),
        ("😀" * 125 + "a", "Threads: 1 character too long"),
        (f"{FIVE} f.com", "Threads: the post has 6 different links, at most 5 are taken."),
        ("", "Threads: the post is empty. Write something or add a picture."),
    ],
)
def test_texts_that_do_not_fit(text: str, sentence: str) -> None:
    plan = planned(text)
    assert errors(plan) == [sentence]
    assert plan.problems[0].field == "text"


def test_too_long_offers_a_thread_first() -> None:
    assert planned("x" * 501).problems[0].fix is Fix.SPLIT


@pytest.mark.parametrize(
    ("options", "sentence", "field"),
    [
        ({"topic_tag": "x" * 51}, "topic is 1 character too long.", "topic_tag"),
        ({"topic_tag": "a.b"}, "the topic may not hold “.” or “&”.", "topic_tag"),
        ({"topic_tag": "a&b"}, "the topic may not hold “.” or “&”.", "topic_tag"),
        (
            {"link_attachment": "a b.c"},
            "the link of the card is no web address.",
            "link_attachment",
        ),
        ({"link_attachment": "word"}, "the link of the card is no web address.", "link_attachment"),
        (
            {"reply_control": "me"},
            "“me” can't be chosen for who can reply. "
            "Choose “Everyone”, “Your followers”, “People you follow” or “Mentioned people”.",
            "reply_control",
        ),
        (
            {"reply_control": "parent_post_author_only"},
            "“parent_post_author_only” can't be chosen for who can reply. "
            "Choose “Everyone”, “Your followers”, “People you follow” or “Mentioned people”.",
            "reply_control",
        ),
        (
            {"enable_reply_approvals": "x"},
            "“Approve replies before they show” is either true or false, not “x”.",
            "enable_reply_approvals",
        ),
    ],
)
def test_options_that_can_not_be(options: dict[str, str], sentence: str, field: str) -> None:
    plan = PLATFORM.plan(Composition("hi", options=options))
    assert errors(plan) == [f"Threads: {sentence}"]
    assert plan.problems[0].field == f"options.{field}"


def test_a_topic_chosen_beside_the_text_leaves_its_tags_plain() -> None:
    assert planned("hi", topic_tag="x" * 50).problems == ()
    plan = planned("hi #tag www.example.com", topic_tag="two words")
    assert warnings(plan) == ["Threads: a post has one topic; #tag stays plain text."]
    assert [span.kind for span in plan.parts[0].spans] == [SpanKind.LINK]


def test_topic_and_card_belong_to_the_first_part_of_a_thread() -> None:
    plan = planned(
        "one\n---\ntwo #tag www.example.com\n---\nthree",
        thread=True,
        topic_tag="news",
        link_attachment="example.org/a",
    )
    assert plan.problems == ()
    assert [part.link_card for part in plan.parts] == [
        "https://example.org/a",
        "https://www.example.com",
        None,
    ]
    assert [span.target for span in plan.parts[1].spans] == ["tag", "https://www.example.com"]


def test_the_link_of_the_card_counts() -> None:
    assert planned(FIVE, link_attachment="https://a.example").problems == ()
    assert errors(planned(FIVE, link_attachment="https://f.example")) == [
        "Threads: the post has 6 different links, at most 5 are taken."
    ]


def test_a_card_needs_a_post_without_files_and_a_spoiler_one_with() -> None:
    plan = planned("see www.example.com", attached(), link_attachment="https://a.example")
    assert plan.parts[0].link_card is None
    assert "link_attachment" not in plan.options
    assert plan.options["is_spoiler_media"] == "false"
    hidden = planned("hi", attached(), is_spoiler_media="true")
    assert hidden.problems == ()
    assert hidden.options["is_spoiler_media"] == "true"


def test_several_files_are_a_carousel() -> None:
    plan = planned("hi", attached(), attached("b.mp4", mime="video/mp4", duration=9))
    assert errors(plan) == []
    assert (plan.surface, plan.parts[0].layout) == ("carousel", Layout.CAROUSEL)
    assert errors(planned("hi", *(attached(f"{n}.jpg") for n in range(20)))) == []
    assert errors(planned("hi", *(attached(f"{n}.jpg") for n in range(21)))) == [
        "Threads: 21 files are attached, at most 20 go into a carousel."
    ]


def test_a_thread_is_numbered_and_its_files_stay_with_their_words() -> None:
    files = attached("a.jpg"), replace(attached("b.jpg"), part=1)
    plan = planned("word " * 150 + "\n---\nlast", *files, thread=True, numbering="({n}/{total})")
    assert errors(plan) == []
    assert [text[-5:] for text in texts(plan)] == ["(1/3)", "(2/3)", "(3/3)"]
    assert [len(part.media) for part in plan.parts] == [1, 0, 1]
    assert [part.layout for part in plan.parts] == [Layout.GRID] * 3


def test_shortening() -> None:
    assert PLATFORM.shorten(Composition("word " * 120)) == "word " * 98 + "word word…"


def test_a_poll_goes_with_neither_a_card_nor_an_attached_text() -> None:
    def asking(*media: AttachedMedia, **more: str) -> Plan:
        poll = {"poll": "true", "poll_1": "Tea", "poll_2": "Coffee"}
        return PLATFORM.plan(Composition("Which?", media, {**poll, **more}))

    assert errors(asking()) == []
    assert errors(asking(link_attachment="https://a.example")) == [
        "Threads: a post has either a poll or a link card. Leave one of them out."
    ]
    plan = asking(text_attachment="More")
    assert errors(plan) == [
        "Threads: a post has either a poll or an attached text. Leave one of them out."
    ]
    assert plan.problems[0].field == "options.poll"
    assert errors(planned("Which?", poll="true", poll_1="Tea")) == [
        "Threads: “Answer 2” is empty. Fill it in."
    ]
    assert "poll" not in asking(attached()).options


def test_a_card_alone_is_no_post() -> None:
    assert errors(planned("", link_attachment="https://a.example")) == [
        "Threads: a link card needs words beside it. Write something."
    ]


def test_a_ghost_post_stands_alone() -> None:
    assert errors(planned("Hi", is_ghost_post="true")) == []
    assert errors(planned("one\n---\ntwo", thread=True, is_ghost_post="true")) == [
        "Threads: a ghost post stands alone: it can't begin a thread."
    ]
