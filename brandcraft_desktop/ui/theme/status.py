"""How each state looks: a colour token and a shape, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True)
class StatusLook:
    """The look of a state: ``token`` for ink, ``token + "_bg"`` for ground, ``shape`` an icon."""

    token: str
    shape: str

    @property
    def ground(self) -> str:
        """The token of the soft ground under the ink."""
        return f"{self.token}_bg"


LOOKS: Final = MappingProxyType(
    {
        "temp": StatusLook("draft", "status-draft"),
        "draft": StatusLook("draft", "status-draft"),
        "scheduled": StatusLook("scheduled", "status-scheduled"),
        "publishing": StatusLook("publishing", "status-publishing"),
        "published": StatusLook("published", "status-published"),
        "partially_published": StatusLook("partial", "status-partial"),
        "failed": StatusLook("failed", "status-failed"),
        "missed": StatusLook("missed", "status-missed"),
        "unconfirmed": StatusLook("unconfirmed", "status-unconfirmed"),
        "canceled": StatusLook("draft", "status-canceled"),
        "waiting_media": StatusLook("publishing", "status-waiting"),
        "processing": StatusLook("publishing", "status-waiting"),
        "imported": StatusLook("draft", "status-imported"),
    }
)


def look(state: str) -> StatusLook:
    """The look of a state; a word we do not know is shown as a draft rather than not at all."""
    return LOOKS.get(state, LOOKS["draft"])
