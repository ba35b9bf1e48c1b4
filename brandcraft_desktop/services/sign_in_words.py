"""What is said of a sign-in in the browser that did not come to its end."""

from __future__ import annotations

from brandcraft_desktop.accounts.callback import DENIALS, CallbackAnswer
from brandcraft_desktop.domain.account import Account, at
from brandcraft_desktop.domain.platform import AppGuide, SignInField
from brandcraft_desktop.errors import (
    AppKeysRefused,
    BadInput,
    BrandcraftError,
    NotSent,
    OwnerNeeded,
    PermissionMissing,
    Refused,
    SignInExpired,
)


def refused(name: str, answer: CallbackAnswer) -> BrandcraftError:
    """The error for what the platform called `name` answered in place of a code.

    The words are those of RFC 6749 4.1.2.1.
    """
    said = f"{name} says: “{answer.words}”" if answer.words else ""
    if answer.error in DENIALS:
        return Refused(
            f"{name} did not get your permission.",
            "Access was denied on its page, so nothing was connected.",
            "Sign in again, and allow it.",
        )
    if answer.error in ("server_error", "temporarily_unavailable"):
        return NotSent(
            f"{name} can't sign anybody in right now.",
            said or "It has trouble of its own.",
            "Try again in a few minutes.",
            raw=answer.error,
        )
    if answer.error in ("invalid_scope", "unauthorized_scope_error", "unauthorized_scope"):
        return PermissionMissing(
            f"{name} does not let this app ask for all that is needed.",
            said or "A permission is not switched on for the app.",
            f"Add what is missing to your app in {name}'s developer portal, then sign in again.",
            raw=answer.error,
        )
    if answer.error in ("unauthorized_client", "invalid_client"):
        return AppKeysRefused(
            f"{name} does not accept the keys of your app.",
            said or "The client ID is wrong, or the app may not sign people in.",
            f"Check it in {name}'s developer portal and set its keys again.",
            raw=answer.error,
        )
    return OwnerNeeded(
        f"{name} refused the sign-in.",
        said or f"Its word for it is “{answer.error}”.",
        f"Check the settings of your app in {name}'s developer portal, then sign in again.",
        raw=answer.error,
    )


def canceled() -> Refused:
    """The person wants no more of it."""
    return Refused("The sign-in was canceled.")


def timed_out(name: str, seconds: float, redirect: str) -> Refused:
    """Nobody came back."""
    return Refused(
        f"{name} sent no answer within {_long(seconds)}.",
        f"The browser did not come back to {redirect}.",
        "Sign in again. If the page said that the address is wrong, register it with your app; "
        "if the browser could not open it, paste the address it ended at.",
    )


def not_pasted(name: str, seconds: float) -> Refused:
    """The person was to paste the answer, and did not."""
    return Refused(
        f"No answer of {name} was pasted within {_long(seconds)}.",
        "",
        "Sign in again. If the page said that the address is wrong, register it with your app.",
    )


def _long(seconds: float) -> str:
    return f"{round(seconds / 60)} minutes" if seconds >= 90 else f"{round(seconds)} seconds"


def another_sign_in(name: str) -> BadInput:
    """A pasted answer whose state is not ours."""
    return BadInput(
        "This is the answer of another sign-in.",
        "It was begun earlier, or somewhere else.",
        f"Agree on the page of {name} that was opened last, and copy that address.",
        field="paste",
    )


def answered_before() -> BadInput:
    """A second paste."""
    return BadInput("There is an answer already.", "", "Wait for it.", field="paste")


def wrong_account(before: Account, handle: str) -> BadInput:
    """Somebody else signed in; `Account` is the one to be connected again."""
    return BadInput(
        f"This is {at(handle)}. You were reconnecting {at(before.handle)}.",
        "Posts scheduled for one account must not go out from another.",
        f"Add {at(handle)} as a new account, or sign in as {at(before.handle)}.",
        field="account",
    )


def no_app(name: str, platform: str, guide: AppGuide) -> BadInput:
    """The person has no app there yet."""
    return BadInput(
        f"{name} needs the keys of an app of your own.",
        "It lets nobody sign in without one.",
        f"Make one at {guide.address}, then set its {guide.id_label} under Accounts, "
        f"or with: brandcraft apps set {platform} --client-id ID",
        field="app",
    )


def no_secret(name: str, platform: str, guide: AppGuide) -> BadInput:
    """The app's secret was forgotten, as after a restore without sign-ins."""
    return BadInput(
        f"The {guide.secret_label} of your {name} app is missing.",
        f"{name} lets nobody sign in without it.",
        f"Set it again under Accounts, or with: brandcraft apps set {platform} "
        "--client-id ID --client-secret-stdin",
        field="app",
    )


def app_forgotten(name: str, error: AppKeysRefused) -> AppKeysRefused:
    """A server does not know any more what the program registered there."""
    return AppKeysRefused(
        f"{name} has forgotten this program.",
        "Servers clear out apps that were not used for long.",
        "Sign in again: it is registered anew by itself.",
        raw=error.raw,
    )


def code_refused(name: str, error: SignInExpired) -> SignInExpired:
    """The platform gives nothing for the code that came back, or was pasted."""
    return SignInExpired(
        f"{name} did not accept this answer.",
        "The code in it is wrong, was used before, or has run out: it is good for a short time.",
        "Sign in again.",
        raw=error.raw,
    )


def not_a_choice(field: SignInField) -> BadInput:
    """The error for an answer that is none of those a line of the form offers."""
    offered = ", ".join(f"{one.value} ({one.label})" for one in field.choices)
    return BadInput(
        f"This can't be chosen for {field.label.lower()}.",
        f"There are: {offered}.",
        "Choose one of them.",
        field=field.name,
    )


def field_missing(label: str, field: str) -> BadInput:
    """Something the form asks for."""
    return BadInput(f"{label} is missing.", "", "Fill it in.", field=field)


def nothing_chosen() -> BadInput:
    """None of the candidates."""
    return BadInput("Nothing was chosen.", "", "Choose at least one.", field="channel")


def unknown_choice(remote_id: str) -> BadInput:
    """An id that is none of the candidates'."""
    return BadInput(
        f"“{remote_id[:80]}” is not among what this sign-in brought.",
        "",
        "Choose from the list.",
        field="channel",
    )
