"""What becomes of each file on each platform: for `check` and `post`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brandcraft_desktop.domain import media_words as words
from brandcraft_desktop.domain.made_facts import made_facts
from brandcraft_desktop.domain.media_rules import AnyRecipe, MediaFacts, MediaKind, VideoRecipe
from brandcraft_desktop.domain.plan import Fix, Severity
from brandcraft_desktop.domain.views import AccountPlan


@dataclass(frozen=True)
class Making:
    """A file and what is made of it for a platform; `recipe` None: it goes as it is."""

    platform: str
    name: str
    facts: MediaFacts
    recipe: AnyRecipe | None
    refused: bool = False  # it stops the post there, so it goes as nothing
    cropped: bool = False  # the platform itself crops it to the shape of the first file

    @property
    def notable(self) -> bool:
        """Whether anybody would want to know: a picture that only loses its metadata is no news."""
        recipe = self.recipe
        if recipe is None or isinstance(recipe, VideoRecipe):
            return recipe is not None
        return recipe.crop is not None or recipe.frame is not None


def makings(planned: Sequence[AccountPlan]) -> tuple[Making, ...]:
    """Each file once for every platform it is made for in the same way, in order."""
    return tuple(dict.fromkeys(_every(planned)))


def line(making: Making, platform_name: str) -> str:
    """One line for a person, e.g. "Instagram: “beach.png” goes as JPEG, 1080 × 1350 pixels"."""
    if making.refused:
        return f"{platform_name}: “{making.name}” does not go like this."
    if making.recipe is None:
        crop = f", and {platform_name} crops it" if making.cropped else ""
        return f"{platform_name}: “{making.name}” goes as it is{crop}."
    made = made_facts(making.facts, making.recipe)
    told = [words.formats([made.mime]), f"{made.width} × {made.height} pixels"]
    if made.kind is MediaKind.VIDEO:
        told += [words.lasting(made.duration)] if made.duration is not None else []
        told += [f"about {words.size(made.bytes)}"]
    told += [f"and {platform_name} crops it"] if making.cropped else []
    return f"{platform_name}: “{making.name}” goes as {', '.join(told)}."


def document(making: Making) -> dict[str, object]:
    """The same for scripts; `bytes` of a video is an estimate, null for a picture."""
    recipe = making.recipe
    made = made_facts(making.facts, recipe)
    known = recipe is None or isinstance(recipe, VideoRecipe)
    return {
        "platform": making.platform,
        "name": making.name,
        "changed": recipe is not None,
        "refused": making.refused,
        "cropped_there": making.cropped,
        "mime": made.mime,
        "width": made.width,
        "height": made.height,
        "duration": made.duration,
        "bytes": made.bytes if known else None,
        "max_bytes": None if recipe is None else recipe.max_bytes,
    }


def _every(planned: Sequence[AccountPlan]) -> Iterator[Making]:
    for account in planned:
        refused = {one.field for one in account.plan.problems if one.severity is Severity.ERROR}
        cropped = {
            one.field
            for one in account.plan.problems
            if one.severity is Severity.WARNING and one.fix is Fix.FIT_IMAGE
        }
        over: set[MediaKind] = set()  # behind the first that is too many, all of its kind are
        for part in account.plan.parts:
            for one in part.media:
                place = f"media:{one.media.media_id}"
                if one.media.facts is not None:
                    kind = one.media.facts.kind
                    over |= {kind} if _too_many(account, place) else set()
                    yield Making(
                        account.platform,
                        one.media.name,
                        one.media.facts,
                        one.recipe,
                        refused=kind in over or place in refused,
                        cropped=place in cropped,
                    )


def _too_many(account: AccountPlan, place: str) -> bool:
    return any(
        one.field == place and one.fix is Fix.DROP_MEDIA and one.severity is Severity.ERROR
        for one in account.plan.problems
    )
