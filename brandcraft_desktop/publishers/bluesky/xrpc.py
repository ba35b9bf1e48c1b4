"""Calls of the AT Protocol: one method of one server.

Source: atproto.com/specs/xrpc.
"""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.publishers.bluesky.errors import judge
from brandcraft_desktop.publishers.exchange import Judge, Request, Upload

UPLOAD_SECONDS = 120.0  # the answer to a large upload takes its time


def query(
    server: str,
    method: str,
    *,
    bearer: str = "",
    judged: Judge = judge,
    reads_json: bool = True,
    **parameters: str,
) -> Request:
    """A method that reads."""
    return Request(
        "GET",
        f"{server}/xrpc/{method}",
        query=tuple(parameters.items()),
        bearer=bearer,
        judge=judged,
        reads_json=reads_json,
    )


def procedure(
    server: str,
    method: str,
    body: Mapping[str, object] | None = None,
    *,
    bearer: str = "",
    judged: Judge = judge,
    secrets: tuple[str, ...] = (),
) -> Request:
    """A method that writes; without `body` it must not have one at all."""
    return Request(
        "POST",
        f"{server}/xrpc/{method}",
        json=body,
        bearer=bearer,
        judge=judged,
        secrets=secrets,
    )


def upload(
    server: str, method: str, file: Upload, *, bearer: str, judged: Judge = judge, **parameters: str
) -> Request:
    """A method that takes raw bytes."""
    return Request(
        "POST",
        f"{server}/xrpc/{method}",
        query=tuple(parameters.items()),
        bearer=bearer,
        upload=file,
        judge=judged,
        seconds=UPLOAD_SECONDS,
    )
