"""What would go out to Pinterest, and every problem in words a person reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Fix, Layout, Severity
from brandcraft_desktop.domain.platform import NO_FACTS, AccountFacts, Choice
from brandcraft_desktop.publishers.pinterest.boards import Place, place_of
from brandcraft_desktop.publishers.registry import Registry
from tests.publishers.planned import Desk, only, picture, video

PINTEREST = Registry().get("pinterest")
BOARDS = AccountFacts(choices={"boards": (Choice("1", "Recipes"), Choice("2", "Garden"))})
STUDIO = Desk(PINTEREST, {"board": "1"}, BOARDS)


def test_a_plain_pin_has_no_problem() -> None:
    plan = STUDIO.plan("hello #tag", picture(), title="Soup", link="https://example.com/soup")
    assert plan.problems == ()
    assert (plan.surface, plan.title, plan.notice) == ("pin_image", "Soup", "")
    assert plan.options == {"board": "1", "title": "Soup", "link": "https://example.com/soup"}
    assert (plan.parts[0].spans, plan.parts[0].fold) == ((), None)


@pytest.mark.parametrize(
    ("media", "surface", "layout"),
    [
        ([picture()], "pin_image", Layout.PIN),
        ([picture(), picture("b.jpg")], "pin_carousel", Layout.CAROUSEL),
        ([video()], "pin_video", Layout.PIN),
    ],
)
def test_the_files_make_the_surface(
    media: list[AttachedMedia], surface: str, layout: Layout
) -> None:
    plan = STUDIO.plan("", *media)
    assert plan.problems == ()
    assert (plan.surface, plan.parts[0].layout) == (surface, layout)


def test_nothing_goes_out_without_a_file() -> None:
    assert STUDIO.errors("words") == ["a Pin needs a picture or a video. Add one."]


def test_every_pin_has_a_board_of_the_account() -> None:
    assert (
        only(STUDIO.plan("", picture(), board="")).message
        == "Pinterest: nothing is chosen for “Board”. Choose “Recipes” or “Garden”."
    )
    problem = only(STUDIO.plan("", picture(), board="3"))
    assert problem.message == (
        "Pinterest: “3” is not offered to this account. Choose board again: “Recipes” or “Garden”."
    )
    assert problem.field == "options.board"
    assert STUDIO.plan("", picture(), board="3").options["board"] == ""


@pytest.mark.parametrize("board", ["", "1"])
def test_boards_that_are_not_known_are_one_problem_that_says_what_to_do(board: str) -> None:
    plan = STUDIO.knowing(NO_FACTS).plan("", picture(), board=board)
    assert only(plan).message == (
        "Pinterest: what can be chosen for board is not known yet. "
        "Refresh the account on the Accounts page."
    )
    assert only(plan).field == "options.board"
    none = AccountFacts(choices={"boards": ()})
    assert STUDIO.knowing(none).errors("", picture(), board=board) == [
        "there is no board to choose. Make one there, then refresh the account."
    ]


def test_each_field_has_its_limit() -> None:
    link = "https://example.com/" + "x" * 2028
    assert STUDIO.errors("é" * 800, picture(), title="é" * 100, link=link) == []
    assert STUDIO.errors("é" * 801, picture(), title="é" * 101, link=f"{link}x") == [
        "1 character too long",
        "title is 1 character too long.",
        "link is 1 character too long.",
    ]
    long = STUDIO.plan("é" * 801, picture())
    assert (only(long).field, only(long).fix) == ("text", Fix.SHORTEN)
    assert len(PINTEREST.shorten(Composition("word " * 200))) <= 800


def test_what_may_count_double_is_a_warning() -> None:
    assert STUDIO.warnings("👩" * 400, picture(), title="👩" * 50) == []
    ends = "too long: some emoji and styled letters may count double."
    assert STUDIO.warnings("👩" * 401, picture(), title="👩" * 51) == [
        f"the text may be 2 characters {ends}",
        f"the title may be 2 characters {ends}",
    ]


@pytest.mark.parametrize(
    "link", ["example.com", "two https://a.example https://b.example", "//x.y"]
)
def test_a_link_that_is_none(link: str) -> None:
    problem = only(STUDIO.plan("", picture(), link=link))
    assert problem.message == "Pinterest: the link is no web address. Begin it with https://."
    assert problem.field == "options.link"


def test_a_link_in_a_description_is_not_clickable() -> None:
    problem = only(STUDIO.plan("see https://example.com/a", picture()))
    assert problem.message == (
        "Pinterest: links in a description can't be clicked. Give the Pin a link."
    )
    assert (problem.severity, problem.field) == (Severity.WARNING, "options.link")
    assert STUDIO.plan("https://a.example", picture(), link="https://a.example").problems == ()


def test_a_video_has_a_cover_frame_the_first_where_none_is_chosen() -> None:
    assert STUDIO.plan("", video()).options["cover_frame"] == "0"
    assert STUDIO.plan("", video(duration=20), cover_frame="20000").problems == ()
    assert STUDIO.errors("", video(duration=20), cover_frame="20001") == [
        "the cover frame lies behind the end of “a.mp4”, which lasts 0:20 minutes. "
        "Choose an earlier one."
    ]
    assert "cover_frame" not in STUDIO.plan("", picture()).options


def test_parts_made_by_hand_go_out_as_one_pin() -> None:
    plan = STUDIO.thread("one\n---\ntwo", picture())
    assert [part.text for part in plan.parts] == ["one\n\ntwo"]
    assert only(plan).severity is Severity.WARNING


def described(name: str, words: int) -> AttachedMedia:
    return replace(picture(name), alt="é" * words)


def test_the_alt_texts_of_a_carousel_share_one_field() -> None:
    # "Picture 1: " and "\nPicture 2: " come with them.
    assert STUDIO.errors("", described("a.jpg", 239), described("b.jpg", 238)) == []
    plan = STUDIO.plan("", described("a.jpg", 239), described("b.jpg", 239))
    assert only(plan).message == (
        "Pinterest: the alt texts of a carousel go out as one, and together they are 1 character "
        "too long. Shorten some."
    )
    assert only(plan).field == "media:b.jpg"
    assert STUDIO.errors("", described("a.jpg", 500)) == []


def test_a_section_of_a_board_can_be_chosen() -> None:
    facts = AccountFacts(choices={"boards": (Choice("1", "Recipes"), Choice("1/7", "Soups"))})
    plan = STUDIO.knowing(facts).plan("", picture(), board="1/7")
    assert plan.problems == ()
    assert plan.options["board"] == "1/7"


@pytest.mark.parametrize(
    ("chosen", "place"), [("12", Place("12", "")), ("12/34", Place("12", "34"))]
)
def test_what_a_choice_means(chosen: str, place: Place) -> None:
    assert place_of(chosen) == place
