"""Pinterest against its official document and the reference's requests and error answers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan
from brandcraft_desktop.domain.platform import AccountFacts, Choice
from brandcraft_desktop.errors import (
    ContentRefused,
    PermissionMissing,
    PublishingError,
    RateLimited,
    SignInExpired,
)
from brandcraft_desktop.publishers.base import Rendition
from brandcraft_desktop.publishers.bodies import body_of
from brandcraft_desktop.publishers.exchange import Failure, Request
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.pinterest import pictures, pins, posting, video
from brandcraft_desktop.publishers.pinterest.boards import Place
from brandcraft_desktop.publishers.pinterest.errors import judge
from brandcraft_desktop.publishers.pinterest.info import INFO
from brandcraft_desktop.publishers.pinterest.limits import ALT_TEXT, LINK, TITLE
from brandcraft_desktop.publishers.pinterest.pins import Words
from brandcraft_desktop.publishers.pinterest.publisher import Pinterest
from brandcraft_desktop.publishers.pinterest.surfaces import PIN_CAROUSEL, PIN_VIDEO
from tests.contracts.openapi import OpenApi
from tests.publishers.pinterest.flows import spec
from tests.publishers.support import (
    FileRenditions,
    MemorySteps,
    StandingClock,
    attached,
    rendition,
)

pytestmark = pytest.mark.contract

BOARD = "549755885175"
FACTS = AccountFacts(choices={"boards": (Choice(BOARD, "Recipes"), Choice(f"{BOARD}/7", "Soups"))})
HEAD = b"\xff\xd8\xff"  # "/9j/" in Base64, as in the golden requests
PIN = "#/components/schemas/PinCreate"


@pytest.fixture(scope="session")
def document(reference: Path) -> OpenApi:
    return spec(reference)


def cases(reference: Path, path: str) -> list[dict[str, Any]]:
    whole = json.loads((reference / "platforms/vectors" / path).read_text(encoding="utf-8"))
    return [one for one in whole["cases"] if one["platform"] == "pinterest"]


def golden(reference: Path) -> list[dict[str, Any]]:
    return cases(reference, "requests/golden-requests.json")


def test_the_golden_requests_agree_with_the_document(document: OpenApi, reference: Path) -> None:
    """The judge used below is strict enough to be trusted."""
    assert len(golden(reference)) >= 9
    for case in golden(reference):
        pointer = case["schema"].partition("#")[2]
        assert (document.wrong_body(f"#{pointer}", case["body"]) == []) is case["valid"], case


def sent(body: Any) -> Any:
    """What stands in the body that goes out."""
    _, content = body_of(Request("POST", "https://a.example", json=body))
    assert content is not None
    return json.loads(content if isinstance(content, bytes) else b"".join(content))


def file(folder: Path, mime: str = "image/jpeg") -> Rendition:
    return rendition(folder, f"file.{mime[-3:]}", HEAD, mime)


def source(files: Iterable[Rendition]) -> Any:
    return pictures.media_source([*files], MemorySteps(StandingClock()))


def body(reference: Path, name: str) -> Any:
    return next(one["body"] for one in golden(reference) if one["name"] == name)


def test_our_pins_are_the_golden_ones(reference: Path, tmp_path: Path) -> None:
    words = Words("t", "d", "https://example.com", "a")
    one = pins.body(Place(BOARD, ""), words, source([file(tmp_path)]))
    assert sent(one) == body(reference, "image_base64")
    bare = Words("", "", "", "")
    five = pins.body(Place(BOARD, ""), bare, source([file(tmp_path, "image/png")] * 5))
    wanted = body(reference, "carousel 5")
    wanted["media_source"]["index"] = 0  # the first in front, as is usual
    assert sent(five) == wanted


def test_our_video_is_the_golden_one(reference: Path, tmp_path: Path) -> None:
    renditions = FileRenditions()
    renditions.files["v.mp4@2500"] = file(tmp_path)
    (planned,) = plan([clip()]).parts[0].media
    cover = video.cover(renditions, planned, 2500)
    made = {"source_type": "video_id", "media_id": "12345", **cover}
    whole = pins.body(Place(BOARD, ""), Words("", "", "", ""), made)
    assert sent(whole) == body(reference, "video")


def clip() -> AttachedMedia:
    return attached("v.mp4", mime="video/mp4", width=1080, height=1920, duration=20.0)


def plan(media: list[AttachedMedia], text: str = "", **options: str) -> Plan:
    given_ones = {"board": BOARD, **{name: one for name, one in options.items() if one}}
    return Pinterest().plan(Composition(text, tuple(media), given_ones, facts=FACTS))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"]), max_size=820)


@settings(max_examples=60)
@given(
    text=TEXTS,
    title=TEXTS,
    alts=st.lists(TEXTS, min_size=1, max_size=6),
    link=st.sampled_from(["", "https://example.com/ä?b=c", "https://e.co/" + "x" * 2040]),
    board=st.sampled_from([BOARD, f"{BOARD}/7"]),
)
def test_whatever_is_planned_keeps_to_the_document(
    document: OpenApi, text: str, title: str, alts: list[str], link: str, board: str
) -> None:
    media = [attached(f"{number}.jpg", alt=alt) for number, alt in enumerate(alts)]
    made = plan(media, text, title=title, link=link, board=board)
    if made.blocked:
        return
    picture = {"content_type": "image/jpeg", "data": "/9j/"}
    items = [picture for _ in media]
    files = (
        {"source_type": "image_base64", **picture}
        if len(media) == 1
        else {"source_type": "multiple_image_base64", "items": items, "index": 0}
    )
    whole = pins.body(posting.place_in(made), posting.words_in(made), files)
    assert document.wrong_body(PIN, whole) == []


EXPECTED: dict[str, type[PublishingError]] = {
    "auth-expired": SignInExpired,
    "permission": PermissionMissing,
    "rate-limited": RateLimited,
    "invalid-content": ContentRefused,
    "media-processing": ContentRefused,
}


def test_every_error_row_is_judged_by_its_code(reference: Path) -> None:
    """The suite serves each row at the wire; here is what is said of it."""
    rows = cases(reference, "errors/error-responses.json")
    assert {one["category"] for one in rows} == set(EXPECTED)
    for row in rows:
        told = JsonObject(row["body"], ContentRefused)
        found = judge(Failure(row["status"], {}, told, "raw", "api.pinterest.com", commit=True))
        if row["status"] in (200, 429):
            assert found is None  # no refusal, or the status says it
            continue
        assert type(found) is EXPECTED[row["category"]], row
        assert all(part.endswith(".") for part in (found.title, found.cause, found.action))


def test_the_limits_are_those_of_the_reference(reference: Path) -> None:
    rows = json.loads((reference / "platforms/media_specs.json").read_text())["rows"]
    own = {one["surface"]: one for one in rows if one["platform"] == "pinterest"}
    assert set(own) == {"pin_image", "pin_carousel", "pin_video"}
    assert {one["text"]["max"] for one in own.values()} == {INFO.text.limit}
    assert {one["text"]["title_max"] for one in own.values()} == {TITLE}
    assert {one["text"]["link_max"] for one in own.values()} == {LINK}
    assert {one["alt_text_max"] for one in own.values()} == {ALT_TEXT}
    count = own["pin_carousel"]["image"]["count"]
    assert [PIN_CAROUSEL.images.least, PIN_CAROUSEL.images.most] == count
    rules = PIN_VIDEO.video
    assert rules is not None
    assert [rules.min_seconds, rules.max_seconds] == own["pin_video"]["video"]["duration_s"]
