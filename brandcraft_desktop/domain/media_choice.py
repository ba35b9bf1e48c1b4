"""Four images or one video: what may join a post, and what to offer when it may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brandcraft_desktop.domain.media_rules import (
    DEFAULT_MAX_IMAGES,
    DEFAULT_MAX_VIDEOS,
    MediaKind,
)


@dataclass(frozen=True)
class Offer:
    """A way out: the button's words and which of the new files to take (positions among them).

    `replace`: they take the place of what the post has now.
    """

    label: str
    positions: tuple[int, ...]
    replace: bool = False


@dataclass(frozen=True)
class Verdict:
    """Whether the new files may join as they are; if not, nothing has changed.

    `message` is what a person reads; `dismiss` the button that leaves everything as it is.
    """

    accepted: bool
    message: str = ""
    offers: tuple[Offer, ...] = ()
    dismiss: str = "Cancel"


_ACCEPTED = Verdict(True)


def choose(
    existing: Sequence[MediaKind],
    new: Sequence[MediaKind],
    *,
    max_images: int = DEFAULT_MAX_IMAGES,
    max_videos: int = DEFAULT_MAX_VIDEOS,
    mixed: bool = False,
) -> Verdict:
    """Judge `new` files beside the `existing` ones, as a whole.

    `mixed`: images and videos may stand together, as many as the larger of both maxima.
    """
    if not new:
        return _ACCEPTED
    if mixed and max_images and max_videos:
        return _mixed(len(existing), len(new), max(max_images, max_videos))
    images = _positions(new, MediaKind.IMAGE)
    videos = _positions(new, MediaKind.VIDEO)
    have_images = list(existing).count(MediaKind.IMAGE)
    have_videos = list(existing).count(MediaKind.VIDEO)
    rule = _rule(max_images, max_videos)
    if (images and not max_images) or (videos and not max_videos):
        return _not_taken(rule, videos if images and not max_images else images, max_images)
    if images and videos:
        chose = f"You chose {_images(len(images))} and {_videos(len(videos))}."
        offers = (
            *_image_offers(images, max_images, have_images, have_videos),
            *_video_offers(videos, max_videos, have_images, have_videos),
        )
        return Verdict(False, f"{rule} {chose}", offers)
    if videos and have_images:
        offers = _video_offers(videos, max_videos, have_images, have_videos)
        return Verdict(False, f"{rule} This post has {_images(have_images)}.", offers)
    if images and have_videos:
        has = "a video" if have_videos == 1 else _videos(have_videos)
        offers = _image_offers(images, max_images, have_images, have_videos)
        return Verdict(False, f"{rule} This post has {has}.", offers)
    if have_images + len(images) > max_images:
        return _too_many(images, have_images, max_images)
    if have_videos + len(videos) > max_videos:
        return _too_many_videos(videos, have_videos, max_videos)
    return _ACCEPTED


def _rule(max_images: int, max_videos: int) -> str:
    images = f"up to {_images(max_images)}" if max_images else ""
    videos = _some_videos(max_videos) if max_videos else ""
    return f"Pick {' or '.join(one for one in (images, videos) if one)}."


def _not_taken(rule: str, taken: tuple[int, ...], max_images: int) -> Verdict:
    """Some of the new files are of a kind that does not go here at all."""
    other = "Videos are" if max_images else "Images are"
    words = f"{other} not possible here. {rule}"
    if not taken:
        return Verdict(False, words, (), "OK")
    label = "Use the rest" if len(taken) > 1 else "Use the other one"
    return Verdict(False, words, (Offer(label, taken, replace=True),))


def _mixed(have: int, new: int, most: int) -> Verdict:
    if have + new <= most:
        return _ACCEPTED
    free, total = most - have, f"That's {have + new} files."
    if free <= 0:
        return Verdict(False, f"{total} A post takes up to {most}.", (), "OK")
    fit = "One more fits." if free == 1 else f"{free} more fit."
    if not have:
        fit = "The first one fits." if free == 1 else f"The first {free} fit."
    offer = Offer(f"Add {free}", tuple(range(free)))
    return Verdict(False, f"{total} {fit}", (offer,), "Choose again")


def _too_many(images: tuple[int, ...], have: int, most: int) -> Verdict:
    free = most - have
    total = f"That's {_images(have + len(images))}."
    if free <= 0:
        return Verdict(False, f"{total} A post takes up to {most}.", (), "OK")
    fit = f"The first {free} fit." if not have else f"{free} more fit."
    if free == 1:
        fit = "The first one fits." if not have else "One more fits."
    return Verdict(False, f"{total} {fit}", (Offer(f"Add {free}", images[:free]),), "Choose again")


def _too_many_videos(videos: tuple[int, ...], have: int, most: int) -> Verdict:
    total = f"That's {_videos(have + len(videos))}. A post takes {_some_videos(most)}."
    if have:
        instead = "Use the new one instead" if len(videos) == 1 else "Use the first new one instead"
        return Verdict(False, total, (Offer(instead, videos[:1], replace=True),))
    label = "Use the first" if most == 1 else f"Use the first {most}"
    return Verdict(False, total, (Offer(label, videos[:most]),), "Choose again")


def _image_offers(
    images: tuple[int, ...], most: int, have_images: int, have_videos: int
) -> tuple[Offer, ...]:
    replace = have_videos > 0
    free = most if replace else most - have_images
    taken = images[: max(0, free)]
    if not taken:
        return ()
    which = "image" if len(taken) == 1 else f"{len(taken)} images"
    first = "first " if len(taken) < len(images) else ""
    return (Offer(f"Use the {first}{which}" + " instead" * replace, taken, replace),)


def _video_offers(
    videos: tuple[int, ...], most: int, have_images: int, have_videos: int
) -> tuple[Offer, ...]:
    replace = have_images > 0 or have_videos >= most
    taken = videos[: most if replace else most - have_videos]
    if not taken:
        return ()
    which = "video" if len(taken) == 1 else f"{len(taken)} videos"
    first = "first " if len(taken) < len(videos) else ""
    return (Offer(f"Use the {first}{which}" + " instead" * replace, taken, replace),)


def _positions(kinds: Sequence[MediaKind], wanted: MediaKind) -> tuple[int, ...]:
    return tuple(position for position, kind in enumerate(kinds) if kind is wanted)


def _images(count: int) -> str:
    return "1 image" if count == 1 else f"{count} images"


def _videos(count: int) -> str:
    return "1 video" if count == 1 else f"{count} videos"


def _some_videos(count: int) -> str:
    return "one video" if count == 1 else f"{count} videos"
