"""How much of its counts Meta says is used, in the headers of its answers.

Source: developers.facebook.com, "Rate Limits" (Graph API overview): `X-App-Usage` holds shares in
per cent of the app's hour; `X-Business-Use-Case-Usage` the same for each Page or business, with
`estimated_time_to_regain_access` in minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from brandcraft_desktop.publishers.json_value import Json, parse

APP = "x-app-usage"
BUSINESS = "x-business-use-case-usage"
USUAL = timedelta(hours=1)  # both count by the hour, and not every answer says when it is over
_FULL = 100  # per cent
_SHARES = ("call_count", "total_cputime", "total_time")
_LONGEST = 24 * 60  # minutes


def wait_of(headers: Mapping[str, str]) -> timedelta | None:
    """How long nothing more is taken; None where there is room. Header names in lower case."""
    waits = [_wait(one) for name in (BUSINESS, APP) for one in _counts(headers.get(name, ""))]
    return max((one for one in waits if one is not None), default=None)


def _wait(count: Mapping[str, Json]) -> timedelta | None:
    minutes = count.get("estimated_time_to_regain_access")
    if isinstance(minutes, int) and minutes > 0:
        return timedelta(minutes=min(minutes, _LONGEST))
    shares = [count.get(name) for name in _SHARES]
    full = any(isinstance(share, int | float) and share >= _FULL for share in shares)
    return USUAL if full else None


def _counts(header: str) -> Iterator[Mapping[str, Json]]:
    """Every count in a header; nothing where it can't be read."""
    try:
        told = parse(header)
    except ValueError:
        return
    if not isinstance(told, dict):
        return
    yield told
    for of_one in told.values():
        if isinstance(of_one, list):
            yield from (one for one in of_one if isinstance(one, dict))
