"""Calls of the Graph API for a Page.

Sources: facebook-business 26.0.3 (names of edges and parameters), fbsamples/reels_publishing_apis
@0fdfe28 (bytes of videos: `Authorization: OAuth`, `offset`, `file_size`), Resumable Upload API
(`file_offset`).
"""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.domain.steps import Guard
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.exchange import Multipart, Request, Upload
from brandcraft_desktop.publishers.facebook import errors, tokens
from brandcraft_desktop.publishers.facebook.info import version_of
from brandcraft_desktop.publishers.json_value import JsonObject

GRAPH = "https://graph.facebook.com"
VIDEO_GRAPH = "https://graph-video.facebook.com"
UPLOADS = "https://rupload.facebook.com"
WEB = "https://www.facebook.com"
BUCKET = "facebook"
UPLOAD_SECONDS = 120.0  # the answer to a large upload takes its time


def address(account: AccountSession, path: str, host: str = GRAPH) -> str:
    """Where a call goes, in the version that is set."""
    return f"{host}/{version_of(account.settings)}/{path}"


def get(account: AccountSession, path: str, **query: str) -> JsonObject:
    """Read something. Raises `errors.PublishingError`."""

    def ask(token: str) -> JsonObject:
        call = Request(
            "GET",
            address(account, path),
            query=tuple(query.items()),
            bearer=token,
            judge=errors.judge(account.clock),
            bucket=BUCKET,
        )
        return account.http.send(call).json

    return tokens.with_token(account, ask)


def post(
    account: AccountSession,
    path: str,
    fields: Mapping[str, str] | Multipart,
    guard: Guard | None = None,
    *,
    host: str = GRAPH,
    phase: str = "",
) -> JsonObject:
    """Write something; irreversible with a `guard`. `phase` is that of an upload.

    Raises `errors.PublishingError`.
    """

    def write(token: str) -> JsonObject:
        with_files = isinstance(fields, Multipart)
        call = Request(
            "POST",
            address(account, path, host),
            query=(("upload_phase", phase),) if phase else (),
            bearer=token,
            form=None if isinstance(fields, Multipart) else tuple(fields.items()),
            multipart=fields if isinstance(fields, Multipart) else None,
            judge=errors.judge(account.clock),
            bucket=BUCKET,
            seconds=UPLOAD_SECONDS if with_files else 30.0,
        )
        http = account.http
        return (http.send(call) if guard is None else http.commit(call, guard)).json

    return tokens.with_token(account, write)


def delete(account: AccountSession, path: str) -> None:
    """Take something away. Raises `errors.PublishingError`."""

    def write(token: str) -> None:
        account.http.send(
            Request(
                "DELETE",
                address(account, path),
                bearer=token,
                judge=errors.judge(account.clock),
                bucket=BUCKET,
            )
        )

    tokens.with_token(account, write)


def send_bytes(
    account: AccountSession, url: str, token: str, file: Upload, *headers: tuple[str, str]
) -> JsonObject:
    """A file, or the rest of one, to the address of its upload."""
    call = Request(
        "POST",
        url,
        upload=file,
        headers=(("Authorization", f"OAuth {token}"), *headers),
        judge=errors.judge(account.clock),
        secrets=(token,),
        seconds=UPLOAD_SECONDS,
    )
    return account.http.send(call).json
