"""Bluesky against its official schema and the reference's requests and error answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators

from brandcraft_desktop.domain.plan import Composition, Part
from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.domain.text.measure import Measure
from brandcraft_desktop.errors import (
    ContentRefused,
    DuplicateRefused,
    ErrorKind,
    MediaGone,
    OutcomeUnknown,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    RateLimited,
    SignInExpired,
)
from brandcraft_desktop.publishers.base import AccountSession, Identity, Rendition, Session
from brandcraft_desktop.publishers.bluesky import options, records, tokens, video
from brandcraft_desktop.publishers.bluesky.publisher import Bluesky
from brandcraft_desktop.publishers.bluesky.records import Card, Uploaded, Written
from brandcraft_desktop.publishers.bluesky.xrpc import procedure
from brandcraft_desktop.publishers.exchange import Upload
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from tests.publishers.raw_server import Line, RawServer, serving
from tests.publishers.support import (
    CountingGuard,
    FileRenditions,
    MemorySecrets,
    MemorySteps,
    StandingClock,
    attached,
    rendition,
)

pytestmark = pytest.mark.contract

NOW = datetime(2026, 11, 22, 6, 39, tzinfo=UTC)
DID = "did:plc:u5cwb2mwiv2bfq53cjufe6yn"
CID = "bafyreibjifzpqj6o6wcq3hejh7y4z4z2vmiklkvykc57tw3pcbx3kxifpm"
PDS = "https://pds.example"
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3OTU0MTUxNDB9.c2lnbmF0dXJl"
PASSWORD = "abcd-efgh-2345-wxyz"
PUT_INPUT = "root:com.atproto.repo.putRecord.input"


def _most_bytes(_: Any, limit: int, value: Any, __: Any) -> Iterator[ValidationError]:
    if isinstance(value, str) and len(value.encode()) > limit:
        yield ValidationError(f"more than {limit} bytes")


def _most_graphemes(_: Any, limit: int, value: Any, __: Any) -> Iterator[ValidationError]:
    if isinstance(value, str) and graphemes.count(value) > limit:
        yield ValidationError(f"more than {limit} graphemes")


Validator = validators.extend(
    Draft202012Validator, {"x-maxUtf8Bytes": _most_bytes, "x-maxGraphemes": _most_graphemes}
)


@dataclass(frozen=True)
class Contracts:
    """The reference data about Bluesky."""

    schema: dict[str, Any]
    golden: list[dict[str, Any]]
    errors: list[dict[str, Any]]

    def wrong(self, name: str, body: Any) -> list[str]:
        """What the schema `name` finds wrong with a body."""
        whole = {"$ref": f"#/$defs/{name}", "$defs": self.schema["$defs"]}
        found = Validator(whole, format_checker=FormatChecker()).iter_errors(body)
        return [error.message for error in found]

    def body(self, name: str) -> dict[str, Any]:
        """One golden request."""
        return next(dict(case["body"]) for case in self.golden if case["name"] == name)


@pytest.fixture(scope="session")
def contracts(reference: Path) -> Contracts:
    platforms = reference / "platforms"

    def read(path: str) -> Any:
        return json.loads((platforms / path).read_text(encoding="utf-8"))

    def ours(path: str) -> list[dict[str, Any]]:
        return [case for case in read(path)["cases"] if case["platform"] == "bluesky"]

    return Contracts(
        read("specs/bluesky/bluesky.schema.json"),
        ours("vectors/requests/golden-requests.json"),
        ours("vectors/errors/error-responses.json"),
    )


def test_the_golden_requests_agree_with_the_schema(contracts: Contracts) -> None:
    """The validator used below is strict enough to be trusted."""
    assert len(contracts.golden) >= 20
    for case in contracts.golden:
        name = case["schema"].rpartition("/")[2]
        assert (contracts.wrong(name, case["body"]) == []) is case["valid"], case["name"]


def record(text: str = "hi", **more: Any) -> dict[str, Any]:
    """A record as the program builds it."""
    chosen: dict[str, str] = {
        name: more.pop(name) for name in ("languages", "labels") if name in more
    }
    part = Part(text, Bluesky().spans(text), Measure(0, 300, 300, "characters", True))
    plain: dict[str, Any] = {"dids": {}, "embed": None, "root": None, "parent": None}
    return records.post_record(
        part,
        created_at=records.timestamp(NOW),
        options=options.read(chosen),
        **{**plain, **more},
    )


def blob(contracts: Contracts) -> Any:
    return contracts.body("images")["embed"]["images"][0]["image"]


def test_our_records_are_the_golden_ones(contracts: Contracts) -> None:
    assert record() == contracts.body("text")
    picture = Uploaded(blob(contracts), 1000, 500, "a")
    assert record(embed=records.images([picture])) == contracts.body("images")
    clip = Uploaded(contracts.body("video")["embed"]["video"], 16, 9, "v")
    assert record(embed=records.video(clip)) == contracts.body("video")
    reply = contracts.body("reply")["reply"]
    root, parent = Written(**reply["root"]), Written(**reply["parent"])
    assert record(root=root, parent=parent) == contracts.body("reply")
    card = Card("https://example.com", "t", "", None)
    assert record(embed=records.external(card)) == contracts.body("external card")
    labelled = contracts.body("self label, langs, tags")
    assert {**record(languages="de,en", labels="nudity"), "langs": labelled["langs"]} == {
        key: value for key, value in labelled.items() if key != "tags"
    }


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=340)
PIECES = st.sampled_from(
    [
        "https://a.example/x?y=z#w ",
        "@b.example ",
        "#tag ",
        "$AAPL ",
        "👨‍👩‍👧‍👦",
        "e\u0301 ",
        "\n",
        "http:///x ",
    ]
)


@given(texts=st.lists(st.one_of(TEXTS, PIECES), min_size=1, max_size=6), thread=st.booleans())
def test_whatever_is_planned_keeps_to_the_schema(
    contracts: Contracts, texts: list[str], thread: bool
) -> None:
    plan = Bluesky().plan(Composition("".join(texts), thread=thread))
    if plan.blocked:
        return
    for part in plan.parts:
        dids = {"b.example": DID}
        made = record(part.text, dids=dids)
        assert contracts.wrong("root:app.bsky.feed.post", made) == []
        size = len(part.text.encode())
        for facet in made.get("facets", []):
            assert 0 <= facet["index"]["byteStart"] < facet["index"]["byteEnd"] <= size


class Pretender:
    """A server that takes everything, so that what was asked can be judged."""

    def __init__(self, contracts: Contracts, script: dict[str, tuple[int, Any]]) -> None:
        self._script = {
            "uploadBlob": (200, {"blob": blob(contracts)}),
            "resolveHandle": (200, {"did": DID}),
            "putRecord": (200, {"uri": f"at://{DID}/app.bsky.feed.post/3k4duaz5vfs2b", "cid": CID}),
            "deleteRecord": (200, {}),
            "getServiceAuth": (200, {"token": TOKEN}),
            "getRecord": (400, {"error": "RecordNotFound", "message": "Could not locate record"}),
            **script,
        }

    def __call__(self, line: Line) -> None:
        while asked := line.read_request():
            method = re.split(rb"[ ?]", asked.split(b"\r\n")[0])[1].rpartition(b".")[2].decode()
            status, body = self._script.get(method, (404, {}))
            headers = [f"{name}: {value}" for name, value in HEADERS.get(method, {}).items()]
            line.answer(status, json.dumps(body).encode(), "Connection: close", *headers)
            return


HEADERS: dict[str, dict[str, str]] = {}


def session(server: RawServer, folder: Path) -> Session:
    clock = StandingClock(NOW)
    origins = Origins({PDS: server.url, "https://video.bsky.app": server.url})
    files = FileRenditions()
    for number in range(4):
        files.files[f"{number}.jpg"] = rendition(folder, f"{number}.jpg", b"x" * 9, "image/jpeg")
    files.files["v.mp4"] = rendition(folder, "v.mp4", b"v" * 99, "video/mp4")
    secrets = {"access": TOKEN, "refresh": f"{TOKEN}r", "app_password": PASSWORD}
    return Session(
        Http(clock, origins),
        Identity("a", DID, "alice.example", PDS),
        MemorySecrets(secrets),
        files,
        clock,
        "delivery-1",
        NOW,
    )


def bodies(server: RawServer, method: bytes) -> list[dict[str, Any]]:
    """The JSON bodies sent to one method."""
    return [
        json.loads(one.partition(b"\r\n\r\n")[2])
        for one in server.heard
        if one.split(b"\r\n")[0].endswith(method + b" HTTP/1.1")
    ]


@pytest.mark.parametrize("replies", ["nobody", "mentioned", "following", "followers"])
def test_everything_sent_keeps_to_the_schema(
    contracts: Contracts, tmp_path: Path, replies: str
) -> None:
    media = tuple(attached(f"{number}.jpg") for number in range(4))
    text = "one @b.example\n---\ntwo #tag\n---\nthree"
    chosen = {"languages": "de,pt-BR,zh-Hant", "labels": "porn", "replies": replies}
    plan = Bluesky().plan(Composition(text, media, chosen, thread=True))
    with serving(Pretender(contracts, {})) as server:
        given_session = session(server, tmp_path)
        Bluesky().publish(plan, given_session, MemorySteps(StandingClock(NOW)))
        Bluesky().delete(f"at://{DID}/app.bsky.feed.post/3k4duaz5vfs2b", as_account(given_session))
        given_session.http.close()
    writes = bodies(server, b"putRecord")
    assert len(writes) == 4
    for write in writes:
        assert contracts.wrong(PUT_INPUT, write) == []
        assert contracts.wrong(f"root:{write['collection']}", write["record"]) == []
        if write["collection"] == "app.bsky.feed.post":
            assert write["swapRecord"] is None
    deletes = bodies(server, b"deleteRecord")
    assert len(deletes) == 2
    for delete in deletes:
        assert contracts.wrong("root:com.atproto.repo.deleteRecord.input", delete) == []


def as_account(one: Session) -> AccountSession:
    return AccountSession(one.http, one.identity, one.secrets, one.clock)


def test_signing_in_keeps_to_the_schema(contracts: Contracts, tmp_path: Path) -> None:
    with serving(Pretender(contracts, {"createSession": (200, {})})) as server:
        http = session(server, tmp_path).http
        tokens.create_session(http, PDS, "alice.example", PASSWORD)
        http.close()
    (body,) = bodies(server, b"createSession")
    assert contracts.wrong("root:com.atproto.server.createSession.input", body) == []


EXPECTED: dict[str, type[PublishingError]] = {
    "auth-expired": SignInExpired,
    "auth-2fa": OwnerNeeded,
    "permission": PermissionMissing,
    "rate-limited": RateLimited,
    "invalid-content": ContentRefused,
    "media-expired": MediaGone,
    "unknown-outcome": OutcomeUnknown,
    "conflict": DuplicateRefused,
}
BESIDES = {"ok", "quota", "media-processing"}  # have a test of their own below


def test_every_error_row_has_its_class(contracts: Contracts, tmp_path: Path) -> None:
    seen = set()
    for row in contracts.errors:
        seen.add(row["category"])
        if row["category"] in BESIDES:
            continue
        error = refused(contracts, row, tmp_path)
        assert type(error) is EXPECTED[row["category"]], row
        assert all(part.endswith(".") for part in (error.title, error.cause, error.action) if part)
        assert error.title
        assert error.action
        assert str(row["status"]) in error.raw
        assert PASSWORD not in repr(error) + error.raw + error.message
        assert TOKEN not in repr(error) + error.raw + error.message
    assert seen == set(EXPECTED) | BESIDES


def refused(contracts: Contracts, row: dict[str, Any], folder: Path) -> PublishingError:
    body = {**row["body"], "accessJwt": TOKEN, "echo": f"Bearer {TOKEN} {PASSWORD}"}
    HEADERS["putRecord"] = row["headers"]
    with serving(Pretender(contracts, {"putRecord": (row["status"], body)})) as server:
        http = session(server, folder).http
        call = procedure(PDS, "com.atproto.repo.putRecord", {"a": PASSWORD}, bearer=TOKEN)
        with pytest.raises(PublishingError) as caught:
            http.commit(call, CountingGuard())
        http.close()
    HEADERS.clear()
    return caught.value


def test_a_rate_limit_waits_for_its_reset(contracts: Contracts, tmp_path: Path) -> None:
    row = next(one for one in contracts.errors if one["category"] == "rate-limited")
    reset = datetime.fromtimestamp(int(row["headers"]["ratelimit-reset"]), UTC)
    error = refused(contracts, row, tmp_path)
    assert error.retry_after == min(max(reset - NOW, timedelta()), timedelta(days=1))


def sent_video(script: dict[str, tuple[int, Any]], contracts: Contracts, folder: Path) -> Uploaded:
    plan = Bluesky().plan(Composition("x", (attached("v.mp4", mime="video/mp4", duration=3),)))
    with serving(Pretender(contracts, script)) as server:
        one = session(server, folder)
        try:
            return video.video(
                as_account(one),
                one.renditions,
                plan.parts[0].media[0],
                MemorySteps(StandingClock(NOW)),
            )
        finally:
            one.http.close()


def test_a_video_that_is_known_already_is_taken(contracts: Contracts, tmp_path: Path) -> None:
    row = next(one for one in contracts.errors if one["category"] == "ok")
    script = {
        "getUploadLimits": (200, {"canUpload": True}),
        "uploadVideo": (row["status"], row["body"]),
    }
    assert sent_video(script, contracts, tmp_path).blob == row["body"]["blob"]


def test_the_quota_of_videos(contracts: Contracts, tmp_path: Path) -> None:
    row = next(one for one in contracts.errors if one["category"] == "quota")
    with pytest.raises(RateLimited) as caught:
        sent_video({"getUploadLimits": (row["status"], row["body"])}, contracts, tmp_path)
    assert caught.value.kind is ErrorKind.QUOTA
    assert "daily limit" in caught.value.cause


def test_a_video_that_failed_is_final(contracts: Contracts, tmp_path: Path) -> None:
    row = next(one for one in contracts.errors if one["category"] == "media-processing")
    script = {
        "getUploadLimits": (200, {"canUpload": True}),
        "uploadVideo": (200, {"jobId": "abc", "did": DID, "state": "JOB_STATE_CREATED"}),
        "getJobStatus": (row["status"], row["body"]),
    }
    with pytest.raises(ContentRefused) as caught:
        sent_video(script, contracts, tmp_path)
    assert caught.value.kind is ErrorKind.MEDIA_PROCESSING


def test_the_limits_are_those_of_the_reference(reference: Path) -> None:
    rows = json.loads((reference / "platforms/media_specs.json").read_text())["rows"]
    row = next(one for one in rows if (one["platform"], one["surface"]) == ("bluesky", "post"))
    info = Bluesky().info
    assert info.text.limit == row["text"]["max"]
    assert info.text.byte_limit == row["text"]["max_bytes"]
    assert info.media.max_images == row["image"]["count"][1]
    assert info.media.max_videos == row["video"]["count"][1]
    assert info.media.alt_text_max == row["alt_text_max"]
    assert info.media.mixed is row["mixed"]


def test_uploads_hold_no_path_in_their_repr(tmp_path: Path) -> None:
    file: Rendition = rendition(tmp_path, "a.jpg", b"x", "image/jpeg")
    assert str(tmp_path) not in repr(Upload(file.path, file.mime, 1))
