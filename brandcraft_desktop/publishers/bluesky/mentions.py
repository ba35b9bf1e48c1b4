"""Handles that a text mentions, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.errors import ContentRefused
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.bluesky.errors import judge_with
from brandcraft_desktop.publishers.bluesky.xrpc import query


class _Nobody(ContentRefused):
    """There is no account with this handle."""


def resolve(account: AccountSession, spans: Iterable[Span]) -> Mapping[str, str]:
    """The DID of each mentioned handle (in lower case); a handle of nobody is left out.

    Raises `errors.NotSent` where the server cannot be asked now: a mention is not dropped in
    silence for that.
    """
    handles = dict.fromkeys(span.target.lower() for span in spans if span.kind is SpanKind.MENTION)
    found = {handle: _did(account, handle) for handle in handles}
    return {handle: did for handle, did in found.items() if did}


def _did(account: AccountSession, handle: str) -> str:
    call = query(
        account.identity.server,
        "com.atproto.identity.resolveHandle",
        judged=judge_with({"InvalidRequest": _nobody, "HandleNotFound": _nobody}),
        handle=handle,
    )
    try:
        did = account.http.send(call).json.text("did")
    except _Nobody:
        return ""
    return did if did.startswith("did:") else ""


def _nobody(raw: str) -> _Nobody:
    return _Nobody("Nobody has this handle.", raw=raw)
