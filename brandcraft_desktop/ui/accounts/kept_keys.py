"""What is kept of an app of one's own, read for its form, and the form made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.platform import PlatformInfo, Return, SignIn
from brandcraft_desktop.services import apps, sign_in_choice
from brandcraft_desktop.services.apps import AppView
from brandcraft_desktop.ui.accounts.app_keys_form import AppKeysForm
from brandcraft_desktop.ui.accounts.opening import Opener

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class KeptKeys:
    """The app (None: there is none yet) and the address on this computer to register with it."""

    app: AppView | None
    redirect: str


def read(workspace: Workspace, platform: str) -> KeptKeys:
    """Off the main thread. Raises `BadInput`, `NotFound`."""
    ways = sign_in_choice.ways(workspace, platform)
    local = [way.redirect for way in ways if way.returns is not Return.RELAY and way.redirect]
    return KeptKeys(apps.app_of(workspace, platform), local[0] if local else "")


def keys_form(info: PlatformInfo, sign_in: SignIn, kept: KeptKeys, opener: Opener) -> AppKeysForm:
    """The form, filled in with what is kept. The platform has to have a guide."""
    browser = sign_in.browser
    if browser is None or browser.app is None:
        raise ValueError(f"{info.name} needs no app of one's own")
    form = AppKeysForm(browser.app, kept.redirect, browser.returns, name=info.name, opener=opener)
    if kept.app is not None:
        form.show_keys(kept.app.client_id, has_secret=kept.app.has_secret, relay=kept.app.relay)
    return form
