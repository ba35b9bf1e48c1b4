"""What a person can do about a sign-in that did not work, by the kind of its error."""

from __future__ import annotations

from enum import StrEnum

from brandcraft_desktop.domain.platform import Return, SignIn
from brandcraft_desktop.errors import (
    AlreadyExists,
    AppKeysRefused,
    BadInput,
    BrandcraftError,
    NotSent,
    OwnerNeeded,
    PortInUse,
)


class WayOut(StrEnum):
    """A verb beside the sentence; its value is what the button says."""

    AGAIN = "Try again"
    WAIT = "Go on waiting"
    ADD_AS_NEW = "Add as new"
    PASTE = "Paste the address instead"
    KEYS = "Change the app keys"
    CREATE = "Create one"
    OTHER = "Try another account"


def ways_out(error: BrandcraftError, sign_in: SignIn) -> tuple[WayOut, ...]:
    """The verbs for an error, the likeliest first; none where the words say it all."""
    browser = sign_in.browser
    if isinstance(error, PortInUse):
        pastes = browser is not None and Return.PASTE in browser.returns
        return (WayOut.PASTE, WayOut.AGAIN) if pastes else (WayOut.AGAIN,)
    if isinstance(error, AppKeysRefused):
        own = browser is not None and browser.app is not None
        return (WayOut.KEYS,) if own else (WayOut.AGAIN,)
    if isinstance(error, AlreadyExists):
        return ()
    if isinstance(error, BadInput):
        if error.field == "account":
            return (WayOut.ADD_AS_NEW, WayOut.AGAIN)
        return (WayOut.KEYS,) if error.field in ("app", "relay", "secret") else ()
    if isinstance(error, OwnerNeeded):
        made = (WayOut.CREATE,) if sign_in.before_url else ()
        return (*made, WayOut.OTHER)
    if isinstance(error, NotSent):
        return (WayOut.AGAIN,)
    return (WayOut.AGAIN,)
