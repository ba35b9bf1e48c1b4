"""Connecting the Pages of a person with one sign-in in the browser.

Sources: developers.facebook.com, "Manually Build a Login Flow", "Long-Lived Access Tokens" (quoted
2026-10); Pages of a business portfolio may be missing from `/me/accounts`, and are found by
`/me/businesses` (as the public source of Postiz does it). A person needs the task CREATE_CONTENT.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import BadInput, OwnerNeeded, PermissionMissing, PublishingError
from brandcraft_desktop.publishers import oauth
from brandcraft_desktop.publishers.base import (
    AccountSession,
    AppKeys,
    Asked,
    Begun,
    Connection,
    Grant,
    Identity,
)
from brandcraft_desktop.publishers.bearer import ACCESS, CLIENT_ID, CLIENT_SECRET
from brandcraft_desktop.publishers.exchange import Request
from brandcraft_desktop.publishers.facebook import api, errors, profile, sign_in, tokens
from brandcraft_desktop.publishers.facebook.info import version_of
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject

_FIELDS = f"{profile.FIELDS},access_token,tasks,link"
_OF_PORTFOLIOS = (("owned_pages", "Page of a portfolio"), ("client_pages", "Page of a client"))
_TASK = "CREATE_CONTENT"
_MOST = 100  # a page of the list
_LISTS = 10  # pages of it at most
_PAGE = "Page"


@dataclass(frozen=True)
class _Way:
    """What the calls of one sign-in have in common."""

    http: Http
    account: AccountSession
    app: AppKeys

    def get(self, path: str, query: Mapping[str, str], token: str = "") -> JsonObject:
        """Ask with the person's token, or with the app's keys alone."""
        call = Request(
            "GET",
            api.address(self.account, path),
            query=tuple(query.items()),
            bearer=token,
            judge=errors.judge_sign_in(self.account.clock),
            secrets=(
                self.app.secret,
                *(query.get(one, "") for one in ("code", "fb_exchange_token", "code_verifier")),
            ),
        )
        return self.http.send(call).json


def begin(asked: Asked) -> Begun:
    """Where the person signs in. Raises `errors.BadInput`."""
    if asked.app is None or not asked.app.client_id or not asked.app.secret:
        raise BadInput(
            "Facebook needs an app of your own.",
            "Signing in there takes its app ID and app secret.",
            "Make one in Meta's developer portal; the guide says how.",
            field="client_id",
        )
    for name, hint in sign_in.hints(asked.answers).items():
        raise BadInput("Something in the form can't be right.", hint, "", field=name)
    configuration = asked.answers.get(sign_in.CONFIGURATION, "").strip()
    # PKCE is “still in testing” there; the app's secret stands in for it.
    location = oauth.authorize_address(
        f"{api.WEB}/{version_of(asked.settings)}/dialog/oauth",
        asked,
        asked.app,
        sign_in.scopes(asked.answers),
        separator=",",
        pkce=False,
        **({"config_id": configuration} if configuration else {}),
        # Who declined something once is asked for it again.
        auth_type="rerequest",
    )
    return Begun(asked, location, asked.app, api.WEB)


def finish(begun: Begun, code: str, http: Http, clock: Clock) -> tuple[Connection, ...]:
    """Trade the code, lengthen the token, and tell every Page that may be posted to.

    Raises `errors.PermissionMissing`, `errors.OwnerNeeded` (no Page), `errors.PublishingError`.
    """
    asked, app = begun.asked, begun.app
    account = AccountSession(
        http, Identity("", "", "", api.WEB), _NoSecrets(), clock, asked.settings
    )
    way = _Way(http, account, app)
    keys = {"client_id": app.client_id, "client_secret": app.secret}
    short = way.get(
        "oauth/access_token", {**keys, "redirect_uri": asked.redirect, "code": code}
    ).text("access_token")
    user = way.get(
        "oauth/access_token",
        {"grant_type": "fb_exchange_token", **keys, "fb_exchange_token": short},
    ).text("access_token")
    grant = tokens.grant_of(tokens.debugged(http, account, app, user))
    _check(grant)
    pages, warnings = _pages(way, user, grant)
    if not pages:
        raise _no_page()
    # A Page's token has no end of its own; only the access to data has.
    own = Grant(ends_at=grant.ends_at, scopes=grant.scopes)
    secrets = {tokens.USER: user, CLIENT_ID: app.client_id, CLIENT_SECRET: app.secret}
    return tuple(
        _connection(http, told, about, secrets, own, warnings) for told, about in pages.values()
    )


def _check(grant: Grant) -> None:
    missing = [one for one in sign_in.NEEDED if grant.scopes and one not in grant.scopes]
    if missing:
        raise PermissionMissing(
            f"Facebook did not grant {' and '.join(missing)}.",
            "Brandcraft can't post without: it was declined, or your app does not have it.",
            "Add it to the use case of your app, then sign in again and agree to all of it.",
        )


def _pages(
    way: _Way, user: str, grant: Grant
) -> tuple[dict[str, tuple[JsonObject, str]], tuple[str, ...]]:
    """The Pages by their number, each with what it is, and what to say besides."""
    found: dict[str, tuple[JsonObject, str]] = {}
    for one in _listed(way, "me/accounts", {"fields": _FIELDS, "limit": str(_MOST)}, user):
        _take(one, _PAGE, found)
    warnings: list[str] = []
    granted = grant.scopes or ()
    if sign_in.PORTFOLIOS in granted:
        try:
            for one, about in _of_portfolios(way, user):
                _take(one, about, found)
        except PublishingError as error:
            warnings.append(f"Pages of business portfolios could not be read: {error.title}")
    if granted and sign_in.COMMENTING not in granted:
        warnings.append(
            "First comments can't be written: the permission pages_manage_engagement is missing."
        )
    return found, tuple(warnings)


def _of_portfolios(way: _Way, user: str) -> Iterator[tuple[JsonObject, str]]:
    inner = ",".join(f"{edge}{{{_FIELDS}}}" for edge, _ in _OF_PORTFOLIOS)
    for business in _listed(way, "me/businesses", {"fields": f"id,name,{inner}"}, user):
        for edge, about in _OF_PORTFOLIOS:
            pages = business.optional_child(edge)
            for one in pages.items("data") if pages is not None else ():
                yield one, f"{about}: {business.optional('name')}".rstrip(": ")


def _listed(way: _Way, path: str, query: Mapping[str, str], user: str) -> Iterator[JsonObject]:
    """Everything of a list that comes in pages."""
    after = ""
    for _ in range(_LISTS):
        told = way.get(path, {**query, **({"after": after} if after else {})}, user)
        yield from told.items("data")
        paging = told.optional_child("paging")
        cursors = None if paging is None else paging.optional_child("cursors")
        after = "" if cursors is None else cursors.optional("after")
        if paging is None or not after or not paging.optional("next"):
            return


def _take(told: JsonObject, about: str, found: dict[str, tuple[JsonObject, str]]) -> None:
    """Only what may be posted to; a Page that is there already came with more."""
    may = not told.texts("tasks") or _TASK in told.texts("tasks")
    if may and told.optional("access_token"):
        found.setdefault(told.text("id"), (told, about))


def _connection(
    http: Http,
    told: JsonObject,
    about: str,
    secrets: Mapping[str, str],
    grant: Grant,
    warnings: tuple[str, ...],
) -> Connection:
    seen = profile.shown(http, told)
    return Connection(
        remote_id=told.text("id"),
        handle=seen.handle,
        display_name=seen.display_name,
        server=api.WEB,
        secrets={ACCESS: told.text("access_token"), **secrets},
        grant=grant,
        avatar=seen.avatar,
        warnings=warnings,
        about=about,
    )


def _no_page() -> OwnerNeeded:
    return OwnerNeeded(
        "There is no Page that Brandcraft may post to.",
        "Facebook lets programs post to Pages alone, never to personal profiles, and you chose no "
        "Page, or have no role on one that may create content.",
        "Make a Page or get such a role, then sign in again and choose it. For Pages of a business "
        "portfolio, tick the box for them.",
    )


class _NoSecrets:
    """Stands where nothing is kept yet: the calls of a sign-in carry their own tokens."""

    def read(self, name: str) -> str:
        """Nothing."""
        return ""

    def replace(self, values: Mapping[str, str], grant: Grant) -> None:
        """Nothing is kept."""

    def renewing(self) -> _NoSecrets:
        """Nobody waits."""
        return self

    def __enter__(self) -> None:
        """Nothing to wait for."""

    def __exit__(self, *_: object) -> None:
        """Nothing to free."""
