"""What a platform lets a person override, e.g. the version of its interface."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.platform import PlatformSetting
from brandcraft_desktop.errors import NotFound
from brandcraft_desktop.services import settings

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def values(workspace: Workspace, platform: str) -> Mapping[str, str]:
    """Every setting of a platform with its value now. Raises `errors.NotFound`."""
    known = workspace.platforms.get(platform).info.settings
    return {one.name: settings.get(workspace, _setting(platform, one)) for one in known}


def put(workspace: Workspace, platform: str, name: str, value: str) -> None:
    """Override one; "" goes back to what the program ships. Raises `BadInput`, `NotFound`."""
    for one in workspace.platforms.get(platform).info.settings:
        if one.name == name:
            settings.put(workspace, _setting(platform, one), value or one.default)
            return
    raise NotFound(f"There is no setting “{name}” for {platform}.")


def _setting(platform: str, one: PlatformSetting) -> settings.Setting[str]:
    def parse(text: str) -> str:
        if re.fullmatch(one.pattern, text) is None:
            raise ValueError(text)
        return text

    return settings.Setting(f"platform.{platform}.{one.name}", one.default, parse, str, one.takes)
