"""The practice Bluesky against the official lexicons, schemas and vectors."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from brandcraft_desktop.practice.graphemes import count_graphemes
from brandcraft_desktop.practice.platforms.bluesky.lexicon import Invalid
from brandcraft_desktop.practice.platforms.bluesky.records import POST, RECORDS, check_facets
from brandcraft_desktop.practice.platforms.bluesky.syntax import FORMATS
from brandcraft_desktop.practice.platforms.bluesky.tid import TidMaker
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.practice.values import Json
from tests.practice.conftest import ENTRYWAY, Client, record
from tests.practice.lexicons import lexicon, names, output_validator
from tests.practice.pictures import PNG
from tests.practice.test_bluesky_video import limits, status, upload

pytestmark = pytest.mark.contract

PUBLIC = "https://public.api.bsky.app"
RKEY = "3k4duaz5vfs2b"
SYNTAX = {
    "atidentifier": "AT identifier",
    "aturi": "at-uri",
    "datetime": "datetime",
    "did": "DID",
    "handle": "handle",
    "language": "language",
    "nsid": "NSID",
    "recordkey": "record key",
    "tid": "TID string",
}


def exchanges(client: Client) -> Iterator[tuple[str, object]]:
    """One successful answer of every method that has an output."""
    me, server, repo = client.account, "com.atproto.server", "com.atproto.repo"
    sign_in = {"identifier": me.handle, "password": me.app_password}

    def told(method: str, answer: httpx.Response) -> tuple[str, object]:
        assert answer.is_success, f"{method}: {answer.text}"
        return method, answer.json()

    create = f"{server}.createSession"
    yield told(create, client.post(create, sign_in, origin=ENTRYWAY))
    refresh = f"{server}.refreshSession"
    yield told(refresh, client.post(refresh, token=client.refresh, origin=ENTRYWAY))
    for method in (f"{server}.getSession", f"{server}.describeServer"):
        yield told(method, client.get(method, token=client.access))
    service = f"{server}.getServiceAuth"
    yield told(service, client.get(service, token=client.access, aud="did:web:a.example"))
    resolve = "com.atproto.identity.resolveHandle"
    yield told(resolve, client.get(resolve, handle=me.handle))
    yield told(f"{repo}.uploadBlob", client.upload(PNG, "image/png"))
    yield told(f"{repo}.putRecord", client.put(RKEY, record()))
    yield told(f"{repo}.createRecord", client.create(record()))
    where = {"repo": me.did, "collection": POST}
    yield told(f"{repo}.getRecord", client.get(f"{repo}.getRecord", **where, rkey=RKEY))
    yield told(f"{repo}.listRecords", client.get(f"{repo}.listRecords", **where))
    writes = [{"$type": f"{repo}.applyWrites#create", "collection": POST, "value": record()}]
    body = {"repo": me.did, "writes": writes}
    apply = f"{repo}.applyWrites"
    yield told(apply, client.post(apply, body, token=client.access))
    uri = f"at://{me.did}/{POST}/{RKEY}"
    posts, profile = "app.bsky.feed.getPosts", "app.bsky.actor.getProfile"
    yield told(posts, client.get(posts, origin=PUBLIC, uris=uri))
    yield told(profile, client.get(profile, origin=PUBLIC, actor=me.did))
    delete = f"{repo}.deleteRecord"
    yield told(delete, client.post(delete, {**where, "rkey": RKEY}, token=client.access))
    client.server.tell("bluesky/settings", video_nested=True)
    yield "app.bsky.video.getUploadLimits", limits(client)
    answer = upload(client)
    yield told("app.bsky.video.uploadVideo", answer)
    job = answer.json()["jobStatus"]["jobId"]
    for _ in range(3):
        yield "app.bsky.video.getJobStatus", {"jobStatus": status(client, job)}
    client.server.tell("bluesky/settings", video_nested=False)


# Parts of the multi-part upload are not stood in for: the official app falls back to uploadVideo.
NOT_THERE = {
    f"app.bsky.video.{name}"
    for name in ("startUpload", "uploadPart", "finishUpload", "getUploadStatus", "abortUpload")
}


def test_every_answer_fits_its_lexicon(client: Client, reference: Path) -> None:
    seen = set()
    for method, body in exchanges(client):
        output_validator(reference, method).validate(body)
        seen.add(method)
    methods = {
        name
        for name in names(reference)
        if lexicon(reference, name).get("main", {}).get("output") is not None
    }
    assert methods - NOT_THERE == seen


def golden(reference: Path) -> list[dict[str, Any]]:
    document = json.loads(
        (reference / "platforms/vectors/requests/golden-requests.json").read_text()
    )
    cases = [case for case in document["cases"] if case["platform"] == "bluesky"]
    assert len(cases) > 15
    return cases


def test_golden_requests(client: Client, reference: Path) -> None:
    for number, case in enumerate(golden(reference)):
        name = case["schema"].rpartition("root:")[2]
        if name == POST:
            answer = client.put(TidMaker().next(1_795_000_000 + number), case["body"])
        else:
            method = name.removesuffix(".input")
            body = case["body"]
            if "repo" in body:
                body = {**body, "repo": client.account.did}
            answer = client.post(method, body, token=client.access)
        if not case["valid"]:
            assert answer.status_code == 400, case["name"]
            assert answer.json()["error"] in ("InvalidRequest", "InvalidMimeType"), case["name"]
        elif not answer.is_success:
            # Fine in form, but it points to blobs and posts that only its author has.
            told = f"{answer.json()['error']} {answer.json()['message']}"
            assert "BlobNotFound" in told or "does not exist" in told, (case["name"], told)


def broken(value: object, draw: st.DrawFn) -> object:
    """`value` with one thing in it changed."""
    if isinstance(value, dict) and value:
        key = draw(st.sampled_from(sorted(value)))
        if draw(st.booleans()):
            return {name: one for name, one in value.items() if name != key}
        return {**value, key: broken(value[key], draw)}
    if isinstance(value, list) and value:
        how = draw(st.sampled_from(["longer", "item"]))
        if how == "longer":
            return value * 21
        return [broken(value[0], draw), *value[1:]]
    odd: list[object] = [
        None,
        True,
        -1,
        0,
        7,
        9_000_000_000,
        "",
        "x",
        "y" * 4000,
        [],
        {},
        "did:x",
        "2026-13-01",
    ]
    return draw(st.sampled_from(odd))


@st.composite
def damaged_posts(draw: st.DrawFn) -> dict[str, Any]:
    link = {"$link": "bafkreibabalobzn6cd366ukcsjycp4yymjymgfxcv6xczmlgpemzkz3cfa"}
    blob: dict[str, Any] = {"$type": "blob", "ref": link, "mimeType": "image/png", "size": 9}
    cid = "bafyreibjifzpqj6o6wcq3hejh7y4z4z2vmiklkvykc57tw3pcbx3kxifpm"
    ref = {"uri": f"at://did:plc:u5cwb2mwiv2bfq53cjufe6yn/{POST}/3k4duaz5vfs2b", "cid": cid}
    shape = {"width": 3, "height": 2}
    pictures: list[dict[str, Any]] = [{"image": blob, "alt": "a", "aspectRatio": shape}]
    media: dict[str, Any] = {"$type": "app.bsky.embed.images", "images": pictures}
    card = {"uri": "https://a.example", "title": "t", "description": "d", "thumb": blob}
    quote: dict[str, Any] = {"$type": "app.bsky.embed.record", "record": ref}
    embeds: list[dict[str, Any]] = [
        media,
        {
            "$type": "app.bsky.embed.gallery",
            "items": [{"$type": "app.bsky.embed.gallery#image", **pictures[0]}],
        },
        {"$type": "app.bsky.embed.external", "external": card},
        {
            "$type": "app.bsky.embed.video",
            "video": {**blob, "mimeType": "video/mp4"},
            "alt": "v",
            "aspectRatio": shape,
        },
        quote,
        {"$type": "app.bsky.embed.recordWithMedia", "record": quote, "media": media},
    ]
    feature = draw(
        st.sampled_from(
            [
                {"$type": "app.bsky.richtext.facet#link", "uri": "https://a.example"},
                {"$type": "app.bsky.richtext.facet#tag", "tag": "a"},
                {"$type": "app.bsky.richtext.facet#mention", "did": "did:plc:abc"},
            ]
        )
    )
    post: dict[str, Any] = {
        "$type": POST,
        "text": "hello",
        "createdAt": "2026-11-22T06:39:00.000Z",
        "langs": ["de"],
        "tags": ["one"],
        "labels": {
            "$type": "com.atproto.label.defs#selfLabels",
            "values": [{"val": "nudity"}],
        },
        "facets": [{"index": {"byteStart": 0, "byteEnd": 2}, "features": [feature]}],
        "reply": {"root": ref, "parent": ref},
        "embed": draw(st.sampled_from(embeds)),
    }
    changed: Any = copy.deepcopy(post)
    for _ in range(draw(st.integers(0, 2))):
        changed = broken(changed, draw)
    return changed if isinstance(changed, dict) else post


@pytest.fixture(scope="module")
def schema(reference: Path) -> Draft202012Validator:
    document = json.loads((reference / "platforms/specs/bluesky/bluesky.schema.json").read_text())
    return Draft202012Validator({"$ref": f"#/$defs/root:{POST}", "$defs": document["$defs"]})


@settings(max_examples=300)
@given(post=damaged_posts())
def test_what_the_schema_refuses_is_refused(
    schema: Draft202012Validator, post: dict[str, Any]
) -> None:
    if schema.is_valid(post):
        return
    # A missing $type is judged before the rules of the record.
    if post.get("$type") != POST:
        return
    with pytest.raises(Invalid):
        RECORDS[POST].check(post, "$.record")


def vectors(reference: Path, pattern: str) -> Iterator[tuple[str, str]]:
    """Kind of syntax and example, from the files with this ending."""
    for path in sorted((reference / "platforms/vectors/atproto/syntax").glob(pattern)):
        for line in path.read_text().splitlines():
            if line and not line.startswith("#"):
                yield path.name.partition("_")[0], line


def test_syntax_vectors(reference: Path) -> None:
    valid = list(vectors(reference, "*_valid.txt"))
    invalid = list(vectors(reference, "*_invalid.txt"))
    assert len(valid) > 100
    assert len(invalid) > 100
    assert [one for one in valid if not FORMATS[SYNTAX[one[0]]](one[1])] == []
    assert [one for one in invalid if FORMATS[SYNTAX[one[0]]](one[1])] == []


def test_facet_vectors(reference: Path) -> None:
    cases = json.loads((reference / "platforms/vectors/bluesky/facets.json").read_text())["cases"]
    for case in cases:
        text = case["text"]
        assert count_graphemes(text) == case["graphemes"], text
        facets: list[Json] = [
            {"index": {"byteStart": one["byteStart"], "byteEnd": one["byteEnd"]}, "features": []}
            for one in case["facets"]
        ]
        check_facets({"text": text, "facets": facets})


def test_grapheme_break_vectors(reference: Path) -> None:
    lines = (reference / "platforms/vectors/unicode/GraphemeBreakTest.txt").read_text()
    count = 0
    for line in lines.splitlines():
        signs = line.partition("#")[0].split()
        if not signs:
            continue
        text = "".join(chr(int(sign, 16)) for sign in signs if sign not in "÷×")
        assert count_graphemes(text) == signs.count("÷") - 1, line
        count += 1
    assert count > 500


def test_error_vectors(practice: PracticeServer, client: Client, reference: Path) -> None:
    """The errors a fault asks for are those the vectors know."""
    path = reference / "platforms/vectors/errors/error-responses.json"
    cases = [c for c in json.loads(path.read_text())["cases"] if c["platform"] == "bluesky"]
    known = {(case["status"], case["body"].get("error")) for case in cases}
    method = "com.atproto.repo.getRecord"
    where = {"repo": client.account.did, "collection": POST, "rkey": RKEY}
    for fields in (
        {"kind": "expired_token"},
        {"kind": "revoked"},
        {"kind": "status", "status": 429},
        {"kind": "status", "status": 500},
    ):
        practice.tell("faults", endpoint=method, **fields)
        answer = client.get(method, **where)
        assert (answer.status_code, answer.json()["error"]) in known
