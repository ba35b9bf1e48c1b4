"""What would go out to a Facebook Page, and every problem in words a person reads."""

from __future__ import annotations

import pytest

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Fix, Layout, Severity
from brandcraft_desktop.publishers.registry import Registry
from tests.publishers.planned import Desk, only, picture, video

FACEBOOK = Registry().get("facebook")
PAGE = Desk(FACEBOOK)
LINK = "https://example.com/a"


def test_a_plain_post_has_no_problem() -> None:
    plan = PAGE.plan(f"hello {LINK} #tag")
    assert plan.problems == ()
    assert (plan.surface, plan.title, plan.notice) == ("feed_text_or_link", "", "")
    assert plan.options == {"kind": "post", "link": "", "first_comment": "", "native": "false"}
    (part,) = plan.parts
    assert (part.layout, part.link_card, part.fold) == (Layout.GRID, LINK, None)
    assert [span.target for span in part.spans] == [LINK, "tag"]


def test_the_text_has_its_limit() -> None:
    assert PAGE.errors("é" * 63_206) == []
    problem = only(PAGE.plan("é" * 63_207))
    assert problem.message == "Facebook: 1 character too long"
    assert (problem.field, problem.fix) == ("text", Fix.SHORTEN)
    assert len(FACEBOOK.shorten(Composition("word " * 20_000))) <= 63_206


def test_what_may_count_double_is_a_warning() -> None:
    assert PAGE.warnings("👩" * 31_603) == []
    assert PAGE.warnings("👩" * 31_604) == [
        "the text may be 2 characters too long: some emoji and styled letters may count double."
    ]


def test_an_empty_post_is_refused_and_one_of_only_a_link_is_not() -> None:
    assert PAGE.errors() == ["the post is empty. Write something or add a picture."]
    assert PAGE.errors(link=LINK) == []


@pytest.mark.parametrize(
    ("kind", "media", "surface", "layout"),
    [
        ("post", [], "feed_text_or_link", Layout.GRID),
        ("post", [picture()], "feed_photos", Layout.GRID),
        ("post", [video()], "video", Layout.GRID),
        ("reel", [video()], "reel", Layout.TALL),
        ("story", [picture()], "story_photo", Layout.STORY),
        ("story", [video()], "story_video", Layout.STORY),
    ],
)
def test_the_kind_and_the_files_make_the_surface(
    kind: str, media: list[AttachedMedia], surface: str, layout: Layout
) -> None:
    plan = PAGE.plan("" if kind == "story" else "words", *media, kind=kind)
    assert not plan.blocked
    assert (plan.surface, plan.parts[0].layout) == (surface, layout)


def test_a_kind_that_is_none() -> None:
    assert PAGE.errors("x", kind="event") == [
        "“event” can't be chosen for kind of post. Choose “Post”, “Reel” or “Story”."
    ]


def test_a_reel_needs_a_video() -> None:
    assert PAGE.errors("x", kind="reel") == ["a reel needs a video. Add one."]


def test_a_story_is_sent_without_words() -> None:
    plan = PAGE.plan("words", picture(), kind="story")
    assert plan.parts[0].text == ""
    assert plan.problems[0].severity is Severity.WARNING
    assert "Facebook: a story has no text; it is left out." in [
        one.message for one in plan.problems
    ]
    assert not PAGE.plan("x" * 70_000, picture(), kind="story").blocked
    long = Composition("x" * 70_000, (picture(),), {"kind": "story"})
    assert FACEBOOK.shorten(long) == long.text


def test_the_chosen_link_comes_before_the_one_in_the_text() -> None:
    plan = PAGE.plan(f"see {LINK}", link="https://example.org/b")
    assert (plan.parts[0].link_card, plan.problems) == ("https://example.org/b", ())
    assert PAGE.plan("no link").parts[0].link_card is None
    # Beside pictures there is no card.
    beside = PAGE.plan(f"see {LINK}", picture(), link=LINK)
    assert (beside.parts[0].link_card, "link" in beside.options) == (None, False)


@pytest.mark.parametrize(
    "link", ["example.com", "https://", "see https://example.com", "ftp://a.b"]
)
def test_a_link_that_is_none(link: str) -> None:
    plan = PAGE.plan("x", link=link)
    assert only(plan).message == "Facebook: the link is no web address. Begin it with https://."
    assert only(plan).field == "options.link"
    assert plan.parts[0].link_card is None


@pytest.mark.parametrize("kind", ["post", "reel"])
def test_a_video_has_a_title(kind: str) -> None:
    assert PAGE.errors("", video(), kind=kind, title="é" * 255) == []
    plan = PAGE.plan("", video(), kind=kind, title="é" * 256)
    assert plan.problems[0].message == "Facebook: video title is 1 character too long."
    assert plan.problems[0].field == "options.title"
    assert plan.title == "é" * 256  # what was typed is shown
    assert PAGE.warnings("", video(), kind=kind, title="👩" * 128) == [
        "the title may be 1 character too long: some emoji and styled letters may count double."
    ]
    assert "title" not in PAGE.plan("", picture(), title="x").options


def test_the_first_comment_has_a_limit_and_stories_have_none() -> None:
    assert PAGE.errors("x", first_comment="x" * 8000) == []
    assert PAGE.errors("x", first_comment="x" * 8001) == ["first comment is 1 character too long."]
    assert "first_comment" not in PAGE.plan("", picture(), kind="story").options


def test_what_belongs_to_videos_alone() -> None:
    assert PAGE.plan("", video(), cover_frame="2500", ai_generated="true").options == {
        "kind": "post",
        "title": "",
        "first_comment": "",
        "cover_frame": "2500",
        "ai_generated": "true",
        "native": "false",
    }
    assert set(PAGE.plan("", video(), kind="reel").options) == {
        "kind",
        "title",
        "first_comment",
        "ai_generated",
        "native",
    }
    assert PAGE.errors("", video(), ai_generated="maybe") == [
        "“Made with AI” is either true or false, not “maybe”."
    ]


def test_where_the_feed_folds_a_text() -> None:
    assert PAGE.plan("x" * 477).parts[0].fold is None
    assert PAGE.plan("x" * 478).parts[0].fold == 477
    assert PAGE.plan("x" * 478, picture()).parts[0].fold == 477
    assert PAGE.plan("x" * 478, video()).parts[0].fold is None


def test_parts_made_by_hand_go_out_as_one_post() -> None:
    plan = PAGE.thread("one\n---\ntwo", picture())
    assert [part.text for part in plan.parts] == ["one\n\ntwo"]
    assert (
        only(plan).message == "Facebook: there are no threads here: the parts go out as one post."
    )
    assert only(plan).severity is Severity.WARNING
    assert PAGE.thread("one two").problems == ()
