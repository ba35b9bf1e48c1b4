"""An error as lines to read: what happened on the first, why and what to do below it."""

from __future__ import annotations

from brandcraft_desktop.domain.plan import PostBlocked, Severity
from brandcraft_desktop.errors import BrandcraftError

MOST = 4
"""Problems of a post that are told one by one; the editor shows all."""


def error_lines(error: BrandcraftError) -> str:
    """Sentences that belong together share a line; each problem of a post has its own."""
    if isinstance(error, PostBlocked):
        found = [one.message for one in error.problems if one.severity is Severity.ERROR]
        if len(found) > 1:
            rest = [f"And {len(found) - MOST} more."] if len(found) > MOST else []
            return "\n".join([*(f"• {words}" for words in found[:MOST]), *rest])
    below = " ".join(part for part in (error.cause, error.action) if part)
    return "\n".join(part for part in (error.title, below) if part)
