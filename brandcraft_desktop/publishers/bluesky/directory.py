"""Where an account really lives: its server as its DID document names it.

Sources: atproto.com/specs/did (did:plc and did:web, "#atproto_pds"); the document stands in the
answer to signing in, else in the directory.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from brandcraft_desktop.errors import BadInput, NotSent, OwnerNeeded, PublishingError
from brandcraft_desktop.publishers.bluesky.info import ENTRYWAY
from brandcraft_desktop.publishers.exchange import Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject, parse_object
from brandcraft_desktop.publishers.origins import (
    check_outside_address,
    check_outside_names,
    is_loopback,
    origin_of,
)

DIRECTORY = "https://plc.directory"
LARGEST_DOCUMENT = 256 * 1024
_DID = re.compile(r"did:plc:[a-z2-7]{24}|did:web:[A-Za-z0-9.-]+(?:%3A[0-9]{1,5})?")


def home_server(http: Http, did: str, document: JsonObject | None, login: str) -> str:
    """The origin of the account's server. Raises `errors.PublishingError`.

    `document` is the one that came with signing in at `login`, if one did (a PDS sends it only
    when told to).
    """
    if not _DID.fullmatch(did):
        raise _no_server(did, "It is no DID that Bluesky uses.")
    found = document
    if found is None or found.optional("id") != did:
        if _is_own(http, login):
            return login
        try:
            found = resolve(http, did)
        except PublishingError:
            if login == ENTRYWAY:
                raise
            # A server of their own that signed its person in is where the account lives.
            return login
    for service in found.items("service"):
        if (
            service.optional("id").endswith("#atproto_pds")
            and service.optional("type") == "AtprotoPersonalDataServer"
        ):
            return _checked(http, service.text("serviceEndpoint"), did, login)
    raise _no_server(did, "Its DID document names no server.")


def resolve(http: Http, did: str) -> JsonObject:
    """The DID document. Raises `errors.PublishingError`."""
    if did.startswith("did:plc:"):
        document = http.send(Request("GET", f"{DIRECTORY}/{did}")).json
    else:
        host = unquote(did.removeprefix("did:web:"))
        fetched = http.fetch(
            f"https://{host}/.well-known/did.json",
            mimes=("application", "text"),
            max_bytes=LARGEST_DOCUMENT,
            cut=False,
        )
        document = parse_object(fetched.body, _strange)
    if document.optional("id") != did:
        raise _no_server(did, "The document found belongs to somebody else.")
    return document


def _checked(http: Http, endpoint: str, did: str, login: str) -> str:
    """The origin, unless it leads into a private network that its person did not name."""
    try:
        origin = origin_of(endpoint)
    except BadInput:
        raise _no_server(did, "Its DID document names a server that is no address.") from None
    if _place(http, origin) == _place(http, login):
        return login
    if http.knows(origin):
        return origin
    check_outside_address(origin)
    if not origin.startswith("https://"):
        raise _no_server(did, f"{origin} is not encrypted.")
    if not http.practising:
        check_outside_names(origin)
    return origin


def _is_own(http: Http, login: str) -> bool:
    """A server on this machine that no public directory knows."""
    return is_loopback(urlsplit(login).hostname or "") and not http.knows(DIRECTORY)


def _place(http: Http, origin: str) -> tuple[str, int | None]:
    """Where requests to `origin` end up; "localhost" is the loopback address."""
    try:
        parts = urlsplit(http.mapped(origin))
    except OwnerNeeded:
        parts = urlsplit(origin)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return ("127.0.0.1" if is_loopback(host) else host), port


def _no_server(did: str, cause: str) -> OwnerNeeded:
    return OwnerNeeded(
        "The server of this Bluesky account can't be found.",
        cause,
        "Check that the account works in the Bluesky app.",
        raw=f"did: {did}",
    )


def _strange(why: str) -> PublishingError:
    return NotSent(
        "The server of this Bluesky account can't be found right now.",
        f"Its DID document can't be read: {why}.",
        "Try again later.",
    )
