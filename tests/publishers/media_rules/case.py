"""One rule of one row of the reference data, and ways to hold a file against it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from brandcraft_desktop.domain.made_facts import made_facts
from brandcraft_desktop.domain.media_check import media_problems, recipe_for
from brandcraft_desktop.domain.media_rules import MediaFacts, Recipe, VideoRecipe
from brandcraft_desktop.domain.plan import AttachedMedia, Fix, Problem, Severity
from brandcraft_desktop.domain.shaping import scaled_size
from brandcraft_desktop.domain.surfaces import SurfaceRules
from tests.publishers.every_surface import NAMES
from tests.publishers.media_samples import CLIP, PICTURE, attach, several

# What a platform only advises, or says in a way that contradicts itself: a warning.
ADVISED = {
    ("x", "post", "video.max_width"),
    ("x", "post", "video.max_height"),
    ("instagram", "carousel", "video.audio_bitrate"),
    ("instagram", "reel", "video.audio_bitrate"),
    ("instagram", "story_video", "video.audio_bitrate"),
    ("threads", "video", "video.audio_bitrate"),
    ("facebook", "reel", "video.audio_bitrate"),
}
RATIOS = {
    0.8: "4:5",
    1.91: "1.91:1",
    0.1: "1:10",
    10.0: "10:1",
    0.01: "1:100",
    0.5625: "9:16",
    1 / 3: "1:3",
    3.0: "3:1",
    1.0: "1:1",
    5 / 12: "1:2.4",
    2.4: "2.4:1",
}
CONTAINERS = ("video/mp4", "video/quicktime", "video/webm", "video/x-m4v")


@dataclass(frozen=True)
class Case:
    """One rule of one row."""

    platform: str
    rules: SurfaceRules
    key: str
    value: Any
    row: dict[str, Any]

    @property
    def least(self) -> int:
        """The fewest files of this row: as many are attached unless the number is the question."""
        kind = "image" if self.row["image"] else "video"
        count = (self.row[kind] or {}).get("count", [1, 1])
        return max(1, int(count[0]))

    def found(self, *media: AttachedMedia) -> list[Problem]:
        return list(media_problems(self.rules, media, platform_name=NAMES[self.platform]))

    def errors(self, *media: AttachedMedia) -> list[Problem]:
        return [one for one in self.found(*media) if one.severity is Severity.ERROR]

    def filled(self, facts: MediaFacts) -> tuple[AttachedMedia, ...]:
        """A post of this surface whose first file is the one in question."""
        others = several(facts, self.least)[1:]
        return (attach(facts), *others)

    def takes(self, facts: MediaFacts) -> None:
        """Nothing is said against the file."""
        media = self.filled(facts)
        assert self.errors(*media) == [], self.key
        if self.advises():
            assert self.found(*media) == [], self.key

    def refuses(self, facts: MediaFacts, limit: str, fix: Fix | None = None) -> None:
        """The file is named, and the limit, and whose it is; what only is advised is a warning."""
        problems = [one for one in self.found(*self.filled(facts)) if one.field == "media:id-beach"]
        assert problems, f"{self.key}: nothing is said against {facts}"
        (problem,) = [one for one in problems if limit in one.message] or problems
        assert problem.message.startswith(f"{NAMES[self.platform]}: “beach” "), problem
        assert limit in problem.message, problem
        assert problem.message.endswith("."), problem
        severity = Severity.WARNING if self.advises() else Severity.ERROR
        assert problem.severity is severity, problem
        if fix is not None:
            assert problem.fix is fix

    def mends(self, facts: MediaFacts) -> MediaFacts:
        """Nothing is said against the video, and it is made anew; gives what comes out."""
        assert self.found(*self.filled(facts)) == [], self.key
        recipe = recipe_for(self.rules, facts)
        assert isinstance(recipe, VideoRecipe), self.key
        made = made_facts(facts, recipe)
        assert made.width <= facts.width
        assert made.height <= facts.height
        return made

    def advises(self) -> bool:
        """Whether this rule is mere advice: no video is made worse for it."""
        return (self.platform, self.rules.name, self.key) in ADVISED

    def recipe(self, facts: MediaFacts) -> Recipe:
        """How the file is fitted; nothing may be said against it."""
        self.takes(facts)
        found = recipe_for(self.rules, facts)
        assert isinstance(found, Recipe)
        return found

    def size(self, facts: MediaFacts) -> tuple[int, int]:
        return scaled_size(facts.width, facts.height, self.recipe(facts).max_side)


def picture(**changes: Any) -> MediaFacts:
    return replace(PICTURE, **changes)


def clip(**changes: Any) -> MediaFacts:
    return replace(CLIP, **changes)


def moving(**changes: Any) -> MediaFacts:
    return replace(PICTURE, mime="image/gif", animated=True, frames=10, **changes)
