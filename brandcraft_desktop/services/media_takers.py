"""Who takes a file of a post: as it is, fitted, or not at all and why; pure, for the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from brandcraft_desktop.domain import media_words
from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.cropping import Size, largest
from brandcraft_desktop.domain.media_edit import UNTOUCHED, Framing, MediaEdit
from brandcraft_desktop.domain.media_rules import VideoRecipe
from brandcraft_desktop.domain.plan import Fix, Layout, Plan, PlannedMedia, Severity
from brandcraft_desktop.domain.ratios import FIXED, filling
from brandcraft_desktop.domain.shaping import cut, made_size
from brandcraft_desktop.domain.text.parts import BETWEEN
from brandcraft_desktop.domain.text.split import sections_of
from brandcraft_desktop.domain.views import MediaChoice, MediaView, PostContent
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import planning

_Change = Callable[[MediaChoice], MediaChoice]
_NEAR = 0.005


class Taking(StrEnum):
    """What becomes of a file on its way to an account."""

    AS_IT_IS = "as_it_is"
    FITTED = "fitted"
    REFUSED = "refused"
    ELSEWHERE = "elsewhere"  # the account is sent other files
    WAITING = "waiting"  # nobody has looked at the file yet


@dataclass(frozen=True)
class Taker:
    """What one account makes of the file, in words; `planned` None where it is not sent.

    `asks` is the shape that the account needs where the file has another.
    """

    account: Account
    name: str
    glyph: str
    taking: Taking
    words: str
    planned: PlannedMedia | None = None
    asks: float | None = None


@dataclass(frozen=True)
class Liking:
    """Which platforms (by name) a shape helps: they take the file then, or it fills their frame."""

    needs: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()


def with_edit(content: PostContent, media_id: str, owner: str, edit: MediaEdit) -> PostContent:
    """The post with another decision about one of the files of `owner` ("" for the shared ones)."""
    return _with(content, media_id, owner, lambda one: replace(one, edit=edit))


def with_alt(content: PostContent, media_id: str, owner: str, alt: str) -> PostContent:
    """The post with other words for one of the files of `owner`."""
    return _with(content, media_id, owner, lambda one: replace(one, alt=alt))


def takers(
    platforms: Registry,
    content: PostContent,
    accounts: Iterable[Account],
    files: Mapping[str, MediaView],
    media_id: str,
) -> tuple[Taker, ...]:
    """What each account makes of a file, in the fixed order of platforms."""
    chosen = {one.id: one for one in accounts}
    view, content = files[media_id], in_few_words(content)
    asked = _asked(platforms, content, chosen.values(), files, media_id)
    found = []
    for one in planning.plans(platforms, content, chosen.values(), files):
        info = platforms.get(one.platform).info
        planned = planned_in(one.plan, media_id)
        taking, words = _told(one.plan, planned, view, info.name)
        shape = asked.get(one.account_id)
        found.append(
            Taker(chosen[one.account_id], info.name, info.glyph, taking, words, planned, shape)
        )
    return tuple(found)


def liking(
    platforms: Registry,
    content: PostContent,
    accounts: Iterable[Account],
    files: Mapping[str, MediaView],
    media_id: str,
) -> dict[str, Liking]:
    """For each offered shape, by its key, the platforms that need it or that it fills.

    A platform needs a shape where it refuses something of the file as it is and less of it in that
    shape.
    """
    view, chosen = files[media_id], tuple(accounts)
    if view.facts is None or not view.facts.width or not view.facts.height:
        return {}
    size = Size(view.facts.width, view.facts.height)
    bare = undecided(in_few_words(content), media_id)
    before = {one.account_id: one for one in planning.plans(platforms, bare, chosen, files)}
    found = {}
    for ratio in FIXED:
        if ratio.shape is None:
            continue
        left, top, right, bottom = cut(largest(ratio.shape, size), size.width, size.height)
        facts = replace(view.facts, width=right - left, height=bottom - top)
        tried = {**files, media_id: replace(view, facts=facts)}
        needs, fills = [], []
        for one in planning.plans(platforms, bare, chosen, tried):
            was = before[one.account_id].plan
            name = platforms.get(one.platform).info.name
            if planned_in(was, media_id) is None:
                continue
            if refusals(one.plan, media_id) < refusals(was, media_id):
                needs.append(name)
            if _fills(_layout(one.plan, media_id), ratio.shape):
                fills.append(name)
        found[ratio.key] = Liking(tuple(dict.fromkeys(needs)), tuple(dict.fromkeys(fills)))
    return found


def _told(
    plan: Plan, planned: PlannedMedia | None, view: MediaView, name: str
) -> tuple[Taking, str]:
    if planned is None:
        return Taking.ELSEWHERE, "Is sent other files"
    if view.facts is None:
        return Taking.WAITING, "Being prepared"
    field = f"media:{view.id}"
    mine = [one for one in plan.problems if one.field == field]
    refused = next((one for one in mine if one.severity is Severity.ERROR), None)
    if refused is not None:
        return Taking.REFUSED, _sentence(refused.message, name, view.name)
    made = made_words(planned)
    advice = next((one for one in mine if one.fix is not Fix.ALT_TEXT), None)
    more = f" {_sentence(advice.message, name, view.name)}" if advice is not None else ""
    if _unchanged(planned):
        return Taking.AS_IT_IS, f"As it is: {made}.{more}"
    return Taking.FITTED, f"Will be fitted: {made}.{more}"


def made_words(planned: PlannedMedia) -> str:
    """ "1080 × 1350 JPEG"; "" while nothing is known of the file."""
    facts = planned.media.facts
    if facts is None:
        return ""
    width, height = made_size(facts, planned.recipe)
    mime = facts.mime if planned.recipe is None else planned.recipe.mime
    return f"{width} × {height} {media_words.formats([mime])}"


def _unchanged(planned: PlannedMedia) -> bool:
    """Whether a person would call it the same file: pixels and format stay."""
    facts, recipe = planned.media.facts, planned.recipe
    if recipe is None or facts is None:
        return True
    if isinstance(recipe, VideoRecipe):
        return recipe.copied and recipe.start is None and recipe.end is None
    same = made_size(facts, recipe) == (facts.width, facts.height)
    plain = recipe.crop is None and recipe.frame is None
    return same and plain and recipe.mime == facts.mime and facts.bytes <= recipe.max_bytes


def _sentence(message: str, platform: str, file: str) -> str:
    """A problem's sentence where platform and file are named beside it."""
    words = message.removeprefix(f"{platform}: ")
    words = f"It{words.removeprefix(f'“{file}”')}" if words.startswith(f"“{file}”") else words
    return words[:1].upper() + words[1:]


