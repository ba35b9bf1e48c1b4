"""Problems with whom they concern: what lists of checks show and what one click mends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from brandcraft_desktop.domain.account import Account, at
from brandcraft_desktop.domain.plan import Problem, Severity


@dataclass(frozen=True)
class Finding:
    """A problem, once for each platform that has it.

    `platform` is "" for what concerns no platform in particular (the time); `accounts` are those
    that have it, and `message` names them where others of their platform may not.
    """

    problem: Problem
    platform: str = ""
    accounts: tuple[str, ...] = ()
    message: str = ""

    @property
    def words(self) -> str:
        """What a person reads."""
        return self.message or self.problem.message

    @property
    def blocks(self) -> bool:
        """Whether it stops the post."""
        return self.problem.severity is Severity.ERROR


def gathered(
    name: str, platform: str, told: Iterable[tuple[Account, Iterable[Problem]]]
) -> tuple[Finding, ...]:
    """The problems of one platform's accounts; the same problem of several is one finding.

    `name` is the platform's, with which every problem of a plan begins.
    """
    having: dict[Problem, list[Account]] = {}
    chosen = 0
    for account, problems in told:
        chosen += 1
        for problem in problems:
            having.setdefault(problem, []).append(account)
    return tuple(
        Finding(
            problem,
            platform,
            tuple(account.id for account in accounts),
            _naming(problem.message, name, accounts) if chosen > 1 else "",
        )
        for problem, accounts in having.items()
    )


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each once, errors first."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: not finding.blocks))


def _naming(message: str, name: str, accounts: list[Account]) -> str:
    handles = [at(account.handle) for account in accounts]
    if any(handle in message for handle in handles):
        return ""
    last = handles.pop()
    who = f"{', '.join(handles)} and {last}" if handles else last
    begin = f"{name}: "
    return f"{name} ({who}): {message.removeprefix(begin)}"
