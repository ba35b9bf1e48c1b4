"""What people see of a server: pages of posts and accounts, pictures, and where handles lead."""

from __future__ import annotations

import re

from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.practice.exchange import Answer, Request, html_answer, json_answer
from brandcraft_desktop.practice.page import POLICY, document
from brandcraft_desktop.practice.platforms.mastodon.servers import Server
from brandcraft_desktop.practice.platforms.mastodon.state import State
from brandcraft_desktop.practice.platforms.mastodon.timeline import threads

_STATUS = re.compile(r"/(?:@|users/)([^/]+)/(?:statuses/)?(\d+)")
_PERSON = re.compile(r"/(?:@|users/)([^/]+)")
_FILE = re.compile(r"/system/media_attachments/files/(\d+)")
_AVATAR = re.compile(r"/avatars/(\d+)\.png")


def page(state: State, request: Request) -> Answer:
    """A page, a picture, or where a handle of this server leads."""
    path = request.path
    if path.startswith("/.well-known/"):
        return handles(state, request)
    if found := _FILE.fullmatch(path):
        return file_answer(state, found[1]) or html_answer("", 404)
    if (found := _AVATAR.fullmatch(path)) and state.store.account(found[1]):
        return Answer(200, {"Content-Type": "image/png"}, _avatar(state, found[1]))
    if found := _STATUS.fullmatch(path):
        for thread in threads(state, "/system/media_attachments/files/"):
            if found[2] in thread.ids:
                return html_answer(document("Post", thread.html), policy=POLICY)
    elif found := _PERSON.fullmatch(path):
        account = state.store.account(found[1])
        if account is not None:
            mine = threads(state, "/system/media_attachments/files/")
            shown = "".join(one.html for one in mine if one.account == account.id)
            return html_answer(document(f"@{account.username}", shown), policy=POLICY)
    return html_answer(document(state.server.title, "<p class=empty>Nothing here</p>"), 404)


def handles(state: State, request: Request) -> Answer:
    """WebFinger and host-meta: which server the handles of a domain belong to."""
    server = state.server
    if request.path == "/.well-known/host-meta":
        return Answer(200, {"Content-Type": "application/xrd+xml; charset=utf-8"}, _meta(server))
    if request.path != "/.well-known/webfinger":
        return json_answer({"error": "Not Found"}, 404)
    user, _, domain = request.parameter("resource").removeprefix("acct:").partition("@")
    account = state.store.account(user)
    if account is None or domain not in (server.domain, server.host):
        return json_answer({"error": "Record not found"}, 404)
    own = f"{server.origin}/users/{account.username}"
    return json_answer(
        {
            "subject": f"acct:{account.username}@{server.domain}",
            "aliases": [f"{server.origin}/@{account.username}", own],
            "links": [
                {
                    "rel": "http://webfinger.net/rel/profile-page",
                    "type": "text/html",
                    "href": f"{server.origin}/@{account.username}",
                },
                {"rel": "self", "type": "application/activity+json", "href": own},
            ],
        },
        200,
        {"Content-Type": "application/jrd+json; charset=utf-8"},
    )


def file_answer(state: State, own: str) -> Answer | None:
    """The bytes of a file; None where it is not there."""
    one, path = state.store.media(own), state.store.file(own)
    if one is None or not path.is_file():
        return None
    headers = {"Content-Type": one.kind, "X-Content-Type-Options": "nosniff"}
    return Answer(200, headers, path.read_bytes())


class HandleDomain:
    """A domain that handles end with, where no server is: it only says where that is."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        """The call by its path."""
        return f"{method} {self._state.server.domain}{path}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        """A plain site's refusal."""
        return html_answer(f"<h1>{status}</h1>", status)

    def answer(self, request: Request) -> Answer:
        """Only the well-known documents; the rest is somebody's web site."""
        if request.method == "GET" and request.path.startswith("/.well-known/"):
            return handles(self._state, request)
        return html_answer("<title>A club</title>", 200 if request.path == "/" else 404)


class PlainSite:
    """A web site that has nothing to do with all this."""

    def endpoint(self, method: str, path: str) -> str:
        """The call by its path."""
        return f"{method} plain-site{path}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        """A plain site's refusal."""
        return html_answer(f"<h1>{status}</h1>", status)

    def answer(self, request: Request) -> Answer:
        """The same page for every address, as many sites do."""
        return html_answer("<title>Bicycles</title><p>We mend bicycles.")


def _meta(server: Server) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">\n'
        f'  <Link rel="lrdd" template="{server.origin}/.well-known/webfinger?resource={{uri}}"/>\n'
        "</XRD>\n"
    ).encode()


def _avatar(state: State, own: str) -> bytes:
    seed = int(own) + len(state.server.name) * 37
    first = (90 + seed % 60, 70 + seed % 40, 220)
    second = (60 + seed % 90, 120 + seed % 80, 170 + seed % 60)
    return gradient(256, 256, first, second)
