"""How a composition becomes a plan on any platform: what all of them share, around what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from brandcraft_desktop.domain import options as choosing
from brandcraft_desktop.domain.media_check import media_problems, recipes_for
from brandcraft_desktop.domain.plan import (
    AttachedMedia,
    Composition,
    Layout,
    Part,
    Plan,
    PlannedMedia,
    Problem,
    Severity,
)
from brandcraft_desktop.domain.platform import AccountFacts, PlatformInfo
from brandcraft_desktop.domain.surfaces import Shapes, SurfaceRules
from brandcraft_desktop.domain.text.clean import normalise
from brandcraft_desktop.domain.text.measure import Measure, Span
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.domain.text.split import Piece, joined, sections_of
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.publishers.text_checks import Voice

MOST_PARTS = 100  # ours: more is surely a mistake


@dataclass(frozen=True)
class Message:
    """One part on its way into the plan; `number` counts from 1 in a thread, 0 stands alone."""

    text: str
    spans: tuple[Span, ...]
    measure: Measure
    media: tuple[AttachedMedia, ...]
    number: int
    options: Mapping[str, str]
    surface: SurfaceRules
    facts: AccountFacts
    card: str | None = None


def _no_card(spans: Sequence[Span], options: Mapping[str, str]) -> str | None:
    return None


def _all(spans: tuple[Span, ...], options: Mapping[str, str]) -> tuple[Span, ...]:
    return spans


def _as_documented(surface: SurfaceRules, facts: AccountFacts) -> SurfaceRules:
    return surface


def _no_fold(text: str, surface: SurfaceRules) -> int | None:
    return None


def _grid(surface: SurfaceRules) -> Layout:
    return Layout.GRID


def _no_title(options: Mapping[str, str], surface: SurfaceRules) -> str:
    return ""


def _no_notice(options: Mapping[str, str]) -> str:
    return ""


@dataclass(frozen=True)
class Drafting:
    """What differs from platform to platform; every function is pure and gets usable options.

    `ruler` counts the text, `text_problems` says what is wrong with one message beyond what every
    platform checks, `card` which address gets a link card (asked for messages without files),
    `fold` where readers see "…more". `limits` has the surfaces where another number of characters
    is taken, `wordless` those where no text is sent, with the sentence that says so. `most_parts`
    is the longest thread; 1 where the platform has none. `fitted` is what the account's own server
    takes of a surface, `live` which of the spans stay live with these options. The options
    `only_first` belong to the first message of a thread alone.
    """

    info: PlatformInfo
    ruler: Callable[[Mapping[str, str], AccountFacts], Ruler]
    find_spans: Callable[[str], tuple[Span, ...]]
    surface_for: Callable[[Sequence[AttachedMedia], Mapping[str, str]], SurfaceRules]
    text_problems: Callable[[Message], Iterator[Problem]]
    card: Callable[[Sequence[Span], Mapping[str, str]], str | None] = _no_card
    fold: Callable[[str, SurfaceRules], int | None] = _no_fold
    layout: Callable[[SurfaceRules], Layout] = _grid
    title: Callable[[Mapping[str, str], SurfaceRules], str] = _no_title
    notice: Callable[[Mapping[str, str]], str] = _no_notice
    limits: Mapping[str, int] = field(default_factory=dict)
    wordless: Mapping[str, str] = field(default_factory=dict)
    most_parts: int = MOST_PARTS
    fitted: Callable[[SurfaceRules, AccountFacts], SurfaceRules] = _as_documented
    live: Callable[[tuple[Span, ...], Mapping[str, str]], tuple[Span, ...]] = _all
    only_first: frozenset[str] = frozenset()


def draft(platform: Drafting, composition: Composition) -> Plan:
    """The parts that would go out, with everything that is wrong with them, errors first."""
    info, given, facts = platform.info, composition.options, composition.facts
    voice = Voice(info.name)
    surface = platform.surface_for(composition.media, given)
    chosen = choosing.effective(info.options, given, facts, surface.name)
    ruler = _ruler(platform, surface, chosen, facts)
    text, problems = _words(platform, composition.text, surface, voice)
    pieces, media, told = _divide(platform, composition, text, ruler, voice)
    problems.extend(told)
    parts: list[Part] = []
    for place, piece in enumerate(pieces):
        number = place + 1 if len(pieces) > 1 else 0
        counted = ruler.measure(piece.text)
        message = _message(platform, piece.text, counted, media[place], number, chosen, facts)
        parts.append(_part(platform, message))
        problems.extend(platform.text_problems(message))
        problems.extend(media_problems(message.surface, message.media, platform_name=info.name))
    if not _says_something(parts) and not surface.required:
        problems.insert(0, voice.error("the post is empty. Write something or add a picture."))
    problems.extend(
        voice.error(sentence, f"options.{name}")
        for name, sentence in choosing.wrong(info.options, given, facts, surface.name)
    )
    problems.extend(
        voice.warning(sentence, f"options.{name}")
        for name, sentence in choosing.overruled(info.options, given, facts, surface.name)
    )
    problems.sort(key=lambda problem: problem.severity is not Severity.ERROR)
    return Plan(
        info.id,
        tuple(parts),
        chosen,
        tuple(dict.fromkeys(problems)),
        surface=surface.name,
        title=platform.title(chosen, surface),
        notice=platform.notice(chosen),
    )


def ruler_for(platform: Drafting, composition: Composition) -> Ruler:
    """The ruler that counts this composition's text."""
    surface = platform.surface_for(composition.media, composition.options)
    chosen = choosing.effective(
        platform.info.options, composition.options, composition.facts, surface.name
    )
    return _ruler(platform, surface, chosen, composition.facts)


