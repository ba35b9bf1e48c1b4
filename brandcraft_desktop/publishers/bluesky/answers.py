"""What a person types into the connect form, tidied up and judged. Pure.

Source of the app password's shape: packages/pds/src/account-manager/helpers/password.ts of
bluesky-social/atproto (16 base32 characters in 4 groups).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.publishers.bluesky.info import ENTRYWAY
from brandcraft_desktop.publishers.origins import is_loopback, origin_of

NO_APP_PASSWORD = (
    "That doesn't look like an app password (xxxx-xxxx-xxxx-xxxx). Don't use your main password."
)
_APP_PASSWORD = re.compile(r"[a-z2-7]{4}(-[a-z2-7]{4}){3}")
_GROUPED = re.compile(r"[A-Za-z2-7]{4}(?:\s*[-\s\u2010-\u2015\u2212]\s*[A-Za-z2-7]{4}){3}")
_BARE = re.compile(r"[a-z2-7]{16}")
_HANDLE = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?")
_DID = re.compile(r"did:(?:plc:[a-z2-7]{24}|web:[a-zA-Z0-9.%-]+)")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PROFILE = re.compile(r"https?://[^/]+/profile/([^/?#]+)")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


@dataclass(frozen=True)
class Answers:
    """The tidied answers; `is_app_password` is false for what looks like a main password."""

    identifier: str
    app_password: str = field(repr=False)
    server: str
    is_app_password: bool


def read(answers: Mapping[str, str]) -> Answers:
    """The answers ready to use. Raises `BadInput` naming the field."""
    server = clean_server(answers.get("server", ""))
    identifier = clean_identifier(answers.get("identifier", ""))
    if not identifier:
        raise BadInput(
            "The handle is missing.", "", "Type it as in you.bsky.social.", field="identifier"
        )
    if server == ENTRYWAY and "." not in identifier and not identifier.startswith("did:"):
        identifier = f"{identifier}.bsky.social"
    if not any(rule.fullmatch(identifier) for rule in (_HANDLE, _DID, _MAIL)):
        raise BadInput(
            f"“{identifier}” is no Bluesky handle.",
            "",
            "Type it as in you.bsky.social.",
            field="identifier",
        )
    typed = answers.get("app_password", "")
    password = clean_app_password(typed)
    good = _APP_PASSWORD.fullmatch(password) is not None
    if server != ENTRYWAY and not _GROUPED.fullmatch(typed.strip()):
        good = False  # sixteen letters in a row may be somebody's main password
    if not typed.strip():
        raise BadInput(
            "The app password is missing.",
            "",
            "Create one in Bluesky's settings.",
            field="app_password",
        )
    if not good and server == ENTRYWAY:
        raise BadInput(
            NO_APP_PASSWORD, "", "Create one in Bluesky's settings.", field="app_password"
        )
    # Elsewhere it may really be a main password, where capitals and spaces count.
    return Answers(identifier, password if good else typed.strip("\r\n"), server, good)


def hints(answers: Mapping[str, str]) -> dict[str, str]:
    """A sentence for each field that needs one, while a person types."""
    found: dict[str, str] = {}
    try:
        server = clean_server(answers.get("server", ""))
    except BadInput as error:
        found["server"] = error.message
        server = ""
    identifier = clean_identifier(answers.get("identifier", ""))
    if server == ENTRYWAY and identifier and "." not in identifier and "@" not in identifier:
        found["identifier"] = f"Do you mean {identifier}.bsky.social?"
    password = answers.get("app_password", "")
    if password and not _APP_PASSWORD.fullmatch(clean_app_password(password)):
        found["app_password"] = NO_APP_PASSWORD
    return found


def clean_identifier(typed: str) -> str:
    """A handle, DID or e-mail address without what gets pasted along with it."""
    text = _UNSEEN.sub("", typed).strip()
    profile = _PROFILE.match(text)
    text = (profile[1] if profile else text).removeprefix("at://").strip("/ ")
    text = text.removeprefix("@").rstrip(".")
    return text if text.startswith("did:") else text.lower()


def clean_app_password(typed: str) -> str:
    """Without spaces and capitals, and with the hyphens that are missing."""
    text = "".join(_UNSEEN.sub("", typed).split()).lower()
    text = re.sub("[\u2010-\u2015\u2212]", "-", text)
    bare = text.replace("-", "")
    if _BARE.fullmatch(bare):
        return "-".join(bare[start : start + 4] for start in range(0, 16, 4))
    return text


def clean_server(typed: str) -> str:
    """The origin of a server; Bluesky's own where none is given. Raises `BadInput`."""
    text = typed.strip().rstrip("/")
    if not text:
        return ENTRYWAY
    url = text if "://" in text else f"https://{text}"
    try:
        origin = origin_of(url)
    except BadInput:
        raise BadInput(
            f"“{text}” is no server's address.",
            "",
            "Type it as in https://pds.example.",
            field="server",
        ) from None
    parts = urlsplit(origin)
    if parts.scheme != "https" and not is_loopback(parts.hostname or ""):
        raise BadInput(
            f"“{text}” is not encrypted.",
            "The app password would be readable on its way.",
            "Use the server's https address.",
            field="server",
        )
    return origin
