"""Threads against the reference's contract, Meta's own collection, and every row of the errors.

The rows are those of `specs/errors.json`; each is an answer that the judge gets as it would come.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan
from brandcraft_desktop.errors import (
    AppKeysRefused,
    ErrorKind,
    NotSent,
    OutcomeUnknown,
    PublishingError,
    RateLimited,
    SignInExpired,
)
from brandcraft_desktop.publishers.base import AppKeys, Asked
from brandcraft_desktop.publishers.exchange import Failure
from brandcraft_desktop.publishers.json_value import JsonObject, parse_object
from brandcraft_desktop.publishers.oauth import code_request
from brandcraft_desktop.publishers.threads import connecting, containers, errors, options
from brandcraft_desktop.publishers.threads.info import INFO
from brandcraft_desktop.publishers.threads.limits import LINKS, TOPIC_CHARACTERS
from brandcraft_desktop.publishers.threads.publisher import Threads
from brandcraft_desktop.publishers.threads.surfaces import CAROUSEL, IMAGE, VIDEO
from tests.publishers.support import StandingClock, attached
from tests.publishers.threads.spec import Threads as Contract

pytestmark = pytest.mark.contract

URL = "https://media.example/a.jpg"
CLOCK = StandingClock(datetime(2026, 11, 22, 10, tzinfo=UTC))
# The reference's words -> our kinds (its README).
KINDS = {
    "transient": ErrorKind.TRANSIENT,
    "permission": ErrorKind.PERMISSION,
    "rate_limited": ErrorKind.RATE_LIMITED,
    "auth_expired": ErrorKind.AUTH_EXPIRED,
    "policy_block": ErrorKind.INVALID_CONTENT,
    "invalid_content": ErrorKind.INVALID_CONTENT,
    "media_processing": ErrorKind.MEDIA_PROCESSING,
    "media_fetch": ErrorKind.MEDIA_EXPIRED,
}


@pytest.fixture(scope="session")
def contract(reference: Path) -> Contract:
    return Contract(reference)


def rows(reference: Path) -> list[dict[str, Any]]:
    whole = json.loads((reference / "platforms/specs/errors.json").read_text(encoding="utf-8"))
    return [one for one in whole["rows"] if one["platform"] == "threads"]


def planned(text: str, *media: AttachedMedia, **chosen: str) -> Plan:
    return Threads().plan(Composition(text, media, {k: v for k, v in chosen.items() if v}))


def fields(plan: Plan, *, parent: str = "") -> dict[str, str]:
    """What is sent for the first part of a plan."""
    (part, *_) = plan.parts
    several = [str(number) for number in range(len(part.media))] if len(part.media) > 1 else []
    read = options.read(plan.options)
    made = containers.whole(part, read, first=not parent, parent=parent, url=URL, children=several)
    assert len(dict(made)) == len(made)
    return dict(made)


GOLDEN: tuple[tuple[dict[str, str], dict[str, str]], ...] = (
    # Written from the Postman collection of fbsamples/threads_api: its calls with its fields.
    ({"text": "This is a test post."}, {"text": "This is a test post.", "media_type": "TEXT"}),
    (
        {"text": "Hi", "reply_control": "mentioned_only", "topic_tag": "ThreadsAPI"},
        {
            "text": "Hi",
            "media_type": "TEXT",
            "reply_control": "mentioned_only",
            "topic_tag": "ThreadsAPI",
        },
    ),
    (
        {"text": "Hi", "link_attachment": "https://developers.facebook.com/"},
        {
            "text": "Hi",
            "media_type": "TEXT",
            "link_attachment": "https://developers.facebook.com/",
        },
    ),
    (
        {
            "text": "Hi",
            "poll": "true",
            "poll_1": "first",
            "poll_2": "second",
            "poll_3": "third",
            "poll_4": "fourth",
        },
        {
            "text": "Hi",
            "media_type": "TEXT",
            "poll_attachment": '{"option_a": "first", "option_b": "second", '
            '"option_c": "third", "option_d": "fourth"}',
        },
    ),
    (
        {"text": "Hi", "text_attachment": "this is a text attachment"},
        {
            "text": "Hi",
            "media_type": "TEXT",
            "text_attachment": '{"plaintext": "this is a text attachment"}',
        },
    ),
)


@pytest.mark.parametrize(("chosen", "wanted"), GOLDEN)
def test_our_texts_are_the_golden_ones(
    contract: Contract, chosen: dict[str, str], wanted: dict[str, str]
) -> None:
    assert fields(planned(**chosen)) == wanted
    assert contract.judged("container.create", wanted) == []


def test_our_files_are_the_golden_ones(contract: Contract) -> None:
    picture = attached(alt="An example image.")
    film = attached("v.mp4", mime="video/mp4", duration=9, alt="An example video.")
    one = fields(planned("This is an image.", picture))
    assert one == {
        "text": "This is an image.",
        "media_type": "IMAGE",
        "image_url": URL,
        "alt_text": "An example image.",
    }
    moving = fields(planned("This is a video.", film))
    assert moving == {
        "text": "This is a video.",
        "media_type": "VIDEO",
        "video_url": URL,
        "alt_text": "An example video.",
    }
    plan = planned("This is a carousel.", picture, film)
    items = [dict(containers.item(each, URL)) for each in plan.parts[0].media]
    assert items == [
        {
            "media_type": "IMAGE",
            "image_url": URL,
            "is_carousel_item": "true",
            "alt_text": "An example image.",
        },
        {
            "media_type": "VIDEO",
            "video_url": URL,
            "is_carousel_item": "true",
            "alt_text": "An example video.",
        },
    ]
    whole = fields(plan)
    assert whole == {"media_type": "CAROUSEL", "children": "0,1", "text": "This is a carousel."}
    answer = fields(planned("Text"), parent="17")
    assert answer == {"media_type": "TEXT", "text": "Text", "reply_to_id": "17"}
    for made in (one, moving, *items, whole, answer):
        assert contract.judged("container.create", made) == []


def test_the_contract_is_strict_enough_to_be_trusted(contract: Contract) -> None:
    fine = {"media_type": "TEXT", "text": "x"}
    assert contract.judged("container.create", fine) == []
    for wrong in (
        {**fine, "txt": "x"},
        {**fine, "text": "x" * 501},
        {"media_type": "IMAGE", "text": "x"},
        {**fine, "topic_tag": "a.b"},
        {"media_type": "CAROUSEL", "children": "1"},
    ):
        assert contract.judged("container.create", wrong), wrong


def test_every_field_of_ours_is_one_of_metas_own(contract: Contract) -> None:
    """Beside our contract: the parameters of the calls in Meta's collection."""
    official = contract.official["POST", "/me/threads"]
    # In the reference page alone, not in the collection.
    beyond = {"enable_reply_approvals"}
    sent: set[str] = set()
    for chosen, _ in GOLDEN:
        sent |= set(fields(planned(**chosen)))
    film = attached("v.mp4", mime="video/mp4", duration=9)
    for plan in (
        planned("Hi", attached(), is_spoiler_media="true", enable_reply_approvals="true"),
        planned("Hi", film),
        planned("Hi", attached(), film),
        planned("Hi", is_ghost_post="true"),
    ):
        sent |= set(fields(plan)) | set(fields(plan, parent="1"))
        for one in plan.parts[0].media:
            sent |= set(dict(containers.item(one, URL)))
    assert sent - official == beyond
    assert beyond <= set(contract.contract["ops"]["container.create"]["params"])


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"]), max_size=120)


