"""What a surface would not take of a post's files, and how each file is fitted to it. Pure.

What a recipe mends by itself (format, orientation, too many bytes or pixels, codecs, frame rates)
is no problem: the file is judged as it will be made. What only a person can decide (crop or add
borders, which part of a long video, another file) is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brandcraft_desktop.domain import media_words as words
from brandcraft_desktop.domain.complaints import Complaint
from brandcraft_desktop.domain.frame_fit import alike
from brandcraft_desktop.domain.image_check import image_complaints
from brandcraft_desktop.domain.image_fit import image_recipe, stays_moving
from brandcraft_desktop.domain.media_edit import UNTOUCHED, MediaEdit
from brandcraft_desktop.domain.media_rules import (
    AnyRecipe,
    MediaFacts,
    MediaKind,
    MediaState,
    Recipe,
    VideoRecipe,
)
from brandcraft_desktop.domain.plan import AttachedMedia, Fix, Problem, Severity
from brandcraft_desktop.domain.shaping import made_size
from brandcraft_desktop.domain.surfaces import Count, Shapes, SurfaceRules
from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.domain.video_fit import video_recipe
from brandcraft_desktop.domain.video_outcome import video_complaints


def media_problems(
    rules: SurfaceRules, media: tuple[AttachedMedia, ...], *, platform_name: str
) -> Iterator[Problem]:
    """Everything wrong with the files of a post, together and one by one, in a person's words.

    `platform_name` begins every sentence; `field` names the file ("media:<id>"), or is "media"
    where one is missing.
    """
    for found in _found(rules, media):
        yield Problem(found.severity, f"{platform_name}: {found.message}", found.field, found.fix)


def recipe_for(
    rules: SurfaceRules,
    facts: MediaFacts | None,
    edit: MediaEdit = UNTOUCHED,
    shape: float | None = None,
) -> AnyRecipe | None:
    """How a file is fitted to a surface; None means that it goes as it is, byte for byte.

    `facts` None: a file that is not looked at yet counts as a picture. `edit` is what a person
    decided about it, `shape` that of the first file where all files of the post share one.
    """
    if facts is not None and facts.kind is MediaKind.VIDEO:
        return None if rules.video is None else video_recipe(rules.video, facts, edit, shape)
    return None if rules.image is None else image_recipe(rules.image, facts, edit, shape)


def recipes_for(
    rules: SurfaceRules, media: Sequence[AttachedMedia]
) -> tuple[AnyRecipe | None, ...]:
    """How each file of a post is fitted to a surface, in their order.

    Where all share the shape of the first, a file with a decided framing is brought into it.
    """
    made: list[AnyRecipe | None] = []
    shape: float | None = None
    for one in media:
        recipe = recipe_for(rules, one.facts, one.edit, shape)
        made.append(recipe)
        if len(made) == 1 and one.facts is not None and rules.shapes is not Shapes.FREE:
            width, height = made_size(one.facts, recipe)
            shape = width / height if width and height else None
    return tuple(made)


def _found(rules: SurfaceRules, media: tuple[AttachedMedia, ...]) -> Iterator[Problem]:
    if not media:
        if rules.required:
            message = f"{rules.label} needs {rules.wants or _wanted(rules)}. Add one."
            yield Problem(Severity.ERROR, message, "media")
        return
    recipes = recipes_for(rules, media)
    yield from _together(rules, media)
    yield from _moving_alone(rules, media)
    yield from _shapes(rules, media, recipes)
    for one, recipe in zip(media, recipes, strict=True):
        yield from _state(one)
        yield from _alt(rules, one)
        if one.facts is not None:
            yield from _file(rules, one, one.facts, recipe)


def _together(rules: SurfaceRules, media: tuple[AttachedMedia, ...]) -> Iterator[Problem]:
    images = tuple(one for one in media if not one.is_video)
    videos = tuple(one for one in media if one.is_video)
    if rules.images.most == rules.videos.most == 0:
        yield _error(media[0], f"{rules.label} takes no files. Remove them.", Fix.DROP_MEDIA)
        return
    for files, count, is_a in (
        (images, rules.images, "is a picture"),
        (videos, rules.videos, "is a video"),
    ):
        if count.most == 0:
            takes = f"{rules.label} takes only {_wanted(rules)}"
            for one in files:
                yield _error(one, f"“{one.name}” {is_a}, {takes}. Remove it.", Fix.DROP_MEDIA)
    if rules.together is not None:
        yield from _count(rules, media, rules.together, "file")
        return
    if images and videos and rules.images.most and rules.videos.most:
        a_video = "a video" if rules.videos.most == 1 else "videos"
        sentence = f"{rules.label} takes pictures or {a_video}, not both. Remove one of them."
        yield _error(images[0], sentence, Fix.DROP_MEDIA)
    yield from _count(rules, images, rules.images, "picture")
    yield from _count(rules, videos, rules.videos, "video")


def _count(
    rules: SurfaceRules, files: tuple[AttachedMedia, ...], count: Count, thing: str
) -> Iterator[Problem]:
    if not files or not count.most:
        return
    there = f"{words.counted(len(files), thing)} {'is' if len(files) == 1 else 'are'} attached"
    if len(files) > count.most:
        most = "only one goes" if count.most == 1 else f"at most {count.most} go"
        sentence = f"{there}, {most} into {rules.label}."
        yield _error(files[count.most], sentence, Fix.DROP_MEDIA)
    elif len(files) < count.least:
        yield _error(files[0], f"{there}, {rules.label} needs at least {count.least}. Add another.")
    elif count.sure is not None and len(files) > count.sure:
        sentence = f"{there}; more than {count.sure} are not shown everywhere."
        yield _warning(files[count.sure], sentence)


def _moving_alone(rules: SurfaceRules, media: tuple[AttachedMedia, ...]) -> Iterator[Problem]:
    image = rules.image
    if len(media) < 2 or image is None or image.animation is None or not image.animation.alone:
        return
    for one in media:
        if one.facts is not None and not one.is_video and stays_moving(image, one.facts):
            sentence = f"“{one.name}” moves, and a moving picture goes alone. Remove the others."
            yield _error(one, sentence, Fix.DROP_MEDIA)


def _shapes(
    rules: SurfaceRules, media: tuple[AttachedMedia, ...], recipes: tuple[AnyRecipe | None, ...]
) -> Iterator[Problem]:
    """Whether the finished files have the shape of the first one, where that matters."""
    sizes = [
        (one, made_size(one.facts, recipe))
        for one, recipe in zip(media, recipes, strict=True)
        if one.facts and one.facts.width and one.facts.height
    ]
    if rules.shapes is Shapes.FREE or len(sizes) < 2:
        return
    _, first = sizes[0]
    wanted = first[0] / first[1]
    for one, size in sizes[1:]:
        if alike(*size, wanted):
            continue
        shape, fix = words.shape(*size, wanted), Fix.FIT_IMAGE
        if rules.shapes is Shapes.EQUAL:
            sentence = (
                f"“{one.name}” is {shape}, but all files of {rules.label} have one shape: "
                f"that of the first, {words.ratio(wanted)}. Crop it."
            )
            yield _error(one, sentence, fix)
        else:
            sentence = (
                f"“{one.name}” is {shape} and will be cropped to the shape of the first file, "
                f"{words.ratio(wanted)}."
            )
            yield _warning(one, sentence, fix)


def _state(one: AttachedMedia) -> Iterator[Problem]:
    if one.state is MediaState.FAILED:
        yield _error(one, f"“{one.name}” can't be used. Remove it or add it again.", Fix.DROP_MEDIA)
    elif one.state is MediaState.PENDING:
        yield _warning(one, f"“{one.name}” is still being prepared; the post waits for it.")


def _alt(rules: SurfaceRules, one: AttachedMedia) -> Iterator[Problem]:
    most = rules.alt_text_max
    if most == 0:
        return
    length = graphemes.count(one.alt) if rules.alt_in_graphemes else len(one.alt)
    if not one.alt.strip():
        yield _warning(one, f"“{one.name}” has no alt text.", Fix.ALT_TEXT)
    elif most is not None and length > most:
        over = words.counted(length - most, "character")
        sentence = f"the alt text of “{one.name}” is {over} too long, at most {most:,} fit."
        yield _error(one, sentence)


def _file(
    rules: SurfaceRules, one: AttachedMedia, facts: MediaFacts, recipe: AnyRecipe | None
) -> Iterator[Problem]:
    complaints: Iterator[Complaint] = iter(())
    if facts.kind is MediaKind.VIDEO and rules.video is not None:
        film = recipe if isinstance(recipe, VideoRecipe) else None
        complaints = video_complaints(rules.video, facts, one.edit, film)
    elif facts.kind is MediaKind.IMAGE and rules.image is not None:
        still = recipe if isinstance(recipe, Recipe) else None
        complaints = image_complaints(rules.image, facts, one.edit, still)
    for found in complaints:
        sentence = f"“{one.name}” {found.what}. {found.todo}".strip()
        if found.mild:
            fix = Fix.NONE if found.fix is Fix.DROP_MEDIA else found.fix
            yield _warning(one, sentence, fix)
        else:
            yield _error(one, sentence, found.fix)


def _wanted(rules: SurfaceRules) -> str:
    if rules.images.most and rules.videos.most:
        return "a picture or a video"
    if rules.videos.most:
        return "a video" if rules.videos.most == 1 else "videos"
    return "a picture" if rules.images.most == 1 else "pictures"


def _error(one: AttachedMedia, sentence: str, fix: Fix = Fix.NONE) -> Problem:
    return Problem(Severity.ERROR, sentence, f"media:{one.media_id}", fix)


def _warning(one: AttachedMedia, sentence: str, fix: Fix = Fix.NONE) -> Problem:
    return Problem(Severity.WARNING, sentence, f"media:{one.media_id}", fix)
