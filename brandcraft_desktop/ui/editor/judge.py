"""What the rules say about a post as it stands: run at each key press, pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.costs import costs
from brandcraft_desktop.domain.findings import Finding
from brandcraft_desktop.domain.plan import Part, Plan, Problem
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.text.measure import Measure, Span
from brandcraft_desktop.domain.text.units import utf8_length
from brandcraft_desktop.domain.views import AccountPlan, MediaView, PostContent
from brandcraft_desktop.services import planning
from brandcraft_desktop.ui.habits import habits

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

NEAR = 40
"""Units left below which a tab shows its count."""
_LONGEST_GRAPHEME = 16
_BEGINNING = 2
"""Times its limit that a text is looked at first to find where it becomes too long."""


class Rules(Protocol):
    """What the editor asks of a platform."""

    @property
    def info(self) -> PlatformInfo: ...

    def measure(self, text: str) -> Measure: ...

    def spans(self, text: str) -> tuple[Span, ...]: ...


@dataclass(frozen=True)
class PartCount:
    """How one message stands against its limit, counted in the unit that is the tightest."""

    length: int
    limit: int
    remaining: int
    unit: str


@dataclass(frozen=True)
class Count:
    """How a platform's text stands against its limit; `parts` is 1 for a single message.

    In a thread `length` and `remaining` are those of its fullest part; `each` has all of them.
    """

    platform: str
    name: str
    length: int
    limit: int
    remaining: int
    unit: str
    parts: int
    each: tuple[PartCount, ...] = ()

    @property
    def state(self) -> str:
        """ "normal", "near" (less than a tenth left) or "over"."""
        if self.remaining < 0:
            return "over"
        return "near" if self.remaining < self.limit / 10 else "normal"


@dataclass(frozen=True)
class Judgement:
    """Everything the screen shows about a post's fitness."""

    plans: tuple[AccountPlan, ...] = ()
    findings: tuple[Finding, ...] = ()
    counts: tuple[Count, ...] = ()
    of_accounts: Mapping[str, Count] = field(default_factory=dict)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Each problem once, errors first."""
        return tuple(dict.fromkeys(one.problem for one in self.findings))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What stops the post."""
        return tuple(one for one in self.findings if one.blocks)

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person agrees to by sending, each sentence once."""
        return tuple(dict.fromkeys(one.plan.notice for one in self.plans if one.plan.notice))

    @property
    def costs(self) -> tuple[str, ...]:
        """What platforms charge for sending it, in sentences."""
        return costs(one.plan for one in self.plans)

    def count(self, target: str) -> Count | None:
        """The count of one platform (its tightest account's) or of one account."""
        found = next((one for one in self.counts if one.platform == target), None)
        return found or self.of_accounts.get(target)

    def counts_for(self, target: str) -> tuple[Count, ...]:
        """All counts, with an account's own in the place of its platform's."""
        own = self.of_accounts.get(target)
        if own is None:
            return self.counts
        return tuple(own if one.platform == own.platform else one for one in self.counts)


def judge(
    workspace: Workspace,
    content: PostContent,
    accounts: Sequence[Account],
    files: Mapping[str, MediaView],
    at: datetime | None,
    also: Sequence[Finding] = (),
) -> Judgement:
    """Plans, problems (errors first) and counts of a post for its chosen accounts.

    `also` is what was found on a thread meanwhile: it is not looked for again at each key press.
    """
    platforms = workspace.platforms
    planned = planning.plans(platforms, content, accounts, files)
    findings = planning.findings(
        platforms,
        accounts,
        planned,
        now=workspace.clock.now(),
        at=at,
        months=habits().months_ahead,
        content=content,
        also=also,
    )
    counts: dict[str, Count] = {}
    of_accounts: dict[str, Count] = {}
    for one in planned:
        info = platforms.get(one.platform).info
        count = _count(info, one.plan)
        known = counts.get(one.platform)
        if count is not None:
            of_accounts[one.account_id] = count
        if count is not None and (known is None or count.remaining < known.remaining):
            counts[one.platform] = count
    return Judgement(planned, findings, tuple(counts.values()), of_accounts)


def _count(info: PlatformInfo, plan: Plan) -> Count | None:
    if not plan.parts:
        return None
    each = tuple(_tightest(info, part) for part in plan.parts)
    fullest = min(each, key=lambda one: one.remaining / max(one.limit, 1))
    return Count(
        platform=info.id,
        name=info.name,
        length=fullest.length,
        limit=fullest.limit,
        remaining=fullest.remaining,
        unit=fullest.unit,
        parts=len(plan.parts),
        each=each,
    )


def _tightest(info: PlatformInfo, part: Part) -> PartCount:
    """In the platform's unit, or in bytes where these run out first."""
    counted, most = part.measure, info.text.byte_limit
    used = utf8_length(part.text) if most else 0
    if most and used * counted.limit > counted.length * most:
        return PartCount(used, most, most - used, "bytes")
    return PartCount(counted.length, counted.limit, counted.remaining, counted.unit)


def over_index(rules: Rules, text: str) -> int | None:
    """The index of the first character beyond the limit; None where all fit."""
    beginning = text[: _BEGINNING * max(rules.info.text.limit, 1)]
    if len(beginning) < len(text):
        found = _over_index(rules.measure, beginning)
        if found is not None:
            return found
    return _over_index(rules.measure, text)


@lru_cache(maxsize=64)  # who writes at the end of a text that is too long leaves this as it was
def _over_index(measure: Callable[[str], Measure], text: str) -> int | None:
    whole = measure(text)
    if whole.remaining >= 0:
        return None
    low, high = 0, min(len(text), max(whole.limit, 1) * _LONGEST_GRAPHEME)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle]).remaining >= 0:
            low = middle
        else:
            high = middle - 1
    return low
