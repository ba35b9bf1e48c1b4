"""Reading a JSON body strictly: types as the specification has them, and nothing besides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from brandcraft_desktop.practice.platforms.x.problems import invalid
from brandcraft_desktop.practice.values import Json, Object

_NUMBER = re.compile(r"[0-9]{1,19}", re.ASCII)


def only(value: Object, known: Iterable[str], inside: str = "") -> None:
    """Raises Refusal where there is a field nobody knows."""
    for name in sorted(set(value) - set(known)):
        raise invalid(f"{inside}{name}", value[name], f"[{inside}{name}] is not a known field")


def words(value: Object, name: str, inside: str = "") -> str | None:
    """A text, if it is there."""
    found = value.get(name)
    if found is not None and not isinstance(found, str):
        raise invalid(f"{inside}{name}", found, f"[{inside}{name}] is not a string")
    return found


def flag(value: Object, name: str) -> bool:
    """True or false; false where it is not there."""
    found = value.get(name, False)
    if not isinstance(found, bool):
        raise invalid(name, found, f"[{name}] is not a boolean")
    return found


def whole(value: Object, name: str, low: int, high: int, inside: str = "") -> int:
    """A whole number that must be there and between these."""
    found = value.get(name)
    if isinstance(found, bool) or not isinstance(found, int) or not low <= found <= high:
        raise invalid(f"{inside}{name}", found, f"[{inside}{name}] is not within {low} and {high}")
    return found


def chosen(value: Object, name: str, allowed: Sequence[str], inside: str = "") -> str | None:
    """One of these texts, if it is there."""
    found = words(value, name, inside)
    if found is not None and found not in allowed:
        options = ",".join(allowed)
        raise invalid(f"{inside}{name}", found, f"[{inside}{name}] is not one of [{options}]")
    return found


def number(value: Object, name: str, inside: str = "") -> str | None:
    """The id of something: digits, as a string."""
    found = words(value, name, inside)
    if found is not None and not _NUMBER.fullmatch(found):
        raise invalid(f"{inside}{name}", found, f"[{inside}{name}] does not match ^[0-9]{{1,19}}$")
    return found


def child(value: Object, name: str, required: Iterable[str], known: Iterable[str]) -> Object | None:
    """An object with these fields."""
    found = value.get(name)
    if found is None:
        return None
    if not isinstance(found, dict):
        raise invalid(name, found, f"[{name}] is not an object")
    only(found, known, f"{name}.")
    for field in required:
        if field not in found:
            raise invalid(f"{name}.{field}", "", f"[{name}.{field}] is required")
    return found


def several(value: Object, name: str, low: int, high: int, inside: str = "") -> list[Json]:
    """A list of so many items."""
    found = value.get(name, [])
    if not isinstance(found, list) or not low <= len(found) <= high:
        raise invalid(f"{inside}{name}", found, f"[{inside}{name}] has not {low} to {high} items")
    return found
