"""Boards and their sections.

Source: pinterest/api-description v5.23.0, Board, BoardSection.
"""

from __future__ import annotations

import secrets

from brandcraft_desktop.practice.platforms.pinterest.accounts import digits
from brandcraft_desktop.practice.platforms.pinterest.answers import invalid, no_board, no_scope
from brandcraft_desktop.practice.platforms.pinterest.calls import Asked, page
from brandcraft_desktop.practice.platforms.pinterest.shapes import Flag, Shape, Text, texts
from brandcraft_desktop.practice.platforms.pinterest.state import State
from brandcraft_desktop.practice.platforms.pinterest.store import Board
from brandcraft_desktop.practice.times import stamp
from brandcraft_desktop.practice.values import Json, Object

_PRIVACY = ("PUBLIC", "PROTECTED", "SECRET")
_FILTERS = {
    "ALL": _PRIVACY,
    "PUBLIC_AND_SECRET": ("PUBLIC", "SECRET"),
    **{one: (one,) for one in _PRIVACY},
}
NEW_BOARD = Shape(
    {
        "name": Text(nullable=False),
        "description": Text(),
        "privacy": Text(values=_PRIVACY, nullable=False),
        "is_ads_only": Flag(),
    },
    ("name",),
)


def listed(state: State, asked: Asked) -> Json:
    """Those the token may see: secret ones need a scope of their own."""
    wanted = _FILTERS.get(asked.query.get("privacy", "ALL"))
    if wanted is None:
        raise invalid(f"privacy is not one of {[*_FILTERS]}")
    boards = [
        one
        for one in state.store.boards(asked.me.id)
        if one.privacy in wanted
        and (one.privacy != "SECRET" or "boards:read_secret" in asked.scopes)
    ]
    return page(asked, [_shown(state, one) for one in boards])


def create(state: State, asked: Asked) -> Json:
    """A new board."""
    privacy = texts(asked.body, "privacy") or "PUBLIC"
    name = texts(asked.body, "name").strip()
    if not name:
        raise invalid("Practice: the name is empty")
    if privacy == "SECRET" and "boards:write_secret" not in asked.scopes:
        raise no_scope()
    if any(one.name.lower() == name.lower() for one in state.store.boards(asked.me.id)):
        raise invalid("You already have a board with this name")
    board = Board(
        digits(secrets.token_hex(8)),
        asked.me.id,
        name,
        texts(asked.body, "description"),
        privacy,
        asked.body.get("is_ads_only") is True,
        state.clock.seconds(),
    )
    state.store.database.run(
        "INSERT INTO boards VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(board.id, board.owner, board.name, board.description, board.privacy),
        *(int(board.ads_only), board.created_at),
    )
    return _shown(state, board)


def sections(state: State, asked: Asked) -> Json:
    """The sections of a board."""
    board = board_of(state, asked, asked.place("board_id"))
    return page(asked, [{"id": one, "name": name} for one, name in state.store.sections(board.id)])


def board_of(state: State, asked: Asked, board_id: str) -> Board:
    """A board of the account; a secret one only for who may see it. Raises Refusal."""
    board = state.store.board(board_id)
    if board is None or board.owner != asked.me.id:
        raise no_board()
    if board.privacy == "SECRET" and "boards:read_secret" not in asked.scopes:
        raise no_board()
    return board


def _shown(state: State, board: Board) -> Object:
    owner = state.store.account(board.owner)
    return {
        "id": board.id,
        "name": board.name,
        "description": board.description,
        "privacy": board.privacy,
        "is_ads_only": board.ads_only,
        "created_at": stamp(board.created_at)[:19],
        "board_pins_modified_at": stamp(board.created_at)[:19],
        "collaborator_count": 0,
        "follower_count": 0,
        "pin_count": len(state.store.pins(board=board.id)),
        "media": {"image_cover_url": None, "pin_thumbnail_urls": []},
        "owner": {"username": owner.username if owner is not None else ""},
    }
