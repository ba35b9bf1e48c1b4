"""A Discord webhook: connecting, planning, and publishing on the practice Discord."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from brandcraft_desktop.domain.plan import Composition
from brandcraft_desktop.errors import (
    BadInput,
    OutcomeUnknown,
    RateLimited,
    SignInRevoked,
)
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import FormPublisher
from brandcraft_desktop.publishers.discord import MESSAGE, TEXT, TOKEN, WEBHOOK, Discord
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from tests.publishers.one_call_world import World
from tests.publishers.plans import errors, texts, warnings
from tests.publishers.support import StandingClock, attached

DISCORD = Discord()
NUMBER, PART = "1200000000000000001", "aB3_-" * 13
GOOD = f"https://discord.com/api/webhooks/{NUMBER}/{PART}"


@pytest.fixture
def http(practice: PracticeServer) -> Iterator[Http]:
    made = Http(StandingClock(), Origins(practice.origins))
    yield made
    made.close()


def test_it_is_a_whole_publisher() -> None:
    assert isinstance(DISCORD, FormPublisher)
    assert [one.name for one in DISCORD.sign_in.fields if one.secret] == [WEBHOOK]


@pytest.mark.parametrize(
    "address",
    [
        GOOD,
        f" {GOOD}/ ",
        GOOD.replace("discord.com", "discordapp.com"),
        GOOD.replace("https://", "https://canary."),
        GOOD.replace("/api/", "/api/v10/"),
        f"{GOOD}?thread_id=1",
    ],
)
def test_addresses_that_may_be_right(address: str) -> None:
    assert DISCORD.check_answers({WEBHOOK: address}) == {}


@pytest.mark.parametrize(
    "address",
    [
        "https://discord.com/channels/1/2",
        GOOD.replace("https", "http"),
        GOOD.replace("discord.com", "discord.com.example.org"),
        GOOD.replace("https://", "https://discord.com@evil."),
        GOOD[:-50],
    ],
)
def test_addresses_that_are_surely_wrong(http: Http, address: str) -> None:
    assert set(DISCORD.check_answers({WEBHOOK: address})) == {WEBHOOK}
    with pytest.raises(BadInput) as caught:
        DISCORD.connect({WEBHOOK: address}, http, StandingClock())
    assert caught.value.field == WEBHOOK
    assert PART not in caught.value.message


def test_who_it_is(world: World) -> None:
    made = world.made
    assert (made.remote_id, made.display_name) == (world.person.did, "Practice News 1")
    assert made.avatar is not None
    assert made.avatar.startswith(b"\x89PNG")
    assert DISCORD.profile(world.account).display_name == made.display_name
    DISCORD.renew(world.account)


def test_a_webhook_that_is_not_there(http: Http) -> None:
    with pytest.raises(BadInput, match="not there any more") as caught:
        DISCORD.connect({WEBHOOK: GOOD}, http, StandingClock())
    assert caught.value.field == WEBHOOK
    assert PART not in repr(caught.value.__dict__)


def test_nobody_is_notified_and_the_answer_is_waited_for(world: World) -> None:
    (part,) = world.publish(world.plan("Hello @everyone")).parts
    (sent,) = world.journal()
    assert sent["allowed_mentions"] == {"parse": []}
    assert sent["content"] == "Hello @everyone"
    assert part.permalink == (
        f"https://discord.com/channels/1100000000000000001/1300000000000000001/{part.remote_id}"
    )
    assert warnings(DISCORD.plan(Composition("Hello @everyone")))


def test_options_are_sent_where_they_are_chosen(world: World) -> None:
    world.publish(world.plan("plain"))
    world.publish(world.plan("quiet", link_previews="false", silent="true", username="The garden"))
    plain, quiet = world.journal()
    assert {"flags", "username", "attachments"}.isdisjoint(plain)
    assert quiet["flags"] == 4 | 4096
    assert quiet["username"] == "The garden"


@pytest.mark.parametrize("name", ["My Discord", "clyde", "x" * 81])
def test_names_that_discord_refuses(name: str) -> None:
    plan = DISCORD.plan(Composition("a", options={"username": name}))
    assert [one.field for one in plan.problems] == ["options.username"]


def test_files_have_their_words(world: World) -> None:
    files = [world.picture(1, "A sketch"), world.video(), world.picture(2, "Another")]
    world.publish(world.plan("Three", files))
    (sent,) = world.journal()
    assert [one["alt"] for one in sent["files"]] == ["A sketch", "", "Another"]
    assert [one["name"] for one in sent["files"]] == ["1.png", "2.mp4", "3.png"]
    assert sent["attachments"][1] == {"id": "1"}


@pytest.mark.parametrize(("files", "fits"), [(10, True), (11, False)])
def test_ten_files_at_most(files: int, fits: bool) -> None:
    media = tuple(attached(f"{number}.jpg") for number in range(files))
    assert DISCORD.plan(Composition("", media)).blocked is not fits


def test_characters_are_counted_and_emoji_may_count_double() -> None:
    assert DISCORD.measure("👍").length == 1
    assert errors(DISCORD.plan(Composition("x" * TEXT))) == []
    assert errors(DISCORD.plan(Composition("x" * (TEXT + 1))))
    assert warnings(DISCORD.plan(Composition("👍" * TEXT)))


@pytest.mark.parametrize("text", ["a *word*", "_so_", "`code`", "# Title", "> said", "||hidden||"])
def test_formatting_is_told_of(text: str) -> None:
    (told,) = warnings(DISCORD.plan(Composition(text)))
    assert "formatting" in told


@pytest.mark.parametrize("text", ["#tag and 2 * 3 * 4", "snake_case_name", "a > b", "1. one"])
def test_plain_words_are_not_formatting(text: str) -> None:
    assert warnings(DISCORD.plan(Composition(text))) == []


def test_a_long_text_is_several_messages_only_where_that_was_chosen(world: World) -> None:
    long = "A sentence of some length. " * 100
    assert DISCORD.plan(Composition(long)).blocked
    made = world.plan(long, thread=True)
    assert len(made.parts) == 2
    world.publish(made)
    assert [one["content"] for one in world.journal()] == texts(made)


def test_deleting(world: World) -> None:
    (part,) = world.publish(world.plan("away with it")).parts
    assert world.here() == [int(part.remote_id)]
    DISCORD.delete(part.remote_id, world.account)
    assert world.here() == []
    DISCORD.delete(part.remote_id, world.account)
    with pytest.raises(BadInput):
        DISCORD.delete("../1", world.account)


def test_a_lost_answer_stays_unconfirmed_and_nothing_is_sent_again(world: World) -> None:
    plan, steps = world.plan("once"), world.steps()
    world.fault("webhook/execute", "reset", accepted=True)
    for _ in range(3):
        with pytest.raises(OutcomeUnknown):
            world.publish(plan, steps)
    assert len(world.journal()) == 1


def test_a_used_up_count_is_waited_for_here(world: World) -> None:
    world.settings(rate_limits=True)
    for number in range(5):
        world.publish(world.plan(f"message {number}"))
    with pytest.raises(RateLimited) as caught:
        world.publish(world.plan("one too many"))
    assert caught.value.retry_after is not None
    assert len(world.journal()) == 5
    counts = world.server.ask("calls")["counts"]
    assert isinstance(counts, dict)
    assert counts["webhook/execute"] == 5  # the sixth was not even sent


def test_a_webhook_that_was_deleted(world: World) -> None:
    world.settings(deleted=True)
    for act in (
        lambda: world.publish(world.plan("late")),
        lambda: DISCORD.renew(world.account),
        lambda: DISCORD.profile(world.account),
    ):
        with pytest.raises(SignInRevoked) as caught:
            act()
        assert "[hidden]" in caught.value.raw


def test_only_the_token_is_secret(world: World) -> None:
    assert TOKEN in world.made.secrets
    assert world.made.secrets[TOKEN] not in repr(world.made)


@pytest.mark.contract
def test_the_limits_are_those_of_the_reference(reference: Path) -> None:
    text = (reference / "platforms/capabilities.json").read_text(encoding="utf-8")
    told = json.loads(text)["discord"]
    assert told["text_max"] == TEXT
    assert told["images_max"] == MESSAGE.images.most
    assert MESSAGE.image is not None
    assert told["image_bytes"] == MESSAGE.image.max_bytes
