"""The editor's use cases: autosave, closing, recovery after a crash."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from brandcraft_desktop.domain.events import Event, PostChanged
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.status import Stage
from brandcraft_desktop.domain.views import MediaChoice, PostContent, VariantContent
from brandcraft_desktop.errors import BadInput, BrandcraftError, NotFound, Refused
from brandcraft_desktop.services import brands, posts
from brandcraft_desktop.services.tidying import tidy
from brandcraft_desktop.services.workspace import Workspace, close
from tests.services.desk import (
    HOUR,
    Stall,
    add_media,
    ann,
    bob,
    clock,
    draft,
    heard,
    row_counts,
    set_media,
    stage_of,
    stall,
    workspace,
)
from tests.services.engine_fixtures import open_kiosk
from tests.services.engine_world import HandClock

__all__ = ["ann", "bob", "clock", "heard", "stall", "workspace"]

Act = Callable[[], object]


def test_everything_in_the_editor_is_kept(workspace: Workspace, ann: str, bob: str) -> None:
    brand = brands.add(workspace, "Bakery")
    picture = add_media(workspace)
    post = posts.open_new(workspace)
    content = PostContent(
        title="Title",
        notes="Notes",
        text="Words",
        brand_id=brand.id,
        account_ids=(bob, ann),
        media=(MediaChoice(picture, "A cat"),),
        variants={
            "kiosk": VariantContent("For the kiosk", {"langs": "en"}),
            ann: VariantContent(None, {"langs": "de"}),
        },
        scheduled_at=workspace.clock.now() + HOUR,
        zone="Europe/Berlin",
        wall_time="2026-11-22T14:00:00",
        thread=True,
    )
    saved = posts.save(workspace, post.id, content)
    assert saved.content == content
    assert posts.show(workspace, post.id) == saved
    assert (saved.stage, saved.brand_name) == (Stage.TEMP, "Bakery")
    assert [one.status for one in saved.deliveries] == [D.DRAFT, D.DRAFT]
    assert [view.alt for view in saved.media] == ["A cat"]


def test_saving_the_same_again_changes_nothing(
    workspace: Workspace, ann: str, heard: list[Event]
) -> None:
    post = draft(workspace, ann)
    heard.clear()
    again = posts.save(workspace, post.id, post.content)
    assert again.revision == post.revision
    assert heard == []


def test_a_change_is_told_after_it_can_be_read(workspace: Workspace, ann: str) -> None:
    post = draft(workspace, ann)
    seen: list[str] = []
    unsubscribe = workspace.bus.subscribe(
        lambda event: seen.append(posts.show(workspace, post.id).content.text)
    )
    posts.save(workspace, post.id, replace(post.content, text="Newer"))
    unsubscribe()
    assert seen == ["Newer"]


def test_a_change_made_elsewhere_is_not_overwritten(workspace: Workspace, ann: str) -> None:
    post = draft(workspace, ann)
    posts.save(workspace, post.id, replace(post.content, text="Other window"))
    with pytest.raises(Refused, match="another window"):
        posts.save(workspace, post.id, replace(post.content, text="Mine"), revision=post.revision)
    assert posts.show(workspace, post.id).content.text == "Other window"


def _no_file(workspace: Workspace, content: PostContent) -> PostContent:
    return replace(content, media=(MediaChoice("nothing"),))


def _file_in_trash(workspace: Workspace, content: PostContent) -> PostContent:
    return replace(content, media=(MediaChoice(add_media(workspace, deleted=True)),))


def _file_twice(workspace: Workspace, content: PostContent) -> PostContent:
    picture = add_media(workspace)
    return replace(content, media=(MediaChoice(picture), MediaChoice(picture)))


def _no_account(workspace: Workspace, content: PostContent) -> PostContent:
    return replace(content, account_ids=(*content.account_ids, "nobody"))


def _half_a_character(workspace: Workspace, content: PostContent) -> PostContent:
    return replace(content, text="half \ud83d of one")


def _half_in_a_variant(workspace: Workspace, content: PostContent) -> PostContent:
    return replace(content, variants={"kiosk": VariantContent("\udc00")})


def _too_long(workspace: Workspace, content: PostContent) -> PostContent:
    return replace(content, text="x" * 100_001)


def _long_title(workspace: Workspace, content: PostContent) -> PostContent:
    return replace(content, title="x" * 501)


def _long_alt(workspace: Workspace, content: PostContent) -> PostContent:
    return replace(content, media=(MediaChoice(add_media(workspace), "x" * 100_001),))


@pytest.mark.parametrize(
    "spoil",
    [
        _no_file,
        _file_in_trash,
        _file_twice,
        _no_account,
        _half_a_character,
        _half_in_a_variant,
        _too_long,
        _long_title,
        _long_alt,
    ],
)
def test_all_of_it_is_saved_or_nothing(workspace: Workspace, ann: str, spoil: object) -> None:
    post = draft(workspace, ann)
    assert callable(spoil)
    other = replace(post.content, text="New words", title="New title", account_ids=())
    bad = spoil(workspace, replace(other, account_ids=(ann,)))
    before = row_counts(workspace)
    with pytest.raises((BadInput, NotFound)) as caught:
        posts.save(workspace, post.id, bad)
    assert caught.value.title
    assert posts.show(workspace, post.id) == post
    assert row_counts(workspace) == before


def test_words_written_for_a_brand_that_was_deleted_meanwhile_are_kept(
    workspace: Workspace, ann: str
) -> None:
    brand = brands.add(workspace, "Bakery")
    post = posts.open_new(workspace, brand_id=brand.id)
    held = replace(post.content, text="Written", account_ids=(ann,))
    kept = posts.save(workspace, post.id, held)
    brands.delete(workspace, brand.id)
    # The open editor still holds the brand, and knows the post as it was last saved.
    held = replace(held, text="Written on")
    saved = posts.save(workspace, post.id, held, revision=kept.revision)
    assert (saved.content.text, saved.content.brand_id) == ("Written on", None)
    assert posts.save(workspace, post.id, held).revision == saved.revision  # nothing is new
    scheduled = posts.schedule(workspace, post.id, at=workspace.clock.now() + HOUR)
    assert scheduled.content.scheduled_at is not None
    after = posts.save(workspace, post.id, replace(held, text="Once more"))
    assert after.content.scheduled_at == scheduled.content.scheduled_at
    assert (after.content.text, after.content.brand_id) == ("Once more", None)


def test_an_emptied_post_of_a_deleted_brand_goes_into_the_trash(
    workspace: Workspace, clock: HandClock
) -> None:
    brand = brands.add(workspace, "Bakery")
    post = posts.open_new(workspace, brand_id=brand.id)
    clock.advance(hours=1)
    posts.save(workspace, post.id, PostContent(text="Some words", brand_id=brand.id))
    clock.advance(hours=1)
    posts.save(workspace, post.id, PostContent(brand_id=brand.id))
    brands.delete(workspace, brand.id)
    assert posts.close_editor(workspace, post.id) is None
    trashed = posts.show(workspace, post.id)
    assert trashed.deleted_at is not None
    assert (trashed.content.text, trashed.content.brand_id) == ("Some words", None)


def test_control_characters_go_and_line_ends_are_one_kind(workspace: Workspace, ann: str) -> None:
    post = draft(workspace, ann)
    saved = posts.save(
        workspace,
        post.id,
        replace(post.content, text="a\x00b\x07\r\nc\td", title="two\nlines", notes="\x1b[31m"),
    )
    assert saved.content.text == "ab\nc\td"
    assert saved.content.title == "two lines"
    assert saved.content.notes == "[31m"


def test_a_post_keeps_a_file_that_went_into_the_trash(workspace: Workspace, ann: str) -> None:
    first, second = add_media(workspace, "1.jpg"), add_media(workspace, "2.jpg")
    post = draft(workspace, ann, media=(MediaChoice(first), MediaChoice(second)))
    set_media(workspace, first, deleted_at=workspace.clock.now())
    turned = posts.save(
        workspace,
        post.id,
        replace(post.content, media=(MediaChoice(second), MediaChoice(first))),
    )
    assert [view.name for view in turned.media] == ["2.jpg", "1.jpg"]


def test_a_post_goes_from_temp_to_draft_to_committed(workspace: Workspace, ann: str) -> None:
    post = posts.open_new(workspace, at=workspace.clock.now() + HOUR)
    assert (post.stage, post.content.scheduled_at) == (
        Stage.TEMP,
        workspace.clock.now() + HOUR,
    )
    posts.save(workspace, post.id, PostContent(text="Words", account_ids=(ann,)))
    closed = posts.close_editor(workspace, post.id)
    assert closed is not None
    assert closed.stage is Stage.DRAFT
    posts.schedule(workspace, post.id, at=workspace.clock.now() + HOUR)
    assert stage_of(workspace, post.id) is Stage.COMMITTED
    closed = posts.close_editor(workspace, post.id)
    assert closed is not None
    assert closed.stage is Stage.COMMITTED


@pytest.mark.parametrize(
    ("content", "stays"),
    [
        (PostContent(), False),
        (PostContent(text=" \n "), False),
        (PostContent(thread=True, zone="Asia/Tokyo"), False),
        (PostContent(text="a"), True),
        (PostContent(title="a"), True),
        (PostContent(notes="a"), True),
        (PostContent(variants={"kiosk": VariantContent("a")}), True),
    ],
)
def test_leaving_the_editor(workspace: Workspace, content: PostContent, stays: bool) -> None:
    post = posts.open_new(workspace)
    posts.save(workspace, post.id, content)
    closed = posts.close_editor(workspace, post.id)
    assert (closed is not None) is stays
    if not stays:
        with pytest.raises(NotFound):
            posts.show(workspace, post.id)


def test_leaving_an_editor_with_only_accounts_or_only_a_picture(
    workspace: Workspace, ann: str
) -> None:
    chosen = posts.open_new(workspace)
    posts.save(workspace, chosen.id, PostContent(account_ids=(ann,)))
    assert posts.close_editor(workspace, chosen.id) is None
    picture = posts.open_new(workspace)
    posts.save(workspace, picture.id, PostContent(media=(MediaChoice(add_media(workspace)),)))
    assert posts.close_editor(workspace, picture.id) is not None


def test_a_new_post_for_a_brand_that_is_gone(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        posts.open_new(workspace, brand_id="nothing")


def test_an_empty_editor_over_night(
    tmp_path: Path, workspace: Workspace, clock: HandClock, stall: Stall
) -> None:
    """A post that nobody wrote in is purged after a day, but not under an open editor."""
    other = open_kiosk(tmp_path / "home", clock, stall)
    post = posts.open_new(other)
    clock.advance(hours=25)
    assert tidy(workspace) == 0
    close(other)
    assert tidy(workspace) == 1
    with pytest.raises(NotFound):
        posts.show(workspace, post.id)


def test_a_crash_is_offered_until_it_is_answered(
    tmp_path: Path, workspace: Workspace, clock: HandClock, stall: Stall
) -> None:
    other = open_kiosk(tmp_path / "home", clock, stall)
    post = posts.open_new(other)
    posts.save(other, post.id, PostContent(text="Unsaved?"))
    posts.open_new(other)  # an empty one is not worth asking about
    assert posts.recoverable(workspace) == ()  # its editor lives
    assert posts.recoverable(other) == ()  # it is our own
    close(other)
    assert [one.id for one in posts.recoverable(workspace)] == [post.id]
    assert [one.id for one in posts.recoverable(workspace)] == [post.id]
    taken = posts.take_over(workspace, post.id)
    assert taken.content.text == "Unsaved?"
    assert posts.recoverable(workspace) == ()
    closed = posts.close_editor(workspace, post.id)
    assert closed is not None
    assert closed.stage is Stage.DRAFT


def test_another_machine_s_editor_counts_as_alive(workspace: Workspace) -> None:
    from sqlalchemy import update

    from brandcraft_desktop.models import tables

    post = posts.open_new(workspace)
    posts.save(workspace, post.id, PostContent(text="There"))
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.posts).values(editor_open="elsewhere:1:x")
        )
    )
    assert posts.recoverable(workspace) == ()


def test_a_post_that_is_gone(workspace: Workspace) -> None:
    acts: list[Act] = [
        lambda: posts.show(workspace, "nothing"),
        lambda: posts.save(workspace, "nothing", PostContent()),
        lambda: posts.close_editor(workspace, "nothing"),
        lambda: posts.take_over(workspace, "nothing"),
        lambda: posts.schedule(workspace, "nothing", at=workspace.clock.now()),
        lambda: posts.delete(workspace, "nothing"),
        lambda: posts.undelete(workspace, "nothing"),
        lambda: posts.duplicate(workspace, "nothing"),
        lambda: posts.cancel(workspace, "nothing"),
    ]
    for act in acts:
        with pytest.raises(NotFound):
            act()


def test_a_crowd_of_saves_raises_the_revision_each_time(workspace: Workspace, ann: str) -> None:
    post = draft(workspace, ann)
    for number in range(5):
        saved = posts.save(
            workspace,
            post.id,
            replace(post.content, text=f"Words {number}"),
            revision=post.revision,
        )
        assert saved.revision == post.revision + 1
        post = saved


def test_events_name_the_post(workspace: Workspace, heard: list[Event]) -> None:
    post = posts.open_new(workspace)
    assert PostChanged(post.id) in heard


def test_a_refusal_tells_nothing(workspace: Workspace, ann: str, heard: list[Event]) -> None:
    post = draft(workspace, ann)
    heard.clear()
    with pytest.raises(BrandcraftError):
        posts.save(workspace, post.id, replace(post.content, account_ids=("nobody",)))
    assert heard == []
