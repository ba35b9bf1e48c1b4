"""The program's own registration with a server, under which its people sign in.

Sources: mastodon/documentation @2903485, POST /api/v1/apps, GET /api/v1/apps/verify_credentials,
POST /oauth/token (`client_credentials` gives access as the app alone). `redirect_uris` is a list
since 4.3 and one text before; a redirect address must be registered to the letter.
"""

from __future__ import annotations

from brandcraft_desktop.errors import AppKeysRefused, PublishingError
from brandcraft_desktop.publishers.base import AppKeys
from brandcraft_desktop.publishers.exchange import Failure, Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.mastodon.errors import judge_token
from brandcraft_desktop.publishers.mastodon.instance import Instance
from brandcraft_desktop.publishers.mastodon.sign_in import OUT_OF_BAND, SCOPES

_NAME = "Brandcraft Desktop"


def register(http: Http, server: Instance, redirect: str) -> AppKeys:
    """A registration of our own with a server. Raises `errors.PublishingError`."""
    redirects = list(dict.fromkeys((redirect, OUT_OF_BAND)))
    body = {
        "client_name": _NAME,
        "redirect_uris": redirects if server.takes_lists else "\n".join(redirects),
        "scopes": " ".join(SCOPES),
    }
    call = Request("POST", f"{server.origin}/api/v1/apps", json=body, judge=_refused)
    told = http.send(call).json
    return AppKeys(told.text("client_id"), told.text("client_secret"))


def check(http: Http, server: Instance, app: AppKeys, redirect: str) -> None:
    """Whether the server still knows the app, for this address and for all that we ask.

    What it doesn't tell (before 4.3) counts as fine. Raises `errors.AppKeysRefused` where another
    app has to be registered, `errors.NotSent` where it can't be asked now.
    """
    told = _as_told(http, server, app)
    known = set(told.texts("redirect_uris")) | set(told.optional("redirect_uri").split())
    scopes = set(told.texts("scopes"))
    if (known and redirect not in known) or (scopes and not scopes >= set(SCOPES)):
        raise AppKeysRefused(
            f"Brandcraft is registered with {server.domain} for something else.",
            "Another address or another version of the program did it.",
            "Sign in again: Brandcraft registers itself anew.",
        )


def _as_told(http: Http, server: Instance, app: AppKeys) -> JsonObject:
    token = Request(
        "POST",
        f"{server.origin}/oauth/token",
        form=(
            ("grant_type", "client_credentials"),
            ("client_id", app.client_id),
            ("client_secret", app.secret),
            ("redirect_uri", OUT_OF_BAND),
            ("scope", "read:accounts"),
        ),
        judge=judge_token,
        secrets=(app.secret,),
    )
    access = http.send(token).json.text("access_token")
    call = Request(
        "GET", f"{server.origin}/api/v1/apps/verify_credentials", bearer=access, judge=_refused
    )
    return http.send(call).json


def _refused(failure: Failure) -> PublishingError | None:
    if failure.status >= 500 or failure.status in (408, 425, 429):
        return None
    return AppKeysRefused(
        f"{failure.host} does not let Brandcraft register.",
        f"It answered {failure.status}; its people may have closed it for apps.",
        "Ask the people who run your server.",
        raw=failure.raw,
    )
