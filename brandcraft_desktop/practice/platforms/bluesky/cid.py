"""Content identifiers: the same record has the same CID here as on the real network.

Source: atproto.com/specs/data-model (DRISL/DAG-CBOR, CIDv1, SHA-256, base32).
"""

from __future__ import annotations

import base64
import hashlib
import struct

from brandcraft_desktop.practice.values import Json

_RAW = 0x55
_DAG_CBOR = 0x71


def cid_of_blob(digest: bytes) -> str:
    """The CID of a blob whose SHA-256 is `digest`."""
    return _cid(_RAW, digest)


def cid_of_record(record: Json) -> str:
    """The CID of a record in its JSON form."""
    return _cid(_DAG_CBOR, hashlib.sha256(encode(record)).digest())


def _cid(codec: int, digest: bytes) -> str:
    binary = bytes((1, codec, 0x12, 32)) + digest
    return "b" + base64.b32encode(binary).decode("ascii").lower().rstrip("=")


def _binary(cid: str) -> bytes:
    letters = cid[1:].upper()
    return base64.b32decode(letters + "=" * (-len(letters) % 8))


def encode(value: Json) -> bytes:
    """DAG-CBOR of a JSON value; `{"$link": …}` and `{"$bytes": …}` become links and bytes.

    Raises ValueError for floats, which the data model does not know.
    """
    if value is None:
        return b"\xf6"
    if isinstance(value, bool):
        return b"\xf5" if value else b"\xf4"
    if isinstance(value, int):
        return _head(0, value) if value >= 0 else _head(1, -1 - value)
    if isinstance(value, str):
        text = value.encode("utf-8")
        return _head(3, len(text)) + text
    if isinstance(value, list):
        return _head(4, len(value)) + b"".join(encode(item) for item in value)
    if not isinstance(value, dict):
        raise ValueError("the data model has no floating point numbers")
    link, data = value.get("$link"), value.get("$bytes")
    if len(value) == 1 and isinstance(link, str):
        binary = b"\x00" + _binary(link)
        return b"\xd8\x2a" + _head(2, len(binary)) + binary
    if len(value) == 1 and isinstance(data, str):
        binary = base64.b64decode(data + "=" * (-len(data) % 4))
        return _head(2, len(binary)) + binary
    pairs = sorted((key.encode("utf-8"), item) for key, item in value.items())
    pairs.sort(key=lambda pair: len(pair[0]))
    parts = [_head(3, len(key)) + key + encode(item) for key, item in pairs]
    return _head(5, len(parts)) + b"".join(parts)


def _head(major: int, number: int) -> bytes:
    kind = major << 5
    if number < 24:
        return bytes((kind | number,))
    for code, form in ((24, ">B"), (25, ">H"), (26, ">I"), (27, ">Q")):
        if number < 1 << (8 * struct.calcsize(form)):
            return bytes((kind | code,)) + struct.pack(form, number)
    raise ValueError("the number is too large for the data model")
