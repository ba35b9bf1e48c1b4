"""Connecting a person, and the pages they manage, with one sign-in in the browser.

Source: Organization Access Control API (learn.microsoft.com, li-lms-2026-05): administrators,
content administrators and posters of sponsored content may post for a page; the last only ads.
"""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import BadInput, PermissionMissing, PublishingError
from brandcraft_desktop.publishers import oauth
from brandcraft_desktop.publishers.base import (
    AccountSession,
    Asked,
    Begun,
    Connection,
    Grant,
    Identity,
    Profile,
)
from brandcraft_desktop.publishers.bearer import ACCESS, CLIENT_ID, CLIENT_SECRET, REFRESH
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.linkedin import errors, profile, rest, sign_in, tokens
from brandcraft_desktop.publishers.linkedin.info import version_of
from brandcraft_desktop.publishers.linkedin.own_posts import PAGE

_ROLES = ("ADMINISTRATOR", "CONTENT_ADMIN")
_MOST_PAGES = 100
_NO_PAGES = (
    f"Your pages could not be connected: the app lacks the product “{sign_in.PRODUCT}”, or you "
    "did not agree to it. Your profile works without."
)


def begin(asked: Asked) -> Begun:
    """Where the person signs in. Raises `errors.BadInput`."""
    if asked.app is None or not asked.app.client_id or not asked.app.secret:
        raise BadInput(
            "LinkedIn needs an app of your own.",
            "Signing in there takes its client ID and client secret.",
            "Make one in LinkedIn's developer portal; the guide says how.",
            field="client_id",
        )
    # PKCE needs a contract with LinkedIn; the app's secret stands in for it.
    address = oauth.authorize_address(
        tokens.AUTHORIZE, asked, asked.app, sign_in.scopes(asked.answers), pkce=False
    )
    return Begun(asked, address, asked.app, tokens.WEB)


def finish(begun: Begun, code: str, http: Http, clock: Clock) -> tuple[Connection, ...]:
    """Trade the code; the person comes first, then the pages.

    Raises `errors.PermissionMissing` where posting was not granted, `errors.PublishingError`.
    """
    asked = begun.asked
    judge = errors.judge_sign_in(clock, version_of(asked.settings))
    call = oauth.code_request(tokens.TOKEN, asked, begun.app, code, pkce=False, judge=judge)
    answer = http.send(call).json
    grant = tokens.grant_of(answer, clock)
    granted = sign_in.scopes(asked.answers) if grant.scopes is None else grant.scopes
    _check(granted)
    secrets = {
        ACCESS: answer.text("access_token"),
        REFRESH: answer.optional("refresh_token"),
        CLIENT_ID: begun.app.client_id,
        CLIENT_SECRET: begun.app.secret,
    }
    account = AccountSession(
        http, Identity("", "", "", tokens.WEB), _Passing(secrets), clock, asked.settings
    )
    told = http.send(tokens.userinfo(account, secrets[ACCESS])).json
    pages: tuple[Connection, ...] = ()
    warnings: tuple[str, ...] = ()
    if sign_in.wants_pages(asked.answers):
        pages, warnings = _pages(account, granted, secrets, grant)
    person = _connection(
        f"urn:li:person:{told.text('sub')}",
        profile.person(http, told),
        secrets,
        grant,
        warnings,
        about="Your profile" if pages else "",
    )
    return (person, *pages)


def _check(granted: tuple[str, ...]) -> None:
    missing = [scope for scope in sign_in.PERSON if scope not in granted]
    if missing:
        product = "Share on LinkedIn"
        if missing != [sign_in.POST]:
            product = "Sign In with LinkedIn using OpenID Connect"
        raise PermissionMissing(
            f"LinkedIn did not grant {' and '.join(missing)}.",
            f"Brandcraft can't post without; it comes with the product “{product}”.",
            "Add the product to your app in LinkedIn's developer portal, then sign in again.",
        )


def _pages(
    account: AccountSession,
    granted: tuple[str, ...],
    secrets: Mapping[str, str],
    grant: Grant,
) -> tuple[tuple[Connection, ...], tuple[str, ...]]:
    """The pages the person may post for, and what to say where there are none."""
    if not {sign_in.PAGE_POST, sign_in.PAGE_ROLES} <= set(granted):
        return (), (_NO_PAGES,)
    try:
        urns = [urn for role in _ROLES for urn in _managed(account, role)]
        found = [(urn, profile.page(account, urn)) for urn in dict.fromkeys(urns)]
    except PermissionMissing:
        return (), (_NO_PAGES,)
    except PublishingError as error:
        return (), (f"Your pages could not be read: {error.title} Connect again to add them.",)
    if not found:
        return (), ("You manage no page: nobody made you its super admin or content admin.",)
    pages = (
        _connection(urn, shown, secrets, grant, (), about="Company page") for urn, shown in found
    )
    return tuple(pages), ()


def _managed(account: AccountSession, role: str) -> list[str]:
    query = (
        ("q", "roleAssignee"),
        ("role", role),
        ("state", "APPROVED"),
        ("count", str(_MOST_PAGES)),
    )
    found = rest.get(account, "organizationAcls", query=query, restli="FINDER").json
    urns = [_organization(one) for one in found.items("elements")]
    return [urn for urn in urns if urn.startswith(PAGE)]


def _organization(one: JsonObject) -> str:
    """The field has two names, by the version of the API."""
    return one.optional("organization") or one.optional("organizationTarget")


def _connection(
    urn: str,
    shown: Profile,
    secrets: Mapping[str, str],
    grant: Grant,
    warnings: tuple[str, ...],
    *,
    about: str,
) -> Connection:
    return Connection(
        remote_id=urn,
        handle=shown.handle,
        display_name=shown.display_name,
        server=tokens.WEB,
        secrets=secrets,
        grant=grant,
        avatar=shown.avatar,
        warnings=warnings,
        facts=shown.facts,
        about=about,
    )


class _Passing:
    """The secrets of a sign-in that is not kept yet."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = dict(values)

    def read(self, name: str) -> str:
        """The secret called `name`."""
        return self._values.get(name, "")

    def replace(self, values: Mapping[str, str], grant: Grant) -> None:
        """Take over new tokens."""
        self._values.update({name: value for name, value in values.items() if value})

    def renewing(self) -> _Alone:
        """Nobody else knows these secrets."""
        return _Alone()


class _Alone:
    def __enter__(self) -> None:
        """Nothing to wait for."""

    def __exit__(self, *_: object) -> None:
        """Nothing to free."""
