"""The boards of an account, with their sections, as a person chooses from them.

Source: pinterest/api-description v5.23.0, GET /boards and GET /boards/{board_id}/sections. Boards
do not tell whether they have sections, so each costs a call: an app with Trial access has 1,000 a
day, therefore only the first boards are asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from brandcraft_desktop.domain.platform import Choice
from brandcraft_desktop.errors import PublishingError, SignInExpired
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.pinterest.api import Api

PAGE = 250  # the most a page may have
MOST_PAGES = 4
MOST_WITH_SECTIONS = 20
_BETWEEN = "/"
_WORDS = {"SECRET": " (secret)", "PROTECTED": " (protected)"}


@dataclass(frozen=True)
class Place:
    """Where a Pin goes: a board, and perhaps a section of it ("")."""

    board: str
    section: str


def place_of(chosen: str) -> Place:
    """What a chosen value means: "board" or "board/section"."""
    board, _, section = chosen.partition(_BETWEEN)
    return Place(board, section)


def choices(api: Api) -> tuple[Choice, ...]:
    """Every board, each followed by its sections. Raises `errors.PublishingError`."""
    found: list[Choice] = []
    asking = True
    for number, board in enumerate(pages(api, "/boards")):
        name, board_id = board.optional("name"), board.optional("id")
        if not board_id or board.flag("is_ads_only", default=False):
            continue
        label = name + _WORDS.get(board.optional("privacy"), "")
        found.append(Choice(board_id, label))
        if asking and number < MOST_WITH_SECTIONS:
            sections = _sections(api, board_id, name)
            asking = sections is not None
            found.extend(sections or ())
    return tuple(found)


def pages(api: Api, path: str) -> Iterator[JsonObject]:
    """The items of a list, page after page up to a sane end."""
    bookmark = ""
    for _ in range(MOST_PAGES):
        more = (("bookmark", bookmark),) if bookmark else ()
        page = api.get(path, (("page_size", str(PAGE)), *more))
        yield from page.items("items")
        bookmark = page.optional("bookmark")
        if not bookmark:
            return


def _sections(api: Api, board_id: str, name: str) -> tuple[Choice, ...] | None:
    """The sections of a board; None where Pinterest does not want to be asked more."""
    try:
        return tuple(
            Choice(f"{board_id}{_BETWEEN}{one.optional('id')}", f"{name} › {one.optional('name')}")
            for one in pages(api, f"/boards/{board_id}/sections")
            if one.optional("id")
        )
    except SignInExpired:
        raise
    except PublishingError:
        return None
