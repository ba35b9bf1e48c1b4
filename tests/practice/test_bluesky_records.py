"""Writing and reading records: exactly once, at the server's own count."""

from __future__ import annotations

import httpx
import pytest

from brandcraft_desktop.practice.process import PracticeServer
from tests.practice.conftest import POST, Client, record
from tests.practice.pictures import JPEG, MP4, PNG

RKEY, OTHER = "3k4duaz5vfs2b", "3k4duaz5vfs2c"
REPO = "com.atproto.repo"
GATE = "app.bsky.feed.threadgate"


def entries(server: PracticeServer) -> list[str]:
    journal = server.ask("bluesky/journal")["journal"]
    assert isinstance(journal, list)
    return [str(entry["action"]) for entry in journal if isinstance(entry, dict)]


def refused(answer: httpx.Response) -> str:
    assert answer.status_code == 400, answer.text
    return f"{answer.json()['error']}: {answer.json()['message']}"


def test_the_same_put_again_is_no_write(client: Client) -> None:
    first = client.put(RKEY, record()).json()
    again = client.put(RKEY, record()).json()
    assert (again["uri"], again["cid"]) == (first["uri"], first["cid"])
    # Known from the real network: the CID of exactly this record.
    fixed = record(text="hi")
    cid = "bafyreid5wlatqavrbnl7uae6ohvpmlyu7arntphkgxel5ptq7r6cxsc2ci"
    assert client.put(OTHER, fixed).json()["cid"] == cid
    assert "commit" not in again
    assert entries(client.server) == ["create", "create"]


def test_swap_guards_against_overwriting(client: Client) -> None:
    cid = client.put(RKEY, record(), swapRecord=None).json()["cid"]
    assert client.put(RKEY, record(), swapRecord=None).is_success
    told = refused(client.put(RKEY, record(text="other"), swapRecord=None))
    assert told == f"InvalidSwap: Record was at {cid}"
    assert client.put(RKEY, record(text="other"), swapRecord=cid).is_success
    assert entries(client.server) == ["create", "update"]


def test_create_with_a_used_key_is_a_blunt_500(client: Client) -> None:
    assert client.create(record(), rkey=RKEY).is_success
    answer = client.create(record(), rkey=RKEY)
    assert answer.status_code == 500
    assert answer.json() == {"error": "InternalServerError", "message": "Internal Server Error"}
    assert entries(client.server) == ["create"]


def test_create_makes_keys_that_grow(client: Client) -> None:
    keys = [client.create(record()).json()["uri"].rpartition("/")[2] for _ in range(5)]
    assert keys == sorted(set(keys))


def test_reading(client: Client) -> None:
    client.put(RKEY, record())
    client.put(OTHER, record(text="second"))
    where = {"repo": client.account.handle, "collection": POST}
    found = client.get(f"{REPO}.getRecord", **where, rkey=RKEY).json()
    assert found["value"] == record()
    missing = client.get(f"{REPO}.getRecord", **where, rkey="3k4duaz5vfs2z")
    uri = f"at://{client.account.did}/{POST}/3k4duaz5vfs2z"
    assert refused(missing) == f"RecordNotFound: Could not locate record: {uri}"
    page = client.get(f"{REPO}.listRecords", **where, limit=1).json()
    assert [one["value"]["text"] for one in page["records"]] == ["second"]
    rest = client.get(f"{REPO}.listRecords", **where, cursor=page["cursor"]).json()
    assert [one["value"]["text"] for one in rest["records"]] == ["hello"]


def test_delete_is_idempotent(client: Client) -> None:
    client.put(RKEY, record())
    body = {"repo": client.account.did, "collection": POST, "rkey": RKEY}
    assert "commit" in client.post(f"{REPO}.deleteRecord", body, token=client.access).json()
    assert client.post(f"{REPO}.deleteRecord", body, token=client.access).json() == {}
    assert entries(client.server) == ["create", "delete"]


def test_only_the_own_repository(client: Client) -> None:
    other = client.server.accounts[1]
    answer = client.put(RKEY, record(), repo=other.did)
    assert (answer.status_code, answer.json()["error"]) == (403, "AccountNotFound")


def test_apply_writes_all_or_nothing(client: Client) -> None:
    kind = f"{REPO}.applyWrites"
    good = {"$type": f"{kind}#create", "collection": POST, "rkey": RKEY, "value": record()}
    bad = {**good, "rkey": OTHER, "value": record(text="x" * 301)}
    body = {"repo": client.account.did, "writes": [good, bad]}
    assert "grapheme too big" in refused(client.post(kind, body, token=client.access))
    assert entries(client.server) == []
    body = {"repo": client.account.did, "writes": [good, {**good, "rkey": OTHER}]}
    results = client.post(kind, body, token=client.access).json()["results"]
    assert [one["$type"] for one in results] == [f"{kind}#createResult"] * 2
    assert entries(client.server) == ["create", "create"]


