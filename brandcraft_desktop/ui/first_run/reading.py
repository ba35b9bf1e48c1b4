"""What the introduction shows, read off the main thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.login_start import LoginStart
from brandcraft_desktop.domain.media_rules import ThumbnailSize
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import (
    accounts,
    brands,
    first_run,
    media,
    settings,
    start_at_login,
)
from brandcraft_desktop.services.first_run import FoundExport
from brandcraft_desktop.ui.here import computer_zone

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Found:
    """As it is now. `first` is the first suggested time; `login` None where it can't be said.

    `again`: the introduction is over or was never begun here: it proposes nothing.
    """

    brand: Brand | None = None
    picture: str = ""  # the file that shows the brand's own; "": none
    brands: tuple[Brand, ...] = ()
    accounts: tuple[Account, ...] = ()
    zone: str = ""
    hours: str = "system"
    week_starts: str = "system"
    close_to_tray: bool = True
    login: LoginStart | None = None
    first: datetime | None = None
    again: bool = False

    @property
    def brand_id(self) -> str | None:
        """The brand that the answers are for."""
        return self.brand.id if self.brand is not None else None


def read(workspace: Workspace, brand_id: str | None) -> Found:
    """Everything at once; of the brand chosen in the window, else the first one."""
    there = brands.list_brands(workspace)
    brand = next((one for one in there if one.id == brand_id), there[0] if there else None)
    zone = settings.get(workspace, settings.ZONE)
    return Found(
        brand=brand,
        picture=_picture(workspace, brand),
        brands=there,
        accounts=accounts.list_accounts(workspace),
        zone=zone,
        hours=settings.get(workspace, settings.HOURS),
        week_starts=settings.get(workspace, settings.WEEK_STARTS),
        close_to_tray=settings.get(workspace, settings.CLOSE_TO_TRAY),
        login=_login(workspace),
        first=first_run.first_suggestion(
            workspace, brand.id if brand else None, zone or computer_zone()
        ),
        again=first_run.step(workspace) not in first_run.STEPS,
    )


def nearby(workspace: Workspace) -> FoundExport | None:
    """An export that a new workspace could begin with."""
    return None if workspace.practice else first_run.export_nearby()


def _picture(workspace: Workspace, brand: Brand | None) -> str:
    if brand is None or not brand.avatar_sha256:
        return ""
    file = media.thumbnail(workspace, brand.avatar_sha256, ThumbnailSize.AVATAR)
    return str(file) if file is not None else ""


def _login(workspace: Workspace) -> LoginStart | None:
    if workspace.practice:
        return None
    try:
        return start_at_login.status(workspace.home)
    except BrandcraftError:
        return None  # the settings say why
