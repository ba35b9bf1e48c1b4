"""The answer of a sign-in in the browser: read from an address, and waited for.

RFC 6749 4.1.2 says what stands in it; nothing of it is ever shown or logged.
"""

from __future__ import annotations

import hmac
import re
import secrets
import threading
from dataclasses import dataclass, field, replace
from enum import Enum
from urllib.parse import parse_qsl

LARGEST = 8192  # characters of a query; the longest codes known have about 2,000
_WORD = re.compile(r"[A-Za-z0-9_.:-]{1,60}")
_LONGEST_WORDS = 200  # characters of a description that are shown to a person


@dataclass(frozen=True)
class CallbackAnswer:
    """What came back: a code, or the platform's own word for what went wrong.

    `error` is a single plain word, `words` the platform's sentence about it, both safe to show.
    `state` is "" where only a code was given.
    """

    code: str = field(default="", repr=False)
    state: str = field(default="", repr=False)
    error: str = ""
    words: str = ""


class Reception(Enum):
    """What became of an answer that came in."""

    TAKEN = "taken"
    DENIED = "denied"  # taken: the person said no
    FAILED = "failed"  # taken: the platform said no
    AGAIN = "again"  # there was an answer before; this one does nothing
    UNKNOWN = "unknown"  # it belongs to no sign-in that is open here


# LinkedIn has names of its own for a person who turns back (platforms/linkedin.md).
DENIALS = frozenset(
    {"access_denied", "user_cancelled_login", "user_cancelled_authorize", "user_denied"}
)


def new_state(port: int) -> str:
    """A value nobody can guess; before its point stands the port the answer is to come to."""
    return f"{port}.{secrets.token_urlsafe(32)}"


def new_verifier() -> str:
    """The secret half of RFC 7636: 64 of its unreserved characters."""
    from oauthlib.oauth2 import WebApplicationClient

    verifier: str = WebApplicationClient("").create_code_verifier(64)
    return verifier


def read_query(query: str) -> CallbackAnswer | None:
    """What a query says; None where it is no answer at all (too long, garbled, nothing in it)."""
    if len(query) > LARGEST:
        return None
    try:
        pairs = parse_qsl(query, max_num_fields=50, errors="strict")
    except ValueError:
        return None
    found: dict[str, str] = {}
    for name, value in pairs:
        if name in found and name in ("code", "state", "error"):
            return None  # RFC 6749 3.1: no parameter twice
        found[name] = value
    code, state = found.get("code", ""), found.get("state", "")
    error = found.get("error", "")
    if not (code or error) or not _plain(code) or not _plain(state):
        return None
    return CallbackAnswer(
        code="" if error else code,
        state=state,
        error=(error if _WORD.fullmatch(error) else "error") if error else "",
        words=_shown(found.get("error_description", "")),
    )


class Awaited:
    """The one answer that a sign-in waits for, known by its `state`; safe for several threads."""

    def __init__(self, state: str) -> None:
        self.state = state
        self._changed = threading.Condition()
        self._answer: CallbackAnswer | None = None
        self._canceled = False

    @property
    def port(self) -> int:
        """The port its answer is to come to."""
        return int(self.state.partition(".")[0])

    def belongs(self, answer: CallbackAnswer) -> bool:
        """Whether it carries the state that was given out; compared in constant time."""
        return hmac.compare_digest(answer.state.encode(), self.state.encode())

    def offer(self, answer: CallbackAnswer) -> Reception:
        """Take an answer, once; wakes who waits."""
        if not self.belongs(answer):
            return Reception.UNKNOWN
        with self._changed:
            if self._answer is not None or self._canceled:
                return Reception.AGAIN
            self._answer = answer
            self._changed.notify_all()
        if answer.error in DENIALS:
            return Reception.DENIED
        return Reception.FAILED if answer.error else Reception.TAKEN

    def offer_pasted(self, answer: CallbackAnswer) -> Reception:
        """Like `offer`; a person who pastes a bare code vouches for where it came from."""
        return self.offer(answer if answer.state else replace(answer, state=self.state))

    def cancel(self) -> None:
        """Nobody wants the answer any more; wakes who waits."""
        with self._changed:
            self._canceled = True
            self._changed.notify_all()

    @property
    def canceled(self) -> bool:
        """Whether `cancel` was called."""
        return self._canceled

    def wait(self, seconds: float) -> CallbackAnswer | None:
        """The answer; None when none came in time or it was canceled."""
        with self._changed:
            self._changed.wait_for(lambda: self._answer is not None or self._canceled, seconds)
            return None if self._canceled else self._answer


def _plain(text: str) -> bool:
    return text.isascii() and all(" " < one != "\x7f" for one in text)


def _shown(words: str) -> str:
    """A platform's sentence as a person may read it: one line, no control characters."""
    plain = "".join(one if one.isprintable() else " " for one in words)
    short = " ".join(plain.split())
    return short if len(short) <= _LONGEST_WORDS else short[: _LONGEST_WORDS - 1] + "…"
