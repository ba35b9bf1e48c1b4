"""Four images or one video: every refusal with its words and ways out (screens.md, S4.6)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.media_choice import Offer, choose
from brandcraft_desktop.domain.media_rules import MediaKind

I, V = MediaKind.IMAGE, MediaKind.VIDEO  # noqa: E741


@pytest.mark.parametrize(
    ("existing", "new"), [([], [I]), ([], [I] * 4), ([I], [I] * 3), ([], [V]), ([I], []), ([V], [])]
)
def test_what_fits_is_taken(existing: list[MediaKind], new: list[MediaKind]) -> None:
    verdict = choose(existing, new)
    assert verdict.accepted
    assert not verdict.message


def test_images_with_a_video() -> None:
    verdict = choose([], [I, V, I, I])
    assert verdict.message == ("Pick up to 4 images or one video. You chose 3 images and 1 video.")
    assert verdict.offers == (
        Offer("Use the 3 images", (0, 2, 3)),
        Offer("Use the video", (1,)),
    )
    assert verdict.dismiss == "Cancel"


def test_six_images() -> None:
    verdict = choose([], [I] * 6)
    assert verdict.message == "That's 6 images. The first 4 fit."
    assert verdict.offers == (Offer("Add 4", (0, 1, 2, 3)),)
    assert verdict.dismiss == "Choose again"


@pytest.mark.parametrize(
    ("existing", "new", "message", "offers"),
    [
        ([I] * 2, [I] * 4, "That's 6 images. 2 more fit.", (Offer("Add 2", (0, 1)),)),
        ([I] * 3, [I] * 2, "That's 5 images. One more fits.", (Offer("Add 1", (0,)),)),
        ([I] * 4, [I], "That's 5 images. A post takes up to 4.", ()),
        (
            [I] * 2,
            [V],
            "Pick up to 4 images or one video. This post has 2 images.",
            (Offer("Use the video instead", (0,), replace=True),),
        ),
        (
            [V],
            [I],
            "Pick up to 4 images or one video. This post has a video.",
            (Offer("Use the image instead", (0,), replace=True),),
        ),
        (
            [V],
            [I] * 5,
            "Pick up to 4 images or one video. This post has a video.",
            (Offer("Use the first 4 images instead", (0, 1, 2, 3), replace=True),),
        ),
        ([], [V, V], "That's 2 videos. A post takes one video.", (Offer("Use the first", (0,)),)),
        (
            [V],
            [V],
            "That's 2 videos. A post takes one video.",
            (Offer("Use the new one instead", (0,), replace=True),),
        ),
        (
            [I] * 4,
            [I, V],
            "Pick up to 4 images or one video. You chose 1 image and 1 video.",
            (Offer("Use the video instead", (1,), replace=True),),
        ),
    ],
)
def test_every_other_refusal(
    existing: list[MediaKind], new: list[MediaKind], message: str, offers: tuple[Offer, ...]
) -> None:
    verdict = choose(existing, new)
    assert (verdict.accepted, verdict.message, verdict.offers) == (False, message, offers)


kinds = st.lists(st.sampled_from([I, V]), max_size=12)


@given(kinds, kinds, st.integers(1, 10), st.integers(1, 3))
def test_every_offer_is_one_that_fits(
    existing: list[MediaKind], new: list[MediaKind], images: int, videos: int
) -> None:
    verdict = choose(existing, new, max_images=images, max_videos=videos)
    for offer in verdict.offers:
        taken = [new[position] for position in offer.positions]
        assert taken
        base = [] if offer.replace else existing
        if not base or choose([], base, max_images=images, max_videos=videos).accepted:
            assert choose(base, taken, max_images=images, max_videos=videos).accepted
    assert verdict.accepted or (verdict.message and verdict.dismiss)


def test_where_images_and_videos_stand_together_only_their_number_counts() -> None:
    assert choose([I] * 6, [V, I], max_images=10, max_videos=10, mixed=True).accepted
    verdict = choose([I] * 9, [V, I], max_images=10, max_videos=10, mixed=True)
    assert verdict.message == "That's 11 files. One more fits."
    assert verdict.offers == (Offer("Add 1", (0,)),)
    full = choose([I] * 10, [V], max_images=10, max_videos=10, mixed=True)
    assert (full.message, full.offers) == ("That's 11 files. A post takes up to 10.", ())


def test_where_one_kind_is_not_taken_at_all() -> None:
    verdict = choose([], [I, V], max_images=0, max_videos=1)
    assert verdict.message == "Images are not possible here. Pick one video."
    assert verdict.offers == (Offer("Use the other one", (1,), replace=True),)
    assert choose([], [I], max_images=0, max_videos=1).offers == ()
    assert choose([], [V], max_images=0, max_videos=1).accepted