@settings(max_examples=60)
@given(
    text=TEXTS,
    topic=TEXTS,
    alt=TEXTS,
    files=st.integers(0, 3),
    link=st.sampled_from(["", "example.org", "https://example.org/a?b=c"]),
    replies=st.sampled_from(["", "everyone", "followers_only"]),
)
def test_whatever_is_planned_keeps_to_the_contract(
    contract: Contract, text: str, topic: str, alt: str, files: int, link: str, replies: str
) -> None:
    media = [attached(f"{number}.jpg", alt=alt) for number in range(files)]
    plan = planned(text, *media, topic_tag=topic, link_attachment=link, reply_control=replies)
    if plan.blocked:
        return
    given_fields = fields(plan)
    assert contract.judged("container.create", given_fields) == []
    for one in plan.parts[0].media if files > 1 else ():
        assert contract.judged("container.create", dict(containers.item(one, URL))) == []


def test_the_sign_in_keeps_to_the_contract(contract: Contract) -> None:
    app = AppKeys("1234", "the-secret")
    asked = Asked({}, app, "https://ann.example/relay/", "state", "verifier")
    begun = connecting.begin(asked)
    address, _, query = begun.address.partition("?")
    assert address == contract.contract["ops"]["oauth.authorize"]["url"]
    pairs = dict(one.split("=", 1) for one in query.split("&"))
    assert contract.judged("oauth.authorize", pairs) == []
    call = code_request("https://graph.threads.net/oauth/access_token", asked, app, "c", pkce=False)
    assert contract.judged("oauth.code", dict(call.form or ())) == []


