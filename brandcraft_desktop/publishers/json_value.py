"""Reading foreign JSON: every value has a type, and a wrong shape is an error with words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from brandcraft_desktop.errors import PublishingError
from brandcraft_desktop.publishers.redact import without_secrets

_DEEPEST = 32  # levels that anything honest has
_MOST_DIGITS = 400
_LARGEST = int("9" * _MOST_DIGITS)
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Wrong: TypeAlias = Callable[[str], PublishingError]
"""Makes the error for a value that is not as the platform's documents say."""
Clean: TypeAlias = Callable[[str], str]
"""Takes the secrets out of a text that may be shown and kept (`exchange.Request.clean`)."""


class JsonObject:
    """A JSON object from outside; each look says what is expected there.

    What becomes part of an error is read by `words` and `shown`: a platform may repeat the token
    of the call in a success as well, and `clean` takes it out.
    """

    def __init__(
        self, fields: Mapping[str, Json], wrong: Wrong, clean: Clean = without_secrets
    ) -> None:
        self._fields = fields
        self._wrong = wrong
        self._clean = clean

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

    def identifier(self, name: str, form: re.Pattern[str]) -> str:
        """A text that must be there and wholly of this form, as an id is."""
        value = self.text(name)
        if not form.fullmatch(value):
            raise self._wrong(f"“{name}” is no id as they are there")
        return value

    def words(self, name: str) -> str:
        """A text for an error, with its secrets removed; "" where there is none."""
        return self._clean(self.optional(name))

    def shown(self) -> str:
        """The object as JSON for the details of an error, with its secrets removed."""
        return self._clean(self.as_text())

    def number(self, name: str) -> int | None:
        """A whole number; None where there is none."""
        value = self._fields.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def flag(self, name: str, *, default: bool) -> bool:
        """True or false; `default` where it is neither."""
        value = self._fields.get(name)
        return value if isinstance(value, bool) else default

    def names(self) -> tuple[str, ...]:
        """The names of everything in it, in the order they came."""
        return tuple(self._fields)

    def child(self, name: str) -> JsonObject:
        """An object that must be there."""
        found = self.optional_child(name)
        if found is None:
            raise self._wrong(f"“{name}” is missing or is no object")
        return found

    def optional_child(self, name: str) -> JsonObject | None:
        """An object, if there is one."""
        value = self._fields.get(name)
        if not isinstance(value, dict):
            return None
        return JsonObject(value, self._wrong, self._clean)

    def items(self, name: str) -> tuple[JsonObject, ...]:
        """The objects of a list; empty where there is none."""
        value = self._fields.get(name)
        found = value if isinstance(value, list) else []
        return tuple(
            JsonObject(item, self._wrong, self._clean) for item in found if isinstance(item, dict)
        )

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a list; empty where there is none."""
        value = self._fields.get(name)
        found = value if isinstance(value, list) else []
        return tuple(item for item in found if isinstance(item, str))

    def with_texts(self, change: Callable[[str], str]) -> JsonObject:
        """The same object with every text in it put through `change`."""
        changed = _changed(dict(self._fields), change, _DEEPEST)
        return JsonObject(changed if isinstance(changed, dict) else {}, self._wrong, self._clean)

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
    pass and no database takes. A whole number beyond reason is the largest that is read: it costs
    nobody the rest of the answer.
    """
    try:
        value: Json = json.loads(text, parse_int=_whole)
        json.dumps(value, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value


def _whole(text: str) -> int:
    if len(text) <= _MOST_DIGITS:
        return int(text)
    return -_LARGEST if text.startswith("-") else _LARGEST


def parse_object(text: str | bytes, wrong: Wrong, clean: Clean = without_secrets) -> JsonObject:
    """Foreign JSON that must be an object; raises what `wrong` makes otherwise."""
    try:
        value = parse(text)
    except ValueError:
        raise wrong("it is no JSON") from None
    if not isinstance(value, dict):
        raise wrong("it is no JSON object")
    return JsonObject(value, wrong, clean)
