"""A post's options on Threads, read from their stored texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from brandcraft_desktop.publishers.threads.info import (
    ANSWERS,
    APPROVALS,
    ATTACHED,
    EVERYONE,
    GHOST,
    LINK,
    POLL,
    REPLIES,
    SPOILER,
    TOPIC,
)


@dataclass(frozen=True)
class Options:
    """What a person chose; a text is empty and `poll` has no answers where they chose nothing."""

    replies: str = EVERYONE
    approvals: bool = False
    topic: str = ""
    link: str = ""
    attached: str = ""
    poll: tuple[str, ...] = ()
    ghost: bool = False
    spoiler: bool = False


def read(options: Mapping[str, str]) -> Options:
    """The typed options of a plan."""
    return Options(
        replies=options.get(REPLIES) or EVERYONE,
        approvals=options.get(APPROVALS) == "true",
        topic=options.get(TOPIC, "").strip().removeprefix("#"),
        link=address_of(options.get(LINK, "")),
        attached=options.get(ATTACHED, "").strip(),
        poll=answers(options),
        ghost=options.get(GHOST) == "true",
        spoiler=options.get(SPOILER) == "true",
    )


def answers(options: Mapping[str, str]) -> tuple[str, ...]:
    """The answers of a poll that are filled in; none where there is no poll."""
    if options.get(POLL) != "true":
        return ()
    written = (options.get(name, "").strip() for name in ANSWERS)
    return tuple(one for one in written if one)


def address_of(written: str) -> str:
    """The whole address of what was typed for the link card."""
    text = written.strip()
    return text if not text or "://" in text else f"https://{text}"
