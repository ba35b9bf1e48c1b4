"""Connects the practice accounts before the demo's window opens, so that a person can start."""

from __future__ import annotations

from brandcraft_desktop.demo.world import World
from brandcraft_desktop.services import accounts, brands, media
from brandcraft_desktop.services.workspace import close, open_workspace


def connect_all(place: World) -> None:
    """Every practice account, in a brand of its own, with the sample pictures in the library."""
    workspace = open_workspace(place.home)
    try:
        brand = brands.add(workspace, "Demo Studio")
        for one in place.server.accounts:
            accounts.connect(
                workspace,
                one.platform,
                {"identifier": one.handle, "app_password": one.app_password},
                brand_id=brand.id,
            )
        for added in media.add(workspace, place.pictures):
            media.process(workspace, added.id)
    finally:
        close(workspace)
