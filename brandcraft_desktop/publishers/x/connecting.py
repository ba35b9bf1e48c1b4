"""Signing in to X in the browser, and who it was."""

from __future__ import annotations

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import (
    BadInput,
    PermissionMissing,
    PublishingError,
    SignInRevoked,
)
from brandcraft_desktop.publishers import oauth
from brandcraft_desktop.publishers.base import Asked, Begun, Connection, Grant
from brandcraft_desktop.publishers.exchange import Failure
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.x import profile, tokens
from brandcraft_desktop.publishers.x.api import API, ID, data_of, me
from brandcraft_desktop.publishers.x.limits import NAME
from brandcraft_desktop.publishers.x.sign_in import SCOPES

AUTHORIZE = "https://x.com/i/oauth2/authorize"


def begin(asked: Asked) -> Begun:
    """Where the person signs in. Raises `errors.BadInput` without an app's keys."""
    app = asked.app
    if app is None or not app.client_id:
        raise BadInput(
            "X needs an app of your own.",
            "There is no client ID yet.",
            "Follow the steps and paste the client ID.",
            field="client_id",
        )
    address = oauth.authorize_address(AUTHORIZE, asked, app, SCOPES)
    return Begun(asked, address, app, API)


def finish(begun: Begun, code: str, http: Http, clock: Clock) -> tuple[Connection, ...]:
    """Trade the code for tokens and read who it is; see `base.BrowserPublisher.finish`."""
    call = oauth.code_request(
        tokens.TOKEN,
        begun.asked,
        begun.app,
        code,
        basic=bool(begun.app.secret),
        judge=_judge_code,
    )
    answer = http.send(call).json
    grant = tokens.granted(answer, clock)
    _check_scopes(answer, grant)
    secrets = tokens.secrets_of(answer, begun.app)
    person = data_of(http.send(me(answer.text("access_token"))))
    shown = profile.read_answer(person, http)
    return (
        Connection(
            remote_id=person.identifier("id", ID),
            handle=shown.handle,
            display_name=shown.display_name,
            server=begun.server,
            secrets=secrets,
            grant=grant,
            avatar=shown.avatar,
        ),
    )


def _check_scopes(answer: JsonObject, grant: Grant) -> None:
    has = set(SCOPES if grant.scopes is None else grant.scopes)
    if not answer.optional("refresh_token"):
        has.discard("offline.access")
    missing = [scope for scope in SCOPES if scope not in has]
    if missing:
        names = ", ".join(missing)
        raise PermissionMissing(
            "X did not grant everything that is needed.",
            f"Missing: {names}.",
            "Give the app “Read and write” on console.x.com, then sign in again.",
        )


def _judge_code(failure: Failure) -> PublishingError | None:
    judged = tokens.judge_tokens(failure)
    if not isinstance(judged, SignInRevoked):
        return judged
    return SignInRevoked(
        f"{NAME} did not accept the sign-in.",
        "What the browser brings back is good for 30 seconds, and once.",
        "Sign in again; it may also be that the callback address in the console is another.",
        raw=failure.raw,
    )
