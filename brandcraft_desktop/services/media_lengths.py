"""How long a video may be on each chosen platform, found by asking the checks themselves; pure.

The limits differ by kind of post, account and server. So nothing is looked up: the platform plans
the post with the same video in other lengths, and the answer holds for this post.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.views import MediaView, PostContent
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import planning
from brandcraft_desktop.services.media_takers import in_few_words, planned_in, refusals, undecided

LONGEST = 24 * 3600
_TRIED = (5.0, 10.0, 30.0, 60.0)
_TENTH = 0.1


@dataclass(frozen=True)
class LengthLimit:
    """What one platform takes, in seconds; `most` None: no limit was found up to a day."""

    name: str
    least: float = 0.0
    most: float | None = None

    @property
    def words(self) -> str:
        """ "TikTok up to 10:00", "Instagram 0:03 to 15:00"."""
        if self.most is None:
            return f"{self.name} from {_length(self.least)}"
        if not self.least:
            return f"{self.name} up to {_length(self.most)}"
        return f"{self.name} {_length(self.least)} to {_length(self.most)}"

    def takes(self, seconds: float) -> bool:
        """Whether a video of this length may go."""
        return not self.too_short(seconds) and not self.too_long(seconds)

    def too_short(self, seconds: float) -> bool:
        """Whether more is needed."""
        return seconds < self.least

    def too_long(self, seconds: float) -> bool:
        """Whether less is needed."""
        return self.most is not None and seconds > self.most


def length_limits(
    platforms: Registry,
    content: PostContent,
    accounts: Iterable[Account],
    files: Mapping[str, MediaView],
    media_id: str,
) -> tuple[LengthLimit, ...]:
    """The limits of the first chosen account of each platform that is sent this video."""
    view, bare = files[media_id], undecided(in_few_words(content), media_id)
    if view.facts is None or not view.facts.duration:
        return ()
    first: dict[str, Account] = {}
    for one in accounts:
        first.setdefault(one.platform, one)
    found = []
    for account in sorted(first.values(), key=lambda one: platforms.get(one.platform).info.order):
        limit = _limit(platforms, bare, account, files, view)
        if limit is not None and (limit.least or limit.most is not None):
            found.append(limit)
    return tuple(found)


def _limit(
    platforms: Registry,
    content: PostContent,
    account: Account,
    files: Mapping[str, MediaView],
    view: MediaView,
) -> LengthLimit | None:
    asked: dict[float, int] = {}

    def refused(seconds: float) -> int:
        if seconds not in asked and view.facts is not None:
            tried = {**files, view.id: replace(view, facts=replace(view.facts, duration=seconds))}
            plan = planning.plan_for(platforms, content, account, tried)
            asked[seconds] = refusals(plan, view.id)
        return asked[seconds]

    if planned_in(planning.plan_for(platforms, content, account, files), view.id) is None:
        return None
    good = min(_TRIED, key=refused)
    usual = refused(good)
    low, high = round(good), LONGEST  # in whole seconds: low is taken, high is not
    if refused(LONGEST) <= usual:
        low = LONGEST
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if refused(middle) <= usual else (low, middle)
    short, enough = 0, round(good / _TENTH)  # in tenths: short is not taken, enough is
    if refused(_TENTH) <= usual:
        enough = 0
    while enough - short > 1:
        middle = (short + enough) // 2
        short, enough = (short, middle) if refused(middle * _TENTH) <= usual else (middle, enough)
    name = platforms.get(account.platform).info.name
    return LengthLimit(name, round(enough * _TENTH, 1), None if low == LONGEST else float(low))


def _length(seconds: float) -> str:
    """ "0:03", "12:00:00"; parts of a second where there are any: "0:00.5"."""
    minutes, rest = divmod(seconds, 60)
    tail = f"{rest:02.0f}" if rest == int(rest) else f"{rest:04.1f}"
    if minutes < 60:
        return f"{int(minutes)}:{tail}"
    return f"{int(minutes // 60)}:{int(minutes % 60):02d}:{tail}"
