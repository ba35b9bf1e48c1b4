"""How an account looks on X.

Source: GET /2/users/me (openapi 2.167). The picture's address ends with "_normal" for a small one;
without that it is as large as it was uploaded (a convention of old that the docs do not promise).
"""

from __future__ import annotations

import re

from brandcraft_desktop.publishers import avatars
from brandcraft_desktop.publishers.base import AccountSession, Profile
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.x.api import me
from brandcraft_desktop.publishers.x.tokens import sent

_SMALL = re.compile(r"_normal(?=\.[a-z]+$|$)")


def read(account: AccountSession) -> Profile:
    """Name, handle and picture as they are now."""
    person = sent(account, lambda token: account.http.send(me(token)))
    return read_answer(person, account.http)


def read_answer(person: JsonObject, http: Http) -> Profile:
    """The same from what X said of a person."""
    handle = person.text("username")
    address = person.optional("profile_image_url")
    picture = avatars.fetched(http, _SMALL.sub("", address)) or avatars.fetched(http, address)
    return Profile(handle, person.optional("name").strip() or handle, picture)


def permalink(handle: str, post: str) -> str:
    """Where people see a post; X finds its author by itself where the handle is not known."""
    return f"https://x.com/{handle.removeprefix('@') or 'i'}/status/{post}"
