"""The lock over the window: who may open it, what a password needs, how long a wrong one costs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

LEAST_PASSWORD = 10
FREE_TRIES = 4
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
SHORTEST_HANDLE = 3
LONGEST_HANDLE = 30
LONGEST_NAME = 60
_NO_HANDLE = re.compile(r"[^a-z0-9._-]")
_BETWEEN = re.compile(r"[.\s]+")
_SHORTEST_IN_PASSWORD = 4  # a name of three letters is found in half of all words


@dataclass(frozen=True)
class Person:
    """Somebody who may open the window. Known by `id` and `handle`, never by a name."""

    id: str
    name: str
    handle: str


@dataclass(frozen=True)
class Rule:
    """One thing a new password needs, and whether it is so."""

    words: str
    kept: bool


@dataclass(frozen=True)
class Tried:
    """What became of a try: opened, or `left` tries before a wait, or `wait` from now on."""

    opened: bool
    left: int = 0
    wait: timedelta = timedelta()
    wrong: bool = True  # False: it was not even looked at, the wait is not over

    @property
    def message(self) -> str:
        """In words, "" where it was opened."""
        if self.opened:
            return ""
        first = "That password isn't right." if self.wrong else "It is too early for another try."
        if self.wait:
            return f"{first} Try again in {wait_words(self.wait)}."
        tries = "1 more try" if self.left == 1 else f"{self.left} more tries"
        return f"{first} {tries} before a {wait_words(FIRST_WAIT)} wait."


def wait_after(wrong: int) -> timedelta:
    """How long nobody may try after so many wrong ones in a row: 30 s, doubled up to 15 min."""
    over = wrong - FREE_TRIES
    if over < 0:
        return timedelta()
    doubled: int = 2 ** min(over, 10)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


def wait_words(wait: timedelta) -> str:
    """ "30 s", "1 min", "7 min 30 s"; a second begun counts as a whole one."""
    seconds = max(1, -(-wait // timedelta(seconds=1)))
    minutes, rest = divmod(seconds, 60)
    parts = ([f"{minutes} min"] if minutes else []) + ([f"{rest} s"] if rest else [])
    return " ".join(parts)


def rules(password: str, names: Collection[str]) -> tuple[Rule, ...]:
    """What a new password needs; `names` are the person's name and handle."""
    return (
        Rule(f"At least {LEAST_PASSWORD} characters", len(password) >= LEAST_PASSWORD),
        Rule("Not your name", bool(password) and not _holds_name(password, names)),
        Rule("Not one character again and again", len(set(password)) > 2),
    )


def strength(password: str) -> str:
    """How hard it is to guess, in a word; length counts more than odd characters."""
    if len(password) < LEAST_PASSWORD or len(set(password)) <= 2:
        return "Too weak"
    worth = len(password) + 2 * _kinds(password)
    if worth < 16:
        return "Fair"
    return "Good" if worth < 22 else "Strong"


def _kinds(password: str) -> int:
    """How many kinds of characters beyond the first: letters, capitals, figures, others."""
    kinds = (str.islower, str.isupper, str.isdigit, lambda one: not one.isalnum())
    return sum(any(kind(one) for one in password) for kind in kinds) - 1


def _holds_name(password: str, names: Collection[str]) -> bool:
    """Whether a name is most of it: "annaexample1", but not a sentence that mentions Anna."""
    plain = _BETWEEN.sub("", password.casefold())
    for name in names:
        bare = _BETWEEN.sub("", name.casefold())
        if len(bare) >= _SHORTEST_IN_PASSWORD and bare in plain and len(plain) < 2 * len(bare):
            return True
    return False


def handle_from(name: str, taken: Collection[str] = ()) -> str:
    """A free handle made from a name: "Anna Example" becomes `anna.example`, then `anna.example2`.

    "" where a name has nothing to make one of (it is written in another script).
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    words = _BETWEEN.sub(".", letters.strip())
    made = _NO_HANDLE.sub("", words).strip("._-")[:LONGEST_HANDLE].strip("._-")
    if not made:
        return ""
    made = made.ljust(SHORTEST_HANDLE, "0")
    if made not in taken:
        return made
    number = 2
    while (other := f"{made[: LONGEST_HANDLE - len(str(number))]}{number}") in taken:
        number += 1
    return other


def handle_trouble(handle: str, taken: Collection[str] = ()) -> str:
    """Why this can't be a handle, in words for beside its field; "" where it can."""
    if not SHORTEST_HANDLE <= len(handle) <= LONGEST_HANDLE:
        return f"A handle has {SHORTEST_HANDLE} to {LONGEST_HANDLE} characters."
    if _NO_HANDLE.search(handle):
        return "Use a to z, 0 to 9, a full stop, _ or -."
    if handle in taken:
        return f"@{handle} is somebody else here."
    return ""
