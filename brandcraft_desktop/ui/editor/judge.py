"""What the rules say about a post as it stands: run at each key press, pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.plan import Fix, Plan, Problem, Severity
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.schedule import check_time
from brandcraft_desktop.domain.text.measure import Measure, Span
from brandcraft_desktop.domain.views import AccountPlan, MediaView, PostContent
from brandcraft_desktop.services import planning

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

NEAR = 40
"""Units left below which a tab shows its count."""
_LONGEST_GRAPHEME = 16


class Rules(Protocol):
    """What the editor asks of a platform."""

    @property
    def info(self) -> PlatformInfo: ...

    def measure(self, text: str) -> Measure: ...

    def spans(self, text: str) -> tuple[Span, ...]: ...


@dataclass(frozen=True)
class Count:
    """How a platform's text stands against its limit; `parts` is 1 for a single message.

    In a thread `length` and `remaining` are those of its fullest part.
    """

    platform: str
    name: str
    length: int
    limit: int
    remaining: int
    unit: str
    parts: int

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
    problems: tuple[Problem, ...] = ()
    counts: tuple[Count, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stops the post."""
        return tuple(one for one in self.problems if one.severity is Severity.ERROR)

    def count(self, platform: str) -> Count | None:
        """The count of one platform."""
        return next((one for one in self.counts if one.platform == platform), None)


def judge(
    workspace: Workspace,
    content: PostContent,
    accounts: Sequence[Account],
    files: Mapping[str, MediaView],
    at: datetime | None,
) -> Judgement:
    """Plans, problems (errors first) and counts of a post for its chosen accounts."""
    platforms = workspace.platforms
    planned = planning.plans(platforms, content, accounts, files)
    problems = _problems(workspace, accounts, planned, at)
    counts: dict[str, Count] = {}
    for one in planned:
        info = platforms.get(one.platform).info
        count = _count(info, one.plan)
        known = counts.get(one.platform)
        if count is not None and (known is None or count.remaining < known.remaining):
            counts[one.platform] = count
    return Judgement(planned, problems, tuple(counts.values()))


def _problems(
    workspace: Workspace,
    accounts: Sequence[Account],
    planned: Sequence[AccountPlan],
    at: datetime | None,
) -> tuple[Problem, ...]:
    """What `planning.problems` finds, from plans that are there: planning twice a key is slow."""
    found = list(planning.account_problems(workspace.platforms, accounts))
    for one in planned:
        found.extend(one.plan.problems)
    if at is not None:
        found.extend(
            Problem(Severity.ERROR, sentence, "time", Fix.CHOOSE_TIME)
            for sentence in check_time(at, workspace.clock.now())
        )
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda problem: problem.severity is not Severity.ERROR))


def _count(info: PlatformInfo, plan: Plan) -> Count | None:
    if not plan.parts:
        return None
    fullest = min((part.measure for part in plan.parts), key=lambda measure: measure.remaining)
    return Count(
        platform=info.id,
        name=info.name,
        length=fullest.length,
        limit=fullest.limit,
        remaining=fullest.remaining,
        unit=fullest.unit,
        parts=len(plan.parts),
    )


def over_index(rules: Rules, text: str) -> int | None:
    """The index of the first character beyond the limit; None where all fit."""
    measure = rules.measure(text)
    if measure.remaining >= 0:
        return None
    low, high = 0, min(len(text), max(measure.limit, 1) * _LONGEST_GRAPHEME)
    while low < high:
        middle = (low + high + 1) // 2
        if rules.measure(text[:middle]).remaining >= 0:
            low = middle
        else:
            high = middle - 1
    return low
