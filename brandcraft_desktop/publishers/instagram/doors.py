"""The two doors of Instagram's API: signing in on Instagram itself, or through Facebook.

Source: developers.facebook.com, Instagram Platform, "API with Instagram Login" and "API with
Facebook Login"; the sheet. Behind both lies the same flow of containers; hosts, permissions and
tokens differ, and a few things only one of them has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from brandcraft_desktop.errors import PermissionMissing
from brandcraft_desktop.publishers.graph import version_of, version_setting

FIELD = "door"
"""The line of the connect form, and the name under which an account keeps its door."""

VERSION = version_setting("v26.0")  # the newest of 2026-07-29 (the sheet)
WEB = "https://www.instagram.com"
UPLOADS = "https://rupload.facebook.com"


@dataclass(frozen=True)
class Door:
    """One way in. `scopes` are all needed but the last, which is for first comments alone."""

    name: str
    label: str
    host: str
    scopes: tuple[str, ...]
    deletes: bool = False

    @property
    def needed(self) -> tuple[str, ...]:
        """Without one of these nothing can be published."""
        return self.scopes[:-1]

    def base(self, settings: Mapping[str, str]) -> str:
        """Where calls go, with the version that is asked for."""
        return f"{self.host}/{version_of(settings, VERSION)}"


INSTAGRAM = Door(
    "instagram",
    "Instagram",
    "https://graph.instagram.com",
    (
        "instagram_business_basic",
        "instagram_business_content_publish",
        "instagram_business_manage_comments",
    ),
)
FACEBOOK = Door(
    "pages",
    "Facebook",
    "https://graph.facebook.com",
    (
        "instagram_basic",
        "instagram_content_publish",
        "pages_show_list",
        "pages_read_engagement",
        "instagram_manage_contents",
        "business_management",
        "instagram_manage_comments",
    ),
    deletes=True,
)
DOORS = {one.name: one for one in (INSTAGRAM, FACEBOOK)}
# For deleting, and for Pages that a business owns: most people do without.
WELCOME = frozenset({"instagram_manage_contents", "business_management"})


def door_of(answers: Mapping[str, str]) -> Door:
    """The door that was chosen; Instagram's own where none was."""
    return DOORS.get(answers.get(FIELD, ""), INSTAGRAM)


def check_scopes(door: Door, granted: tuple[str, ...]) -> None:
    """Raises `errors.PermissionMissing` where something was not granted that is needed."""
    lacking = [one for one in door.needed if one not in granted and one not in WELCOME]
    if lacking:
        raise PermissionMissing(
            "Instagram did not grant everything that is needed.",
            f"Missing: {', '.join(lacking)}.",
            "Sign in again and allow all of it.",
        )
