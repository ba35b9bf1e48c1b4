"""Earlier versions of a post: kept while it is written, put back without losing the present one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from brandcraft_desktop.domain.status import Stage
from brandcraft_desktop.domain.views import MediaChoice, PostContent, VariantContent
from brandcraft_desktop.errors import NotFound, Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import media, post_versions, posts
from brandcraft_desktop.services.content_codec import from_text, to_text
from brandcraft_desktop.services.post_versions import APART, MOST, Reason, restore, versions
from brandcraft_desktop.services.tidying import tidy
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import (
    HOUR,
    add_media,
    ann,
    bob,
    clock,
    draft,
    heard,
    scheduled,
    stall,
    workspace,
)
from tests.services.engine_world import HandClock

__all__ = ["ann", "bob", "clock", "heard", "stall", "workspace"]


def typed(workspace: Workspace, post_id: str, **changes: object) -> None:
    """Save a change, as autosave does."""
    content = posts.show(workspace, post_id).content
    posts.save(workspace, post_id, replace(content, **changes))  # type: ignore[arg-type]


def texts(workspace: Workspace, post_id: str) -> list[str]:
    return [one.content.text for one in versions(workspace, post_id)]


def test_what_stood_there_for_a_while_is_kept(workspace: Workspace, clock: HandClock) -> None:
    post = posts.open_new(workspace).id
    typed(workspace, post, text="First")
    assert versions(workspace, post) == ()  # nothing stood there before
    clock.advance(seconds=30)
    typed(workspace, post, text="First thoughts")
    assert versions(workspace, post) == ()  # it is being written
    clock.advance(seconds=APART.total_seconds())
    typed(workspace, post, text="Second thoughts")
    assert texts(workspace, post) == ["First thoughts"]
    (kept,) = versions(workspace, post)
    assert (kept.at, kept.reason) == (clock.now(), Reason.WRITTEN)
    clock.advance(seconds=APART.total_seconds() - 1)
    typed(workspace, post, text="Third")
    assert texts(workspace, post) == ["First thoughts"]
    clock.advance(seconds=1)
    typed(workspace, post, text="Fourth")
    assert texts(workspace, post) == ["Third", "First thoughts"]


def test_a_clock_set_back_keeps_rather_too_much(workspace: Workspace, clock: HandClock) -> None:
    post = posts.open_new(workspace).id
    typed(workspace, post, text="Before")
    clock.advance(seconds=-3600)
    typed(workspace, post, text="After")
    assert texts(workspace, post) == ["Before"]


def test_the_order_of_versions_is_that_of_writing_whatever_the_clock_does(
    workspace: Workspace, clock: HandClock
) -> None:
    post = posts.open_new(workspace).id
    for number in range(MOST + 4):
        typed(workspace, post, text=f"Thought {number}")
        clock.advance(seconds=-86_400 if number == MOST // 2 else APART.total_seconds())
    assert texts(workspace, post) == [f"Thought {number}" for number in range(MOST + 2, 2, -1)]


def test_a_clock_set_back_does_not_fill_the_history(workspace: Workspace, clock: HandClock) -> None:
    post = posts.open_new(workspace).id
    typed(workspace, post, text="Before")
    clock.advance(seconds=APART.total_seconds())
    typed(workspace, post, text="Later")
    clock.advance(seconds=-86_400)
    for number in range(5):
        typed(workspace, post, text=f"After {number}")
    assert texts(workspace, post) == ["Later", "Before"]


def test_what_was_put_back_is_undone_by_the_version_it_names(
    workspace: Workspace, clock: HandClock
) -> None:
    post = posts.open_new(workspace).id
    typed(workspace, post, text="First")
    clock.advance(seconds=APART.total_seconds())
    typed(workspace, post, text="Second")
    (first,) = versions(workspace, post)
    clock.advance(seconds=-86_400)
    kept = restore(workspace, post, first.id).kept
    assert kept is not None
    assert restore(workspace, post, kept).view.content.text == "Second"


def test_a_version_that_says_what_is_kept_already_is_named_by_its_id(
    workspace: Workspace, clock: HandClock
) -> None:
    post = posts.open_new(workspace).id
    typed(workspace, post, text="First")
    clock.advance(seconds=APART.total_seconds())
    typed(workspace, post, text="Second")
    (first,) = versions(workspace, post)
    second = restore(workspace, post, first.id).kept
    assert second is not None
    assert restore(workspace, post, second).kept is not None
    typed(workspace, post, text="")
    assert restore(workspace, post, second).kept is None  # nothing stood there


def test_what_one_of_two_writers_has_is_kept_aside(workspace: Workspace) -> None:
    post = posts.open_new(workspace).id
    typed(workspace, post, text="Theirs")
    mine = PostContent(text="Mine\r\n")
    post_versions.keep_aside(workspace, post, mine)
    post_versions.keep_aside(workspace, post, mine)
    (kept,) = versions(workspace, post)
    assert (kept.content.text, kept.reason) == ("Mine\n", Reason.ASIDE)
    assert posts.show(workspace, post).content.text == "Theirs"
    with pytest.raises(NotFound):
        post_versions.keep_aside(workspace, "01JUNKJUNKJUNKJUNKJUNKJUNK", mine)


def test_a_new_post_that_was_emptied_goes_into_the_trash_as_it_was(
    workspace: Workspace, clock: HandClock
) -> None:
    post = posts.open_new(workspace).id
    typed(workspace, post, text="An hour of work")
    clock.advance(seconds=APART.total_seconds())
    typed(workspace, post, text="")
    assert posts.close_editor(workspace, post) is None
    assert [one.title for one in posts.trashed(workspace)] == ["An hour of work"]
    back = posts.undelete(workspace, post)
    assert (back.content.text, back.stage) == ("An hour of work", Stage.DRAFT)
    blank = posts.open_new(workspace).id
    typed(workspace, blank, text="Typed and taken back")
    typed(workspace, blank, text="")
    assert posts.close_editor(workspace, blank) is None
    assert posts.trashed(workspace) == ()


def test_tidying_throws_an_emptied_post_into_the_trash_not_away(
    workspace: Workspace, clock: HandClock
) -> None:
    post = posts.open_new(workspace).id
    typed(workspace, post, text="An hour of work")
    clock.advance(seconds=APART.total_seconds())
    typed(workspace, post, text="")
    workspace.database.write(
        lambda connection: connection.execute(update(tables.posts).values(editor_open=None))
    )
    clock.advance(seconds=25 * 3600)
    tidy(workspace)
    assert [one.title for one in posts.trashed(workspace)] == ["An hour of work"]
    clock.advance(seconds=31 * 86_400)
    tidy(workspace)
    assert posts.trashed(workspace) == ()


def test_time_and_accounts_make_no_version(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    post = posts.open_new(workspace).id
    typed(workspace, post, text="Words")
    clock.advance(seconds=3600)
    typed(workspace, post, account_ids=(ann,), scheduled_at=clock.now() + HOUR)
    assert versions(workspace, post) == ()


def test_scheduling_keeps_what_was_scheduled_once(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    post = draft(workspace, ann, text="On its way").id
    posts.schedule(workspace, post, at=clock.now() + HOUR)
    posts.make_draft(workspace, post)
    posts.schedule(workspace, post, at=clock.now() + 2 * HOUR)
    assert [(one.reason, one.content.text) for one in versions(workspace, post)] == [
        (Reason.SCHEDULED, "On its way")
    ]


def test_a_version_comes_back_and_the_present_one_is_kept(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    first, second = add_media(workspace), add_media(workspace)
    post = draft(workspace, ann, text="Old").id
    old = {
        "kiosk": VariantContent("Own", {"a": "b"}, (MediaChoice(second, "two", 1),), True, "Old")
    }
    typed(workspace, post, media=(MediaChoice(first, "one"),), variants=old, title="T", thread=True)
    clock.advance(seconds=3600)
    at = clock.now() + HOUR
    typed(workspace, post, text="New", variants={}, media=(), title="", thread=False)
    typed(workspace, post, account_ids=(bob,), scheduled_at=at, zone="Europe/Vilnius")
    (kept,) = versions(workspace, post)
    back = restore(workspace, post, kept.id).view.content
    assert (back.text, back.title, back.thread) == ("Old", "T", True)
    assert back.media == (MediaChoice(first, "one"),)
    assert back.variants == old
    assert (back.account_ids, back.scheduled_at, back.zone) == ((bob,), at, "Europe/Vilnius")
    assert [(one.reason, one.content.text) for one in versions(workspace, post)] == [
        (Reason.RESTORED, "New"),
        (Reason.WRITTEN, "Old"),
    ]


def test_a_file_that_is_gone_is_left_out(workspace: Workspace, clock: HandClock, ann: str) -> None:
    file = add_media(workspace)
    post = draft(workspace, ann, text="With a file").id
    typed(workspace, post, media=(MediaChoice(file),))
    clock.advance(seconds=3600)
    typed(workspace, post, text="Without", media=())
    media.delete(workspace, file)
    (kept,) = versions(workspace, post)
    back = restore(workspace, post, kept.id).view.content
    assert (back.text, back.media) == ("With a file", ())


def test_only_the_newest_stay(workspace: Workspace, clock: HandClock) -> None:
    post = posts.open_new(workspace).id
    for number in range(MOST + 10):
        typed(workspace, post, text=f"Text {number}")
        clock.advance(seconds=APART.total_seconds())
    found = texts(workspace, post)
    assert len(found) == MOST
    assert found[0] == f"Text {MOST + 8}"


def test_what_can_not_be_put_back(workspace: Workspace, clock: HandClock, ann: str) -> None:
    post = scheduled(workspace, ann)
    with pytest.raises(NotFound, match="no such version"):
        restore(workspace, post.id, "01JUNKJUNKJUNKJUNKJUNKJUNK")
    other = draft(workspace, ann, text="Other").id
    clock.advance(seconds=3600)
    typed(workspace, other, text="Changed")
    (kept,) = versions(workspace, other)
    with pytest.raises(NotFound):  # a version of another post
        restore(workspace, post.id, kept.id)
    posts.delete(workspace, other)
    with pytest.raises(Refused, match="trash"):
        restore(workspace, other, kept.id)


def test_deleting_for_good_takes_the_versions(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    from brandcraft_desktop.services.tidying import tidy

    post = draft(workspace, ann, text="One").id
    clock.advance(seconds=3600)
    typed(workspace, post, text="Two")
    assert versions(workspace, post)
    posts.delete(workspace, post)
    clock.advance(seconds=timedelta(days=31).total_seconds())
    tidy(workspace)
    assert versions(workspace, post) == ()


def test_the_codec_keeps_everything_and_reads_what_lacks_much() -> None:
    content = PostContent(
        title="T",
        notes="N",
        text="ä 👩‍👩‍👧 \u2028",
        account_ids=("a", "b"),
        media=(MediaChoice("m", "alt", 2),),
        variants={"": VariantContent(None, {"numbering": "{n}"}), "x": VariantContent("", {}, ())},
        thread=True,
    )
    assert from_text(to_text(content)) == content
    assert from_text("{}") == PostContent()
    assert post_versions.is_blank(from_text('{"text": ""}'))


def test_leaving_the_editor_keeps_what_stands_there_once(
    workspace: Workspace, clock: HandClock
) -> None:
    post = posts.open_new(workspace).id
    typed(workspace, post, text="Left so")
    posts.close_editor(workspace, post)
    posts.close_editor(workspace, post)
    assert texts(workspace, post) == ["Left so"]
    typed(workspace, post, text="All new a moment later")
    assert texts(workspace, post) == ["Left so"]
