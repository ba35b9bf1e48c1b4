"""Reels end to end: the words of a post, a file in the library, a draft for those who show it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brandcraft_desktop.domain.media_rules import MediaKind, MediaState
from brandcraft_desktop.domain.plan import Layout, Severity
from brandcraft_desktop.domain.reel import Plain, Reel
from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.domain.views import PostContent
from brandcraft_desktop.errors import BadInput, NotFound, Refused
from brandcraft_desktop.media.probe import probe
from brandcraft_desktop.media.reel_film import Quality
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import media, planning, posts, reels
from brandcraft_desktop.services.accounts import list_accounts
from brandcraft_desktop.services.posts import Mode
from brandcraft_desktop.services.workspace import Workspace, close
from tests.ui.editor.world import StandingClock, add_account, open_home

SMALL = Quality(540, 960, 24, "ultrafast")
TALL = {"instagram", "tiktok", "youtube", "facebook"}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_home(tmp_path / "home", StandingClock(), Registry())
    for platform in ("x", "facebook", "instagram", "tiktok", "youtube", "linkedin", "bluesky"):
        add_account(opened, platform, f"ann.{platform}", name="Ann Example")
    yield opened
    close(opened)


def account_id(workspace: Workspace, platform: str) -> str:
    return next(one.id for one in list_accounts(workspace) if one.platform == platform)


def test_a_post_becomes_a_reel_of_its_first_account(workspace: Workspace) -> None:
    content = PostContent(text="Some words", account_ids=(account_id(workspace, "bluesky"),))
    post = posts.create(workspace, content, mode=Mode.DRAFT)
    reel = reels.of_post(workspace, post.id)
    assert (reel.text, reel.name, reel.handle) == ("Some words", "Ann Example", "ann.bluesky")
    with pytest.raises(NotFound):
        reels.of_post(workspace, "nothing")


def test_a_film_joins_the_library_and_a_draft_for_accounts_that_show_reels(
    workspace: Workspace,
) -> None:
    told: list[float] = []
    reel = reels.author(workspace, Reel("A few words \U0001f680", template="minimal", seconds=3))
    kept = reels.make(workspace, reel, progress=told.append, quality=SMALL)
    assert (kept.media.kind, kept.media.state) == (MediaKind.VIDEO, MediaState.PROCESSED)
    assert told
    assert kept.made.seconds == pytest.approx(3)
    post = reels.draft(workspace, reel, kept.media, caption="Look")
    assert post.status is PostStatus.DRAFT
    assert post.content.text == "Look"
    assert [one.alt for one in post.media] == ["A few words \U0001f680"]
    assert {one.platform for one in post.deliveries} == TALL
    plans = planning.plans(
        workspace.platforms, post.content, list_accounts(workspace), {kept.media.id: kept.media}
    )
    chosen = [one.plan for one in plans if one.account_id in post.content.account_ids]
    assert len(chosen) == len(TALL)
    for plan in chosen:
        assert plan.parts[0].layout is Layout.TALL, plan.platform
        wrong = [one for one in plan.problems if one.field.startswith("media")]
        assert not [one for one in wrong if one.severity is Severity.ERROR], plan.platform


def test_others_may_be_named_and_nobody_unknown(workspace: Workspace) -> None:
    reel = Reel("Words", still=True, author=False, template="minimal")
    kept = reels.make(workspace, reel)
    assert kept.media.kind is MediaKind.IMAGE
    assert kept.media.facts is not None
    assert (kept.media.facts.width, kept.media.facts.height) == (1080, 1920)
    post = reels.draft(workspace, reel, kept.media, account_ids=[account_id(workspace, "bluesky")])
    assert [one.platform for one in post.deliveries] == ["bluesky"]
    assert post.content.text == "Words"
    with pytest.raises(BadInput) as caught:
        reels.draft(workspace, reel, kept.media, account_ids=["nobody"])
    assert caught.value.field == "accounts"


def test_a_preview_is_one_card_as_it_will_be() -> None:
    text = "".join(f"Sentence {number} of a few ordinary words. " for number in range(14))
    reel = Reel(text, template="quote", ground=Plain("#f4ede2"))
    first = reels.preview(reel, height=480)
    assert (first.width, first.height) == (270, 480)
    assert len(first.pixels) == 270 * 480 * 3
    assert len(first.times) > 1
    last = reels.preview(reel, 99, height=480)
    assert last.card == len(first.times) - 1
    assert last.pixels != first.pixels
    hasty = reels.preview(Reel("word " * 15, seconds=3.2), height=96)
    assert hasty.hurried
    assert reels.preview(Reel("a\ue000"), height=96).undrawable == ("\ue000",)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    out = tmp_path / "reel.png"
    assert reels.write(Reel("Words", still=True), out).path == out
    assert probe(out, "reel.png").height == 1920
    film = tmp_path / "reel.mp4"
    with pytest.raises(Refused):
        reels.write(Reel("Words", seconds=180), film, cancelled=lambda: True, quality=SMALL)
    with pytest.raises(BadInput):
        reels.write(Reel(""), film)
    assert [one.name for one in tmp_path.iterdir()] == ["reel.png"]


def test_what_could_not_be_made_leaves_no_file(workspace: Workspace, tmp_path: Path) -> None:
    before = list(workspace.home.thumbnails.parent.iterdir())
    with pytest.raises(BadInput):
        reels.make(workspace, Reel("Words", sound=tmp_path / "nowhere.mp3"), quality=SMALL)
    assert not media.list_media(workspace)
    assert list(workspace.home.thumbnails.parent.iterdir()) == before
