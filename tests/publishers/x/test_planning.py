"""What would go out on X, and every problem in words a person reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Fix, Layout, Plan
from brandcraft_desktop.publishers.registry import Registry
from tests.publishers.plans import errors, texts, warnings
from tests.publishers.support import attached

PLATFORM = Registry().get("x")


def planned(
    text: str = "hello",
    *media: AttachedMedia,
    thread: bool = False,
    numbering: str | None = None,
    **options: str,
) -> Plan:
    return PLATFORM.plan(Composition(text, media, options, thread, numbering))


def test_a_plain_post_has_no_problem() -> None:
    plan = planned("hi @anna #tag $ABC")
    assert plan.problems == ()
    (part,) = plan.parts
    assert [span.target for span in part.spans] == ["anna", "tag", "$ABC"]
    assert (part.fold, part.layout, part.link_card) == (None, Layout.GRID, None)
    assert plan.options == {
        "reply_settings": "everyone",
        "made_with_ai": "false",
        "paid_partnership": "false",
        "poll": "false",
        "community": "",
    }


@pytest.mark.parametrize(
    "text", ["x" * 280, "日" * 140, "👩‍👩‍👧" * 140, f"{'x' * 256} https://x.com/{'a' * 99}"]
)
def test_the_limits_themselves_fit(text: str) -> None:
    assert errors(planned(text)) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x" * 281, "X: 1 character too long"),
        ("日" * 141, "X: 2 characters too long"),
        (f"{'x' * 257} https://x.com/{'a' * 99}", "X: 1 character too long"),
        ("", "X: the post is empty. Write something or add a picture."),
        (
            "a\ufeffb\uffff",
            "X: the text holds characters that are refused (U+FEFF, U+FFFF). Remove them.",
        ),
        ("$ABC and $DEF", "X: the post has 2 cashtags ($ABC, $DEF), one is taken."),
        ("$ABC and $ABC", "X: the post has 2 cashtags ($ABC), one is taken."),
    ],
)
def test_texts_that_do_not_fit(text: str, sentence: str) -> None:
    plan = planned(text)
    assert errors(plan) == [sentence]
    assert plan.problems[0].field == "text"


def test_too_long_offers_a_thread_first() -> None:
    assert planned("x" * 281).problems[0].fix is Fix.SPLIT


def test_a_refused_character_is_one_problem_in_a_thread_too() -> None:
    plan = planned("word " * 100 + "\ufeff", thread=True)
    assert errors(plan) == ["X: part 2 holds characters that are refused (U+FEFF). Remove them."]
    assert [part.measure.valid for part in plan.parts] == [True, False]


@pytest.mark.parametrize(
    ("text", "media", "sentence"),
    [
        ("hello", (), "X charges about 0.015 USD for sending this"),
        (
            "see x.com",
            (),
            "X charges about 0.20 USD for sending this, as it has a link; without one 0.015",
        ),
        (
            "one\n---\nsee example.com\n---\nthree",
            (),
            "X charges about 0.23 USD for sending this: 2 posts at 0.015 and 1 post with a link at "
            "0.20",
        ),
        (
            "hello",
            (attached("a.jpg"), attached("b.jpg"), attached("c.jpg", alt=" ")),
            "X charges about 0.025 USD for sending this: 1 post at 0.015 and 2 alt texts at 0.005",
        ),
    ],
)
def test_what_sending_costs(text: str, media: tuple[AttachedMedia, ...], sentence: str) -> None:
    plan = planned(text, *media, thread="---" in text)
    assert not plan.blocked
    assert plan.cost == f"{sentence} (price list of August 2026)."


def test_nothing_to_send_costs_nothing() -> None:
    assert planned(" ").cost == ""


def test_a_link_has_its_card_and_is_no_problem() -> None:
    plan = planned("see example.com\n---\nand https://example.org", thread=True)
    assert warnings(plan) == []
    assert [part.link_card for part in plan.parts] == ["https://example.com", "https://example.org"]
    assert planned("see example.com", attached()).parts[0].link_card is None


def test_a_poll_has_answers_and_no_files() -> None:

    def asked(*media: AttachedMedia, third: str = "") -> Plan:
        return planned("Which?", *media, poll="true", poll_1="Tea", poll_2="Coffee", poll_3=third)

    plan = asked()
    assert plan.problems == ()
    assert plan.options["poll_minutes"] == "1440"
    assert errors(planned("Which?", poll="true", poll_1="Tea")) == [
        "X: “Answer 2” is empty. Fill it in."
    ]
    assert errors(asked(third="x" * 26)) == ["X: answer 3 is 1 character too long."]
    assert planned("x.com", poll="true", poll_1="a", poll_2="b").parts[0].link_card is None
    mixed = asked(attached())
    assert errors(mixed) == ["X: a post has either a poll or files. Leave one of them out."]
    assert mixed.problems[0].field == "options.poll"


def test_a_poll_belongs_to_the_first_post_of_a_thread() -> None:
    picture = replace(attached(), part=1)
    plan = planned(
        "Which?\n---\nThis.", picture, thread=True, poll="true", poll_1="Tea", poll_2="Coffee"
    )
    assert plan.problems == ()


@pytest.mark.parametrize(
    "written", ["1493446837214187523", "https://x.com/i/communities/1493446837214187523/"]
)
def test_a_community_is_a_number_or_its_address(written: str) -> None:
    assert planned(community=written).problems == ()
    assert errors(planned(community=f"{written}?")) == [
        f"X: “{written}?” is no community. Paste its address from x.com."
    ]


def test_a_thread_is_numbered_and_its_files_stay_with_their_words() -> None:
    first, second = attached("a.jpg"), replace(attached("b.jpg"), part=1)
    plan = planned(
        "word " * 80 + "\n---\nlast words", second, first, thread=True, numbering="{n}/{total}"
    )
    assert errors(plan) == []
    assert [text[-4:] for text in texts(plan)] == [" 1/3", " 2/3", " 3/3"]
    assert all(part.measure.length <= 280 for part in plan.parts)
    names = [[one.media.name for one in part.media] for part in plan.parts]
    assert names == [["a.jpg"], [], ["b.jpg"]]


def test_a_part_may_be_only_a_picture() -> None:
    plan = planned("words\n---\n", attached(), replace(attached("b.jpg"), part=1), thread=True)
    assert errors(plan) == []
    assert texts(plan) == ["words", ""]
    assert plan.parts[1].measure.valid


@pytest.mark.parametrize(
    ("media", "expected"),
    [
        ([attached(f"{n}.jpg") for n in range(4)], []),
        (
            [attached(f"{n}.jpg") for n in range(5)],
            ["X: 5 pictures are attached, at most 4 go into a post."],
        ),
        (
            [attached(), attached("b.mp4", mime="video/mp4", duration=9)],
            ["X: a post takes pictures or a video, not both. Remove one of them."],
        ),
        (
            [attached(), attached("b.gif", mime="image/gif", animated=True, width=400, height=300)],
            ["X: “b.gif” moves, and a moving picture goes alone. Remove the others."],
        ),
    ],
)
def test_files(media: list[AttachedMedia], expected: list[str]) -> None:
    assert errors(planned("hi", *media)) == expected


@pytest.mark.parametrize(
    ("options", "sentence", "field"),
    [
        (
            {"reply_settings": "x"},
            "“x” can't be chosen for who can reply. "
            "Choose “Everyone”, “People you follow”, “Mentioned people”, “Your subscribers” or "
            "“Verified accounts”.",
            "reply_settings",
        ),
        ({"made_with_ai": "1"}, "“Made with AI” is either true or false, not “1”.", "made_with_ai"),
        ({"place": "a"}, "there is no option “place”.", "place"),
    ],
)
def test_options_that_can_not_be(options: dict[str, str], sentence: str, field: str) -> None:
    plan = PLATFORM.plan(Composition("hi", options=options))
    assert errors(plan) == [f"X: {sentence}"]
    assert plan.problems[0].field == f"options.{field}"


@pytest.mark.parametrize(
    "who", ["everyone", "following", "mentionedUsers", "subscribers", "verified"]
)
def test_good_options_are_kept(who: str) -> None:
    plan = planned("hi", reply_settings=who, made_with_ai="true", paid_partnership="true")
    assert plan.problems == ()
    assert plan.options == {
        "reply_settings": who,
        "made_with_ai": "true",
        "paid_partnership": "true",
        "poll": "false",
        "community": "",
    }


def test_shortening() -> None:
    assert PLATFORM.shorten(Composition("word " * 70)) == "word " * 54 + "word word"
    assert PLATFORM.shorten(Composition("good \ufeffbad")) == "good…"
