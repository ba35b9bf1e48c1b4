"""Planning for one platform in a test: what is written goes in, sentences come out."""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan, Problem, Severity
from brandcraft_desktop.domain.platform import NO_FACTS, AccountFacts
from brandcraft_desktop.publishers.planner import Planner
from tests.publishers.support import attached


def picture(name: str = "a.jpg", *, width: int = 1080, height: int = 1080) -> AttachedMedia:
    """A picture that every platform takes."""
    return attached(name, width=width, height=height)


def video(
    name: str = "a.mp4", *, width: int = 1080, height: int = 1920, duration: float = 20.0
) -> AttachedMedia:
    """A video that every platform takes, upright unless told otherwise."""
    return attached(name, mime="video/mp4", width=width, height=height, duration=duration)


class Desk:
    """One platform, with the options and facts that most of its posts need."""

    def __init__(
        self,
        platform: Planner,
        options: Mapping[str, str] | None = None,
        facts: AccountFacts = NO_FACTS,
    ) -> None:
        self.platform = platform
        self._options = dict(options or {})
        self._facts = facts

    def knowing(self, facts: AccountFacts) -> Desk:
        """The same, where the platform said something else of the account."""
        return Desk(self.platform, self._options, facts)

    def plan(self, text: str = "", *media: AttachedMedia, **options: str) -> Plan:
        """The plan; `options` come over the usual ones, an empty one takes a usual one away."""
        return self._plan(text, media, options)

    def thread(self, text: str, *media: AttachedMedia) -> Plan:
        """The plan where a thread was asked for."""
        return self._plan(text, media, {}, thread=True)

    def errors(self, text: str = "", *media: AttachedMedia, **options: str) -> list[str]:
        """The sentences that stop the post, without the platform's name."""
        return self._said(self._plan(text, media, options), Severity.ERROR)

    def warnings(self, text: str = "", *media: AttachedMedia, **options: str) -> list[str]:
        """The sentences that stop nothing."""
        return self._said(self._plan(text, media, options), Severity.WARNING)

    def _plan(
        self,
        text: str,
        media: tuple[AttachedMedia, ...],
        options: Mapping[str, str],
        *,
        thread: bool = False,
    ) -> Plan:
        given = {name: value for name, value in {**self._options, **options}.items() if value}
        return self.platform.plan(Composition(text, media, given, thread, facts=self._facts))

    def _said(self, plan: Plan, severity: Severity) -> list[str]:
        start = f"{self.platform.info.name}: "
        assert all(one.message.startswith(start) for one in plan.problems)
        found = [one for one in plan.problems if one.severity is severity]
        return [one.message.removeprefix(start) for one in found]


def only(plan: Plan) -> Problem:
    """The one problem of a plan."""
    (problem,) = plan.problems
    return problem
