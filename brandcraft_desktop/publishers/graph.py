"""What Meta's platforms share: how the Graph API refuses, counts and is versioned.

Sources: developers.facebook.com, "Handling Errors" and "Rate Limits" of the Graph API; the rows of
the reference's error table (the sheets name who told of each). A platform brings what is its own: a
table by subcode, and one by code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.platform import PlatformSetting, Return
from brandcraft_desktop.errors import (
    AppKeysRefused,
    ContentRefused,
    ErrorKind,
    NotSent,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    RateLimited,
    SignInExpired,
    SignInRevoked,
)
from brandcraft_desktop.publishers import border, usage
from brandcraft_desktop.publishers.exchange import Failure, Judge
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.redact import without_secrets

# Meta takes addresses of this computer only for apps in development mode ("Facebook Login",
# settings): a page of the person's own on https comes first.
RETURNS = (Return.RELAY, Return.PASTE, Return.LOOPBACK)
ID = re.compile(r"[0-9]{1,30}")
_LONGEST = 300
_RECONNECT = "Reconnect the account."
_AGAIN = "Brandcraft tries again by itself."
_EDIT = "Edit the post and try again."


@dataclass(frozen=True)
class Told:
    """An error as the Graph API tells it; numbers are 0 and texts empty where it does not."""

    code: int
    subcode: int
    transient: bool
    words: str


@dataclass(frozen=True)
class Meaning:
    """What one code means; an empty cause takes Meta's own sentence."""

    error: type[PublishingError]
    title: str
    cause: str = ""
    action: str = ""
    kind: ErrorKind | None = None

    def make(self, raw: str, words: str) -> PublishingError:
        """The error a person reads; `words` are Meta's own."""
        return self.error(
            self.title, self.cause or sentence(words), self.action, kind=self.kind, raw=raw
        )


Table: TypeAlias = Mapping[int, Meaning]


def version_setting(default: str) -> PlatformSetting:
    """The version of the Graph API as a setting; each lives for about two years."""
    return PlatformSetting(
        "version",
        "API version",
        default,
        "Meta retires each version of its interface after about two years. A newer one here helps "
        "until Brandcraft is updated.",
        r"v[1-9][0-9]\.[0-9]",
        "a version, as in v26.0",
    )


def version_of(settings: Mapping[str, str], setting: PlatformSetting) -> str:
    """The version that is asked for."""
    return settings.get(setting.name) or setting.default


def told_by(failure: Failure) -> Told | None:
    """The error in an answer; None where it has none of the Graph API's shape."""
    error = failure.json.optional_child("error") if failure.json is not None else None
    if error is None:
        return None
    words = error.optional("error_user_msg") or error.optional("message")
    return Told(
        error.number("code") or 0,
        error.number("error_subcode") or 0,
        error.flag("is_transient", default=False),
        words,
    )


def sentence(words: str) -> str:
    """Meta's own words as one sentence of reasonable length."""
    shown = without_secrets(" ".join(words.split()))[:_LONGEST]
    return f"Meta says: {shown.rstrip('.')}." if shown else ""


def judge(name: str, clock: Clock, subcodes: Table, codes: Table | None = None) -> Judge:
    """The judge of the platform called `name`, with its own tables before those of all.

    The most specific counts: the subcode, then a count that is used up, then what Meta itself calls
    passing, then the code. What passes is no answer to an irreversible call: it may have been
    carried out, and counts as lost.
    """
    by_code = {**_codes(name), **(codes or {})}
    by_subcode = {**_subcodes(name), **subcodes}

    def judged(failure: Failure) -> PublishingError | None:
        told = told_by(failure)
        if told is None:
            return None
        found = by_subcode.get(told.subcode)
        if found is not None:
            if issubclass(found.error, RateLimited):
                return _limited(name, failure, clock)
            return found.make(failure.raw, told.words)
        if told.code in _LIMITS:
            return _limited(name, failure, clock)
        if told.transient or told.code in _PASSING:
            return _passing(name, failure, told, clock)
        return _by_code(name, failure, told, by_code)

    return judged


def judge_sign_in(name: str, rest: Judge) -> Judge:
    """What a refused call for tokens means; all else is for `rest` to say.

    Wrong keys, a used code and a foreign redirect address share codes with other troubles; the
    words tell them apart ("Error validating client secret.", "This authorization code has been
    used.", "Error validating verification code. Please make sure your redirect_uri is identical").
    """

    def judged(failure: Failure) -> PublishingError | None:
        told = told_by(failure)
        words = "" if told is None else told.words.lower()
        if "client secret" in words or "validating application" in words:
            return _codes(name)[101].make(failure.raw, words)
        if "redirect_uri" in words or "authorization code" in words:
            return OwnerNeeded(
                f"{name} did not complete the sign-in.",
                sentence(words),
                "Check that the redirect address stands in your app exactly as shown, then sign in "
                "again.",
                raw=failure.raw,
            )
        return rest(failure)

    return judged


