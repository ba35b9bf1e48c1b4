"""Findings as the command line prints them, with the option that mends them."""

from __future__ import annotations

from brandcraft_desktop.cli.output import say
from brandcraft_desktop.domain.findings import Finding

_OPTION = "options."
_TITLE = "title"


def line(found: Finding, *, titled: bool = False) -> str:
    """One line; `titled`: the post has a --title, which no platform gets."""
    return " ".join(
        (f"{'Error' if found.blocks else 'Warning'}: {found.words}", *_how(found, titled=titled))
    )


def say_how(found: Finding, *, titled: bool = False) -> None:
    """Tell a person the option alone, where the sentence itself is told elsewhere."""
    how = _how(found, titled=titled)
    if how and found.blocks:
        say(" ".join(how))


def document(found: Finding) -> dict[str, object]:
    """The same for scripts."""
    problem = found.problem
    return {
        "severity": problem.severity.value,
        "message": problem.message,
        "field": problem.field,
        "fix": problem.fix.value or None,
        "platform": found.platform or None,
        "accounts": list(found.accounts),
    }


def _how(found: Finding, *, titled: bool) -> tuple[str, ...]:
    name = found.problem.field.removeprefix(_OPTION)
    if not found.platform or name == found.problem.field:
        return ()
    own = "--title is your own name for the post." if titled and name == _TITLE else ""
    option = f"Give it as --option {found.platform}.{name}=…"
    values = f"(values: brandcraft platforms options {found.platform})"
    return tuple(words for words in (own, option, "" if name == _TITLE else values) if words)
