"""The accounts of this world with their boards: same data folder, same accounts."""

from __future__ import annotations

import hashlib

from brandcraft_desktop.practice.platforms.pinterest.store import Account, Store

_BOARDS = (("Recipes", "PUBLIC", ("Soups", "Cakes")), ("Garden", "PUBLIC", ()))
_SECRET = ("Ideas for later", "SECRET", ())


def ensure_accounts(store: Store, count: int, now: float) -> None:
    """At least `count` accounts exist afterwards, each with boards; others stay as they are."""
    for position in range(len(store.accounts()), count):
        suffix = "" if position == 0 else f"_{position + 1}"
        username = f"practice_studio{suffix}"
        name = "Practice Studio" if position == 0 else f"Practice Studio {position + 1}"
        account = Account(digits(username), username, name)
        store.database.run(
            "INSERT INTO accounts VALUES (?, ?, ?, ?)", account.id, username, name, position
        )
        for board, privacy, sections in (*_BOARDS, _SECRET):
            _add_board(store, account, board, privacy, sections, now)


def _add_board(
    store: Store, account: Account, name: str, privacy: str, sections: tuple[str, ...], now: float
) -> None:
    board = digits(f"{account.username} {name}")
    store.database.run(
        "INSERT INTO boards VALUES (?, ?, ?, '', ?, 0, ?)", board, account.id, name, privacy, now
    )
    for section in sections:
        store.database.run(
            "INSERT INTO sections VALUES (?, ?, ?)", digits(f"{board} {section}"), board, section
        )


def digits(seed: str) -> str:
    """An id of the shape Pinterest gives, the same for the same seed."""
    return str(10**17 + int(hashlib.sha256(f"practice:{seed}".encode()).hexdigest()[:14], 16))
