"""The editor's use cases: autosave, closing, recovery after a crash."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.domain.events import Event, PostChanged
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.plan import PostBlocked
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
    add_attempt,
    add_media,
    add_step,
    ann,
    bob,
    clock,
    draft,
    force,
    heard,
    row_counts,
    scheduled,
    set_media,
    stage_of,
    stall,
    steps_of,
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


def _no_brand(workspace: Workspace, content: PostContent) -> PostContent:
    return replace(content, brand_id="nothing")


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
        _no_brand,
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


def test_accounts_come_and_go_until_they_were_tried(
    workspace: Workspace, ann: str, bob: str
) -> None:
    post = draft(workspace, ann, bob)
    kept = {one.account_id: one.id for one in post.deliveries}
    turned = posts.save(workspace, post.id, replace(post.content, account_ids=(bob, ann)))
    assert [one.account_id for one in turned.deliveries] == [bob, ann]
    assert {one.account_id: one.id for one in turned.deliveries} == kept
    alone = posts.save(workspace, post.id, replace(post.content, account_ids=(bob,)))
    assert [one.account_id for one in alone.deliveries] == [bob]
    add_attempt(workspace, kept[bob])
    with pytest.raises(BadInput, match="can't be taken off"):
        posts.save(workspace, post.id, replace(alone.content, account_ids=(ann,)))
    assert posts.show(workspace, post.id).content.account_ids == (bob,)


def test_a_canceled_account_is_chosen_no_more_and_can_be_chosen_again(
    workspace: Workspace, ann: str, bob: str
) -> None:
    post = scheduled(workspace, ann, bob)
    to_ann = next(one for one in post.deliveries if one.account_id == ann)
    add_attempt(workspace, to_ann.id)
    force(workspace, to_ann.id, D.CANCELED)
    view = posts.show(workspace, post.id)
    assert view.content.account_ids == (bob,)
    again = posts.schedule(workspace, post.id, at=workspace.clock.now() + 2 * HOUR)
    assert [one.status for one in again.deliveries] == [D.CANCELED, D.SCHEDULED]
    chosen = posts.save(workspace, post.id, replace(again.content, account_ids=(ann, bob)))
    assert [one.status for one in chosen.deliveries] == [D.SCHEDULED, D.SCHEDULED]
    assert {one.due_at for one in chosen.deliveries} == {workspace.clock.now() + 2 * HOUR}


def test_an_edited_scheduled_post_stays_scheduled(workspace: Workspace, ann: str, bob: str) -> None:
    post = scheduled(workspace, ann)
    at = post.content.scheduled_at
    edited = posts.save(
        workspace,
        post.id,
        replace(post.content, text="Other", account_ids=(ann, bob), scheduled_at=None),
    )
    assert edited.content.scheduled_at == at
    assert [(one.status, one.due_at, one.next_try_at) for one in edited.deliveries] == [
        (D.SCHEDULED, at, at),
        (D.SCHEDULED, at, at),
    ]


def test_a_new_time_follows_when_it_is_possible(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    post = scheduled(workspace, ann)
    later = clock.now() + 3 * HOUR
    moved = posts.save(workspace, post.id, replace(post.content, scheduled_at=later))
    assert moved.deliveries[0].due_at == moved.deliveries[0].next_try_at == later
    for wrong in (clock.now() - HOUR, clock.now() + timedelta(days=120)):
        with pytest.raises(PostBlocked):
            posts.save(workspace, post.id, replace(moved.content, scheduled_at=wrong))
    assert posts.show(workspace, post.id) == moved


def test_a_new_account_on_a_post_with_unready_files_waits_for_them(
    workspace: Workspace, ann: str, bob: str
) -> None:
    picture = add_media(workspace, state=MediaState.PENDING)
    post = scheduled(workspace, ann, media=(MediaChoice(picture, "x"),))
    assert post.deliveries[0].status is D.WAITING_MEDIA
    edited = posts.save(workspace, post.id, replace(post.content, account_ids=(ann, bob)))
    assert [(one.status, one.next_try_at) for one in edited.deliveries] == [
        (D.WAITING_MEDIA, None),
        (D.WAITING_MEDIA, None),
    ]


def test_saving_a_missed_post_sends_nothing(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    post = scheduled(workspace, ann)
    clock.advance(hours=2)
    force(workspace, post.deliveries[0].id, D.MISSED)
    edited = posts.save(workspace, post.id, replace(post.content, account_ids=(ann, bob)))
    assert [one.status for one in edited.deliveries] == [D.MISSED, D.DRAFT]


def test_new_words_drop_what_was_prepared_for_the_old_ones(workspace: Workspace, ann: str) -> None:
    post = scheduled(workspace, ann)
    delivery = post.deliveries[0].id
    add_step(workspace, delivery, "card", armed=False)
    same = posts.save(workspace, post.id, replace(post.content, notes="only for me"))
    assert steps_of(workspace, delivery) == {"card"}
    posts.save(workspace, post.id, replace(same.content, text="https://example.com/other"))
    assert steps_of(workspace, delivery) == set()


def test_what_is_partly_out_keeps_its_words_and_steps(
    workspace: Workspace, ann: str, bob: str
) -> None:
    post = scheduled(workspace, ann, bob, text="1\n---\n2")
    delivery = post.deliveries[0].id
    add_step(workspace, delivery, "part-1", armed=True)
    force(workspace, delivery, D.FAILED)
    for change in ({"text": "new"}, {"account_ids": (bob,)}, {"thread": True}, {"title": "new"}):
        with pytest.raises(Refused, match="may already be out"):
            posts.save(workspace, post.id, replace(post.content, **change))
    with pytest.raises(Refused, match="may already be out"):
        posts.make_draft(workspace, post.id)
    assert steps_of(workspace, delivery) == {"part-1"}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (D.PUBLISHING, "published right now"),
        (D.PROCESSING, "published right now"),
        (D.PUBLISHED, "Published posts"),
        (D.UNCONFIRMED, "can't be changed yet"),
    ],
)
def test_what_can_no_longer_be_changed(
    workspace: Workspace, ann: str, bob: str, status: D, words: str
) -> None:
    post = scheduled(workspace, ann, bob)
    force(workspace, post.deliveries[0].id, status)
    before = posts.show(workspace, post.id)
    acts: list[Act] = [
        lambda: posts.save(workspace, post.id, replace(post.content, text="new")),
        lambda: posts.make_draft(workspace, post.id),
        lambda: posts.schedule(workspace, post.id, at=workspace.clock.now() + HOUR),
        lambda: posts.move(workspace, post.id, at=workspace.clock.now() + HOUR),
    ]
    for act in acts:
        with pytest.raises(Refused, match=words):
            act()
    assert posts.show(workspace, post.id) == before


def test_what_is_in_the_trash_is_not_changed(workspace: Workspace, ann: str) -> None:
    post = scheduled(workspace, ann)
    posts.delete(workspace, post.id)
    with pytest.raises(Refused, match="in the trash"):
        posts.save(workspace, post.id, replace(post.content, text="new"))


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