def shortened(platform: Drafting, composition: Composition) -> str:
    """The text cut to what fits one message; as it is where none is sent."""
    if platform.surface_for(composition.media, composition.options).name in platform.wordless:
        return composition.text
    return ruler_for(platform, composition).cut(composition.text)


def _ruler(
    platform: Drafting, surface: SurfaceRules, options: Mapping[str, str], facts: AccountFacts
) -> Ruler:
    ruler = platform.ruler(options, facts)
    return ruler.to(platform.limits.get(surface.name, ruler.limit))


def _divide(
    platform: Drafting, composition: Composition, text: str, ruler: Ruler, voice: Voice
) -> tuple[tuple[Piece, ...], list[tuple[AttachedMedia, ...]], list[Problem]]:
    """The parts of the text, the files of each, and what is wrong with dividing it."""
    every = tuple(sorted(composition.media, key=lambda one: one.part))
    whole = (Piece(text, 0),)
    if not composition.thread:
        return whole, [every], []
    sections = sections_of(text)
    if platform.most_parts == 1:
        told = [voice.warning("there are no threads here: the parts go out as one post.")]
        return (Piece(joined(text), 0),), [every], told if len(sections) > 1 else []
    carries = {min(one.part, len(sections) - 1) for one in every}
    kept = [place for place, words in enumerate(sections) if words or place in carries] or [0]
    try:
        pieces = ruler.pieces(
            [sections[place] for place in kept],
            composition.numbering,
            most=platform.most_parts,
        )
    except BadInput as error:
        return whole, [every], [voice.error(error.message)]
    media: list[tuple[AttachedMedia, ...]] = []
    begun: set[int] = set()
    for piece in pieces:
        first = piece.section not in begun
        begun.add(piece.section)
        place = kept[piece.section]
        mine = (one for one in every if first and min(one.part, len(sections) - 1) == place)
        media.append(tuple(mine))
    told = []
    if len(pieces) > platform.most_parts:
        told.append(
            voice.error(
                f"the text would make a thread of more than {platform.most_parts} posts, "
                f"and no more are sent. Shorten it, or make several threads of it."
            )
        )
    return pieces, media, told


def _message(
    platform: Drafting,
    text: str,
    measure: Measure,
    media: tuple[AttachedMedia, ...],
    number: int,
    options: Mapping[str, str],
    facts: AccountFacts,
) -> Message:
    if number > 1 and platform.only_first:
        options = {
            name: value for name, value in options.items() if name not in platform.only_first
        }
    spans = platform.live(platform.find_spans(text), options)
    surface = platform.fitted(platform.surface_for(media, options), facts)
    card = None if media else platform.card(spans, options)
    return Message(text, spans, measure, media, number, options, surface, facts, card)


def _part(platform: Drafting, message: Message) -> Part:
    surface = message.surface
    recipes = recipes_for(surface, message.media)
    planned = tuple(map(PlannedMedia, message.media, recipes))
    return Part(
        text=message.text,
        spans=message.spans,
        measure=message.measure,
        media=planned,
        link_card=message.card,
        fold=platform.fold(message.text, surface),
        layout=platform.layout(surface),
        one_shape=surface.shapes is Shapes.FIRST,
    )


def _says_something(parts: Sequence[Part]) -> bool:
    return any(part.media or part.link_card or part.text.strip() for part in parts)


def _words(
    platform: Drafting, text: str, surface: SurfaceRules, voice: Voice
) -> tuple[str, list[Problem]]:
    """The text that is sent, and what is wrong with it."""
    left_out = platform.wordless.get(surface.name)
    if left_out is None:
        return _clean(text, voice)
    return "", [voice.warning(left_out)] if text.strip() else []


def _clean(text: str, voice: Voice) -> tuple[str, list[Problem]]:
    """The text as it can be sent, and what had to be taken out of it."""
    try:
        cleaned = normalise(text)
    except BadInput as error:
        whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return normalise(whole).text, [voice.error(error.message)]
    if not cleaned.removed:
        return cleaned.text, []
    names = ", ".join(cleaned.names[:3])
    return cleaned.text, [
        voice.error(f"the text holds invisible control characters ({names}). Remove them.")
    ]
