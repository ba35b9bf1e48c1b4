"""The grid of the platforms that a workspace knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from brandcraft_desktop.ui.accounts.platform_grid import PlatformGrid

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def platform_grid(workspace: Workspace, taken: Mapping[str, int]) -> PlatformGrid:
    """A tile for each platform that can be connected; `taken`: accounts by platform."""
    ready = workspace.platforms.publishers()
    known = {one.info.id for one in ready}
    later = [one.info.name for one in workspace.platforms.all() if one.info.id not in known]
    return PlatformGrid([(one.info, one.sign_in) for one in ready], taken, later)
