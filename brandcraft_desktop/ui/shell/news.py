"""One thing worth a notification of the desktop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

MOST_AT_ONCE = 3


@dataclass(frozen=True)
class News:
    """One notification. `trouble` is told whatever the settings say.

    A click leads to `post_id` or `account_id`; both "" lead to the window. `discreet` stands for
    the text while the window is locked, where the text has words of a post.
    """

    title: str
    text: str
    post_id: str = ""
    trouble: bool = False
    account_id: str = ""
    discreet: str = ""


def for_locked(news: News) -> News:
    """The same without a post's words."""
    return replace(news, text=news.discreet or news.text)


def gathered(news: Sequence[News]) -> tuple[News, ...]:
    """A burst as one notification a kind."""
    if len(news) <= MOST_AT_ONCE:
        return tuple(news)
    bad = [one for one in news if one.trouble]
    good = len(news) - len(bad)
    both = []
    if len(bad) == 1:
        both += bad
    elif bad:
        words = f"{len(bad)} things need you. Open to see them."
        both.append(News("Not everything went well", words, trouble=True))
    if good:
        words = "1 post is out." if good == 1 else f"{good} posts are out."
        both.append(News("Published", words))
    return tuple(both)
