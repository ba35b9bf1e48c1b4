"""Moving accounts between brands, deleting a brand and bringing it back, and what it brings."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image

from brandcraft_desktop.domain.events import AccountChanged, BrandChanged, PostChanged
from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.domain.snippet import SnippetKind
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import AlreadyExists, BadInput, NotFound
from brandcraft_desktop.services import (
    accounts,
    avatars,
    brand_moves,
    brands,
    posting_times,
    posts,
    snippets,
)
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import (
    HOUR,
    ann,
    bob,
    clock,
    draft,
    force,
    heard,
    scheduled,
    stall,
    workspace,
)
from tests.services.engine_world import HandClock

__all__ = ["ann", "bob", "clock", "heard", "stall", "workspace"]


def photograph() -> bytes:
    """Some picture."""
    made = BytesIO()
    Image.new("RGB", (64, 64), "teal").save(made, "PNG")
    return made.getvalue()


def brand_of(workspace: Workspace, post_id: str) -> str | None:
    return posts.show(workspace, post_id).content.brand_id


def test_what_a_brand_says_of_itself(workspace: Workspace) -> None:
    made = brands.add(
        workspace, "Demo", hashtags=["#demo, studio", "Demo"], times=[Slot(4, 60), Slot(0, 570)]
    )
    assert made.hashtags == ("demo", "studio")
    assert made.tag_words == "#demo #studio"
    assert made.times == (Slot(0, 570), Slot(4, 60))
    edited = brands.edit(workspace, made.id, name="Other", hashtags=["größe_1"])
    assert (edited.name, edited.hashtags, edited.times) == ("Other", ("größe_1",), made.times)
    assert edited.colour == made.colour
    assert brands.edit(workspace, made.id, times=[], hashtags=[]).times == ()
    assert brands.edit(workspace, made.id) == brands.show(workspace, made.id)


@pytest.mark.parametrize(
    "tags", [["two words!"], ["123"], ["a" * 101], [f"tag{number}" for number in range(31)]]
)
def test_hashtags_that_cannot_be(workspace: Workspace, tags: list[str]) -> None:
    with pytest.raises(BadInput) as caught:
        brands.add(workspace, "Demo", hashtags=tags)
    assert caught.value.field == "hashtags"
    assert brands.list_brands(workspace) == ()


def test_a_picture_of_its_own(workspace: Workspace) -> None:
    brand = brands.add(workspace, "Demo")
    shown = brands.set_avatar(workspace, brand.id, photograph())
    assert shown.avatar_sha256 is not None
    assert workspace.store.path(shown.avatar_sha256).is_file()
    with pytest.raises(BadInput, match="can't be read"):
        brands.set_avatar(workspace, brand.id, b"no picture")
    assert brands.show(workspace, brand.id) == shown
    assert brands.set_avatar(workspace, brand.id, None).avatar_sha256 is None
    with pytest.raises(NotFound):
        brands.set_avatar(workspace, "nobody", photograph())


def test_a_picture_that_can_not_be_kept_leaves_everything_as_it_was(workspace: Workspace) -> None:
    large = photograph() + bytes(avatars.MAX_BYTES)
    for picture in (b"no picture", b"", large):
        with pytest.raises(BadInput) as caught:
            brands.add(workspace, "Demo", picture=picture)
        assert caught.value.field == "avatar"
        assert brands.list_brands(workspace) == ()
    made = brands.add(workspace, "Demo", picture=photograph())
    assert made.avatar_sha256 is not None
    with pytest.raises(BadInput):
        brands.edit(
            workspace, made.id, name="Other", campaign_start=date(2026, 3, 31), picture=large
        )
    assert brands.show(workspace, made.id) == made
    bare = brands.edit(
        workspace, made.id, name="Other", campaign_start=date(2026, 3, 31), picture=brands.NOTHING
    )
    assert (bare.name, bare.campaign_start) == ("Other", date(2026, 3, 31))
    assert bare.avatar_sha256 is None
    assert brands.edit(workspace, made.id, campaign_start=brands.NOTHING).campaign_start is None


def test_no_file_is_kept_for_a_brand_that_can_not_be(workspace: Workspace) -> None:
    brands.add(workspace, "Demo")
    with pytest.raises(AlreadyExists):
        brands.add(workspace, "demo", picture=photograph())
    assert not workspace.store.path(sha256(photograph()).hexdigest()).exists()


def test_a_deleted_brand_comes_back_with_its_links(
    workspace: Workspace, ann: str, bob: str, heard: list[object]
) -> None:
    brand = brands.add(workspace, "Demo", hashtags=["demo"], times=[Slot(0, 60)])
    second = brands.add(workspace, "Second")
    for account in (ann, bob):
        brands.link(workspace, brand.id, account)
    mine, other = (scheduled(workspace, ann, brand_id=brand.id).id for _ in range(2))
    kept = snippets.add(workspace, "Tags", "#a", SnippetKind.HASHTAGS, brand_id=brand.id)
    moved = snippets.add(workspace, "More", "#b", SnippetKind.HASHTAGS, brand_id=brand.id)
    deleted = brands.delete(workspace, brand.id)
    assert [one.brand_id for one in snippets.list_snippets(workspace)] == [None, None]
    snippets.remove(workspace, moved.id)
    assert brand_of(workspace, mine) is None
    assert accounts.show(workspace, ann).brand_id is None
    # What its person did meanwhile is not taken back.
    brands.link(workspace, second.id, bob)
    heard.clear()
    assert brands.restore(workspace, deleted) == brand
    assert {AccountChanged(ann), BrandChanged(brand.id)} <= set(heard)
    assert [one.id for one in brands.list_brands(workspace)] == [brand.id, second.id]
    assert brand_of(workspace, mine) == brand_of(workspace, other) == brand.id
    assert accounts.show(workspace, ann).brand_id == brand.id
    assert accounts.show(workspace, bob).brand_id == second.id
    assert snippets.list_snippets(workspace, brand.id) == (kept,)
    assert snippets.list_snippets(workspace) == (kept,)  # the other was deleted meanwhile
    with pytest.raises(AlreadyExists, match="back already"):
        brands.restore(workspace, deleted)


@pytest.mark.parametrize(
    ("name", "taken", "back"),
    [
        ("Demo", ("demo",), "Demo 2"),
        ("Demo", ("Demo", "DEMO 2"), "Demo 3"),
        ("x" * 60, ("x" * 60,), "x" * 58 + " 2"),
    ],
)
def test_a_brand_whose_name_was_taken_comes_back_under_the_next_free_one(
    workspace: Workspace, ann: str, name: str, taken: tuple[str, ...], back: str
) -> None:
    brand = brands.add(workspace, name)
    brands.link(workspace, brand.id, ann)
    deleted = brands.delete(workspace, brand.id)
    for one in taken:
        brands.add(workspace, one)
    assert brands.restore(workspace, deleted).name == back
    assert accounts.show(workspace, ann).brand_id == brand.id


def test_a_brand_does_not_come_back_as_the_sixth(workspace: Workspace) -> None:
    made = [brands.add(workspace, f"Brand {number}") for number in range(5)]
    deleted = brands.delete(workspace, made[2].id)
    brands.add(workspace, "New")
    with pytest.raises(AlreadyExists, match="can't come back"):
        brands.restore(workspace, deleted)
    assert len(brands.list_brands(workspace)) == 5


def test_moving_an_account_keeps_or_takes_its_posts(
    workspace: Workspace, clock: HandClock, ann: str, bob: str, heard: list[object]
) -> None:
    old, new = brands.add(workspace, "Old"), brands.add(workspace, "New")
    for account in (ann, bob):
        brands.link(workspace, old.id, account)
    alone = scheduled(workspace, ann, brand_id=old.id)
    written = draft(workspace, ann, brand_id=old.id)
    shared = scheduled(workspace, ann, bob, brand_id=old.id)
    out = scheduled(workspace, ann, brand_id=old.id)
    force(workspace, out.deliveries[0].id, D.PUBLISHED, published_at=clock.now())
    binned = scheduled(workspace, ann, brand_id=old.id)
    posts.delete(workspace, binned.id)
    asked = brand_moves.consequences(workspace, ann, new.id)
    assert (asked.before, asked.after, asked.scheduled, asked.shared) == ("Old", "New", 2, 1)
    assert brand_moves.consequences(workspace, ann, old.id).scheduled == 0

    kept = brand_moves.move(workspace, ann, new.id)
    assert kept.account.brand_id == new.id
    assert brand_of(workspace, alone.id) == old.id
    assert brand_moves.move_back(workspace, kept).brand_id == old.id

    heard.clear()
    moved = brand_moves.move(workspace, ann, new.id, with_posts=True)
    assert set(moved.post_ids) == {alone.id, written.id}
    assert {PostChanged(alone.id), AccountChanged(ann)} <= set(heard)
    assert [brand_of(workspace, one.id) for one in (alone, written)] == [new.id, new.id]
    assert [brand_of(workspace, one.id) for one in (shared, out)] == [old.id, old.id]
    assert posts.show(workspace, alone.id).content.scheduled_at == alone.content.scheduled_at
    brand_moves.move_back(workspace, moved)
    assert [brand_of(workspace, one.id) for one in (alone, written)] == [old.id, old.id]


def test_leaving_every_brand_and_coming_from_none(workspace: Workspace, ann: str, bob: str) -> None:
    brand = brands.add(workspace, "Demo")
    without = scheduled(workspace, ann)
    assert brand_moves.consequences(workspace, ann, brand.id).scheduled == 0
    brand_moves.move(workspace, ann, brand.id, with_posts=True)
    assert brand_of(workspace, without.id) is None  # nobody said it was the brand's
    post = scheduled(workspace, ann, brand_id=brand.id)
    assert brand_moves.consequences(workspace, ann, None).scheduled == 1
    brand_moves.move(workspace, ann, None, with_posts=True)
    assert brand_of(workspace, post.id) is None
    for account, target in (("nobody", brand.id), (ann, "nothing")):
        with pytest.raises(NotFound):
            brand_moves.move(workspace, account, target)


def test_a_post_keeps_the_brand_that_was_chosen_and_none_as_well(
    workspace: Workspace, ann: str, bob: str
) -> None:
    one, two = brands.add(workspace, "One"), brands.add(workspace, "Two")
    brands.link(workspace, one.id, ann)
    brands.link(workspace, two.id, bob)
    assert brand_of(workspace, scheduled(workspace, ann).id) is None
    assert brand_of(workspace, scheduled(workspace, ann, brand_id=two.id).id) == two.id
    assert brand_of(workspace, scheduled(workspace, ann, bob, brand_id=two.id).id) == two.id


def test_times_of_the_brand_are_for_accounts_without_their_own(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    brand = brands.add(workspace, "Demo", times=[Slot(day, 9 * 60) for day in range(7)])
    for account in (ann, bob):
        brands.link(workspace, brand.id, account)
    posting_times.set_slots(workspace, bob, [Slot(day, 15 * 60) for day in range(7)])

    def next_slot(*names: str) -> int:
        found = posting_times.suggestions(workspace, names, "UTC")
        return next(one.at.hour for one in found if "free slot" in one.reason)

    assert next_slot(ann) == 9
    assert next_slot(bob) == 15
    assert next_slot(ann, bob) in (9, 15)
    assert posting_times.slots(workspace, ann) == ()
    queued = posting_times.enqueue(workspace, draft(workspace, ann).id, "UTC")
    assert queued.content.scheduled_at is not None
    assert queued.content.scheduled_at.hour == 9
    assert queued.content.scheduled_at > clock.now() - HOUR
