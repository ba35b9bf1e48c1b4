"""Reels: from the words of a post to a tall picture or film, and to a new post with it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.reel import HEIGHT, Reel, checked, hurried, timetable
from brandcraft_desktop.domain.reel_made import ReelKept, ReelMade, ReelPicture
from brandcraft_desktop.domain.text.split import joined
from brandcraft_desktop.domain.views import MediaChoice, MediaView, PostContent, PostView
from brandcraft_desktop.errors import BadInput, Refused, StorageTrouble
from brandcraft_desktop.media import ffmpeg
from brandcraft_desktop.media.reel import Layers, layers
from brandcraft_desktop.media.reel_film import Quality, film
from brandcraft_desktop.services import media
from brandcraft_desktop.services.accounts import list_accounts
from brandcraft_desktop.services.media_take_back import take_back
from brandcraft_desktop.services.post_creation import Mode, create
from brandcraft_desktop.services.post_reading import show
from brandcraft_desktop.services.post_rows import first_words
from brandcraft_desktop.services.reel_targets import targets, with_options

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

__all__ = ["author", "draft", "make", "of_post", "preview", "targets", "write"]

BEST = Quality()
"""How films are made where nothing else is asked for."""
_NAME = {True: "Reel.png", False: "Reel.mp4"}


def of_post(workspace: Workspace, post_id: str) -> Reel:
    """A reel of a post's words in the name of its first account. Raises `NotFound`."""
    post = show(workspace, post_id)
    content = post.content
    text = joined(content.text) if content.thread else content.text
    chosen = [one.account_id for one in post.deliveries] or list(content.account_ids)
    return author(workspace, Reel(text), chosen)


def author(workspace: Workspace, reel: Reel, account_ids: Sequence[str] = ()) -> Reel:
    """The reel with the name, handle and face of the first of these accounts, else of any."""
    known = list_accounts(workspace)
    found = next((one for name in account_ids for one in known if one.id == name), None)
    found = found or next(iter(known), None)
    if found is None:
        return reel
    return replace(
        reel, name=found.display_name, handle=found.handle, avatar=_face(workspace, found)
    )


def preview(reel: Reel, card: int = 0, *, height: int = HEIGHT) -> ReelPicture:
    """One card as it will be, `height` pixels high. Costs some tenths of a second of drawing:
    never on the main thread. Raises `BadInput` like `make`.
    """
    tidy = checked(reel)
    drawn = layers(tidy)
    number = min(max(card, 0), len(drawn.cards) - 1)
    picture = drawn.picture(number, height)
    times = timetable(drawn.texts, tidy.seconds)
    return ReelPicture(
        picture.width,
        picture.height,
        picture.tobytes(),
        number,
        times,
        drawn.undrawable,
        not tidy.still and hurried(tidy.text, sum(times)),
    )


def write(
    reel: Reel,
    out: Path,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    quality: Quality | None = None,
) -> ReelMade:
    """Make the reel in `out`: a PNG where it is still, else an MP4; whole or not at all.

    `progress` is told a part of the whole (0 to 1), from another thread; `cancelled` is asked ten
    times a second. Raises `BadInput`, `DiskFull`, `StorageTrouble`, and `Refused` when stopped.
    """
    tidy = checked(reel)
    drawn = layers(tidy)
    if tidy.still:
        _save_still(drawn, out)
        return ReelMade(out, 1, 0.0, drawn.undrawable)
    times = timetable(drawn.texts, tidy.seconds)
    try:
        film(
            drawn, tidy, times, out, quality=quality or BEST, progress=progress, cancelled=cancelled
        )
    except ffmpeg.Cancelled:
        raise Refused("The reel was not made.", "You stopped it.") from None
    whole = sum(times)
    return ReelMade(out, len(times), whole, drawn.undrawable, hurried(tidy.text, whole))


def make(
    workspace: Workspace,
    reel: Reel,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    quality: Quality | None = None,
) -> ReelKept:
    """Make the reel and keep it in the library, ready to be sent. Raises like `write` and
    `media.add`; then nothing was kept.
    """
    with tempfile.TemporaryDirectory(prefix="reel-", dir=workspace.home.thumbnails.parent) as name:
        out = Path(name) / _NAME[reel.still]
        made = write(reel, out, progress=progress, cancelled=cancelled, quality=quality)
        (added,) = media.add(workspace, (out,))
    done = media.process(workspace, added.id)
    if done.trouble:
        take_back(workspace, (added,))
        raise StorageTrouble("The reel was made, but can't be used.", done.trouble, "Try again.")
    return ReelKept(done, made)


def draft(
    workspace: Workspace,
    reel: Reel,
    made: MediaView,
    *,
    account_ids: Sequence[str] | None = None,
    caption: str | None = None,
    brand_id: str | None = None,
) -> PostView:
    """A new draft with the reel: its words are the alt text, and the caption where none is given.

    `account_ids` None takes every account that shows such a file filling the telephone; others may
    be named. Raises `BadInput` like `posts.create`.
    """
    text = checked(reel).text
    wanted = targets(workspace, made, brand_id=brand_id)
    if account_ids is None:
        chosen = wanted
    else:
        every = {one.account.id: one for one in targets(workspace, made, every=True)}
        chosen = tuple(every[one] for one in dict.fromkeys(account_ids) if one in every)
        missing = [one for one in account_ids if one not in every]
        if missing:
            raise BadInput(
                "There is no such account.",
                f"No account has the id {missing[0]}.",
                "The Accounts page lists the connected ones.",
                field="accounts",
            )
    content = PostContent(
        title=f"Reel: {first_words(text)}"[:120],
        text=text if caption is None else caption,
        brand_id=brand_id,
        account_ids=tuple(one.account.id for one in chosen),
        media=(MediaChoice(made.id, alt=text),),
        variants=with_options(chosen),
    )
    return create(workspace, content, mode=Mode.DRAFT)


def _face(workspace: Workspace, account: Account) -> Path | None:
    if account.avatar_sha256 is None:
        return None
    return media.original(workspace, account.avatar_sha256)


def _save_still(drawn: Layers, out: Path) -> None:
    from brandcraft_desktop.media.atomic import writing_whole

    try:
        with writing_whole(out) as file:
            drawn.picture().save(file, "PNG", compress_level=6)
    except OSError as error:
        raise StorageTrouble(
            "The picture could not be written.",
            error.strerror or "",
            "Check the folder it goes to, then try again.",
        ) from error