def _asked(
    platforms: Registry,
    content: PostContent,
    accounts: Iterable[Account],
    files: Mapping[str, MediaView],
    media_id: str,
) -> dict[str, float]:
    """The shape each account would have the file brought into, if that were allowed."""
    cropped = _with(
        content,
        media_id,
        None,
        lambda one: replace(one, edit=replace(one.edit, framing=Framing.CROP)),
    )
    found = {}
    for one in planning.plans(platforms, cropped, accounts, files):
        planned = planned_in(one.plan, media_id)
        frame = planned.recipe.frame if planned is not None and planned.recipe else None
        if frame is not None:
            found[one.account_id] = frame.shape
    return found


def in_few_words(content: PostContent) -> PostContent:
    """The post with one letter a part: files are taken alike, and long texts cost no time."""

    def short(text: str) -> str:
        return BETWEEN.join(section[:1] for section in sections_of(text))

    variants = {
        target: replace(own, text=None if own.text is None else short(own.text))
        for target, own in content.variants.items()
    }
    return replace(content, text=short(content.text), variants=variants)


def undecided(content: PostContent, media_id: str) -> PostContent:
    """The post with nothing decided about a file, whoever has it."""
    return _with(content, media_id, None, lambda one: replace(one, edit=UNTOUCHED))


def _with(content: PostContent, media_id: str, owner: str | None, change: _Change) -> PostContent:
    """The post with a file changed for one owner, or for all of them (None)."""

    def changed(choices: tuple[MediaChoice, ...]) -> tuple[MediaChoice, ...]:
        return tuple(change(one) if one.media_id == media_id else one for one in choices)

    media = changed(content.media) if owner in (None, "") else content.media
    variants = {
        target: replace(own, media=changed(own.media))
        if own.media is not None and owner in (None, target)
        else own
        for target, own in content.variants.items()
    }
    return replace(content, media=media, variants=variants)


def planned_in(plan: Plan, media_id: str) -> PlannedMedia | None:
    """The file as a plan sends it; None where it does not."""
    every = (one for part in plan.parts for one in part.media)
    return next((one for one in every if one.media.media_id == media_id), None)


def _layout(plan: Plan, media_id: str) -> Layout:
    mine = (
        part for part in plan.parts if any(one.media.media_id == media_id for one in part.media)
    )
    return next((part.layout for part in mine), Layout.GRID)


def _fills(layout: Layout, shape: float) -> bool:
    wanted = filling(layout)
    return wanted is not None and abs(shape / wanted - 1) < _NEAR


def refusals(plan: Plan, media_id: str) -> int:
    """How much of a file a plan refuses."""
    field = f"media:{media_id}"
    return sum(one.field == field and one.severity is Severity.ERROR for one in plan.problems)
