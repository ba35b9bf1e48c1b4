"""By which way the answer of a sign-in comes back, and to which address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brandcraft_desktop.accounts.loopback import callback_address, callback_port
from brandcraft_desktop.domain.platform import BrowserSignIn, Return
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.services import apps

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Way:
    """A way back; `redirect` is the address to register with the app.

    It is "" where that address is still missing: the relay page of the person's own.
    """

    returns: Return
    redirect: str

    @property
    def listens(self) -> bool:
        """Whether the answer comes to a port of this computer."""
        return self.returns is not Return.PASTE


def ways(workspace: Workspace, platform: str, server: str = "") -> tuple[Way, ...]:
    """Every way a platform knows, the one to take first. Raises `BadInput`, `NotFound`."""
    browser = apps.browser_sign_in(workspace, platform)
    app = apps.app_of(workspace, platform, server)
    relay = app.relay if app is not None else ""
    return _ways(browser, relay, practising=workspace.origins is not None)


def choose(
    browser: BrowserSignIn,
    name: str,
    relay: str,
    wanted: Return | None,
    *,
    practising: bool = False,
) -> Way:
    """The way that is `wanted`, else the first that is ready; `name` is the platform's.

    Raises `BadInput` for one the platform does not know, and where its address is missing.
    """
    known = _ways(browser, relay, practising=practising)
    if wanted is not None:
        known = tuple(way for way in known if way.returns is wanted)
        if not known:
            raise BadInput(
                f"{name} doesn't send its answers that way.",
                "",
                f"It knows: {', '.join(one.value for one in browser.returns)}.",
                field="returns",
            )
    ready = next((way for way in known if way.redirect), None)
    if ready is None:
        raise BadInput(
            f"{name} sends its answers only to a page on https.",
            "No relay page of your own is known yet.",
            "Put the relay page on any web space, and give its address with the keys of your app.",
            field="relay",
        )
    return ready


def _ways(browser: BrowserSignIn, relay: str, *, practising: bool) -> tuple[Way, ...]:
    """In the platform's order, but a relay page that was set up is meant to be used.

    The apps of the practice world are in development: this computer comes first where it may.
    """
    local = callback_address(browser.host, callback_port())
    takes_local = Return.LOOPBACK in browser.returns
    found = []
    for returns in browser.returns:
        if returns is Return.LOOPBACK:
            redirect = local
        elif returns is Return.RELAY:
            redirect = relay
        elif browser.landing:
            redirect = browser.landing
        else:
            redirect = relay if relay and Return.RELAY in browser.returns else local
            if not takes_local and redirect == local:
                redirect = ""
        found.append(Way(returns, redirect))
    if practising:
        found.sort(key=lambda way: way.returns is not Return.LOOPBACK)
    if relay:
        found.sort(key=lambda way: way.returns is not Return.RELAY)
    return tuple(found)
