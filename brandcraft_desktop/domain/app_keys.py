"""What may stand as the keys of a person's own app, and as the address of their relay page."""

from __future__ import annotations

from urllib.parse import urlsplit

from brandcraft_desktop.domain import server_name
from brandcraft_desktop.domain.platform import AppGuide, SecretNeed
from brandcraft_desktop.errors import BadInput

LONGEST = 512  # characters of a client ID or a secret
_LOCAL = ("127.0.0.1", "localhost", "::1")


def checked_id(client_id: str, guide: AppGuide | None, platform: str) -> str:
    """The client ID without the blanks around it. Raises `BadInput` with field "client_id"."""
    label = guide.id_label if guide is not None else "Client ID"
    made = client_id.strip()
    if not made:
        raise BadInput(
            f"The {label} is missing.",
            f"{platform} shows it in the settings of your app.",
            "Copy it from there.",
            field="client_id",
        )
    if not _plain(made):
        raise BadInput(
            f"This is no {label} of {platform}.",
            "It is one word of letters, digits and signs, without blanks.",
            "Copy it from the settings of your app.",
            field="client_id",
        )
    return made


def checked_secret(secret: str, guide: AppGuide | None, platform: str, *, there: bool) -> str:
    """The secret without the blanks around it; `there`: one is kept already.

    What was typed is never repeated. Raises `BadInput` with field "secret".
    """
    label = guide.secret_label if guide is not None else "Client secret"
    need = guide.secret if guide is not None else SecretNeed.OPTIONAL
    made = secret.strip()
    if not made and need is SecretNeed.REQUIRED and not there:
        raise BadInput(
            f"The {label} is missing.",
            f"{platform} lets nobody sign in without it.",
            "Copy it from the settings of your app.",
            field="secret",
        )
    if made and need is SecretNeed.NEVER:
        raise BadInput(
            f"{platform} gives such an app no {label}.",
            "",
            "Leave it empty; if your app has one, it is of the wrong kind.",
            field="secret",
        )
    if made and not _plain(made):
        raise BadInput(
            f"This is no {label} of {platform}.",
            "It is one word of letters, digits and signs, without blanks.",
            "Copy it again from the settings of your app.",
            field="secret",
        )
    return made


def checked_relay(address: str, *, practice: bool) -> str:
    """The address of a relay page as platforms compare it: exactly as given.

    In practice workspaces a page on this computer will do. Raises `BadInput` with field "relay".
    """
    made = address.strip()
    if not made:
        return ""
    try:
        parts = urlsplit(made)
        fine = _plain(made) and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine or parts.query or parts.fragment or parts.username is not None:
        raise BadInput(
            "This is no address of a page.",
            "It begins with https:// and has nothing behind its path.",
            "Give the address at which your relay page opens.",
            field="relay",
        )
    local = practice and parts.scheme == "http" and parts.hostname in _LOCAL
    if parts.scheme != "https" and not local:
        raise BadInput(
            "A relay page must be on https.",
            "Platforms send nobody to a page without encryption.",
            "Host it where https is offered, and give that address.",
            field="relay",
        )
    return made


def host_of(server: str) -> str:
    """The host (and port) that a server's name in any spelling means: "@ann@host", "https://host/".

    "" for an empty one. Raises `BadInput` with field "server" for what names no server.
    """
    return server_name.read(server).host if server_name.tidied(server) else ""


def _plain(text: str) -> bool:
    return len(text) <= LONGEST and text.isascii() and all("!" <= one <= "~" for one in text)