def test_threads(client: Client) -> None:
    first = client.put(RKEY, record()).json()
    root = {"uri": first["uri"], "cid": first["cid"]}
    second = client.put(OTHER, record(text="2", reply={"root": root, "parent": root})).json()
    parent = {"uri": second["uri"], "cid": second["cid"]}
    third = record(text="3", reply={"root": root, "parent": parent})
    assert client.put("3k4duaz5vfs2d", third).is_success
    wrong_root = record(reply={"root": parent, "parent": parent})
    assert "the root of this thread is" in refused(client.put("3k4duaz5vfs2e", wrong_root))
    nowhere = {"uri": first["uri"][:-1] + "z", "cid": first["cid"]}
    lost = record(reply={"root": nowhere, "parent": nowhere})
    assert "does not exist" in refused(client.put("3k4duaz5vfs2f", lost))


def test_gate_needs_the_key_of_its_post(client: Client) -> None:
    post = client.put(RKEY, record()).json()["uri"]
    gate = {"$type": GATE, "post": post, "allow": [], "createdAt": "2026-11-22T06:39:00Z"}
    assert client.put(RKEY, gate, collection=GATE).is_success
    assert "same key" in refused(client.put(OTHER, gate, collection=GATE))


def images(blob: object, **fields: object) -> dict[str, object]:
    return {"$type": "app.bsky.embed.images", "images": [{"image": blob, "alt": "", **fields}]}


def test_blobs_live_as_long_as_their_records(client: Client) -> None:
    blob = client.upload(PNG, "image/png").json()["blob"]
    assert (blob["mimeType"], blob["size"]) == ("image/png", len(PNG))
    cid = blob["ref"]["$link"]
    assert client.put(RKEY, record(embed=images(blob))).is_success
    raw = client.http.get(client.server.control + "/_practice/bluesky/blob", params={"cid": cid})
    assert raw.content == PNG
    client.server.tell("clock", advance_seconds=4000)
    session = {"identifier": client.account.did, "password": client.account.app_password}
    assert client.post("com.atproto.server.createSession", session).is_success
    assert client.server.tell("bluesky/collect") == {"collected": 0}
    body = {"repo": client.account.did, "collection": POST, "rkey": RKEY}
    client.post(f"{REPO}.deleteRecord", body, token=client.access)
    answer = client.put(OTHER, record(embed=images(blob)))
    assert refused(answer) == f"BlobNotFound: Could not find blob: {cid}"


def test_unused_blobs_are_collected(client: Client) -> None:
    blob = client.upload(PNG, "image/png").json()["blob"]
    client.server.tell("clock", advance_seconds=3601)
    assert "BlobNotFound" in refused(client.put(RKEY, record(embed=images(blob))))
    assert client.upload(PNG, "image/png").is_success
    assert client.put(RKEY, record(embed=images(blob))).is_success


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "image/png"),
        (b"hello world, I am a text", "image/png"),
        (PNG, "image/jpeg"),
        (PNG, ""),
        (PNG, "image"),
    ],
)
def test_bytes_must_be_what_they_are_called(client: Client, data: bytes, kind: str) -> None:
    assert refused(client.upload(data, kind))


def test_bytes_decide_where_nothing_was_declared(client: Client) -> None:
    answer = client.upload(JPEG, "application/octet-stream").json()
    assert answer["blob"]["mimeType"] == "image/jpeg"


def test_sizes_of_uploads(client: Client) -> None:
    limit = 2_000_000
    fits = client.upload(PNG + bytes(limit - len(PNG)), "image/png").json()["blob"]
    assert client.put(RKEY, record(embed=images(fits))).is_success
    large = client.upload(PNG + bytes(limit + 1 - len(PNG)), "image/png").json()["blob"]
    told = refused(client.put(OTHER, record(embed=images(large))))
    assert "blob too big (maximum 2000000, got 2000001) at $.record.embed.images[0].image" in told
    assert "InvalidSize" in refused(client.put(OTHER, record(embed=images({**large, "size": 9}))))
    client.server.tell("bluesky/settings", blob_limit=1000)
    answer = client.upload(PNG + bytes(1000), "image/png")
    assert (answer.status_code, answer.json()["error"]) == (413, "PayloadTooLarge")
    client.server.tell("bluesky/settings", blob_limit=52_428_800)


def test_blob_references_must_be_true(client: Client) -> None:
    blob = client.upload(PNG, "image/png").json()["blob"]
    jpeg = {**blob, "mimeType": "image/jpeg"}
    assert "InvalidMimeType" in refused(client.put(RKEY, record(embed=images(jpeg))))
    video = {"$type": "app.bsky.embed.video", "video": blob}
    told = refused(client.put(RKEY, record(embed=video)))
    assert told.endswith('Expected "video/mp4" (got "image/png") at $.record.embed.video.mimeType')


def facet(start: int, end: int, **feature: object) -> dict[str, object]:
    link = {"$type": "app.bsky.richtext.facet#link", "uri": "https://example.com"}
    return {"index": {"byteStart": start, "byteEnd": end}, "features": [feature or link]}


