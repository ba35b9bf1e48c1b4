"""Calls of an account on its own server."""

from __future__ import annotations

import re
from collections.abc import Mapping

from brandcraft_desktop.errors import SignInRevoked
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.bearer import ACCESS
from brandcraft_desktop.publishers.exchange import Judge, Multipart, Request
from brandcraft_desktop.publishers.mastodon.errors import judge

# What a server counts by itself (config/initializers/rack_attack.rb of mastodon/mastodon).
READING = "read"
POSTING = "post"
UPLOADING = "upload"
DELETING = "delete"
# Ids of the servers that speak this API: numbers, base 62 (Pleroma) and ULIDs (GoToSocial).
ID = re.compile(r"[A-Za-z0-9]{1,64}", re.ASCII)


def call(
    account: AccountSession,
    method: str,
    path: str,
    *,
    bucket: str = READING,
    query: tuple[tuple[str, str], ...] = (),
    json: Mapping[str, object] | None = None,
    multipart: Multipart | None = None,
    headers: tuple[tuple[str, str], ...] = (),
    judged: Judge = judge,
    seconds: float = 30.0,
    reads_json: bool = True,
) -> Request:
    """A request in the name of the account. Raises `errors.SignInRevoked` without a token."""
    token = account.secrets.read(ACCESS)
    if not token:
        raise SignInRevoked("The sign-in of this account is missing.", "", "Reconnect the account.")
    return Request(
        method,
        f"{account.identity.server}{path}",
        query=query,
        bearer=token,
        json=json,
        multipart=multipart,
        headers=headers,
        bucket=bucket,
        judge=judged,
        seconds=seconds,
        reads_json=reads_json,
    )
