"""The standard parts of OAuth 2.0 with which a publisher signs in: addresses and token calls.

RFC 6749 (codes, refreshing), RFC 7009 (taking back), RFC 7636 (PKCE), written by oauthlib; what a
platform does in its own way is given by its publisher.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import AppKeysRefused, PublishingError, SignInRevoked
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.base import AppKeys, Asked
from brandcraft_desktop.publishers.exchange import Failure, Judge, Request
from brandcraft_desktop.publishers.json_value import JsonObject


def authorize_address(
    endpoint: str,
    asked: Asked,
    app: AppKeys,
    scopes: Sequence[str],
    *,
    separator: str = " ",
    pkce: bool = True,
    **extra: str,
) -> str:
    """Where the person signs in: the code comes back to `asked.redirect` with `asked.state`."""
    from oauthlib.oauth2 import WebApplicationClient

    client = WebApplicationClient(app.client_id)
    if pkce:
        extra["code_challenge"] = client.create_code_challenge(asked.verifier, "S256")
        extra["code_challenge_method"] = "S256"
    address: str = client.prepare_request_uri(
        endpoint,
        redirect_uri=asked.redirect,
        scope=separator.join(scopes),
        state=asked.state,
        **extra,
    )
    return address


def code_request(
    endpoint: str,
    asked: Asked,
    app: AppKeys,
    code: str,
    *,
    pkce: bool = True,
    basic: bool = False,
    judge: Judge | None = None,
) -> Request:
    """The call that trades a code for tokens; `basic` sends the app's keys in a header."""
    form = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", asked.redirect),
    ]
    if pkce:
        form.append(("code_verifier", asked.verifier))
    return _token_call(endpoint, app, form, basic=basic, judge=judge, also=(code, asked.verifier))


def refresh_request(
    endpoint: str,
    app: AppKeys,
    refresh_token: str,
    *,
    basic: bool = False,
    judge: Judge | None = None,
    extra: tuple[tuple[str, str], ...] = (),
) -> Request:
    """The call that trades a refresh token for new tokens."""
    form = [("grant_type", "refresh_token"), ("refresh_token", refresh_token), *extra]
    return _token_call(endpoint, app, form, basic=basic, judge=judge, also=(refresh_token,))


def revoke_request(
    endpoint: str,
    app: AppKeys,
    token: str,
    *,
    basic: bool = False,
    judge: Judge | None = None,
) -> Request:
    """The call that takes a token back (RFC 7009); its answer says nothing that matters."""
    call = _token_call(endpoint, app, [("token", token)], basic=basic, judge=judge, also=(token,))
    return replace(call, reads_json=False)


def judged_by(name: str, rest: Judge | None = None) -> Judge:
    """What a refusal of a token call means (RFC 6749 5.2), on the platform called `name`.

    A refused code or refresh token is `errors.SignInRevoked`, a refused app
    `errors.AppKeysRefused`; all else is for `rest` to say.
    """

    def judge(failure: Failure) -> PublishingError | None:
        if failure.json is None or failure.status not in (400, 401, 403):
            return rest(failure) if rest is not None else None
        meaning = failure.json.optional("error")
        if meaning in ("invalid_grant", "access_denied"):
            return SignInRevoked(
                f"{name} no longer accepts the sign-in.",
                "It has run out, or was taken back there.",
                "Reconnect the account.",
                raw=failure.raw,
            )
        if meaning in ("invalid_client", "unauthorized_client"):
            return AppKeysRefused(
                f"{name} does not accept the keys of your app.",
                "The client ID or the client secret is wrong, or the app was removed there.",
                f"Check them in {name}'s developer portal and set them again.",
                raw=failure.raw,
            )
        return rest(failure) if rest is not None else None

    return judge


def after(seconds: int | None, clock: Clock) -> datetime | None:
    """The moment so many seconds ahead, at most ten years; None where the answer did not say.

    Nothing or less counts as not said: tokens that an answer brings are kept, whatever it says of
    their life, and a call that is refused tells the rest.
    """
    return foreign_numbers.ahead(seconds, clock.now())


def scopes_of(answer: JsonObject, separator: str = " ") -> tuple[str, ...] | None:
    """What was granted; None where the answer does not say (RFC 6749 5.1: then all of it)."""
    granted = answer.optional("scope")
    words = granted.replace(separator, " ").replace(",", " ").split()
    return tuple(words) if words else None


def _token_call(
    endpoint: str,
    app: AppKeys,
    form: list[tuple[str, str]],
    *,
    basic: bool,
    judge: Judge | None,
    also: tuple[str, ...],
) -> Request:
    keys = (app.client_id, app.secret)
    if not basic:
        form.append(("client_id", app.client_id))
        if app.secret:
            form.append(("client_secret", app.secret))
    return Request(
        "POST",
        endpoint,
        form=tuple(form),
        basic=keys if basic else None,
        judge=judge,
        secrets=(*also, app.secret),
    )
