"""How long a video may be: what the checks of the real platforms say when they are asked."""

from __future__ import annotations

from dataclasses import replace

from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.domain.views import MediaChoice, PostContent, VariantContent
from brandcraft_desktop.services.media_lengths import LengthLimit, length_limits
from brandcraft_desktop.services.planning import sample_account
from tests.services.test_media_takers import ID, PLATFORMS, film, picture

CONTENT = PostContent(text="Look", media=(MediaChoice(ID),))


def limits(*names: str, content: PostContent = CONTENT) -> dict[str, LengthLimit]:
    accounts = [sample_account(PLATFORMS, name) for name in names]
    found = length_limits(PLATFORMS, content, accounts, {ID: film(20.0)}, ID)
    return {one.name: one for one in found}


def test_limits_are_those_of_the_platforms_rules() -> None:
    found = limits("pinterest", "x", "bluesky")
    assert list(found) == ["X", "Bluesky", "Pinterest"], "in the fixed order"
    assert found["Pinterest"] == LengthLimit("Pinterest", 4.0, 300.0)
    assert found["Pinterest"].words == "Pinterest 0:04 to 5:00"
    assert found["Pinterest"].too_short(3.9)
    assert found["Pinterest"].takes(4.0)
    assert found["Pinterest"].too_long(300.1)


def test_an_account_of_its_own_limit_is_asked_for_that() -> None:
    account = sample_account(PLATFORMS, "tiktok")
    facts = AccountFacts({"max_video_post_duration_sec": 60}, account.facts.choices)
    found = length_limits(PLATFORMS, CONTENT, [replace(account, facts=facts)], {ID: film(20.0)}, ID)
    assert [one.words for one in found] == ["TikTok up to 1:00"]


def test_whoever_is_sent_something_else_has_no_limit_here() -> None:
    content = replace(CONTENT, variants={"x": VariantContent(media=())})
    assert list(limits("x", "pinterest", content=content)) == ["Pinterest"]
    accounts = [sample_account(PLATFORMS, "x")]
    assert length_limits(PLATFORMS, CONTENT, accounts, {ID: picture(10, 10)}, ID) == ()
