"""`--option` reaches every option of a platform, pictures included."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from brandcraft_desktop.cli.choosing import choose
from brandcraft_desktop.cli.drafts import Request, understand
from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.plan import Severity
from brandcraft_desktop.domain.platform import OptionKind
from brandcraft_desktop.domain.views import VariantContent
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import accounts, media, posts
from brandcraft_desktop.services.post_files import create_with_files
from brandcraft_desktop.services.workspace import Workspace
from tests.media.files import photo
from tests.services.market import MARKET, OPTIONS
from tests.services.market_stand import clock, workspace

__all__ = ["clock", "workspace"]

EVERYTHING = {
    "board": "b1",
    "privacy": "all",
    "title": "Words, with = and ,",
    "story": "once\nupon",
    "comments": "true",
    "disclose": "true",
    "own": "true",
    "branded": "false",
    "topics": "art,food",
}


def asked(*options: str) -> Request:
    return Request(text="Hello", to=(MARKET,), options=options)


def test_every_kind_of_option(workspace: Workspace, tmp_path: Path) -> None:
    cover = photo(tmp_path / "cover.jpg", (320, 240))
    pairs = [f"{MARKET}.{name}={value}" for name, value in EVERYTHING.items()]
    draft = understand(workspace, asked(*pairs, f"{MARKET}.cover={cover}", f"{MARKET}.moment=5"))
    assert set(draft.content.variants[MARKET].options) == {one.name for one in OPTIONS}
    assert [one for one in draft.problems if one.severity is Severity.ERROR] == []
    assert media.list_media(workspace) == ()  # looked at, not kept
    view = create_with_files(
        workspace, draft.content, (), mode=posts.Mode.DRAFT, named=draft.option_files
    )
    (kept,) = view.own_files
    assert kept.name == "cover.jpg"
    assert view.content.variants[MARKET].options["cover"] == kept.id
    again = understand(workspace, asked(f"{MARKET}.board=b1", f"{MARKET}.cover={kept.id}"))
    assert again.option_files == {}
    assert not again.blocked


def test_one_account_alone(workspace: Workspace) -> None:
    ann, bob = accounts.list_accounts(workspace)
    draft = understand(workspace, asked(f"{ann.id}.board=b1"))
    assert [one.accounts for one in draft.findings] == [(bob.id,)]
    assert (
        draft.findings[0].words
        == f"Market (@{bob.handle}): nothing is chosen for “Board”. Choose “Shoes” or “Hats”."
    )


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("market.colour=red", "Market has no option “colour”"),
        ("market.cover=/nowhere.jpg", "is no file"),
        ("market.board", "no equals sign"),
        ("bluesky.replies=nobody", "none of the chosen accounts"),
    ],
)
def test_wrong_names_are_refused_in_our_words(
    workspace: Workspace, option: str, words: str
) -> None:
    with pytest.raises(BadInput) as caught:
        understand(workspace, asked(option))
    assert words in caught.value.message
    if "colour" in option:
        assert "board, privacy, title" in caught.value.action


def test_a_wrong_value_is_a_problem_of_its_option(workspace: Workspace) -> None:
    draft = understand(workspace, asked(f"{MARKET}.board=b1", f"{MARKET}.privacy=nobody"))
    assert draft.blocked
    assert [one.field for one in draft.problems] == ["options.privacy"]


@pytest.mark.parametrize("platform", [one.info.id for one in Registry().all()])
def test_every_option_of_every_platform_can_be_named(platform: str, tmp_path: Path) -> None:
    cover = photo(tmp_path / "cover.jpg", (32, 24))
    there = SimpleNamespace(platforms=Registry())
    account = Account("1", platform, "r", "ann", "Ann", "", AccountState.CONNECTED)
    named = {one.name: one for one in there.platforms.get(platform).info.options}
    pairs = [
        f"{platform}.{name}={cover if one.kind is OptionKind.FILE else 'x=y'}"
        for name, one in named.items()
    ]
    chosen = choose(cast(Workspace, there), (account,), (), pairs)
    assert set(chosen.variants.get(platform, VariantContent()).options) == set(named)
    assert all(path == cover for path in chosen.paths.values())
