"""What an empty list says: why nothing is there, and the one way on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from brandcraft_desktop.services.posts import Tab


class Way(Enum):
    """The button; its words."""

    SEARCH = "Clear search"
    FILTERS = "Clear filters"
    BRAND = "Show all brands"
    NEW = "New post"
    NONE = ""


@dataclass(frozen=True)
class Empty:
    """What stands where posts would."""

    icon: str
    sentence: str
    way: Way
    explanation: str = ""


_BY_TAB: Final = {
    Tab.ALL: ("calendar-days", "No posts yet."),
    Tab.DRAFTS: ("file-lines", "No drafts."),
    Tab.SCHEDULED: ("clock", "Nothing is scheduled."),
    Tab.PUBLISHED: ("paper-plane", "Nothing is published yet."),
    Tab.ATTENTION: ("circle-check", "No failed posts. Nice."),
}
_OF_BRAND: Final = {
    Tab.ALL: "No posts for {brand}.",
    Tab.DRAFTS: "No drafts for {brand}.",
    Tab.SCHEDULED: "Nothing is scheduled for {brand}.",
    Tab.PUBLISHED: "Nothing is published for {brand} yet.",
    Tab.ATTENTION: "No failed posts for {brand}. Nice.",
}


def nothing_here(tab: Tab, search: str, *, filtered: bool, brand: str) -> Empty:
    """What hides the most is named first: the search, the filters, the brand, the tab."""
    where = f" for {brand}" if brand else ""
    if search:
        return Empty(
            "magnifying-glass", f"No posts with “{search}”{where}.", Way.SEARCH, "Try fewer words."
        )
    if filtered:
        return Empty("filter", f"All posts{where} here are hidden by filters.", Way.FILTERS)
    icon, sentence = _BY_TAB[tab]
    if brand:
        return Empty(icon, _OF_BRAND[tab].format(brand=brand), Way.BRAND)
    return Empty(icon, sentence, Way.NONE if tab is Tab.ATTENTION else Way.NEW)
