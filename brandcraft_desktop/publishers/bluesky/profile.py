"""How an account looks: through the app's own view, else from its own repository.

Source: lexicons app.bsky.actor.getProfile and app.bsky.actor.profile. A server without a view of
the network (a private one) still has the profile record.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from brandcraft_desktop.errors import PublishingError, SignInExpired
from brandcraft_desktop.publishers import avatars
from brandcraft_desktop.publishers.base import AccountSession, Profile
from brandcraft_desktop.publishers.bluesky import repository
from brandcraft_desktop.publishers.bluesky.tokens import with_token
from brandcraft_desktop.publishers.bluesky.xrpc import query
from brandcraft_desktop.publishers.exchange import Answer
from brandcraft_desktop.publishers.origins import origin_of

NO_HANDLE = "handle.invalid"  # what servers show for a handle that no longer points to its account


def read(account: AccountSession) -> Profile:
    """Name, handle and picture as they are now. Raises `errors.SignInExpired`."""

    def ask(token: str) -> Answer:
        call = query(
            account.identity.server,
            "app.bsky.actor.getProfile",
            bearer=token,
            actor=account.identity.remote_id,
        )
        return account.http.send(call)

    try:
        shown = with_token(account, ask).json
    except SignInExpired:
        raise
    except PublishingError:
        return _from_repository(account)
    handle = shown.optional("handle")
    return Profile(
        handle=account.identity.handle if handle in ("", NO_HANDLE) else handle,
        display_name=shown.optional("displayName").strip(),
        avatar=avatars.fetched(account.http, shown.optional("avatar")),
    )


def _from_repository(account: AccountSession) -> Profile:
    handle = account.identity.handle
    try:
        session = with_token(
            account,
            lambda token: account.http.send(
                query(account.identity.server, "com.atproto.server.getSession", bearer=token)
            ),
        ).json
        handle = session.optional("handle") or handle
        found = repository.look(account, "app.bsky.actor.profile", "self")
    except SignInExpired:
        raise
    except PublishingError:
        found = None
    if found is None:
        return Profile(handle, "")
    picture = found.value.optional_child("avatar")
    reference = None if picture is None else picture.optional_child("ref")
    cid = "" if reference is None else reference.optional("$link")
    return Profile(handle, found.value.optional("displayName").strip(), _blob(account, cid))


def _blob(account: AccountSession, cid: str) -> bytes | None:
    if not cid:
        return None
    call = query(
        account.identity.server,
        "com.atproto.sync.getBlob",
        reads_json=False,
        did=account.identity.remote_id,
        cid=cid,
    )
    try:
        return account.http.send(call).body or None
    except PublishingError:
        return None


def permalink(handle: str, did: str, rkey: str) -> str:
    """Where people see a post."""
    who = did if handle in ("", NO_HANDLE) else handle
    return f"https://bsky.app/profile/{who}/post/{rkey}"


def server_name(server: str) -> str:
    """A server's host as people know it."""
    return urlsplit(origin_of(server)).netloc
