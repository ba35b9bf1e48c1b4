"""A failure of the demo says which platform it is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from brandcraft_desktop.demo.naming import FailedOn, on_platform, unpublished
from brandcraft_desktop.domain.status import DeliveryStatus, Origin, PostStatus, Stage
from brandcraft_desktop.domain.views import DeliveryView, ErrorView, PostContent, PostView
from brandcraft_desktop.errors import ErrorKind, NotFound
from tests.ui.delivery.test_words import NOW, PLAIN

D = DeliveryStatus


def post(*deliveries: DeliveryView) -> PostView:
    return PostView(
        "p",
        Stage.COMMITTED,
        Origin.OWN,
        PostStatus.PUBLISHING,
        PostContent(),
        (),
        deliveries,
        NOW,
        NOW,
    )


def test_every_platform_that_lacks_the_post_is_named_with_its_reason() -> None:
    refused = ErrorView(ErrorKind.INVALID_CONTENT, "Refused.", "The text is too long.", "")
    view = post(
        replace(PLAIN, platform="x", status=D.PUBLISHED),
        replace(PLAIN, platform="linkedin", status=D.FAILED, error=refused),
        replace(PLAIN, platform="tiktok", status=D.WAITING_MEDIA),
    )
    assert unpublished(view, {"linkedin": "LinkedIn", "tiktok": "TikTok"}) == (
        "LinkedIn: failed. The text is too long. TikTok: waiting media."
    )
    assert unpublished(post(replace(PLAIN, status=D.PUBLISHED)), {}) == ""


def test_what_fails_inside_is_told_with_the_platform_before_it() -> None:
    with pytest.raises(FailedOn) as told, on_platform("TikTok"):
        raise NotFound("The tile is not there.", "It was never drawn.", "Look again.")
    assert told.value.message == "TikTok: The tile is not there. It was never drawn. Look again."
