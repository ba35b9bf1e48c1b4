"""What X charges the owner of the app for sending a plan, in a sentence.

Source: docs.x.com, pricing, @2871328 (2026-08-22).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from brandcraft_desktop.domain.plan import Part
from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.publishers.x.limits import (
    PRICE,
    PRICE_OF_ALT_TEXT,
    PRICE_WITH_LINK,
    PRICES_OF,
)


def cost(parts: Sequence[Part]) -> str:
    """The sum and what it is made of; "" while nothing is there to be sent."""
    if not any(part.text.strip() or part.media for part in parts):
        return ""
    linked = sum(1 for part in parts if has_link(part))
    plain = len(parts) - linked
    described = sum(1 for part in parts for one in part.media if one.media.alt.strip())
    total = plain * PRICE + linked * PRICE_WITH_LINK + described * PRICE_OF_ALT_TEXT
    why = _made_of(plain, linked, described)
    return f"X charges about {amount(total)} USD for sending this{why} (price list of {PRICES_OF})."


def _made_of(plain: int, linked: int, described: int) -> str:
    if plain + linked == 1 and not described:
        return f", as it has a link; without one {amount(PRICE)}" if linked else ""
    pieces = (
        _piece(plain, "post", "posts", PRICE),
        _piece(linked, "post with a link", "posts with a link", PRICE_WITH_LINK),
        _piece(described, "alt text", "alt texts", PRICE_OF_ALT_TEXT),
    )
    return ": " + " and ".join(piece for piece in pieces if piece)


def has_link(part: Part) -> bool:
    """Whether X sees an address in it."""
    return any(span.kind is SpanKind.LINK for span in part.spans)


def amount(dollars: Decimal) -> str:
    """At least two digits behind the point, and no more than it needs."""
    text = f"{dollars:.3f}"
    return text.removesuffix("0")


def _piece(count: int, one: str, many: str, price: Decimal) -> str:
    if not count:
        return ""
    return f"{count} {one if count == 1 else many} at {amount(price)}"
