"""What is to be made of a file, and the words for how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from brandcraft_desktop.domain.media_rules import MediaFacts, VideoRecipe


class Asker(StrEnum):
    """Who wants a video made; it is given up when nobody wants it any more."""

    PERSON = "person"  # pressed a button, or waits at a command
    DUE = "due"  # a post that will go out soon


@dataclass(frozen=True)
class Order:
    """One video to be made of one file; `repeats`: how often a moving picture is played."""

    media_id: str
    sha256: str
    name: str
    facts: MediaFacts
    recipe: VideoRecipe
    repeats: int = 1

    @property
    def digest(self) -> str:
        """The name of what comes out, for caches."""
        again = f"-x{self.repeats}" if self.repeats > 1 else ""
        return f"{self.recipe.digest}{again}"


def percent_words(done: float) -> str:
    """ "Converting 43 %"; never 100, for then it is done."""
    return f"Converting {min(99, int(done * 100))} %"
