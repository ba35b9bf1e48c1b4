"""What is offered for a post, in every state it can be in."""

from __future__ import annotations

import pytest

from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.ui.delivery.words import Act
from brandcraft_desktop.ui.publisher.acts import Standing, post_offers

REEL = "Make a reel of it…"
OFFERED = {
    PostStatus.TEMP: ["Edit", "Post now", "Move to…", "Duplicate", "Delete", REEL],
    PostStatus.DRAFT: ["Edit", "Post now", "Move to…", "Duplicate", "Delete", REEL],
    PostStatus.SCHEDULED: ["Edit", "Post now", "Move to…", "Duplicate", "Delete", REEL],
    PostStatus.PUBLISHING: ["Watch delivery", "Cancel what is not sent"],
    PostStatus.PUBLISHED: ["Open post", "Copy link", "Duplicate", "Delivery", REEL],
    PostStatus.PARTIALLY_PUBLISHED: ["Retry failed (2)", "Edit", "Duplicate", "Delivery", REEL],
    PostStatus.FAILED: ["Retry failed (2)", "Edit", "Duplicate", "Delivery", "Delete", REEL],
    PostStatus.MISSED: ["Post now", "Pick new time", "Skip", "Edit", "Delete"],
    PostStatus.UNCONFIRMED: ["Check and answer", "Duplicate", REEL],
    PostStatus.CANCELED: ["Edit", "Duplicate", "Delete", REEL],
}


@pytest.mark.parametrize("status", list(PostStatus))
def test_every_state_offers_what_fits_it(status: PostStatus) -> None:
    standing = Standing(status, again=2, pending=True, linked=True)
    offers = post_offers(standing)
    assert [offer.words for offer in offers] == OFFERED[status]
    assert len({offer.act for offer in offers}) == len(offers)


@pytest.mark.parametrize("status", [PostStatus.FAILED, PostStatus.PARTIALLY_PUBLISHED])
def test_the_strong_button_is_what_the_failures_ask_for(status: PostStatus) -> None:
    def first_and_strong(cure: Act | None) -> tuple[str, list[str]]:
        offers = post_offers(Standing(status, again=1, cure=cure))
        return offers[0].words, [offer.words for offer in offers if offer.primary]

    assert first_and_strong(Act.EDIT) == ("Edit", ["Edit"])
    assert first_and_strong(Act.RETRY) == ("Retry failed (1)", ["Retry failed (1)"])
    assert first_and_strong(Act.RECONNECT) == ("Retry failed (1)", [])
    assert first_and_strong(None) == ("Retry failed (1)", [])


def test_a_post_from_elsewhere_is_only_looked_at_or_copied() -> None:
    offers = post_offers(Standing(PostStatus.PUBLISHED, imported=True, linked=True))
    assert [offer.words for offer in offers] == ["Open post", "Copy link", "Duplicate", REEL]


def test_nothing_is_opened_without_an_address() -> None:
    offers = post_offers(Standing(PostStatus.PUBLISHED))
    assert [offer.words for offer in offers] == ["Duplicate", "Delivery", REEL]


def test_a_post_wholly_on_its_way_cannot_be_cancelled() -> None:
    offers = post_offers(Standing(PostStatus.PUBLISHING, pending=False))
    assert [offer.words for offer in offers] == ["Watch delivery"]