def answer(row: dict[str, Any]) -> Failure:
    """A row as an answer of Threads."""
    code, subcode = row["code"], row["subcode"]
    error: dict[str, Any] = {"message": "Meta's words.", "type": "OAuthException"}
    if code == "is_transient=true":
        error |= {"code": 5000, "is_transient": True}
    elif isinstance(code, str) and code.startswith("THREADS_API__"):
        error |= {"code": 100, "message": f"{code}: too many"}
    elif code == "200-299":
        error["code"] = 230
    elif code is not None:
        error["code"] = code
    if subcode is not None:
        error["error_subcode"] = subcode
    body = json.dumps({"error": error})
    told = parse_object(body, NotSent)
    return Failure(row["http"] or 400, {}, told, body, "graph.threads.net", commit=False)


def test_every_row_of_the_errors_has_its_kind(reference: Path) -> None:
    found = rows(reference)
    assert len(found) >= 36
    judge = errors.judge(CLOCK)
    for row in found:
        code = str(row["code"])
        if code.startswith("container.error_message="):
            judged: PublishingError | None = errors.failed(code.partition("=")[2])
        else:
            judged = judge(answer(row))
        assert judged is not None, row
        wanted = KINDS[row["category"]]
        if row["action"] == "recreate_container":
            wanted = ErrorKind.MEDIA_PROCESSING
            assert isinstance(judged, NotSent)  # begun anew by itself
        assert judged.kind is wanted, (row, judged.kind)
        for part in (judged.title, judged.cause, judged.action):
            assert not part or part.endswith("."), row
        assert judged.title, row
        assert judged.action, row
        assert "Meta's words" not in judged.title
        if row["action"] == "poll_again":
            assert isinstance(judged, errors.TooEarly)
        assert isinstance(judged, SignInExpired) is (row["category"] == "auth_expired"), row


def test_every_word_of_a_container_is_known(reference: Path, contract: Contract) -> None:
    states = contract.contract["ops"]["container.status"]["states"]
    assert set(states["status"]) == {one.value for one in containers.State}
    assert set(states["error_message"]) <= set(errors.CONTAINER)
    prefix = "container.error_message="
    told = {str(row["code"]).removeprefix(prefix) for row in rows(reference)}
    assert set(states["error_message"]) <= told
    assert errors.failed("SOMETHING_NEW").cause == "Meta says: SOMETHING_NEW."
    assert isinstance(errors.failed(""), NotSent)


def test_what_passes_is_lost_where_it_can_not_be_repeated() -> None:
    row = {"code": 2, "subcode": None, "http": 500}
    failure = replace(answer(row), commit=True)
    assert isinstance(errors.judge(CLOCK)(failure), OutcomeUnknown)


def test_how_long_to_wait_is_read_from_metas_headers() -> None:
    failure = answer({"code": 4, "subcode": None, "http": 400})
    count = [{"call_count": 100, "estimated_time_to_regain_access": 7}]
    header = {"x-business-use-case-usage": json.dumps({"1": count})}
    found = errors.judge(CLOCK)(replace(failure, headers=header))
    assert isinstance(found, RateLimited)
    assert found.retry_after == timedelta(minutes=7)


def test_wrong_keys_are_told_by_their_words() -> None:
    told = JsonObject({"error": {"message": "Error validating client secret.", "code": 1}}, NotSent)
    failure = Failure(400, {}, told, "raw", "graph.threads.net", commit=False)
    assert isinstance(errors.judge_sign_in(CLOCK)(failure), AppKeysRefused)


def test_the_limits_are_those_of_the_reference(reference: Path) -> None:
    whole = json.loads((reference / "platforms/media_specs.json").read_text())["rows"]
    own = {one["surface"]: one for one in whole if one["platform"] == "threads"}
    assert set(own) == {"text", "image", "video", "carousel"}
    assert {one["text"]["max"] for one in own.values()} == {INFO.text.limit}
    assert {one["text"]["max_links"] for one in own.values()} == {LINKS}
    assert {one["text"]["topic_tag_max"] for one in own.values()} == {TOPIC_CHARACTERS}
    assert {IMAGE.alt_text_max, VIDEO.alt_text_max, CAROUSEL.alt_text_max} == {1000}
    assert CAROUSEL.together is not None
    assert [CAROUSEL.together.least, CAROUSEL.together.most] == own["carousel"]["image"]["count"]
