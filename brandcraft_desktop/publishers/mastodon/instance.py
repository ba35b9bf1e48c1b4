"""Finding a server, and what it says of itself.

Sources: mastodon/documentation @2903485: GET /api/v2/instance (4.0), /api/v1/instance (before, and
most compatible servers), WebFinger and host-meta where handles have another domain than the server.
Pleroma's and Pixelfed's own names for limits stand in the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from brandcraft_desktop.domain import server_name
from brandcraft_desktop.domain.platform import AccountFacts, Choice
from brandcraft_desktop.errors import BadInput, ContentRefused, NotSent, PublishingError
from brandcraft_desktop.publishers.exchange import Failure, Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject, parse_object
from brandcraft_desktop.publishers.mastodon.answers import Named
from brandcraft_desktop.publishers.mastodon.limits import MIME_TYPES
from brandcraft_desktop.publishers.mastodon.sign_in import SERVER
from brandcraft_desktop.publishers.origins import (
    check_outside_address,
    check_outside_names,
    origin_of,
)

_SECONDS = 10.0
_LARGEST = 64 * 1024  # bytes of a WebFinger or host-meta document
_NOT_ITS_WORD = frozenset({408, 425, 429})  # says nothing about what the server is
_LINK = re.compile(r"<Link\b[^>]*>", re.IGNORECASE)
_TEMPLATE = re.compile(r"\btemplate\s*=\s*[\"'](https://[^\"'\s]+)[\"']")

# The groups of `configuration` with the limits we use, by Mastodon's own names.
_LIMITS: Mapping[str, tuple[str, ...]] = {
    "statuses": ("max_characters", "max_media_attachments", "characters_reserved_per_url"),
    "media_attachments": (
        "description_limit",
        "image_size_limit",
        "image_matrix_limit",
        "video_size_limit",
        "video_frame_rate_limit",
        "video_matrix_limit",
    ),
    "polls": ("max_options", "max_characters_per_option", "min_expiration", "max_expiration"),
}
# Other servers' names beside `configuration`: (group or "", name) -> ours.
_ELSEWHERE: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("", "max_toot_chars"): ("max_characters",),
    ("", "max_media_attachments"): ("max_media_attachments",),
    ("", "max_media"): ("max_media_attachments",),
    ("", "description_limit"): ("description_limit",),
    ("", "upload_limit"): ("image_size_limit", "video_size_limit"),
    ("poll_limits", "max_options"): ("max_options",),
    ("poll_limits", "max_option_chars"): ("max_characters_per_option",),
    ("poll_limits", "min_expiration"): ("min_expiration",),
    ("poll_limits", "max_expiration"): ("max_expiration",),
}


@dataclass(frozen=True)
class Instance:
    """A server: `origin` is where its API is, `domain` what its handles end with.

    `takes_lists`: it is Mastodon 4.3 or newer, which takes several redirect addresses as a list.
    """

    origin: str
    domain: str
    facts: AccountFacts
    takes_lists: bool


class _NoMastodon(ContentRefused):
    """What answers there does not speak this API."""


def find(http: Http, named: Named) -> Instance:
    """The server somebody means, also where its handles have a domain of their own.

    Raises `errors.BadInput` (field named) for what is no such server, `errors.NotSent` where it
    can't be asked now.
    """
    _check(http, named.origin, named.host)
    try:
        return read(http, named.origin)
    except (_NoMastodon, NotSent) as error:
        elsewhere = _elsewhere(http, named)
        if elsewhere in ("", named.origin):
            if isinstance(error, NotSent):
                raise
            raise _none(named.host) from error
    _check(http, elsewhere, named.host)
    try:
        return read(http, elsewhere)
    except _NoMastodon as error:
        raise _none(named.host) from error


def read(http: Http, origin: str) -> Instance:
    """What the server at `origin` says of itself. Raises `errors.PublishingError`."""
    try:
        told = _ask(http, origin, "/api/v2/instance")
    except _NoMastodon:
        told = _ask(http, origin, "/api/v1/instance")
    version = told.optional("version")
    domain = told.optional("domain") or told.optional("uri")
    if not version or not domain:
        raise _no_mastodon("")
    try:
        host = server_name.read(domain).host
    except BadInput as error:
        raise _no_mastodon(error.title) from None
    return Instance(
        origin,
        host,
        AccountFacts(dict(_limits(told)), _choices(told)),
        told.optional_child("api_versions") is not None,
    )


def _ask(http: Http, origin: str, path: str) -> JsonObject:
    call = Request("GET", f"{origin}{path}", judge=_judge, seconds=_SECONDS, reads_json=False)
    return parse_object(http.send(call).body, _no_mastodon)


def _judge(failure: Failure) -> PublishingError | None:
    # A redirect is not followed: whatever it leads to is not the server that was named.
    if failure.status < 500 and failure.status not in _NOT_ITS_WORD:
        return _no_mastodon(failure.raw)
    return None


def _limits(told: JsonObject) -> Iterator[tuple[str, int]]:
    for (group, name), ours in _ELSEWHERE.items():
        place = told.optional_child(group) if group else told
        value = place.number(name) if place is not None else None
        if value is not None and value > 0:
            yield from ((one, value) for one in ours)
    configuration = told.optional_child("configuration")
    for group, names in _LIMITS.items():
        place = configuration.optional_child(group) if configuration is not None else None
        for name in names:
            value = place.number(name) if place is not None else None
            if value is not None and value > 0:
                yield name, value


def _choices(told: JsonObject) -> Mapping[str, tuple[Choice, ...]]:
    configuration = told.optional_child("configuration")
    media = configuration.optional_child("media_attachments") if configuration is not None else None
    types = media.texts("supported_mime_types") if media is not None else ()
    return {MIME_TYPES: tuple(Choice(one, one) for one in types)} if types else {}


def _check(http: Http, origin: str, host: str) -> None:
    """Raises `errors.BadInput` for a place that is not on the open internet, or nowhere."""
    if http.knows(origin):
        return
    try:
        check_outside_address(origin)
        if not http.practising:
            check_outside_names(origin)
    except ContentRefused as error:
        raise BadInput(error.title, error.cause, "Check the address.", field=SERVER) from None
    except NotSent:
        raise BadInput(
            f"There is no server called {host}.",
            "No server has this name, or this computer is offline.",
            "Check the address and the internet connection.",
            field=SERVER,
        ) from None


def _elsewhere(http: Http, named: Named) -> str:
    """The origin of the server whose handles end with this domain; "" where nothing tells."""
    if named.user:
        resource = quote(f"acct:{named.user}@{named.host}", safe="")
        address = f"{named.origin}/.well-known/webfinger?resource={resource}"
        for link in _document(http, address).items("links"):
            if link.optional("rel") == "self" and "json" in link.optional("type"):
                return _origin(link.optional("href"))
    text = _text(http, f"{named.origin}/.well-known/host-meta")
    for link in _LINK.findall(text):
        template = _TEMPLATE.search(link)
        if template and "lrdd" in link:
            return _origin(template[1])
    return ""


def _document(http: Http, address: str) -> JsonObject:
    try:
        return parse_object(_text(http, address).encode(), _no_mastodon)
    except PublishingError:
        return JsonObject({}, _no_mastodon)


def _text(http: Http, address: str) -> str:
    """A small document of a server that was named; redirects are judged like any address."""
    try:
        types = ("application", "text")
        return http.fetch(address, mimes=types, max_bytes=_LARGEST, cut=False).body.decode()
    except (PublishingError, UnicodeError):
        return ""


def _origin(address: str) -> str:
    try:
        origin = origin_of(address)
    except BadInput:
        return ""
    return origin if origin.startswith("https://") else ""


def _no_mastodon(why: str) -> PublishingError:
    return _NoMastodon(
        "This is no Mastodon server.", "It does not answer as one.", "Check the address.", raw=why
    )


def _none(host: str) -> BadInput:
    return BadInput(
        f"{host} is no Mastodon server.",
        "It does not answer as one, and it names none.",
        "Check the address; it is the part of your handle behind the second @.",
        field=SERVER,
    )
