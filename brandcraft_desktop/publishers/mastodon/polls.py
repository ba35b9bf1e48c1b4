"""A poll as a person writes it, and what a server takes of one.

Source: mastodon/documentation @2903485, POST /api/v1/statuses (poll) and `configuration.polls`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.publishers.mastodon.info import (
    POLL,
    POLL_CHOICES,
    POLL_HIDDEN,
    POLL_LENGTH,
    POLL_SEVERAL,
)
from brandcraft_desktop.publishers.mastodon.limits import (
    LONGEST_POLL,
    POLL_OPTION_LENGTH,
    POLL_OPTIONS,
    SHORTEST_POLL,
)

_HOUR, _DAY = 3600, 86_400


@dataclass(frozen=True)
class Poll:
    """What is asked along with a post; it stays open for so many `seconds`."""

    answers: tuple[str, ...]
    seconds: int
    several: bool
    hidden: bool


def read(options: Mapping[str, str]) -> Poll | None:
    """The poll of a post; None where it has none."""
    if options.get(POLL) != "true":
        return None
    lines = (line.strip() for line in options.get(POLL_CHOICES, "").splitlines())
    return Poll(
        tuple(line for line in lines if line),
        int(options.get(POLL_LENGTH) or _DAY),
        options.get(POLL_SEVERAL) == "true",
        options.get(POLL_HIDDEN) == "true",
    )


def wrong(poll: Poll, facts: AccountFacts) -> Iterator[tuple[str, str]]:
    """What the account's server would refuse: the option to look at, and a sentence."""
    said = facts.limits
    most = said.get("max_options") or POLL_OPTIONS
    longest = said.get("max_characters_per_option") or POLL_OPTION_LENGTH
    if len(poll.answers) == 1:
        yield POLL_CHOICES, "a poll needs two answers at least. Write each on a line of its own."
    if len(poll.answers) > most:
        yield POLL_CHOICES, f"the poll has {len(poll.answers)} answers, at most {most} fit."
    for answer in poll.answers:
        over = graphemes.count(answer) - longest
        if over > 0:
            unit = "character" if over == 1 else "characters"
            yield POLL_CHOICES, f"the answer “{answer[:30]}…” is {over} {unit} too long."
    if len(set(poll.answers)) < len(poll.answers):
        yield POLL_CHOICES, "two answers of the poll are the same."
    least, most = (
        said.get("min_expiration") or SHORTEST_POLL,
        said.get("max_expiration") or LONGEST_POLL,
    )
    if not least <= poll.seconds <= most:
        yield (
            POLL_LENGTH,
            f"a poll is open for {_lasting(least)} at least and {_lasting(most)} at most there.",
        )


def _lasting(seconds: int) -> str:
    for size, unit in ((_DAY, "day"), (_HOUR, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    return f"{seconds} seconds"