def _by_code(name: str, failure: Failure, told: Told, table: Table) -> PublishingError | None:
    found = table.get(told.code)
    if found is None and told.code in _PERMISSIONS:
        found = table.get(_PERMISSIONS.start)
    if found is not None:
        return found.make(failure.raw, told.words)
    if failure.status == 400:
        refused = Meaning(ContentRefused, f"{name} refused this.", "", _EDIT)
        return refused.make(failure.raw, told.words)
    return None


def _limited(name: str, failure: Failure, clock: Clock) -> RateLimited:
    told = border.retry_after(failure.headers, clock.now())
    return RateLimited(
        f"{name} wants us to slow down.",
        "The limit of your app, or of this account, is reached for now.",
        _AGAIN,
        retry_after=told or usage.wait_of(failure.headers) or usage.USUAL,
        raw=failure.raw,
    )


def _passing(name: str, failure: Failure, told: Told, clock: Clock) -> PublishingError:
    if failure.commit:
        cause = sentence(told.words) or "It answered with an error of its own."
        return border.lost(name, cause, failure.raw)
    return NotSent(
        f"{name} has trouble right now.",
        sentence(told.words),
        _AGAIN,
        retry_after=border.retry_after(failure.headers, clock.now()),
        raw=failure.raw,
    )


_LIMITS = frozenset({4, 17, 32, 341, 613, 80001, 80002})
_PASSING = frozenset({1, 2})
_PERMISSIONS = range(200, 300)


def _codes(name: str) -> Table:
    """What codes mean on every platform of Meta."""
    expired = Meaning(
        SignInExpired,
        f"{name} no longer accepts the sign-in.",
        "It has expired or was withdrawn.",
        _RECONNECT,
    )
    permission = Meaning(
        PermissionMissing,
        f"{name} does not allow this.",
        "",
        "Reconnect the account and grant all that is asked for; check your role there as well.",
    )
    return {
        3: permission,
        10: permission,
        _PERMISSIONS.start: permission,
        100: Meaning(ContentRefused, f"{name} refused this.", "", _EDIT),
        101: Meaning(
            AppKeysRefused,
            f"{name} does not accept the keys of your app.",
            "The app ID or the app secret is wrong, or the app was removed.",
            "Check them in Meta's app dashboard and set them again.",
        ),
        102: expired,
        190: expired,
        368: Meaning(
            OwnerNeeded,
            f"{name} has blocked this account from posting for now.",
            "",
            f"Open {name}, follow what it asks, then try again.",
        ),
        2635: Meaning(
            ContentRefused,
            f"{name} has retired the version of its interface that Brandcraft uses.",
            "",
            "Set a newer version in the settings of the platform, or take a newer Brandcraft.",
            ErrorKind.API_RETIRED,
        ),
    }


def _subcodes(name: str) -> Table:
    """What subcodes mean on every platform of Meta; those of code 190 say why a token ended."""

    def ended(cause: str, action: str = _RECONNECT) -> Meaning:
        return Meaning(SignInRevoked, f"{name} no longer accepts the sign-in.", cause, action)

    return {
        33: Meaning(
            PermissionMissing,
            f"{name} does not know this, or the account may not see it.",
            "",
            f"Check that it still exists on {name}, and reconnect the account.",
        ),
        458: ended("Your app was removed from the account."),
        459: ended(
            "Meta wants you to sign in on its own page first.",
            "Sign in at facebook.com, follow what it asks, then reconnect the account.",
        ),
        460: ended("The password was changed, or Meta ended the session."),
        463: Meaning(
            SignInExpired, f"{name}'s sign-in has expired.", "Its time is over.", _RECONNECT
        ),
        464: ended(
            "Meta has not confirmed the person yet.",
            "Sign in at facebook.com, follow what it asks, then reconnect the account.",
        ),
        467: ended("It was ended, by signing out or in the settings."),
        492: ended("The person no longer has the role that it was made with."),
    }


def cursor_after(told: JsonObject) -> str:
    """The cursor of a list's next page; "" behind the last one, which has no `next`.

    Source: developers.facebook.com, "Paginated Results" of the Graph API.
    """
    paging = told.optional_child("paging")
    if paging is None or not paging.optional("next"):
        return ""
    cursors = paging.optional_child("cursors")
    return "" if cursors is None else cursors.optional("after")
