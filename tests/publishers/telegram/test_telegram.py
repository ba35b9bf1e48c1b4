"""A Telegram channel: connecting, planning, and publishing on the practice Telegram."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.plan import Composition
from brandcraft_desktop.domain.text.units import utf16_length
from brandcraft_desktop.errors import (
    BadInput,
    OutcomeUnknown,
    PermissionMissing,
    RateLimited,
    SignInExpired,
    SignInRevoked,
)
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import FormPublisher
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.telegram import (
    CAPTION,
    CAPTIONED,
    CHANNEL,
    TEXT,
    TOKEN,
    Telegram,
    entities,
    find_spans,
)
from tests.publishers.one_call_world import World, connect
from tests.publishers.plans import errors, texts
from tests.publishers.support import StandingClock, attached

TELEGRAM = Telegram()
GOOD = "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11"  # the one of the documents


@pytest.fixture
def http(practice: PracticeServer) -> Iterator[Http]:
    made = Http(StandingClock(), Origins(practice.origins))
    yield made
    made.close()


def test_it_is_a_whole_publisher() -> None:
    assert isinstance(TELEGRAM, FormPublisher)
    assert [one.name for one in TELEGRAM.sign_in.fields if one.secret] == [TOKEN]


@pytest.mark.parametrize(
    "channel", ["@news", "news", "t.me/news", "https://t.me/news", "-1001234567"]
)
def test_answers_that_may_be_right(channel: str) -> None:
    assert TELEGRAM.check_answers({TOKEN: f" {GOOD} ", CHANNEL: channel}) == {}


@pytest.mark.parametrize(
    ("name", "wrong"),
    [(TOKEN, "123456"), (TOKEN, "abc:def"), (CHANNEL, "@a b"), (CHANNEL, "12"), (CHANNEL, "@2x")],
)
def test_answers_that_are_surely_wrong(http: Http, name: str, wrong: str) -> None:
    answers = {TOKEN: GOOD, CHANNEL: "@news", name: wrong}
    assert set(TELEGRAM.check_answers(answers)) == {name}
    with pytest.raises(BadInput) as caught:
        TELEGRAM.connect(answers, http, StandingClock())
    assert caught.value.field == name
    assert TELEGRAM.check_answers({}) == {}


def test_who_it_is(world: World) -> None:
    made = world.made
    assert (made.handle, made.display_name) == ("practice_channel_1", "Practice Channel 1")
    assert made.remote_id == world.person.did
    assert made.avatar is not None
    assert made.avatar.startswith(b"\x89PNG")
    assert TELEGRAM.info.profile_of(made.handle) == "https://t.me/practice_channel_1"
    assert TELEGRAM.profile(world.account).display_name == made.display_name
    TELEGRAM.renew(world.account)


@pytest.mark.parametrize(
    ("name", "wrong", "words"),
    [(TOKEN, GOOD, "token"), (CHANNEL, "@somebody_else", "does not see")],
)
def test_what_telegram_does_not_accept_is_told_beside_its_field(
    practice: PracticeServer, http: Http, name: str, wrong: str, words: str
) -> None:
    with pytest.raises(BadInput, match=words) as caught:
        TELEGRAM.connect({**practice.accounts[0].answers, name: wrong}, http, StandingClock())
    assert caught.value.field == name
    assert caught.value.action
    assert GOOD not in repr(caught.value.__dict__)


def test_a_bot_that_may_not_post(practice: PracticeServer, http: Http) -> None:
    practice.tell("telegram/settings", may_post=False)
    with pytest.raises(BadInput, match="may not post") as caught:
        TELEGRAM.connect(practice.accounts[0].answers, http, StandingClock())
    assert caught.value.field == CHANNEL
    assert "administrator" in caught.value.action


def test_offsets_are_utf16_units(world: World) -> None:
    world.publish(world.plan("👩‍👩‍👧 #größe and @name_a: example.com"))
    (sent,) = world.journal()
    units = sent["text"].encode("utf-16-le")
    found = [
        (
            one["type"],
            units[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le"),
        )
        for one in sent["entities"]
    ]
    assert found == [("hashtag", "#größe"), ("mention", "@name_a"), ("url", "example.com")]
    assert "parse_mode" not in sent


@given(text=st.text(st.sampled_from("a #@👍é\n.x/:"), max_size=40))
def test_entities_stand_inside_the_text(text: str) -> None:
    (part,) = TELEGRAM.plan(Composition(text)).parts
    units = part.text.encode("utf-16-le")
    for span, one in zip(part.spans, entities(part), strict=True):
        start, length = one["offset"], one["length"]
        assert isinstance(start, int)
        assert isinstance(length, int)
        written = units[2 * start : 2 * (start + length)].decode("utf-16-le")
        assert written == part.text[span.start : span.end]


def test_what_is_live() -> None:
    spans = find_spans("@abcd a@abcd.de @abc #1 #a1, (https://example.com/x).")
    found = [(one.kind.value, one.target) for one in spans]
    assert ("mention", "abcd") in found
    assert ("tag", "a1") in found
    assert ("link", "https://example.com/x") in found
    assert ("mention", "abc") not in found
    assert ("tag", "1") not in found


def test_options_are_sent_where_they_are_chosen(world: World) -> None:
    world.publish(world.plan("plain"))
    world.publish(
        world.plan("chosen", silent="true", protect="true", link_preview="false"),
    )
    world.publish(world.plan("chosen", [world.picture()], silent="true", protect="true"))
    plain, chosen, picture = world.journal()
    assert set(plain) == {"chat_id", "text"}
    assert chosen["link_preview_options"] == {"is_disabled": True}
    for one in (chosen, picture):
        assert one["disable_notification"] is True
        assert one["protect_content"] is True
    assert "link_preview" not in TELEGRAM.plan(Composition("a", (attached(),))).options


def test_a_card_is_shown_for_the_first_link_while_it_is_wanted() -> None:
    text = "see https://example.com/a and https://example.com/b"
    assert TELEGRAM.plan(Composition(text)).parts[0].link_card == "https://example.com/a"
    bare = Composition(text, options={"link_preview": "false"})
    assert TELEGRAM.plan(bare).parts[0].link_card is None


def test_captions_are_shorter_and_emoji_count_double() -> None:
    assert TELEGRAM.measure("👍").length == 2
    assert errors(TELEGRAM.plan(Composition("x" * TEXT))) == []
    assert errors(TELEGRAM.plan(Composition("x" * (TEXT + 1))))
    long = Composition("👍" * (CAPTION // 2), (attached(),))
    assert errors(TELEGRAM.plan(long)) == []
    (told,) = errors(TELEGRAM.plan(Composition("👍" * (CAPTION // 2) + "x", (attached(),))))
    assert told == "Telegram: 1 character too long"
    assert utf16_length(TELEGRAM.shorten(Composition("x" * 2000, (attached(),)))) <= CAPTION


def test_a_long_text_is_several_messages_only_where_that_was_chosen(world: World) -> None:
    long = "A sentence of some length. " * 200
    assert TELEGRAM.plan(Composition(long)).blocked
    made = world.plan(long, thread=True)
    assert len(made.parts) == 2
    out = world.publish(made)
    assert [one["text"] for one in world.journal()] == texts(made)
    assert len({one.permalink for one in out.parts}) == 2


@pytest.mark.parametrize(("pictures", "fits"), [(10, True), (11, False)])
def test_an_album_has_ten_files_at_most(pictures: int, fits: bool) -> None:
    media = tuple(attached(f"{number}.jpg") for number in range(pictures))
    plan = TELEGRAM.plan(Composition("", media))
    assert plan.surface == CAPTIONED.name
    assert plan.blocked is not fits


def test_an_album_says_its_words_once_and_is_deleted_as_a_whole(world: World) -> None:
    files = [world.picture(1), world.video(), world.picture(2)]
    out = world.publish(world.plan("Three #tag", files))
    sent = world.journal()
    assert [one.get("caption", "") for one in sent] == ["Three #tag", "", ""]
    assert [one["type"] for one in sent] == ["photo", "video", "photo"]
    assert [one["mime"] for one in sent] == ["image/png", "video/mp4", "image/png"]
    (part,) = out.parts
    assert part.remote_id.split(",") == [str(one) for one in world.here()]
    assert part.permalink.endswith(f"/practice_channel_1/{world.here()[0]}")
    TELEGRAM.delete(part.remote_id, world.account)
    assert world.here() == []
    TELEGRAM.delete(part.remote_id, world.account)
    with pytest.raises(BadInput):
        TELEGRAM.delete("../1", world.account)


def test_a_picture_alone_needs_no_words(world: World) -> None:
    world.publish(world.plan("", [world.picture()]))
    (sent,) = world.journal()
    assert "caption" not in sent
    assert sent["mime"] == "image/png"


def test_a_private_channel_is_called_by_its_number(
    practice: PracticeServer, tmp_path: Path
) -> None:
    private = connect(TELEGRAM, practice, tmp_path, number=1)
    number = private.made.remote_id.removeprefix("-100")
    assert private.made.handle == f"c/{number}"
    (part,) = private.publish(private.plan("Members only")).parts
    assert part.permalink == f"https://t.me/c/{number}/{part.remote_id}"
    private.http.close()


def test_a_lost_answer_stays_unconfirmed_and_nothing_is_sent_again(world: World) -> None:
    plan, steps = world.plan("once"), world.steps()
    world.fault("sendMessage", "reset", accepted=True)
    for _ in range(3):
        with pytest.raises(OutcomeUnknown):
            world.publish(plan, steps)
    assert len(world.journal()) == 1


def test_an_answer_without_a_number_is_no_proof(world: World) -> None:
    world.fault("sendMessage", "garbage", accepted=True)
    with pytest.raises(OutcomeUnknown):
        world.publish(world.plan("once"))


def test_it_waits_as_long_as_it_is_told(world: World) -> None:
    world.settings(rate_limits=True)
    for number in range(20):
        world.publish(world.plan(f"message {number}"))
    with pytest.raises(RateLimited) as caught:
        world.publish(world.plan("one too many"))
    wait = caught.value.retry_after
    assert wait is not None
    assert timedelta(seconds=40) < wait <= timedelta(seconds=61)


def test_a_token_that_was_taken_back(world: World) -> None:
    world.settings(revoked=True)
    for act in (
        lambda: world.publish(world.plan("late")),
        lambda: TELEGRAM.renew(world.account),
        lambda: TELEGRAM.profile(world.account),
    ):
        with pytest.raises(SignInRevoked, match="refuses the bot's token") as caught:
            act()
        assert isinstance(caught.value, SignInExpired)
        assert "[hidden]" in caught.value.raw


def test_a_bot_that_was_removed(world: World) -> None:
    world.settings(may_post=False)
    with pytest.raises(PermissionMissing) as caught:
        world.publish(world.plan("late"))
    assert "not a member" in caught.value.cause
    with pytest.raises(PermissionMissing):
        TELEGRAM.renew(world.account)


@pytest.mark.contract
def test_the_limits_are_those_of_the_reference(reference: Path) -> None:
    text = (reference / "platforms/capabilities.json").read_text(encoding="utf-8")
    told = json.loads(text)["telegram"]
    assert (told["text_max"], told["caption_max"]) == (TEXT, CAPTION)
    assert told["images_max"] == CAPTIONED.images.most
    picture, video = CAPTIONED.image, CAPTIONED.video
    assert picture is not None
    assert video is not None
    assert (picture.max_bytes or 0) <= told["image_bytes"]
    assert (video.max_bytes or 0) <= told["video_bytes"]
