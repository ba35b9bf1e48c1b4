"""What a row of a file may say where the column alone does not tell: screens read it back.

Each raises ValueError, TypeError, KeyError or `errors.BadInput` for what they could not show.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from brandcraft_desktop.errors import ErrorKind
from brandcraft_desktop.services import account_facts, content_codec
from brandcraft_desktop.services.brand_rows import slots_from
from brandcraft_desktop.services.post_versions import Reason

# On the clocks of any zone there is a day before and a day behind them.
_FIRST = datetime(2, 1, 1, tzinfo=UTC)
_LAST = datetime(9999, 12, 1, tzinfo=UTC)
_TEXTS = ("title", "notes", "text", "zone", "wall_time")


def check_moment(moment: datetime) -> None:
    """A moment that can be shown on every clock."""
    if not _FIRST <= moment <= _LAST:
        raise ValueError("a moment that no clock shows")


def check_text(table: str, column: str, text: str) -> None:
    """Words in a column of a meaning of their own."""
    check = _BY_NAME.get(column) or _TEXT.get((table, column))
    if check is not None and (text or column in _NEVER_EMPTY):
        check(text)


def check_whole(table: str, column: str, value: int) -> None:
    """A number in a column that has bounds."""
    bounds = _WHOLE.get((table, column))
    if bounds is not None and value not in bounds:
        raise ValueError("a number that means nothing")


def check_document(table: str, column: str, text: str) -> None:
    """A column whose text is JSON."""
    check = _DOCUMENT.get((table, column))
    if check is not None:
        check(text)


def _parts(text: str) -> None:
    """The messages of a delivery: where each is, and its id."""
    for part in json.loads(text):
        first, second = part
        if not isinstance(first, str) or not isinstance(second, str):
            raise TypeError("no part")


def _content(text: str) -> None:
    """What a version or a template holds."""
    kept = json.loads(text)
    if not isinstance(kept, dict):
        raise TypeError("no content")
    texts = [kept.get(name, "") for name in _TEXTS] + [kept.get("brand_id") or ""]
    accounts, variants = kept.get("account_ids", []), kept.get("variants", {})
    if not isinstance(accounts, list) or not isinstance(variants, dict):
        raise TypeError("no content")
    if not all(isinstance(one, str) for one in (*texts, *accounts)):
        raise TypeError("no texts")
    if not all(isinstance(one, dict) for one in variants.values()):
        raise TypeError("no variants")
    media = kept.get("media", [])
    if not isinstance(media, list) or not all(isinstance(one, dict) for one in media):
        raise TypeError("no media")
    found = content_codec.from_text(text)
    if found.scheduled_at is not None:
        check_moment(found.scheduled_at.astimezone(UTC))


_DOCUMENT: Mapping[tuple[str, str], Callable[[str], object]] = {
    ("accounts", "facts"): account_facts.from_text,
    ("deliveries", "parts"): _parts,
    ("post_versions", "content"): _content,
    ("templates", "content"): _content,
}
_TEXT: Mapping[tuple[str, str], Callable[[str], object]] = {
    ("brands", "campaign_start"): date.fromisoformat,
    ("brands", "times"): slots_from,
    ("post_versions", "reason"): Reason,
}
_BY_NAME: Mapping[str, Callable[[str], object]] = {"error_kind": ErrorKind}
_NEVER_EMPTY = frozenset({"reason"})
_WHOLE: Mapping[tuple[str, str], range] = {
    ("slots", "weekday"): range(7),
    ("slots", "minute"): range(24 * 60),
}
