"""The hosts people see: bsky.app with its post pages, and the picture server."""

from __future__ import annotations

import re

from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.practice.exchange import Answer, Request, html_answer, json_answer
from brandcraft_desktop.practice.page import POLICY, document
from brandcraft_desktop.practice.platforms.bluesky.records import POST
from brandcraft_desktop.practice.platforms.bluesky.state import State
from brandcraft_desktop.practice.platforms.bluesky.timeline import threads
from brandcraft_desktop.practice.platforms.bluesky.xrpc import refusal

_POST_PAGE = re.compile(r"/profile/([^/]+)/post/([^/]+)")
_PICTURE = re.compile(r"/img/[a-z_]+/plain/(did:[^/]+)/([a-z0-9]+)@(?:jpeg|png|webp)")


def blob_answer(state: State, did: str, cid: str) -> Answer | None:
    """The bytes of a blob, or None where it is not there (any more); any owner if `did` is ""."""
    row = state.store.database.row(
        "SELECT kind FROM blobs WHERE cid = ? AND (? = '' OR did = ?)", *(cid, did, did)
    )
    if row is None or not isinstance(row[0], str):
        return None
    headers = {
        "Content-Type": row[0],
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=31536000, immutable",  # the CID is the content
    }
    return Answer(200, headers, state.store.blob_path(cid).read_bytes())


class WebApp:
    """https://bsky.app: what a permalink leads to."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return f"bsky.app{path}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        if request.path.startswith("/blob/"):
            found = blob_answer(self._state, "", request.path.removeprefix("/blob/"))
            return found or html_answer("", 404)
        if page := _POST_PAGE.fullmatch(request.path):
            account = self._state.store.account(page[1])
            uri = f"at://{account.did if account else ''}/{POST}/{page[2]}"
            for thread in threads(self._state, "/blob/"):
                if uri in thread.uris:
                    return html_answer(document("Post", thread.html), policy=POLICY)
            return html_answer(document("Post", "<p class=empty>Post not found</p>"), 404)
        if request.path.startswith("/profile/"):
            account = self._state.store.account(request.path.removeprefix("/profile/"))
            if account is not None:
                mine = [t for t in threads(self._state, "/blob/") if t.did == account.did]
                return html_answer(
                    document(account.handle, "".join(t.html for t in mine)), policy=POLICY
                )
        return html_answer(document("Bluesky", "<p class=empty>Nothing here</p>"), 404)


class PictureServer:
    """https://cdn.bsky.app: avatars and the pictures of posts."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return "cdn.bsky.app"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        wanted = _PICTURE.fullmatch(request.path)
        if wanted and wanted[2] == "avatar" and self._state.store.account(wanted[1]):
            return Answer(200, {"Content-Type": "image/png"}, avatar(wanted[1]))
        found = blob_answer(self._state, wanted[1], wanted[2]) if wanted else None
        return found or json_answer({"message": "Not Found"}, 404)


def avatar(did: str) -> bytes:
    """A picture that tells accounts apart: its colours come from the DID."""
    seed = sum(ord(letter) * place for place, letter in enumerate(did, 1))
    first = (40 + seed % 90, 90 + seed // 7 % 80, 190 + seed // 49 % 60)
    second = (120 + seed % 110, 60 + seed // 11 % 60, 180 + seed // 5 % 70)
    return gradient(256, 256, first, second)
