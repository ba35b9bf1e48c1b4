"""Reads what a Bluesky PDS really holds: its own SQLite files on disk, past all of its APIs.

One file an account: `actors/<first two hex digits of sha256(did)>/<did>/store.sqlite`; records lie
in `repo_block` as DAG-CBOR (https://ipld.io/specs/codecs/dag-cbor/spec/), found by their CID.
"""

from __future__ import annotations

import base64
import hashlib
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
POSTS = "app.bsky.feed.post"
CID_TAG = 42
QUERY = """
    select record.rkey, repo_block.content from record
    join repo_block on repo_block.cid = record.cid
    where record.collection = ? order by record.rkey
"""


class Reader:
    """Decodes one DAG-CBOR item after the other; links become the JSON form `{"$link": cid}`."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]

    def argument(self, low: int) -> int:
        """The number behind a first byte: small ones stand in it, larger ones in 1-8 bytes."""
        return low if low < 24 else int.from_bytes(self.take(1 << (low - 24)))

    def item(self) -> Json:
        first = self.take(1)[0]
        kind, low = first >> 5, first & 0x1F
        if kind == 7:
            return self.simple(low)
        number = self.argument(low)
        match kind:
            case 0:
                return number
            case 1:
                return -1 - number
            case 2:
                return {"$bytes": base64.b64encode(self.take(number)).decode()}
            case 3:
                return self.take(number).decode()
            case 4:
                return [self.item() for _ in range(number)]
            case 5:
                return {str(self.item()): self.item() for _ in range(number)}
            case _:
                return self.link(number)

    def simple(self, low: int) -> Json:
        if low == 27:
            return float(struct.unpack(">d", self.take(8))[0])
        return {20: False, 21: True, 22: None}[low]

    def link(self, tag: int) -> Json:
        assert tag == CID_TAG, f"DAG-CBOR knows no tag {tag}"
        length = self.argument(self.take(1)[0] & 0x1F)
        binary = self.take(length)[1:]  # behind the zero byte of a binary multibase
        return {"$link": "b" + base64.b32encode(binary).decode().lower().rstrip("=")}


def decode(data: bytes) -> Json:
    """One DAG-CBOR block as JSON."""
    reader = Reader(data)
    value = reader.item()
    assert reader.at == len(data), "a block holds one item"
    return value


def records(data: Path, did: str, collection: str = POSTS) -> list[tuple[str, dict[str, Json]]]:
    """The records of an account as (rkey, record), in the order of their keys."""
    folder = hashlib.sha256(did.encode()).hexdigest()[:2]
    file = data / "actors" / folder / did / "store.sqlite"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as store:
        rows: list[tuple[str, bytes]] = store.execute(QUERY, (collection,)).fetchall()
    found = []
    for rkey, block in rows:
        record = decode(block)
        assert isinstance(record, dict)
        found.append((rkey, record))
    return found
