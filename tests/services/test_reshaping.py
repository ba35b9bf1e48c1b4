"""What one click decides about a file: cut where little is lost, borders where much would be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from brandcraft_desktop.accounts.vault import Vault
from brandcraft_desktop.domain.media_edit import UNTOUCHED, Box, Framing, MediaEdit
from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, MediaState
from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.domain.views import MediaChoice, MediaView, PostContent, VariantContent
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.planning import composition, sample_account
from brandcraft_desktop.services.reshaping import fitted, trimmed
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.publishers.media_samples import CLIP, PICTURE
from tests.ui.editor.world import NoVault, StandingClock

REEL = {"kind": "reel"}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    home = Home(tmp_path / "home")
    home.prepare()
    opened = open_workspace(
        home, clock=StandingClock(), vault=cast(Vault, NoVault()), platforms=Registry()
    )
    yield opened
    close(opened)


def view(media_id: str, facts: MediaFacts) -> MediaView:
    return MediaView(media_id, media_id, facts.kind, MediaState.PROCESSED, "0" * 64, facts)


def picture(width: int, height: int) -> MediaView:
    return view("a", replace(PICTURE, width=width, height=height))


def clip(**changes: object) -> MediaView:
    return view("a", replace(CLIP, **changes))  # type: ignore[arg-type]


def decided(
    workspace: Workspace,
    platform: str,
    *files: MediaView,
    edit: MediaEdit = UNTOUCHED,
    options: dict[str, str] | None = None,
    trim: bool = False,
) -> MediaEdit | None:
    """What is decided about the last file, with no problem of its kind left."""
    account = sample_account(workspace.platforms, platform)
    wanted = files[-1].id
    content = PostContent(
        media=tuple(
            MediaChoice(one.id, "words", edit=edit if one.id == wanted else UNTOUCHED)
            for one in files
        ),
        variants={platform: VariantContent(options=options or {})},
    )
    there = {one.id: one for one in files}
    made = (trimmed if trim else fitted)(workspace, content, account, there, wanted)
    if made is not None:
        media = tuple(replace(one, edit=made) for one in content.media if one.media_id == wanted)
        mended = replace(content, media=(*content.media[:-1], *media))
        plan = workspace.platforms.get(platform).plan(composition(mended, account, there))
        assert not [one for one in plan.problems if one.field == f"media:{wanted}"]
    return made


@pytest.mark.parametrize(
    ("size", "framing"),
    [
        ((1080, 1500), Framing.CROP),  # 4:5 keeps 90 %
        ((2400, 1000), Framing.CROP),  # 1.91:1 keeps 80 %
        ((1080, 1920), Framing.CROP),  # 70 %
        ((1000, 2000), Framing.BLUR),  # 62 %
        ((4000, 1000), Framing.BLUR),
        ((2000, 400), Framing.BLUR),
    ],
)
def test_pictures_are_cut_where_little_is_lost(
    workspace: Workspace, size: tuple[int, int], framing: Framing
) -> None:
    assert decided(workspace, "instagram", picture(*size)) == MediaEdit(framing=framing)


def test_what_a_person_decided_otherwise_stays(workspace: Workspace) -> None:
    edit = MediaEdit(crop=Box(0, 0, 1, 0.5), focus_x=0.2)
    made = decided(workspace, "instagram", picture(2400, 2000), edit=edit)
    assert made == replace(edit, framing=Framing.CROP)


def test_lying_films_get_borders_to_become_reels(workspace: Workspace) -> None:
    lying = clip(width=1920, height=1080)
    assert decided(workspace, "facebook", lying, options=REEL) == MediaEdit(framing=Framing.BLUR)
    nearly = clip(width=1200, height=1920)
    assert decided(workspace, "facebook", nearly, options=REEL) == MediaEdit(framing=Framing.CROP)


def test_borders_where_a_crop_would_leave_too_few_pixels(workspace: Workspace) -> None:
    small = clip(width=700, height=1000)  # cropped to 563 x 1000 it would do
    assert decided(workspace, "facebook", small, options=REEL) == MediaEdit(framing=Framing.CROP)
    smaller = clip(width=660, height=940)  # 529 x 940 would not
    assert decided(workspace, "facebook", smaller, options=REEL) == MediaEdit(framing=Framing.BLUR)


def test_a_shape_of_its_own_among_those_of_a_carousel(workspace: Workspace) -> None:
    first = view("first", PICTURE)
    made = decided(workspace, "pinterest", first, picture(1200, 1000), options={"title": "A title"})
    assert made == MediaEdit(framing=Framing.CROP)


def test_nothing_is_decided_where_nothing_mends(workspace: Workspace) -> None:
    strip = clip(
        width=720, height=11_999, codec="prores"
    )  # no rule says which shape it should have
    assert decided(workspace, "tiktok", strip) is None


def test_a_long_video_ends_where_the_platform_s_limit_is(workspace: Workspace) -> None:
    story = {"kind": "story"}
    long = clip(duration=75.5)
    assert decided(workspace, "instagram", long, options=story, trim=True) == MediaEdit(end=60.0)
    started = MediaEdit(start=4.25)
    made = decided(workspace, "instagram", long, options=story, edit=started, trim=True)
    assert made == MediaEdit(start=4.25, end=64.25)


def test_what_only_this_account_may_post_counts_too(workspace: Workspace) -> None:
    creator = AccountFacts(limits={"max_video_post_duration_sec": 30})
    content_of_it = clip(duration=40.0, width=720, height=1280)
    account = replace(sample_account(workspace.platforms, "tiktok"), facts=creator)
    content = PostContent(media=(MediaChoice("a", "words"),))
    assert trimmed(workspace, content, account, {"a": content_of_it}, "a") == MediaEdit(end=30.0)


def test_no_length_and_no_video_decide_nothing(workspace: Workspace) -> None:
    account = sample_account(workspace.platforms, "instagram")
    content = PostContent(media=(MediaChoice("a"),))
    unknown = clip(duration=None)
    assert trimmed(workspace, content, account, {"a": unknown}, "a") is None
    assert trimmed(workspace, content, account, {"a": unknown}, "b") is None
    assert unknown.kind is MediaKind.VIDEO
