"""What a plan says, for reading it in a test."""

from __future__ import annotations

from brandcraft_desktop.domain.plan import Plan, Severity


def errors(plan: Plan) -> list[str]:
    """What stops it."""
    return _said(plan, Severity.ERROR)


def warnings(plan: Plan) -> list[str]:
    """What a person should know."""
    return _said(plan, Severity.WARNING)


def texts(plan: Plan) -> list[str]:
    """The words of each part."""
    return [part.text for part in plan.parts]


def _said(plan: Plan, severity: Severity) -> list[str]:
    return [problem.message for problem in plan.problems if problem.severity is severity]
