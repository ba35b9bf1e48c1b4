"""The secrets that went over the wire: whatever a call or an answer carries under such a name."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import parse_qsl

from tests.contracts.recorded import Exchange

_SECRET = re.compile(
    r"token|jwt|password|secret|(^|_)code(_verifier)?$|^(verifier|state)$|upload_?url$|signature",
    re.IGNORECASE,
)
# Under these names stands what everybody may know.
_OPEN = re.compile(r"token_type|expires|_type$|_endpoint$|_methods|challenge")
KEPT: Mapping[str, str] = {
    "uploadToken": "says which upload is meant, and opens nothing without the account's own token",
    "uploadUrl": "takes the bytes of one part of one file for some hours, and gives nothing back",
    "upload_token": "good for an hour and for the bytes of one upload on TikTok",
    "upload_url": "holds that token",
}
"""What the steps of an upload keep unsealed, to go on after a crash, and why that is bearable: who
can read the database can send bytes there until the address runs out, and do nothing else."""
# A bot's token and that of a webhook stand in the path.
_IN_PATH = re.compile(r"/bot([0-9]+:[^/]+)/|/webhooks/[0-9]+/([^/]+)")
_LEAST = 10  # characters: shorter values stand everywhere by chance


def secrets_of(exchanges: Iterable[Exchange]) -> dict[str, str]:
    """Every secret that was sent or handed out, by a name that may be shown; without `KEPT`."""
    return _found(exchanges, lambda name: name not in KEPT)


def kept_of(exchanges: Iterable[Exchange]) -> dict[str, str]:
    """What of `KEPT` was handed out, by a name that may be shown."""
    return _found(exchanges, lambda name: name in KEPT)


def _found(exchanges: Iterable[Exchange], wanted: Callable[[str], bool]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in exchanges:
        for name, value in _named(one):
            secret = _SECRET.search(name) and not _OPEN.search(name) and wanted(name)
            if secret and len(value) >= _LEAST and value not in found.values():
                found[f"{name} {len(found)} ({one.endpoint})"] = value
    return found


def _named(one: Exchange) -> Iterator[tuple[str, str]]:
    kind, _, value = one.headers.get("authorization", "").partition(" ")
    if kind.lower() == "basic":
        yield "basic password", base64.b64decode(value).decode().partition(":")[2]
    elif value:
        yield "token", value
    for plain, hook in _IN_PATH.findall(one.path):
        yield "token", plain or hook
    yield from parse_qsl(one.query)
    if one.mime == "application/x-www-form-urlencoded":
        yield from parse_qsl(one.body.decode())
    for mime, body in ((one.mime, one.body), (one.answer_mime, one.answer)):
        if mime.endswith("json") and body:
            try:
                yield from _fields(json.loads(body))
            except ValueError:
                continue


def _fields(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, one in value.items():
            if isinstance(one, str):
                yield str(name), one
            yield from _fields(one)
    elif isinstance(value, list):
        for one in value:
            yield from _fields(one)
