"""What a person types to name their server, tidied up and judged. Pure.

Taken are a host, its address, an address of a profile there, and a whole handle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from brandcraft_desktop.domain import server_name
from brandcraft_desktop.errors import BadInput, ContentRefused
from brandcraft_desktop.publishers.mastodon.sign_in import SERVER
from brandcraft_desktop.publishers.origins import check_outside_address

_EXAMPLE = "Type it as in mastodon.social."


@dataclass(frozen=True)
class Named:
    """What was typed: `host` is part of a web address or of a handle; `user` "" if not told."""

    host: str
    user: str = ""

    @property
    def origin(self) -> str:
        """Where a server of this name would be."""
        return f"https://{self.host}"


def read(answers: Mapping[str, str]) -> Named:
    """The server that is meant. Raises `errors.BadInput` naming the field."""
    typed = server_name.tidied(answers.get(SERVER, ""))
    if not typed:
        raise BadInput("The server is missing.", "", _EXAMPLE, field=SERVER)
    told = server_name.read(typed)
    if told.scheme != "https":
        raise BadInput(
            f"“{typed}” is not encrypted.",
            "A Mastodon server has an address with https.",
            _EXAMPLE,
            field=SERVER,
        )
    named = Named(told.host, told.user)
    try:
        check_outside_address(named.origin)
    except ContentRefused as error:
        if "." not in told.host and ":" not in told.host:
            raise server_name.no_server(typed) from None
        raise BadInput(error.title, error.cause, _EXAMPLE, field=SERVER) from None
    return named


def hints(answers: Mapping[str, str]) -> dict[str, str]:
    """A sentence for the field while a person types; nothing while it is empty or fine."""
    if not answers.get(SERVER, "").strip():
        return {}
    try:
        read(answers)
    except BadInput as error:
        return {SERVER: error.message}
    return {}
