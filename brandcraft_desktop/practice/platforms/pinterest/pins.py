"""Making, listing and deleting Pins.

Source: pinterest/api-description v5.23.0, PinCreate, Pin.
"""

from __future__ import annotations

import json
import secrets

from brandcraft_desktop.practice.platforms.pinterest.accounts import digits
from brandcraft_desktop.practice.platforms.pinterest.answers import (
    Refusal,
    invalid,
    no_scope,
    on_trial,
)
from brandcraft_desktop.practice.platforms.pinterest.boards import board_of
from brandcraft_desktop.practice.platforms.pinterest.calls import Asked, page
from brandcraft_desktop.practice.platforms.pinterest.settings import API, IMAGES
from brandcraft_desktop.practice.platforms.pinterest.shapes import DIGITS, Shape, Text, texts
from brandcraft_desktop.practice.platforms.pinterest.sources import MEDIA_SOURCE, kept
from brandcraft_desktop.practice.platforms.pinterest.state import State
from brandcraft_desktop.practice.platforms.pinterest.store import Pin
from brandcraft_desktop.practice.times import stamp
from brandcraft_desktop.practice.values import Json, Object

NEW_PIN = Shape(
    {
        "board_id": Text(pattern=DIGITS, nullable=False),
        "board_section_id": Text(pattern=DIGITS),
        "title": Text(100),
        "description": Text(800),
        "link": Text(2048),
        "alt_text": Text(500),
        "dominant_color": Text(),
        "parent_pin_id": Text(pattern=DIGITS),
        "media_source": MEDIA_SOURCE,
    },
    ("board_id", "media_source"),
)
_WORDS = ("title", "description", "link", "alt_text", "dominant_color")
_SIZES = (("150x150", 150), ("400x300", 400), ("600x", 600), ("1200x", 1200))


def create(state: State, asked: Asked) -> Json:
    """A Pin, on a board or a section of it."""
    if state.settings.trial == "refused" and asked.request.origin == API:
        raise on_trial()
    board = board_of(state, asked, texts(asked.body, "board_id"))
    if board.privacy == "SECRET" and "pins:write_secret" not in asked.scopes:
        raise no_scope()
    section = texts(asked.body, "board_section_id")
    if section and section not in {one for one, _ in state.store.sections(board.id)}:
        raise Refusal(404, 2031, "Board section not found.")
    link = texts(asked.body, "link")
    if link and not link.startswith(("https://", "http://")):
        raise invalid("Unable to reach the URL")
    source = asked.body.get("media_source")
    value: Object = {name: texts(asked.body, name) for name in _WORDS}
    value["source"] = kept(state, asked.me, source if isinstance(source, dict) else {})
    pin = Pin(
        digits(secrets.token_hex(8)),
        asked.me.id,
        board.id,
        section,
        value,
        state.clock.seconds(),
        hidden=state.settings.trial == "hidden",
    )
    with state.store.database.change() as change:
        change.run(
            "INSERT INTO pins VALUES (?, ?, ?, ?, ?, ?, ?)",
            *(pin.id, pin.owner, pin.board, pin.section, json.dumps(value)),
            *(pin.made_at, int(pin.hidden)),
        )
        _note(state, "create", pin)
    return shown(state, pin)


def own(state: State, asked: Asked) -> Json:
    """All Pins of the account, newest first; those on secret boards need a scope of their own."""
    found = _listable(state, state.store.pins(owner=asked.me.id))
    if "pins:read_secret" not in asked.scopes:
        found = [one for one in found if _privacy(state, one) != "SECRET"]
    return page(asked, [shown(state, one) for one in found])


def on_board(state: State, asked: Asked) -> Json:
    """The Pins of one board, newest first."""
    board = board_of(state, asked, asked.place("board_id"))
    found = _listable(state, state.store.pins(board=board.id))
    return page(asked, [shown(state, one) for one in found])


def get(state: State, asked: Asked) -> Json:
    """One Pin."""
    return shown(state, _pin_of(state, asked))


def delete(state: State, asked: Asked) -> Json:
    """Gone for good."""
    pin = _pin_of(state, asked)
    with state.store.database.change() as change:
        change.run("DELETE FROM pins WHERE id = ?", pin.id)
        _note(state, "delete", pin)
    return None


def _listable(state: State, pins: list[Pin]) -> list[Pin]:
    before = state.clock.seconds() - state.settings.lag
    return [one for one in pins if one.made_at <= before]


def _privacy(state: State, pin: Pin) -> str:
    board = state.store.board(pin.board)
    return board.privacy if board is not None else ""


def _pin_of(state: State, asked: Asked) -> Pin:
    pin = state.store.pin(asked.place("pin_id"))
    if pin is None or pin.owner != asked.me.id:
        raise Refusal(404, 50, "Pin not found.")
    return pin


def _note(state: State, action: str, pin: Pin) -> None:
    state.store.database.run(
        "INSERT INTO journal (at, owner, action, pin, value) VALUES (?, ?, ?, ?, ?)",
        *(state.clock.seconds(), pin.owner, action, pin.id, json.dumps(pin.value)),
    )


def shown(state: State, pin: Pin) -> Object:
    """A Pin as the API tells it."""
    owner = state.store.account(pin.owner)
    source = pin.value["source"]
    made = stamp(pin.made_at)[:19]
    return {
        "id": pin.id,
        "created_at": f"{made}+00:00" if state.settings.zoned else made,
        "board_id": pin.board,
        "board_section_id": pin.section or None,
        "board_owner": {"username": owner.username if owner is not None else ""},
        "title": texts(pin.value, "title") or None,
        "description": texts(pin.value, "description") or None,
        "link": texts(pin.value, "link") or None,
        "alt_text": texts(pin.value, "alt_text") or None,
        "dominant_color": texts(pin.value, "dominant_color") or "#6E7874",
        "creative_type": _creative(source if isinstance(source, dict) else {}),
        "has_been_promoted": False,
        "is_owner": True,
        "is_standard": True,
        "parent_pin_id": None,
        "pin_metrics": None,
        "media": _media(source if isinstance(source, dict) else {}),
    }


def _creative(source: Object) -> str:
    return {"video": "VIDEO", "multiple_images": "CAROUSEL"}.get(str(source["kind"]), "REGULAR")


def _media(source: Object) -> Object:
    kind = str(source["kind"])
    if kind == "video":
        cover = source.get("cover")
        found: Object = {
            "media_type": "video",
            "duration": None,
            "width": None,
            "height": None,
            "video_url": None,
        }
        return found | ({"images": _sizes(cover)} if isinstance(cover, dict) else {})
    items = source["items"]
    pictures = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    if kind == "image":
        return {"media_type": "image", "images": _sizes(pictures[0])}
    return {
        "media_type": "multiple_images",
        "items": [
            {
                "item_type": "image",
                "title": texts(one, "title") or None,
                "description": texts(one, "description") or None,
                "link": texts(one, "link") or None,
                "images": _sizes(one),
            }
            for one in pictures
        ],
    }


def _sizes(picture: Object) -> Object:
    width, height = picture["width"], picture["height"]
    found: Object = {}
    if isinstance(width, int) and isinstance(height, int):
        for name, wide in _SIZES:
            tall = max(wide * height // width, 1)
            url = f"{IMAGES}/{name}/{texts(picture, 'file')}"
            found[name] = {"width": wide, "height": tall, "url": url}
    return found
