"""Who takes a file: asked of the real platforms, in words."""

from __future__ import annotations

from dataclasses import replace

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.media_edit import Box, Framing, MediaEdit
from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, MediaState
from brandcraft_desktop.domain.views import MediaChoice, MediaView, PostContent, VariantContent
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.media_takers import (
    Taker,
    Taking,
    in_few_words,
    liking,
    takers,
    with_alt,
    with_edit,
)
from brandcraft_desktop.services.planning import sample_account

PLATFORMS = Registry()
ID = "beach"


def picture(width: int, height: int, *, mime: str = "image/jpeg", size: int = 200_000) -> MediaView:
    facts = MediaFacts(MediaKind.IMAGE, mime, size, width, height)
    return MediaView(ID, "beach.jpg", MediaKind.IMAGE, MediaState.PROCESSED, "0" * 64, facts, "")


def film(seconds: float, width: int = 1080, height: int = 1920) -> MediaView:
    facts = MediaFacts(
        MediaKind.VIDEO,
        "video/mp4",
        2_000_000,
        width,
        height,
        duration=seconds,
        frame_rate=30.0,
        codec="h264",
        audio_codec="aac",
    )
    return MediaView(ID, "clip.mp4", MediaKind.VIDEO, MediaState.PROCESSED, "0" * 64, facts, "")


def asked(view: MediaView, *names: str, content: PostContent | None = None) -> dict[str, Taker]:
    accounts = [sample_account(PLATFORMS, name) for name in names]
    made = content or PostContent(text="Look", media=(MediaChoice(ID, "A beach"),))
    return {one.name: one for one in takers(PLATFORMS, made, accounts, {ID: view}, ID)}


def test_a_small_picture_goes_everywhere_as_it_is() -> None:
    found = asked(picture(1080, 1080), "x", "bluesky", "instagram")
    assert [one.taking for one in found.values()] == [Taking.AS_IT_IS] * 3
    assert found["X"].words == "As it is: 1080 × 1080 JPEG."


def test_a_large_png_is_fitted_and_the_words_say_to_what() -> None:
    found = asked(picture(6000, 6000, mime="image/png", size=30_000_000), "bluesky", "instagram")
    assert found["Instagram"].taking is Taking.FITTED
    assert found["Instagram"].words.startswith("Will be fitted: ")
    assert "JPEG" in found["Instagram"].words


def test_a_refusal_is_a_sentence_about_the_file_alone() -> None:
    found = asked(film(4000.0), "instagram")["Instagram"]
    assert found.taking is Taking.REFUSED
    assert found.words.startswith("It ")
    assert "Instagram:" not in found.words


def test_a_platform_without_the_file_says_so() -> None:
    content = PostContent(
        text="Look",
        media=(MediaChoice(ID, "A beach"),),
        variants={"x": VariantContent(media=())},
    )
    found = asked(picture(900, 900), "x", "bluesky", content=content)
    assert found["X"].taking is Taking.ELSEWHERE
    assert found["X"].planned is None
    assert found["Bluesky"].taking is Taking.AS_IT_IS


def test_a_file_nobody_looked_at_is_being_prepared() -> None:
    view = replace(picture(10, 10), state=MediaState.PENDING, facts=None)
    assert asked(view, "x")["X"].taking is Taking.WAITING


def test_tall_screens_and_players_are_filled_by_their_shapes() -> None:
    accounts: list[Account] = [sample_account(PLATFORMS, one) for one in ("tiktok", "youtube", "x")]
    content = PostContent(text="Look", media=(MediaChoice(ID),))
    found = liking(PLATFORMS, content, accounts, {ID: film(30.0)}, ID)
    assert "TikTok" in found["9:16"].fills
    assert "TikTok" not in found["16:9"].fills
    assert "YouTube" in found["16:9"].fills
    assert all("X" not in one.fills for one in found.values())


def test_a_shape_is_needed_where_the_present_one_is_refused() -> None:
    accounts = [sample_account(PLATFORMS, one) for one in ("instagram", "bluesky")]
    content = PostContent(text="Look", media=(MediaChoice(ID),))
    found = liking(PLATFORMS, content, accounts, {ID: picture(3000, 1000)}, ID)
    assert found["1:1"].needs == ("Instagram",)
    assert found["9:16"].needs == ()


def test_a_file_of_a_later_part_is_judged_in_its_part_without_its_long_text() -> None:
    text = "A story. " * 900 + "\n---\nThe end #ofit"
    content = PostContent(text=text, thread=True, media=(MediaChoice(ID, "A beach", part=1),))
    found = asked(picture(900, 900), "bluesky", "x", "instagram", content=content)
    assert {one.taking for one in found.values()} == {Taking.AS_IT_IS}
    assert in_few_words(content).text == "A\n---\nT"


def test_only_the_owners_file_is_changed() -> None:
    content = PostContent(
        media=(MediaChoice(ID, "shared"),),
        variants={"x": VariantContent(media=(MediaChoice(ID, "own"),))},
    )
    edit = MediaEdit(crop=Box(0, 0, 0.5, 1), framing=Framing.BLUR)
    shared = with_edit(content, ID, "", edit)
    assert shared.media[0].edit == edit
    assert shared.variants == content.variants
    own = with_alt(content, ID, "x", "other")
    assert own.media == content.media
    assert own.variants["x"].media == (MediaChoice(ID, "other"),)
