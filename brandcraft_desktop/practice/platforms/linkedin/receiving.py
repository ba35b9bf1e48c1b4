"""The addresses that files are sent to: https://www.linkedin.com/dms-uploads/….

A whole file comes with the token, a part of a video without one; an address that ran out says 401
and nothing else (reports of several clients).
"""

from __future__ import annotations

import re
import secrets

from brandcraft_desktop.practice.database import number, text
from brandcraft_desktop.practice.exchange import Answer, Request
from brandcraft_desktop.practice.platforms.linkedin.assets import arrived
from brandcraft_desktop.practice.platforms.linkedin.people import may_post_as
from brandcraft_desktop.practice.platforms.linkedin.refusals import Refusal
from brandcraft_desktop.practice.platforms.linkedin.service import signed_in
from brandcraft_desktop.practice.platforms.linkedin.state import State
from brandcraft_desktop.practice.platforms.linkedin.store import Asset
from brandcraft_desktop.practice.sniff import media_type

PATH = "/dms-uploads/"
_LARGEST_DOCUMENT = 100_000_000
_MOST_DOCUMENT_PAGES = 300
_TAKEN = {
    "image": {"image/jpeg", "image/png", "image/gif"},
    "document": {"application/pdf"},
}


def receive(state: State, request: Request) -> Answer:
    """Take the bytes of one address."""
    place = request.path.removeprefix(PATH)
    row = state.store.database.row(
        "SELECT urn, first, last, expires_at FROM addresses WHERE place = ?", place
    )
    asset = None if row is None else state.store.asset(text(row[0]))
    if row is None or asset is None or number(row[3]) <= state.clock.seconds():
        return Answer(401)
    if request.method != "PUT":
        return Answer(405)
    if not request.size:
        return Answer(400)
    if asset.kind == "video":
        return _part(state, request, asset, place, int(number(row[2]) - number(row[1])) + 1)
    return _whole(state, request, asset)


def _part(state: State, request: Request, asset: Asset, place: str, size: int) -> Answer:
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if "authorization" in request.headers or kind != "application/octet-stream":
        return Answer(400)  # the address is signed for exactly this request
    if request.size != size or asset.state != "WAITING_UPLOAD":
        return Answer(400)
    (state.store.files / place).write_bytes(request.content())
    etag = f"/ambry-video/signedId/{secrets.token_urlsafe(12)}.bin"
    state.store.database.run("UPDATE addresses SET etag = ? WHERE place = ?", etag, place)
    return Answer(200, {"ETag": etag})


def _whole(state: State, request: Request, asset: Asset) -> Answer:
    try:
        me, _ = signed_in(state, request)
    except Refusal:
        return Answer(401)
    if not may_post_as(state.store, me, asset.owner):
        return Answer(403)
    content = request.content()
    mime = media_type(content[:16])
    fine = mime in _TAKEN[asset.kind]
    if asset.kind == "document":
        pages = len(re.findall(rb"/Type\s*/Page\b", content))
        fine = fine and request.size <= _LARGEST_DOCUMENT and 0 < pages <= _MOST_DOCUMENT_PAGES
    state.store.path(asset.urn).write_bytes(content)
    arrived(state, asset, mime if fine else "", request.size)
    return Answer(201)
