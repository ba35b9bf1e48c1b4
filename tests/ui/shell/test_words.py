"""The frame's pure parts: free times, what is next, what is worth a notification."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.status import Origin, PostStatus, Stage
from brandcraft_desktop.domain.views import (
    DeliveryView,
    ErrorView,
    NextPost,
    PostContent,
    PostView,
)
from brandcraft_desktop.errors import ErrorKind
from brandcraft_desktop.ui.shell.free_time import next_free
from brandcraft_desktop.ui.shell.news import News, gathered
from brandcraft_desktop.ui.shell.notifications import news_of, title_of
from brandcraft_desktop.ui.shell.top_bar import attention_words
from brandcraft_desktop.ui.shell.watch import (
    ShellState,
    milliseconds_to_next,
    next_sentence,
    paused_sentence,
)

NOW = datetime(2026, 11, 22, 9, 41, tzinfo=UTC)
NAMES = {"x": "X", "threads": "Threads", "linkedin": "LinkedIn", "bluesky": "Bluesky"}


def state(**changes: object) -> ShellState:
    plain = ShellState((), None, (), paused=False, publishing=False, now=NOW)
    return replace(plain, **changes)  # type: ignore[arg-type]


def delivery(number: int, status: D, platform: str = "x") -> DeliveryView:
    error = ErrorView(ErrorKind.AUTH_EXPIRED, "The sign-in has expired.", "", "Reconnect.")
    return DeliveryView(
        id=f"d{number}",
        post_id="p",
        account_id="a",
        platform=platform,
        handle="demo",
        display_name="Demo",
        avatar_sha256=None,
        status=status,
        due_at=NOW,
        attempts=1,
        text="",
        error=error if status is D.FAILED else None,
    )


def post(*deliveries: DeliveryView, title: str = "Pack", text: str = "") -> PostView:
    return PostView(
        "p",
        Stage.COMMITTED,
        Origin.OWN,
        PostStatus.PUBLISHED,
        PostContent(title=title, text=text),
        (),
        deliveries,
        NOW,
        NOW,
    )


@pytest.mark.parametrize(
    ("missed", "taken", "gives"),
    [
        (NOW - timedelta(hours=3), [], NOW + timedelta(hours=21)),
        (NOW - timedelta(hours=30), [], NOW + timedelta(hours=18)),
        (
            NOW - timedelta(hours=3),
            [NOW + timedelta(hours=21, minutes=20)],
            NOW + timedelta(hours=45),
        ),
        (NOW - timedelta(days=1) + timedelta(minutes=5), [], NOW + timedelta(days=1, minutes=5)),
        (NOW - timedelta(days=1) + timedelta(minutes=15), [], NOW + timedelta(minutes=15)),
    ],
)
def test_the_next_free_time_keeps_the_time_of_day(
    missed: datetime, taken: list[datetime], gives: datetime
) -> None:
    assert next_free(missed, NOW, taken) == gives


def test_what_is_next_names_at_most_three_platforms() -> None:
    at = NOW + timedelta(hours=1)
    two = NextPost("p", "Pack", at, ("x", "threads"))
    assert next_sentence(state(next_post=two), NAMES) == "Next: today 10:41 · X, Threads"
    many = NextPost("p", "Pack", at, ("x", "threads", "linkedin", "bluesky"))
    assert next_sentence(state(next_post=many), NAMES).endswith("X, Threads, LinkedIn +1")
    late = NextPost("p", "Pack", NOW, ("x",))
    assert next_sentence(state(next_post=late), NAMES) == "Next: now · X"
    assert next_sentence(state(), NAMES) == ""


def test_under_a_brand_filter_a_sooner_post_elsewhere_is_told() -> None:
    own = NextPost("p", "Pack", NOW + timedelta(hours=2), ("x",))
    other = NextPost("q", "Moon", NOW + timedelta(hours=1), ("bluesky",))
    told = next_sentence(state(next_post=own, sooner=other), NAMES)
    assert told == "Next: today 11:41 · X (elsewhere: today 10:41)"
    assert next_sentence(state(sooner=other), NAMES) == "Next elsewhere: today 10:41 · Bluesky"


@pytest.mark.parametrize(
    ("own", "elsewhere", "words"),
    [
        (1, 0, "1 needs attention"),
        (2, 0, "2 need attention"),
        (2, 3, "2 need attention, 3 elsewhere"),
        (0, 1, "1 needs attention elsewhere"),
    ],
)
def test_attention_is_counted_inside_and_outside_of_the_brand(
    own: int, elsewhere: int, words: str
) -> None:
    assert attention_words(own, elsewhere) == words


def test_a_pause_says_how_long() -> None:
    assert paused_sentence(state()) == ""
    assert paused_sentence(state(paused=True)) == "Posting paused"
    until = NOW + timedelta(hours=1)
    words = paused_sentence(state(paused=True, paused_until=until))
    assert words == "Posting paused until today 10:41"


def test_words_are_read_again_when_time_makes_them_wrong() -> None:
    midnight = milliseconds_to_next(state())
    assert midnight == ((14 * 60 + 19) * 60) * 1000 + 500
    soon = state(paused=True, paused_until=NOW + timedelta(minutes=1))
    assert milliseconds_to_next(soon) == 60_500


def test_one_notification_a_post_when_all_is_done() -> None:
    both = post(delivery(1, D.PUBLISHED), delivery(2, D.PUBLISHED, "threads"))
    assert news_of(both, ["d1", "d2"], NAMES) == (
        News("Published", "Published to 2 of 2: Pack", "p", discreet="Published to 2 of 2"),
    )
    waiting = post(delivery(1, D.PUBLISHED), delivery(2, D.SCHEDULED, "threads"))
    assert news_of(waiting, ["d1"], NAMES) == ()
    alone = post(delivery(1, D.PUBLISHED), delivery(2, D.CANCELED, "threads"))
    assert news_of(alone, ["d1"], NAMES)[0].text == "Published to X: Pack"


def test_what_was_out_long_before_is_no_news() -> None:
    out = post(replace(delivery(1, D.PUBLISHED), published_at=NOW))
    assert news_of(out, ["d1"], NAMES, NOW - timedelta(minutes=1))
    assert news_of(out, ["d1"], NAMES, NOW + timedelta(minutes=1)) == ()


def test_each_failure_is_told_with_what_to_do() -> None:
    mixed = post(delivery(1, D.PUBLISHED), delivery(2, D.FAILED, "linkedin"))
    assert news_of(mixed, ["d2"], NAMES) == (
        News(
            "LinkedIn didn't take it",
            "“Pack”. The sign-in has expired. Open to reconnect.",
            "p",
            trouble=True,
            discreet="The sign-in has expired. Open to reconnect.",
        ),
    )
    unknown = post(delivery(1, D.UNCONFIRMED, "bluesky"))
    assert news_of(unknown, ["d1"], NAMES)[0].title == "Check Bluesky"


def test_a_burst_is_one_notification_a_kind() -> None:
    bad = [News("t", "x", str(number), trouble=True) for number in range(5)]
    good = [News("t", "x", str(number), trouble=False) for number in range(4)]
    assert gathered(bad[:3]) == tuple(bad[:3])
    told = gathered(bad + good)
    assert [one.text for one in told] == [
        "5 things need you. Open to see them.",
        "4 posts are out.",
    ]


def test_a_post_without_a_title_is_called_by_its_words() -> None:
    assert (
        title_of(post(title=" ", text="A   long story\nabout paint")) == "A long story about paint"
    )
    assert title_of(post(title="", text="x" * 60)) == "x" * 40 + "…"
    assert title_of(post(title="", text="")) == "Post"
