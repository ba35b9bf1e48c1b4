"""What one click would make of a post."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, MediaState
from brandcraft_desktop.domain.views import MediaChoice, MediaView, PostContent, VariantContent
from brandcraft_desktop.publishers.bluesky.publisher import Bluesky
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import fixing, planning
from tests.services.market import LIMIT, MARKET, Market

ANN = Account("1", MARKET, "r", "ann", "Ann", "", AccountState.CONNECTED)
BEA = replace(ANN, id="2", platform="bluesky", handle="bea.example")


class Shop:
    """As much of a workspace as planning needs."""

    platforms = Registry((Market(), Bluesky()))


def picture(name: str, width: int = 800) -> MediaView:
    facts = MediaFacts(MediaKind.IMAGE, "image/jpeg", 1000, width, 600)
    return MediaView(name, name, MediaKind.IMAGE, MediaState.PROCESSED, name, facts)


def film(name: str) -> MediaView:
    facts = MediaFacts(MediaKind.VIDEO, "video/mp4", 1000, 800, 600, duration=5.0)
    return MediaView(name, name, MediaKind.VIDEO, MediaState.PROCESSED, name, facts)


def fitting(account: Account, *views: MediaView) -> set[str]:
    content = PostContent(media=tuple(MediaChoice(one.id) for one in views))
    files = {one.id: one for one in views}
    return set(fixing.files_that_fit(Shop(), content, account, files))  # type: ignore[arg-type]


@given(st.text(max_size=400))
def test_a_shortened_text_fits_and_a_fitting_one_stays(text: str) -> None:
    content = PostContent(text=text)
    for account in (ANN, BEA):
        short = fixing.shortened(Shop(), content, account, {})  # type: ignore[arg-type]
        plan = planning.plan_for(Shop.platforms, replace(content, text=short), account, {})
        assert all(part.measure.remaining >= 0 for part in plan.parts)
        if fixing.overflow(Shop(), content, account, {}) is None:  # type: ignore[arg-type]
            assert short == text


def test_where_a_text_begins_to_be_too_long() -> None:
    shop, own = Shop(), {MARKET: VariantContent(text="c" * (LIMIT + 3))}
    content = PostContent(text="short", variants=own)
    assert fixing.overflow(shop, content, ANN, {}) == LIMIT  # type: ignore[arg-type]
    assert fixing.overflow(shop, content, BEA, {}) is None  # type: ignore[arg-type]
    emoji = PostContent(text="👩\u200d👩\u200d👧" * 301)  # 18 bytes each; 3000 are taken
    assert fixing.overflow(shop, emoji, BEA, {}) == 5 * (3000 // 18)  # type: ignore[arg-type]


def test_the_first_files_that_go_together_are_kept() -> None:
    assert fitting(ANN, picture("a"), picture("b"), picture("c")) == {"a", "b"}
    assert fitting(ANN, film("v"), picture("a")) == {"v"}
    assert fitting(ANN, picture("a"), film("v"), picture("b")) == {"a", "b"}
    assert fitting(BEA, *(picture(str(number)) for number in range(6))) == set("0123")
    broken = replace(picture("x"), state=MediaState.FAILED, facts=None)
    assert fitting(ANN, broken, picture("a")) == {"a"}
    # What only a person can decide (crop or borders) is nobody's to drop.
    assert fitting(ANN, picture("wide", width=3000), picture("a")) == {"wide", "a"}