def test_facets_on_borders(client: Client) -> None:
    text = "née 🌷 x"
    assert client.put(RKEY, record(text=text, facets=[facet(5, 9)])).is_success
    for start, end in ((2, 4), (5, 7), (0, 99), (3, 3), (6, 9)):
        told = refused(client.put(OTHER, record(text=text, facets=[facet(start, end)])))
        assert "at $.record.facets[0].index" in told
    overlapping = record(text=text, facets=[facet(0, 5), facet(4, 9)])
    assert "overlaps" in refused(client.put(OTHER, overlapping))


WORDS = [
    ({"text": ...}, 'Missing required key "text" at $.record'),
    ({"text": 3}, "Expected string value type (got 3) at $.record.text"),
    ({"text": "a" * 301}, "grapheme too big (maximum 300, got 301) at $.record.text"),
    ({"text": "👨‍👩‍👧‍👦" * 200}, "string too big (maximum 3000, got 5000) at $.record.text"),
    ({"createdAt": ...}, 'Missing required key "createdAt" at $.record'),
    ({"createdAt": "2026-11-22"}, 'Invalid datetime (got "2026-11-22") at $.record.createdAt'),
    ({"langs": ["de", "en", "fr", "es"]}, "array too big (maximum 3, got 4) at $.record.langs"),
    ({"langs": ["german!"]}, 'Invalid language (got "german!") at $.record.langs[0]'),
    ({"tags": ["a"] * 9}, "array too big (maximum 8, got 9) at $.record.tags"),
    ({"tags": ["a" * 65]}, "grapheme too big (maximum 64, got 65) at $.record.tags[0]"),
    ({"reply": None}, "Expected object value type (got null) at $.record.reply"),
    (
        {"facets": [facet(-1, 1)]},
        "integer too small (minimum 0, got -1) at $.record.facets[0].index.byteStart",
    ),
    (
        {"facets": [facet(0, 1, **{"$type": "app.bsky.richtext.facet#mention", "did": "a.b"})]},
        'Invalid DID (got "a.b") at $.record.facets[0].features[0].did',
    ),
    (
        {"embed": {"images": []}},
        'Expected an object which includes the "$type" property value type'
        ' (got {"images": ...}) at $.record.embed',
    ),
    (
        {"embed": images({"cid": "x", "mimeType": "image/png"})},
        'Expected blob value type (got {"cid": ..., "mimeType": ...})'
        " at $.record.embed.images[0].image",
    ),
]


@pytest.mark.parametrize(("fields", "told"), WORDS)
def test_words_of_the_official_server(client: Client, fields: dict[str, object], told: str) -> None:
    answer = refused(client.put(RKEY, record(**fields)))
    assert answer == f"InvalidRequest: Invalid app.bsky.feed.post record: {told}"


@pytest.mark.parametrize(
    "fields",
    [
        {"$type": ...},
        {"$type": "app.bsky.feed.like"},
        {"text": " "},
        {"colour": "red"},
        {"embed": {"$type": "app.bsky.embed.unknown"}},
        {"embed": {"$type": "app.bsky.embed.images", "images": []}},
        {"facets": [facet(0, 1, **{"$type": "x.y.z#foo", "tag": "a"})]},
        {"labels": {"values": [{"val": "nudity"}]}},
    ],
)
def test_stricter_than_the_official_server(client: Client, fields: dict[str, object]) -> None:
    assert refused(client.put(RKEY, record(**fields)))
    assert entries(client.server) == []


def test_keys_and_names(client: Client) -> None:
    told = refused(client.put("abc", record()))
    assert told == (
        "InvalidRequest: Invalid record key for app.bsky.feed.post:"
        ' Invalid TID string (got "abc") at $'
    )
    assert 'Invalid record key (got "..") at $.rkey' in refused(client.put("..", record()))
    assert 'Invalid NSID (got "foo")' in refused(client.put(RKEY, record(), collection="foo"))
    assert "Unknown lexicon type" in refused(
        client.put(RKEY, record(**{"$type": "x.y.zed"}), collection="x.y.zed")
    )
    assert "got 1.5" in refused(client.put(RKEY, record(number=1.5)))
    assert refused(client.put(RKEY, record(), colour="red"))
    assert refused(client.put(RKEY, record(), validate=False))


def test_writing_has_a_price(client: Client) -> None:
    client.server.tell("bluesky/settings", rate_limits=True)
    answer = client.put(RKEY, record())
    assert int(answer.headers["RateLimit-Remaining"]) < 3000
    kind = f"{REPO}.applyWrites"
    many = [{"$type": f"{kind}#delete", "collection": POST, "rkey": RKEY}] * 200
    body = {"repo": client.account.did, "writes": many}
    statuses = [client.post(kind, body, token=client.access).status_code for _ in range(25)]
    assert statuses == [200] * 24 + [429]
    limited = client.put(RKEY, record())
    assert limited.status_code == 429
    assert limited.headers["RateLimit-Policy"] == "5000;w=3600"


def test_video_blob_may_be_posted(client: Client) -> None:
    blob = client.upload(MP4, "video/mp4").json()["blob"]
    video = {"$type": "app.bsky.embed.video", "video": blob, "alt": "a square"}
    assert client.put(RKEY, record(embed=video)).is_success
