"""From what a person wrote to what each account is sent."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime

import pytest

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, MediaState, Recipe
from brandcraft_desktop.domain.plan import Fix, PostBlocked, Severity
from brandcraft_desktop.domain.views import MediaChoice, MediaView, PostContent, VariantContent
from brandcraft_desktop.publishers.bluesky.publisher import Bluesky
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import planning
from tests.services.desk import HOUR
from tests.services.engine_world import START
from tests.services.market import MARKET, Market

PLATFORMS = Registry()
ANN = Account("1", "bluesky", "did:plc:a", "ann.example", "Ann", "", AccountState.CONNECTED)
BOB = replace(ANN, id="2", remote_id="did:plc:b", handle="bob.example")
PICTURE = MediaView(
    "m1",
    "cat.jpg",
    MediaKind.IMAGE,
    MediaState.PROCESSED,
    "0" * 64,
    MediaFacts(kind=MediaKind.IMAGE, mime="image/jpeg", bytes=1000, width=800, height=600),
)


def test_an_account_s_variant_wins_over_its_platform_s_over_the_shared_text() -> None:
    content = PostContent(
        text="shared",
        variants={
            "bluesky": VariantContent("platform", {"langs": "en", "replies": "nobody"}),
            "2": VariantContent(None, {"langs": "de"}),
            "": VariantContent(None, {"numbering": "{n}/{total}"}),
        },
    )
    assert planning.variant_for(content, ANN) == VariantContent(
        "platform", {"langs": "en", "replies": "nobody"}
    )
    assert planning.variant_for(content, BOB) == VariantContent(
        "platform", {"langs": "de", "replies": "nobody"}
    )
    own = replace(content, variants={**content.variants, "2": VariantContent("own", {})})
    made = planning.composition(own, BOB, {})
    assert (made.text, made.numbering) == ("own", "{n}/{total}")
    assert planning.composition(PostContent(text="shared"), ANN, {}).text == "shared"


def test_an_empty_variant_is_a_text_of_its_own() -> None:
    content = PostContent(text="shared", variants={"bluesky": VariantContent("")})
    assert planning.composition(content, ANN, {}).text == ""


def test_plans_in_a_fixed_order() -> None:
    found = planning.plans(PLATFORMS, PostContent(text="x"), (BOB, ANN), {})
    assert [one.handle for one in found] == ["ann.example", "bob.example"]


def test_files_in_the_person_s_order_and_gone_ones_left_out() -> None:
    other = replace(PICTURE, id="m2", name="dog.jpg")
    choices = (MediaChoice("m2", "A dog"), MediaChoice("gone"), MediaChoice("m1", "A cat"))
    attached = planning.attach(choices, {"m1": PICTURE, "m2": other})
    assert [(one.name, one.alt) for one in attached] == [("dog.jpg", "A dog"), ("cat.jpg", "A cat")]


def test_every_problem_once_and_errors_first() -> None:
    signed_out = replace(BOB, state=AccountState.NEEDS_RECONNECT)
    content = PostContent(text="x" * 301, media=(MediaChoice("m1"),))
    found = planning.problems(
        PLATFORMS,
        content,
        (ANN, signed_out),
        {"m1": PICTURE},
        now=START,
        at=START - HOUR,
    )
    assert len(found) == len(set(found))
    severities = [problem.severity for problem in found]
    assert severities == sorted(severities, key=lambda one: one is not Severity.ERROR)
    fields = {problem.field for problem in found if problem.severity is Severity.ERROR}
    assert {"text", "accounts", "time"} <= fields
    assert any(problem.fix is Fix.RECONNECT for problem in found)
    with pytest.raises(PostBlocked) as caught:
        planning.refuse_blocked(found)
    assert caught.value.problems == found
    planning.refuse_blocked(
        tuple(problem for problem in found if problem.severity is Severity.WARNING)
    )


def test_nobody_to_post_to() -> None:
    found = planning.problems(PLATFORMS, PostContent(text="x"), (), {}, now=START)
    assert [problem.fix for problem in found] == [Fix.CHOOSE_ACCOUNTS]


@pytest.mark.bench
def test_a_key_press_is_planned_within_5_ms() -> None:
    accounts = tuple(replace(ANN, id=str(number), handle=f"a{number}.ex") for number in range(4))
    text = "Words and #tags, https://example.com/a and @ann.example. " * 5
    times = []
    for number in range(40):
        content = PostContent(text=text + "x" * (number % 10), media=(MediaChoice("m1", "A cat"),))
        begun = time.thread_time()
        planning.problems(PLATFORMS, content, accounts, {"m1": PICTURE}, now=START, at=START + HOUR)
        times.append(time.thread_time() - begun)
    assert sorted(times)[len(times) // 2] < 0.005


def test_a_sign_in_that_ends_first_is_told_where_nobody_can_lengthen_it() -> None:
    there = Registry((Market(), Bluesky()))
    end = START + HOUR * 48
    trader = replace(ANN, id="t", platform=MARKET, handle="tim", expires_at=end)
    renewed = replace(ANN, expires_at=end)

    def told(at: datetime | None) -> list[str]:
        found = planning.problems(
            there, PostContent(text="x"), (trader, renewed), {}, now=START, at=at
        )
        return [one.message for one in found if one.field == "accounts"]

    assert told(None) == told(end - HOUR) == []
    assert told(end) == [
        "Market: the sign-in of @tim ends on 24 Nov 2026, before this post goes out. "
        "Reconnect it until then."
    ]


def test_a_post_beyond_the_last_refreshable_day_is_told_with_that_day() -> None:
    end = START + HOUR * 48
    renewed = replace(ANN, expires_at=START + HOUR, ends_at=end)

    def told(at: datetime) -> list[tuple[Severity, str]]:
        found = planning.problems(
            PLATFORMS, PostContent(text="x"), (renewed,), {}, now=START, at=at
        )
        return [(one.severity, one.message) for one in found if one.field == "accounts"]

    assert told(end - HOUR) == []
    ((severity, sentence),) = told(end + HOUR)
    assert severity is Severity.WARNING
    assert "ends on 24 Nov 2026, before this post goes out" in sentence


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (None, "the file chosen for cover is no longer there"),
        (replace(PICTURE, kind=MediaKind.VIDEO), "is a video; choose a picture"),
        (replace(PICTURE, state=MediaState.FAILED), "can't be used for cover"),
        (PICTURE, ""),
    ],
)
def test_the_picture_of_an_option_is_looked_at(view: MediaView | None, words: str) -> None:
    files = {} if view is None else {"m1": view}
    content = PostContent(
        text="x", variants={MARKET: VariantContent(options={"board": "b1", "cover": "m1"})}
    )
    trader = replace(ANN, platform=MARKET)
    plan = planning.plan_for(Registry((Market(),)), content, trader, files)
    told = [one for one in plan.problems if one.field == "options.cover"]
    assert bool(told) is bool(words)
    assert all(words in one.message and one.severity is Severity.ERROR for one in told)


def test_the_picture_of_an_option_is_fitted_to_what_is_taken_of_it() -> None:
    content = PostContent(
        text="x",
        media=(MediaChoice("v1"),),
        variants={"instagram": VariantContent(options={"cover": "m1"})},
    )
    film = replace(
        PICTURE,
        id="v1",
        kind=MediaKind.VIDEO,
        facts=MediaFacts(MediaKind.VIDEO, "video/mp4", 9, 720, 1280),
    )
    account = replace(ANN, platform="instagram")
    made = planning.plan_for(PLATFORMS, content, account, {"m1": PICTURE, "v1": film})
    planned = made.files["cover"]
    assert planned.media.media_id == "m1"
    assert isinstance(planned.recipe, Recipe)
    assert planned.recipe.mime == "image/jpeg"
    bare = replace(content, variants={})
    assert planning.plan_for(PLATFORMS, bare, account, {"v1": film}).files == {}


def test_accounts_that_are_sent_the_same_share_one_plan() -> None:
    content = PostContent(text="x", variants={"2": VariantContent("own")})
    third = replace(ANN, id="3", handle="zoe.example")
    first, own, same = planning.plans(PLATFORMS, content, (ANN, BOB, third), {})
    assert first.plan is same.plan
    assert own.plan.parts[0].text == "own"
