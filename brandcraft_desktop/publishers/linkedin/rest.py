"""Calls of LinkedIn's versioned REST API.

Sources: learn.microsoft.com, "Versioning" and "Protocol versions" of the Marketing APIs (view
li-lms-2026-05): every call names its version and Rest.li 2.0; names of things (URNs) in paths are
percent-encoded, finders and deletes say so in `X-RestLi-Method`.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.exchange import Answer, Judge, Request, Upload
from brandcraft_desktop.publishers.linkedin import errors, tokens
from brandcraft_desktop.publishers.linkedin.info import version_of

API = "https://api.linkedin.com"
UPLOAD_SECONDS = 120.0  # the answer to a large upload takes its time


def headers(version: str, method: str = "") -> tuple[tuple[str, str], ...]:
    """What every call says besides its token."""
    known = (("LinkedIn-Version", version), ("X-Restli-Protocol-Version", "2.0.0"))
    return (*known, ("X-RestLi-Method", method)) if method else known


def call(
    account: AccountSession,
    method: str,
    path: str,
    token: str,
    *,
    body: Mapping[str, object] | None = None,
    query: tuple[tuple[str, str], ...] = (),
    restli: str = "",
    judge: Judge | None = None,
) -> Request:
    """One call of `/rest/…`; `restli` is the Rest.li method where the verb does not say it."""
    version = version_of(account.settings)
    return Request(
        method,
        f"{API}/rest/{path}",
        query=query,
        bearer=token,
        json=body,
        headers=headers(version, restli),
        judge=judge or errors.judge(account.clock, version),
        # Counted by LinkedIn for each resource, app and member, anew at midnight UTC.
        bucket=f"linkedin {path.partition('/')[0]}",
    )


def get(
    account: AccountSession, path: str, *, query: tuple[tuple[str, str], ...] = (), restli: str = ""
) -> Answer:
    """Read something. Raises `errors.PublishingError`."""

    def send(token: str) -> Answer:
        return account.http.send(call(account, "GET", path, token, query=query, restli=restli))

    return tokens.with_token(account, send)


def action(account: AccountSession, path: str, name: str, body: Mapping[str, object]) -> Answer:
    """Do one of a resource's actions, which may be repeated. Raises `errors.PublishingError`."""

    def send(token: str) -> Answer:
        asked = (("action", name),)
        return account.http.send(call(account, "POST", path, token, query=asked, body=body))

    return tokens.with_token(account, send)


def put_file(url: str, file: Upload, token: str = "") -> Request:
    """The bytes of a file to an address that LinkedIn gave for them."""
    return Request(
        "PUT",
        url,
        bearer=token,
        upload=file,
        judge=errors.judge_upload,
        seconds=UPLOAD_SECONDS,
        reads_json=False,
    )


def encoded(urn: str) -> str:
    """A URN as a part of a path."""
    return quote(urn, safe="")
