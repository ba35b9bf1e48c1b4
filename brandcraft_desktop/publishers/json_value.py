"""Reading foreign JSON: every value has a type, and a wrong shape is an error with words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TypeAlias

from brandcraft_desktop.errors import PublishingError

_DEEPEST = 32  # levels that anything honest has
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Wrong: TypeAlias = Callable[[str], PublishingError]
"""Makes the error for a value that is not as the platform's documents say."""


class JsonObject:
    """A JSON object from outside; each look says what is expected there."""

    def __init__(self, fields: Mapping[str, Json], wrong: Wrong) -> None:
        self._fields = fields
        self._wrong = wrong

    def text(self, name: str) -> str:
        """A text that must be there and not be empty."""
        value = self._fields.get(name)
        if not isinstance(value, str) or not value:
            raise self._wrong(f"“{name}” is missing or is no text")
        return value

    def optional(self, name: str) -> str:
        """A text; "" where there is none."""
        value = self._fields.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> int | None:
        """A whole number; None where there is none."""
        value = self._fields.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def flag(self, name: str, *, default: bool) -> bool:
        """True or false; `default` where it is neither."""
        value = self._fields.get(name)
        return value if isinstance(value, bool) else default

    def child(self, name: str) -> JsonObject:
        """An object that must be there."""
        found = self.optional_child(name)
        if found is None:
            raise self._wrong(f"“{name}” is missing or is no object")
        return found

    def optional_child(self, name: str) -> JsonObject | None:
        """An object, if there is one."""
        value = self._fields.get(name)
        return JsonObject(value, self._wrong) if isinstance(value, dict) else None

    def items(self, name: str) -> tuple[JsonObject, ...]:
        """The objects of a list; empty where there is none."""
        value = self._fields.get(name)
        found = value if isinstance(value, list) else []
        return tuple(JsonObject(item, self._wrong) for item in found if isinstance(item, dict))

    def with_texts(self, change: Callable[[str], str]) -> JsonObject:
        """The same object with every text in it put through `change`."""
        changed = _changed(dict(self._fields), change, _DEEPEST)
        return JsonObject(changed if isinstance(changed, dict) else {}, self._wrong)

    def as_text(self) -> str:
        """The object as JSON again, for what is passed on untouched."""
        return json.dumps(dict(self._fields), ensure_ascii=False)


def _changed(value: Json, change: Callable[[str], str], deeper: int) -> Json:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, (list, dict)) and not deeper:
        return None
    if isinstance(value, list):
        return [_changed(one, change, deeper - 1) for one in value]
    if isinstance(value, dict):
        return {name: _changed(one, change, deeper - 1) for name, one in value.items()}
    return value


def parse(text: str | bytes) -> Json:
    """Foreign JSON. Raises `ValueError` for anything else.

    That is also nesting beyond reason, and half a character (a lone surrogate), which JSON lets
    pass and no database takes.
    """
    try:
        value: Json = json.loads(text)
        json.dumps(value, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value


def parse_object(text: str | bytes, wrong: Wrong) -> JsonObject:
    """Foreign JSON that must be an object; raises what `wrong` makes otherwise."""
    try:
        value = parse(text)
    except ValueError:
        raise wrong("it is no JSON") from None
    if not isinstance(value, dict):
        raise wrong("it is no JSON object")
    return JsonObject(value, wrong)
