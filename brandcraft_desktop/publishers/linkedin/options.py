"""A post's LinkedIn options, read from their stored texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from brandcraft_desktop.publishers.linkedin.info import ANSWERS


@dataclass(frozen=True)
class Poll:
    """A question with two to four answers; `duration` in LinkedIn's own words."""

    question: str
    answers: tuple[str, ...]
    duration: str


@dataclass(frozen=True)
class Options:
    """What a person chose, as the plan has it (every option that applies, with a usable value)."""

    visibility: str
    reshares: bool
    link_title: str
    document_title: str
    poll: Poll | None


def read(options: Mapping[str, str]) -> Options:
    """The typed options of a plan."""
    return Options(
        visibility=options.get("visibility", "PUBLIC"),
        reshares=options.get("reshares", "true") == "true",
        link_title=options.get("link_title", ""),
        document_title=options.get("document_title", "").strip(),
        poll=_poll(options),
    )


def answers(options: Mapping[str, str]) -> tuple[str, ...]:
    """The answers of a poll that are filled in, in their order."""
    return tuple(text for name in ANSWERS if (text := options.get(name, "").strip()))


def _poll(options: Mapping[str, str]) -> Poll | None:
    question = options.get("poll_question", "").strip()
    if not question:
        return None
    return Poll(question, answers(options), options.get("poll_duration", "SEVEN_DAYS"))
