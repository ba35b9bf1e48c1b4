"""What became of a post elsewhere, while one failed delivery of it is mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.views import DeliveryView, PostView
from brandcraft_desktop.ui.delivery.words import sentence
from brandcraft_desktop.ui.widgets.pill import WORDS


@dataclass(frozen=True)
class Result:
    """How a delivery stands: its look and its words."""

    state: str
    words: str


def results(post: PostView, now: datetime) -> Mapping[str, Result]:
    """By the account's id."""
    return {one.account_id: _result(one, now) for one in post.deliveries}


def results_words(post: PostView) -> str:
    """ "3 of 4 published"."""
    states = [one.status for one in post.deliveries if one.status is not DeliveryStatus.CANCELED]
    return f"{states.count(DeliveryStatus.PUBLISHED)} of {len(states)} published"


def why_failed(view: DeliveryView, platform: str, now: datetime) -> str:
    """The notice above what is mended: "Mastodon: Text can't be this. Edit the post …"."""
    return f"{platform}: {sentence(view, now)}"


def _result(view: DeliveryView, now: datetime) -> Result:
    state = "scheduled" if view.handed_over else view.status.value
    word = WORDS[state].partition(":")[0]
    return Result(state, f"{word}. {sentence(view, now)}")
