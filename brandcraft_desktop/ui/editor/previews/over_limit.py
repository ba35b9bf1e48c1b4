"""Where a part gets too long, counted as its plan counted it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from brandcraft_desktop.domain.plan import Part
from brandcraft_desktop.domain.text.measure import Measure
from brandcraft_desktop.ui.editor.judge import Rules, over_index

_LONGEST_GRAPHEME = 16


def beyond(rules: Rules, part: Part, *, more_is_counted: bool = False) -> int | None:
    """The index of the first character beyond the limit; None where all fit.

    A plan may have another limit than its platform usually has (a server's own, another kind of
    post's), and with `more_is_counted` something besides the text (a content warning).
    """
    counted = part.measure
    if counted.remaining >= 0:
        return None
    if counted.limit == rules.info.text.limit and not more_is_counted:
        return over_index(rules, part.text)
    return _beyond(rules.measure, part.text, counted.length, counted.limit)


@lru_cache(maxsize=64)
def _beyond(measure: Callable[[str], Measure], text: str, length: int, limit: int) -> int:
    most = limit - (length - measure(text).length)
    low, high = 0, min(len(text), max(most, 1) * _LONGEST_GRAPHEME)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle]).length <= most:
            low = middle
        else:
            high = middle - 1
    return low
