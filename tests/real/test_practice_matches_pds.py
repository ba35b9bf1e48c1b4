"""The practice Bluesky answers as the official server does: same statuses, errors and sentences.

Where it is stricter on purpose, tests/practice says so; here stands what must be equal.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from brandcraft_desktop.practice.process import PracticeServer, start
from tests.real.bluesky_server import Pds

POST = "app.bsky.feed.post"
RKEY, OTHER, FREE = "3k4duaz5vfs2b", "3k4duaz5vfs2c", "3k4duaz5vfs2z"
SERVER, REPO = "com.atproto.server", "com.atproto.repo"
CID = "bafyreibjifzpqj6o6wcq3hejh7y4z4z2vmiklkvykc57tw3pcbx3kxifpm"
BLOB = "bafkreibabalobzn6cd366ukcsjycp4yymjymgfxcv6xczmlgpemzkz3cfa"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TEXTS = {
    "family": "👨‍👩‍👧‍👦",
    "flags": "🇩🇪🇫🇷",
    "conjunct": "नमस्ते",
    "combining": "e\u0301\u0323",
    "hangul": "\u1112\u1161\u11ab",
    "keycap": "1️⃣",
    "returns": "a\r\nb",
}


@dataclass(frozen=True)
class Side:
    """One of the two servers, signed in."""

    http: httpx.Client
    did: str
    handle: str
    password: str
    access: str
    refresh: str

    def ask(
        self, verb: str, method: str, *, token: str | None = None, **more: Any
    ) -> httpx.Response:
        headers = {**more.pop("headers", {})}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return self.http.request(verb, f"/xrpc/{method}", headers=headers, **more)

    def get(self, method: str, token: str | None = None, **query: str | int) -> httpx.Response:
        return self.ask("GET", method, token=token, params=query)

    def post(self, method: str, body: object = None, token: str | None = None) -> httpx.Response:
        return self.ask("POST", method, token=token, **({} if body is None else {"json": body}))

    def put(self, rkey: str, **more: Any) -> httpx.Response:
        return self.post(f"{REPO}.putRecord", self._write(rkey=rkey, **more), self.access)

    def create(self, **more: Any) -> httpx.Response:
        return self.post(f"{REPO}.createRecord", self._write(**more), self.access)

    def upload(self, data: bytes, kind: str) -> httpx.Response:
        method, headers = f"{REPO}.uploadBlob", {"Content-Type": kind}
        return self.ask("POST", method, token=self.access, content=data, headers=headers)

    def blob(self) -> dict[str, Any]:
        found: dict[str, Any] = self.upload(PNG, "image/png").json()["blob"]
        return found

    def _write(self, **more: Any) -> dict[str, Any]:
        return {"repo": self.did, "collection": POST, "record": record(), **more}


def record(**fields: Any) -> dict[str, Any]:
    return {"$type": POST, "text": "hi", "createdAt": "2026-11-22T06:39:00.000Z", **fields}


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in record().items() if key != name}


def sign_in(url: str, handle: str, password: str) -> Side:
    http = httpx.Client(base_url=url, trust_env=False, timeout=30)
    body = {"identifier": handle, "password": password}
    session = http.post(f"/xrpc/{SERVER}.createSession", json=body).raise_for_status().json()
    return Side(http, session["did"], handle, password, session["accessJwt"], session["refreshJwt"])


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"))
    server.tell("bluesky/settings", rate_limits=False)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def sides(pds: Pds, practice: PracticeServer) -> Iterator[tuple[Side, Side]]:
    """The official server and ours. Signing in takes the official one a third of a second: once."""
    theirs, own = pds.new_account(), practice.accounts[0]
    origin = practice.origins["https://practice.us-east.host.bsky.network"]
    official = sign_in(pds.url, theirs.handle, theirs.app_password)
    ours = sign_in(origin, own.handle, own.app_password)
    yield official, ours
    official.http.close()
    ours.http.close()


@pytest.fixture
def official(sides: tuple[Side, Side]) -> Side:
    return emptied(sides[0])


@pytest.fixture
def ours(sides: tuple[Side, Side]) -> Side:
    return emptied(sides[1])


def emptied(side: Side) -> Side:
    """Without the posts of other tests."""
    where = {"repo": side.did, "collection": POST}
    for one in side.get(f"{REPO}.listRecords", limit=100, **where).json()["records"]:
        rkey = one["uri"].rpartition("/")[2]
        side.post(f"{REPO}.deleteRecord", {**where, "rkey": rkey}, side.access)
    return side


def images(*pictures: object) -> dict[str, object]:
    return {"$type": "app.bsky.embed.images", "images": list(pictures)}


def picture(side: Side, **fields: object) -> dict[str, object]:
    return {"image": side.blob(), "alt": "", **fields}


def facet(start: object, end: object, **feature: object) -> dict[str, object]:
    return {"index": {"byteStart": start, "byteEnd": end}, "features": [feature]}


def twice(side: Side, **more: Any) -> httpx.Response:
    side.put(RKEY)
    return side.put(RKEY, **more)


def used_key(side: Side) -> httpx.Response:
    side.create(rkey=RKEY)
    return side.create(rkey=RKEY)


def after_delete(side: Side) -> httpx.Response:
    """A blob dies with its last record."""
    embed = images(picture(side))
    side.put(RKEY, record=record(embed=embed))
    delete(side, RKEY)
    return side.put(OTHER, record=record(embed=embed))


def delete(side: Side, rkey: str, **more: Any) -> httpx.Response:
    body = {"repo": side.did, "collection": POST, "rkey": rkey, **more}
    return side.post(f"{REPO}.deleteRecord", body, side.access)


def deleted_twice(side: Side) -> httpx.Response:
    side.put(RKEY)
    delete(side, RKEY)
    return delete(side, RKEY)


def read(side: Side, **query: str) -> httpx.Response:
    side.put(RKEY)
    where = {"repo": side.did, "collection": POST, "rkey": RKEY, **query}
    return side.ask("GET", f"{REPO}.getRecord", params=where)


def session(side: Side, **fields: object) -> httpx.Response:
    body = {"identifier": side.handle, "password": side.password, **fields}
    return side.post(f"{SERVER}.createSession", body)


def signed_out(side: Side) -> httpx.Response:
    refresh = session(side).json()["refreshJwt"]
    side.post(f"{SERVER}.deleteSession", token=refresh)
    return side.post(f"{SERVER}.refreshSession", token=refresh)


def listed(side: Side, **query: str | int) -> httpx.Response:
    for rkey in (RKEY, OTHER):
        side.put(rkey)
    where = {"repo": side.did, "collection": POST, **query}
    return side.ask("GET", f"{REPO}.listRecords", params=where)


CASES: Mapping[str, Callable[[Side], httpx.Response]] = {
    "sign in, wrong password": lambda side: session(side, password="no"),
    "sign in, unknown": lambda side: session(side, identifier="nobody.test"),
    "sign in, wrong type": lambda side: session(side, identifier=3),
    "sign in, null": lambda side: session(side, password=None),
    "sign in, an array": lambda side: side.post(f"{SERVER}.createSession", [1]),
    "sign in, no body": lambda side: side.post(f"{SERVER}.createSession"),
    "sign in, text": lambda side: side.ask(
        "POST",
        f"{SERVER}.createSession",
        content=b"{}",
        headers={"Content-Type": "text/plain"},
    ),
    "sign in, by GET": lambda side: side.get(f"{SERVER}.createSession"),
    "session without a token": lambda side: side.get(f"{SERVER}.getSession"),
    "session with nonsense": lambda side: side.get(f"{SERVER}.getSession", "nonsense"),
    "session with a refresh token": lambda side: side.get(f"{SERVER}.getSession", side.refresh),
    "session with basic": lambda side: side.ask(
        "GET", f"{SERVER}.getSession", headers={"Authorization": "Basic abc"}
    ),
    "refresh with an access token": lambda side: side.post(
        f"{SERVER}.refreshSession", token=side.access
    ),
    "refresh with a body": lambda side: side.post(f"{SERVER}.refreshSession", {}, side.refresh),
    "refresh after signing out": signed_out,
    "resolve, unknown": lambda side: side.get(
        "com.atproto.identity.resolveHandle", handle="nobody.test"
    ),
    "resolve, malformed": lambda side: side.get(
        "com.atproto.identity.resolveHandle", handle="no_body"
    ),
    "resolve, nobody": lambda side: side.get("com.atproto.identity.resolveHandle"),
    "unknown method": lambda side: side.get(f"{SERVER}.nothing"),
    "service token, too far": lambda side: side.get(
        f"{SERVER}.getServiceAuth",
        side.access,
        aud="did:web:a.test",
        lxm="a.b.c",
        exp=9_999_999_999,
    ),
    "service token, past": lambda side: side.get(
        f"{SERVER}.getServiceAuth", side.access, aud="did:web:a.test", exp=1
    ),
    "service token, for nobody": lambda side: side.get(
        f"{SERVER}.getServiceAuth", side.access, aud="nobody"
    ),
    "put": lambda side: side.put(RKEY),
    "put the same again": twice,
    "put the same, nothing may be there": lambda side: twice(side, swapRecord=None),
    "put another, nothing may be there": lambda side: twice(
        side, swapRecord=None, record=record(text="b")
    ),
    "put, something else must be there": lambda side: twice(
        side, swapRecord=CID, record=record(text="b")
    ),
    "put, nothing may be there, nothing is": lambda side: side.put(RKEY, swapRecord=None),
    "put, key is no TID": lambda side: side.put("abc"),
    "put, key is dots": lambda side: side.put(".."),
    "put, key is too long": lambda side: side.put("a" * 513),
    "create with a used key": used_key,
    "create with $type of another": lambda side: side.create(
        record=record(**{"$type": "app.bsky.feed.like"})
    ),
    "create in another repository": lambda side: side.create(
        repo="did:plc:u5cwb2mwiv2bfq53cjufe6yn"
    ),
    "create, repository malformed": lambda side: side.create(repo="zz zz"),
    "create, collection malformed": lambda side: side.create(collection="foo"),
    "create, unknown lexicon": lambda side: side.create(
        collection="x.y.zed", record={"$type": "x.y.zed"}, validate=True
    ),
    "create, record is text": lambda side: side.create(record="hello"),
    "create, record is null": lambda side: side.create(record=None),
    "create without a token": lambda side: side.post(
        f"{REPO}.createRecord", {"repo": side.did, "collection": POST, "record": record()}
    ),
    "no text": lambda side: side.create(record=without("text")),
    "text is a number": lambda side: side.create(record=record(text=3)),
    "301 letters": lambda side: side.create(record=record(text="a" * 301)),
    "5000 bytes": lambda side: side.create(record=record(text="👨‍👩‍👧‍👦" * 200)),
    "no createdAt": lambda side: side.create(record=without("createdAt")),
    "createdAt is a day": lambda side: side.create(record=record(createdAt="2026-11-22")),
    "createdAt with -00:00": lambda side: side.create(
        record=record(createdAt="2026-11-22T06:39:00-00:00")
    ),
    "createdAt with an offset": lambda side: side.put(
        RKEY, record=record(createdAt="2026-11-22T06:39:00+02:00")
    ),
    "four languages": lambda side: side.create(record=record(langs=["de", "en", "fr", "es"])),
    "no language": lambda side: side.create(record=record(langs=["german!"])),
    "nine tags": lambda side: side.create(record=record(tags=["a"] * 9)),
    "long tag": lambda side: side.create(record=record(tags=["a" * 65])),
    "negative facet": lambda side: side.create(
        record=record(facets=[facet(-1, 1, **{"$type": "app.bsky.richtext.facet#tag", "tag": "a"})])
    ),
    "half a byte": lambda side: side.create(
        record=record(
            facets=[facet(0.5, 1, **{"$type": "app.bsky.richtext.facet#tag", "tag": "a"})]
        )
    ),
    "mention of a handle": lambda side: side.create(
        record=record(
            facets=[facet(0, 1, **{"$type": "app.bsky.richtext.facet#mention", "did": "a.test"})]
        )
    ),
    "link to nowhere": lambda side: side.create(
        record=record(
            facets=[facet(0, 1, **{"$type": "app.bsky.richtext.facet#link", "uri": "not a uri"})]
        )
    ),
    "facet without a type": lambda side: side.create(record=record(facets=[facet(0, 1, tag="a")])),
    "embed without a type": lambda side: side.create(record=record(embed={"images": []})),
    "label without a type": lambda side: side.create(
        record=record(labels={"values": [{"val": "nudity"}]})
    ),
    "reply is null": lambda side: side.create(record=record(reply=None)),
    "reply to a web page": lambda side: side.create(
        record=record(
            reply={
                "root": {"uri": "http://x", "cid": CID},
                "parent": {"uri": "http://x", "cid": CID},
            }
        )
    ),
    "card without a description": lambda side: side.create(
        record=record(
            embed={
                "$type": "app.bsky.embed.external",
                "external": {"uri": "https://e.test", "title": "t"},
            }
        )
    ),
    "upload": lambda side: side.upload(PNG, "image/png"),
    "upload of nothing known": lambda side: side.upload(PNG, "application/octet-stream"),
    "upload without a type": lambda side: side.upload(PNG, ""),
    "upload with half a type": lambda side: side.upload(PNG, "image"),
    "upload of 50 MB and one byte": lambda side: side.upload(bytes(52_428_801), "image/png"),
    "upload without a token": lambda side: side.ask(
        "POST", f"{REPO}.uploadBlob", content=PNG, headers={"Content-Type": "image/png"}
    ),
    "picture": lambda side: side.put(RKEY, record=record(embed=images(picture(side)))),
    "picture that is not there": lambda side: side.create(
        record=record(embed=images({"image": {**side.blob(), "ref": {"$link": BLOB}}, "alt": ""}))
    ),
    "picture said to be too large": lambda side: side.create(
        record=record(embed=images({"image": {**side.blob(), "size": 2_000_001}, "alt": ""}))
    ),
    "picture that is too large": lambda side: side.create(
        record=record(
            embed=images(
                {
                    "image": side.upload(PNG + bytes(2_000_000), "image/png").json()["blob"],
                    "alt": "",
                }
            )
        )
    ),
    "picture that lies about its size": lambda side: side.create(
        record=record(
            embed=images(
                {
                    "image": {
                        **side.upload(PNG + bytes(2_000_000), "image/png").json()["blob"],
                        "size": 100,
                    },
                    "alt": "",
                }
            )
        )
    ),
    "picture without alt": lambda side: side.create(
        record=record(embed=images({"image": side.blob()}))
    ),
    "picture with null alt": lambda side: side.create(
        record=record(embed=images(picture(side, alt=None)))
    ),
    "picture of no width": lambda side: side.create(
        record=record(embed=images(picture(side, aspectRatio={"width": 0, "height": 1})))
    ),
    "picture of text width": lambda side: side.create(
        record=record(embed=images(picture(side, aspectRatio={"width": "1", "height": 1})))
    ),
    "old picture": lambda side: side.create(
        record=record(embed=images({"image": {"cid": BLOB, "mimeType": "image/png"}, "alt": ""}))
    ),
    "five pictures": lambda side: side.create(record=record(embed=images(*[picture(side)] * 5))),
    "picture as video": lambda side: side.create(
        record=record(embed={"$type": "app.bsky.embed.video", "video": side.blob()})
    ),
    "picture of a deleted post": after_delete,
    "read": read,
    "read what is not there": lambda side: read(side, rkey=FREE),
    "read another version": lambda side: read(side, cid=CID),
    "read, malformed key": lambda side: read(side, rkey="a b"),
    "read somebody unknown": lambda side: read(side, repo="did:plc:u5cwb2mwiv2bfq53cjufe6yn"),
    "list": listed,
    "list one": lambda side: listed(side, limit=1),
    "list too many": lambda side: listed(side, limit=101),
    "list so many": lambda side: listed(side, limit="many"),
    "list somebody unknown": lambda side: listed(side, repo="nobody.test"),
    "delete twice": deleted_twice,
    "delete another version": lambda side: (side.put(RKEY), delete(side, RKEY, swapRecord=CID))[1],
}


def told(side: Side, answer: httpx.Response) -> tuple[int, str]:
    """What an answer says, without what differs by nature: accounts and commits."""
    text = answer.text.replace(side.did, "DID").replace(side.handle, "HANDLE")
    text = re.sub(r'"commit":\{"cid":"\w+","rev":"\w+"\}', '"commit":{}', text)
    return answer.status_code, text


def parsed(answer: tuple[int, str]) -> object:
    """The body as JSON where it is: the order of keys means nothing."""
    status, text = answer
    return status, httpx.Response(200, text=text).json() if text else ""


@pytest.mark.parametrize("name", list(CASES))
def test_same_answer(official: Side, ours: Side, name: str) -> None:
    case = CASES[name]
    assert parsed(told(ours, case(ours))) == parsed(told(official, case(official)))


@pytest.mark.parametrize("name", list(TEXTS))
def test_same_grapheme_count(official: Side, ours: Side, name: str) -> None:
    text = TEXTS[name] * 101 + "a" * 300
    for side in (official, ours):
        assert "too big" in side.create(record=record(text=text)).text
    told_by = [side.create(record=record(text=text)).json()["message"] for side in (official, ours)]
    assert told_by[0] == told_by[1]


def test_same_session(official: Side, ours: Side) -> None:
    ignored = {"accessJwt", "refreshJwt", "didDoc", "email", "emailConfirmed", "emailAuthFactor"}
    for side in (official, ours):
        body = session(side).json()
        rest = {key: value for key, value in body.items() if key not in ignored}
        assert rest == {"did": side.did, "handle": side.handle, "active": True}


def test_refresh_rotates_with_grace(official: Side, ours: Side) -> None:
    for side in (official, ours):
        method = f"{SERVER}.refreshSession"
        refresh = session(side).json()["refreshJwt"]
        first = side.post(method, token=refresh)
        again = side.post(method, token=refresh)
        assert first.is_success
        assert again.is_success
        assert first.json()["refreshJwt"] != refresh


def test_expired_token(practice: PracticeServer, ours: Side) -> None:
    """The sentence was read in packages/pds/src/auth-verifier.ts and measured on 0.5.35."""
    practice.tell("clock", advance_seconds=7300)
    answer = ours.get(f"{SERVER}.getSession", ours.access)
    body = {"error": "ExpiredToken", "message": "Token has expired"}
    assert (answer.status_code, answer.json()) == (400, body)


def test_nothing_went_wrong_inside(practice: PracticeServer) -> None:
    assert practice.ask("bluesky/failures") == {"failures": []}
