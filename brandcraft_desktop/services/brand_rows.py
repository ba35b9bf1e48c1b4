"""Brands as rows, and what a person says of a brand made fit to be kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Connection, RowMapping, select

from brandcraft_desktop.domain.brand import BRAND_COLOURS, MAX_BRAND_NAME, MAX_HASHTAGS, Brand
from brandcraft_desktop.domain.names import as_told, is_showable
from brandcraft_desktop.domain.posting_times import MOST_A_WEEK, Slot, read_slot
from brandcraft_desktop.domain.text.clean import normalise
from brandcraft_desktop.errors import AlreadyExists, BadInput, NotFound
from brandcraft_desktop.models import tables

BRANDS = tables.brands
LONGEST_TAG = 100
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def all_brands(connection: Connection) -> tuple[Brand, ...]:
    """Every brand in its order."""
    rows = connection.execute(select(BRANDS).order_by(BRANDS.c.position, BRANDS.c.id))
    return tuple(brand(row) for row in rows.mappings())


def one_brand(connection: Connection, brand_id: str) -> Brand:
    """The brand with this id. Raises `NotFound`."""
    row = connection.execute(select(BRANDS).where(BRANDS.c.id == brand_id)).mappings().first()
    if row is None:
        raise NotFound("There is no such brand.", f"No brand has the id {brand_id}.")
    return brand(row)


def brand(row: RowMapping) -> Brand:
    """One row of `brands`."""
    start = row["campaign_start"]
    return Brand(
        id=row["id"],
        name=row["name"],
        colour=row["colour"],
        campaign_start=date.fromisoformat(start) if start else None,
        avatar_sha256=row["avatar_sha256"],
        hashtags=tuple(tag.lstrip("#") for tag in row["hashtags"].split()),
        times=slots_from(row["times"]),
    )


def slots_from(words: str) -> tuple[Slot, ...]:
    """Posting times out of the column that keeps them."""
    return tuple(sorted(read_slot(one) for one in words.split(",") if one.strip()))


def slots_as_words(slots: Iterable[Slot]) -> str:
    """Posting times as the column keeps them."""
    return ", ".join(slot.words for slot in sorted(slots))


def clean_name(name: str) -> str:
    """A brand's name in one line. Raises `BadInput`."""
    clean = " ".join(name.split())
    if not clean:
        raise BadInput("A brand needs a name.", field="name")
    if len(clean) > MAX_BRAND_NAME or not is_showable(clean):
        raise BadInput(
            "This name can't be used.",
            f"A brand's name has at most {MAX_BRAND_NAME} letters and no control characters.",
            "Choose another.",
            field="name",
        )
    return clean


def check_free(connection: Connection, name: str, *, but: str = "") -> None:
    """Raises `AlreadyExists` where another brand than `but` is called so."""
    for one in all_brands(connection):
        if one.id != but and as_told(one.name) == as_told(name):
            raise AlreadyExists(
                f"There is a brand called “{one.name}” already.",
                action="Choose another name.",
                field="name",
            )


def free_name(name: str, there: Iterable[Brand]) -> str:
    """`name`, or the first of "Name 2", "Name 3" … that none of these brands has."""
    taken = {as_told(brand.name) for brand in there}
    free, number = name, 1
    while as_told(free) in taken:
        number += 1
        ending = f" {number}"
        free = name[: MAX_BRAND_NAME - len(ending)].rstrip() + ending
    return free


def clean_colour(colour: str) -> str:
    """A colour in capitals, "" for none. Raises `BadInput`."""
    if colour and not _COLOUR.fullmatch(colour):
        raise BadInput(
            "This is not a colour.",
            f"A colour is written like {BRAND_COLOURS[0]}.",
            field="colour",
        )
    return colour.upper()


def free_colour(there: tuple[Brand, ...]) -> str:
    """The first colour of the palette that no brand has."""
    taken = {brand.colour.upper() for brand in there}
    return next((colour for colour in BRAND_COLOURS if colour not in taken), BRAND_COLOURS[0])


def clean_hashtags(tags: Iterable[str]) -> tuple[str, ...]:
    """Hashtags without their sign, each once whatever its capitals. Raises `BadInput`."""
    found: dict[str, str] = {}
    for words in tags:
        for word in normalise(words).text.replace(",", " ").replace("#", " ").split():
            found.setdefault(word.casefold(), word)
    if len(found) > MAX_HASHTAGS:
        raise BadInput(
            "These are too many hashtags.",
            f"A brand may have {MAX_HASHTAGS}, as many as Instagram takes on a post.",
            "Leave some out.",
            field="hashtags",
        )
    for tag in found.values():
        if len(tag) > LONGEST_TAG or not re.fullmatch(r"\w+", tag) or tag.isdigit():
            raise BadInput(
                f"“#{tag[:LONGEST_TAG]}” is not a hashtag.",
                "A hashtag is letters, digits and underscores, with at least one letter.",
                "Write it without spaces and signs.",
                field="hashtags",
            )
    return tuple(found.values())


def clean_times(times: Collection[Slot]) -> str:
    """Posting times as they are kept. Raises `BadInput` for impossible ones."""
    ordered = sorted(set(times))
    if len(ordered) > MOST_A_WEEK:
        raise BadInput(
            "These are too many posting times.",
            f"A brand may have {MOST_A_WEEK} a week.",
            "Leave some out.",
            field="times",
        )
    if any(not (0 <= one.weekday <= 6 and 0 <= one.minute < 24 * 60) for one in ordered):
        raise BadInput("There is no such posting time.", field="times")
    return slots_as_words(ordered)
