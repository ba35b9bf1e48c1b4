"""A post's options on X, read from their stored texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from brandcraft_desktop.domain.options import effective
from brandcraft_desktop.publishers.x.info import ANSWERS, INFO

_COMMUNITY = re.compile(r"(?:https?://)?(?:www\.)?(?:x|twitter)\.com/i/communities/([0-9]+)/?")


@dataclass(frozen=True)
class Options:
    """What a person chose. `poll` has its answers (none: there is no poll), `minutes` its life."""

    replies: str
    made_with_ai: bool
    paid_partnership: bool
    poll: tuple[str, ...]
    minutes: int
    community: str


def read(options: Mapping[str, str]) -> Options:
    """The typed options; unusable values count as not chosen (the plan tells of them)."""
    values = effective(INFO.options, options)
    return Options(
        replies=values["reply_settings"],
        made_with_ai=values["made_with_ai"] == "true",
        paid_partnership=values["paid_partnership"] == "true",
        poll=answers(values) if values["poll"] == "true" else (),
        minutes=int(values.get("poll_minutes", "0")),
        community=community_of(values["community"]),
    )


def answers(options: Mapping[str, str]) -> tuple[str, ...]:
    """The answers of a poll that are filled in."""
    written = (options.get(name, "").strip() for name in ANSWERS)
    return tuple(one for one in written if one)


def community_of(written: str) -> str:
    """The number of a community, from itself or from its address; "" where it is neither."""
    text = written.strip()
    found = _COMMUNITY.fullmatch(text)
    number = found[1] if found else text
    return number if re.fullmatch(r"[0-9]{1,19}", number, re.ASCII) else ""
