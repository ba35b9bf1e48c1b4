"""What platforms charge for sending a post, in sentences, for all its accounts together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from brandcraft_desktop.domain.plan import Plan


def costs(plans: Iterable[Plan]) -> tuple[str, ...]:
    """Each sentence once; where it holds for several accounts, it says for how many."""
    counted = Counter(plan.cost for plan in plans if plan.cost)
    return tuple(
        sentence if count == 1 else f"{sentence} That is for each of {count} accounts."
        for sentence, count in counted.items()
    )
