"""Looking through the library: shelves, search, pages, words about files, and who uses them."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from brandcraft_desktop.domain.events import Event, MediaChanged
from brandcraft_desktop.domain.library import (
    LONGEST_TAG,
    MOST_TAGS,
    Outlook,
    Shelf,
    ShelfCounts,
    tags_of,
)
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.domain.views import MediaChoice
from brandcraft_desktop.errors import BadInput, NotFound
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import media, media_library, posts
from brandcraft_desktop.services.workspace import Workspace
from tests.media.files import photo
from tests.services.desk import (
    add_media,
    ann,
    bob,
    clock,
    draft,
    force,
    heard,
    scheduled,
    set_media,
    stall,
    workspace,
)
from tests.services.engine_world import HandClock
from tests.services.many_files import add_many

__all__ = ["ann", "bob", "clock", "heard", "stall", "workspace"]


def names(workspace: Workspace, shelf: Shelf = Shelf.ALL, search: str = "") -> list[str]:
    return [one.name for one in media.page(workspace, shelf=shelf, search=search)]


def with_file(media_id: str) -> tuple[MediaChoice, ...]:
    return (MediaChoice(media_id),)


def test_shelves_and_their_figures(workspace: Workspace, ann: str, clock: HandClock) -> None:
    ids = []
    for name in ("a.jpg", "b.jpg", "film.mp4", "gone.jpg"):
        clock.advance(seconds=1)
        ids.append(add_media(workspace, name))
    set_media(workspace, ids[2], kind="video")
    media.delete(workspace, ids[3])
    draft(workspace, ann, media=with_file(ids[0]))
    assert names(workspace) == ["film.mp4", "b.jpg", "a.jpg"]
    assert names(workspace, Shelf.IMAGES) == ["b.jpg", "a.jpg"]
    assert names(workspace, Shelf.VIDEOS) == ["film.mp4"]
    assert names(workspace, Shelf.UNUSED) == ["film.mp4", "b.jpg"]
    assert names(workspace, Shelf.TRASH) == ["gone.jpg"]
    found = media.counts(workspace)
    assert found == ShelfCounts(everything=3, images=2, videos=1, unused=2, trash=1)
    assert [found.of(shelf) for shelf in Shelf] == [3, 2, 1, 2, 1]
    assert [one.used_in for one in media.page(workspace)] == [0, 0, 1]


def test_search_looks_into_names_words_and_tags(workspace: Workspace) -> None:
    one, other, third = (add_media(workspace, name) for name in ("GRÖSSE.jpg", "b.jpg", "c_1.jpg"))
    media.edit(workspace, other, alt="Two cats on a sofa", tags="pets, Home")
    assert names(workspace, search="größe") == ["GRÖSSE.jpg"]
    assert names(workspace, search="CATS sofa") == ["b.jpg"]
    assert names(workspace, search="cats grösse") == []
    assert names(workspace, search="#home") == ["b.jpg"]
    assert names(workspace, search="#hom") == []
    assert names(workspace, search="hom") == ["b.jpg"]
    assert names(workspace, search="c_1") == ["c_1.jpg"]
    assert names(workspace, search="%") == []
    assert media.counts(workspace, search="cats").everything == 1
    assert {view.id for view in media.page(workspace, search="#")} == set()
    assert {view.id for view in media.page(workspace, search="  ")} == {one, other, third}


def test_every_file_comes_once_over_pages(workspace: Workspace, clock: HandClock) -> None:
    ids = [add_media(workspace, f"{number}.jpg") for number in range(7)]
    for shelf in (Shelf.ALL, Shelf.TRASH):
        if shelf is Shelf.TRASH:  # two moments, several files at each
            media.delete_many(workspace, ids[:3])
            clock.advance(seconds=1)
            media.delete_many(workspace, ids[3:])
        seen: list[str] = []
        last = None
        while found := media.page(workspace, shelf=shelf, after=last, limit=2):
            seen += [one.id for one in found]
            last = found[-1]
        assert sorted(seen) == ids
        assert len(set(seen)) == len(ids)
    assert set(seen[:4]) == set(ids[3:])


def test_what_is_written_about_a_file_is_kept(workspace: Workspace, heard: list[Event]) -> None:
    media_id = add_media(workspace)
    heard.clear()
    view = media.edit(
        workspace, media_id, name="  Beach\nat noon.jpg ", alt=" Sand. ", tags="#Sea, sun sea"
    )
    assert (view.name, view.alt, view.tags) == ("Beach at noon.jpg", "Sand.", ("sea", "sun"))
    assert media.show(workspace, media_id) == view
    assert heard == [MediaChanged(media_id)]
    assert media.edit(workspace, media_id, alt="Sand.") == view
    assert len(heard) == 1, "nothing changed, nothing is told"
    assert media.edit(workspace, media_id, tags="").tags == ()
    for wrong, field in (
        ({"name": " \n"}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"alt": "x" * 5_001}, "alt"),
        ({"tags": "x" * (LONGEST_TAG + 1)}, "tags"),
    ):
        with pytest.raises(BadInput) as caught:
            media.edit(workspace, media_id, **wrong)
        assert caught.value.field == field
        assert caught.value.action
    with pytest.raises(NotFound):
        media.edit(workspace, "nothing", name="a")
    assert media.show(workspace, media_id).name == "Beach at noon.jpg"


def test_tags_join_those_of_several_files(workspace: Workspace) -> None:
    one, other = add_media(workspace), add_media(workspace)
    media.edit(workspace, one, tags="sea")
    assert media.add_tags(workspace, [one, other], "sea Sun") == 2
    assert media.add_tags(workspace, [one, other], "sun") == 0
    assert [view.tags for view in media.some(workspace, [one, other])] == [
        ("sea", "sun"),
        ("sea", "sun"),
    ]
    many = " ".join(f"t{number}" for number in range(MOST_TAGS))
    with pytest.raises(BadInput):
        media.add_tags(workspace, [other, one], many)
    assert media.show(workspace, other).tags == ("sea", "sun"), "all or none"


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_tags_are_words_and_stay_so(words: str) -> None:
    try:
        tags = tags_of(words)
    except BadInput:
        return
    assert len(set(tags)) == len(tags)
    assert all(tag and not tag.startswith("#") and len(tag.split()) == 1 for tag in tags)
    assert tags_of(" ".join(tags)) == tags


def test_uses_are_told_with_how_each_post_stands(
    workspace: Workspace, ann: str, clock: HandClock
) -> None:
    media_id, other = add_media(workspace), add_media(workspace, "other.jpg")
    idea = draft(workspace, ann, text="Idea", media=with_file(media_id))
    clock.advance(seconds=1)
    soon = scheduled(workspace, ann, text="Soon", media=with_file(media_id))
    clock.advance(seconds=1)
    gone = draft(workspace, ann, text="Gone", media=with_file(media_id))
    draft(workspace, ann, text="Another", media=with_file(other))
    posts.delete(workspace, gone.id)
    found = media.used_by(workspace, media_id)
    assert [(one.post_id, one.status, one.in_trash) for one in found] == [
        (gone.id, PostStatus.DRAFT, True),
        (soon.id, PostStatus.SCHEDULED, False),
        (idea.id, PostStatus.DRAFT, False),
    ]
    assert [one.title for one in found] == ["Gone", "Soon", "Idea"]
    assert found[1].at == soon.content.scheduled_at
    assert len(media.used_by(workspace, media_id, limit=1)) == 1


@pytest.mark.parametrize(
    ("status", "asked"),
    [
        (D.SCHEDULED, "1 scheduled post"),
        (D.WAITING_MEDIA, "1 scheduled post"),
        (D.PUBLISHING, "1 scheduled post"),
        (D.PROCESSING, "1 scheduled post"),
        (D.FAILED, "1 unfinished post"),
        (D.MISSED, "1 unfinished post"),
        (D.UNCONFIRMED, "1 unfinished post"),
        (D.PUBLISHED, ""),
        (D.CANCELED, ""),
    ],
)
def test_what_deleting_means_before_it_is_done(
    workspace: Workspace, ann: str, status: D, asked: str
) -> None:
    media_id, free = add_media(workspace), add_media(workspace)
    post = scheduled(workspace, ann, media=with_file(media_id))
    force(workspace, post.deliveries[0].id, status)
    found = media.outlook(workspace, [media_id, free])
    assert (found.files, found.held, found.used_by) == (2, 1, asked)
    assert found.asks is bool(asked)
    assert "keep them" in found.words
    assert media.outlook(workspace, [free]) == Outlook(1)
    assert media.outlook(workspace, [free]).words == ""
    assert media.delete_many(workspace, [media_id, free]) == found


def test_a_post_is_counted_once_and_none_of_the_trash(workspace: Workspace, ann: str) -> None:
    one, other = add_media(workspace), add_media(workspace)
    both = (MediaChoice(one), MediaChoice(other))
    scheduled(workspace, ann, media=both)
    draft(workspace, ann, media=both)
    posts.delete(workspace, draft(workspace, ann, media=both).id)
    found = media.outlook(workspace, [one, other])
    assert found == Outlook(2, held=2, planned=1, drafts=1)
    assert found.used_by == "1 scheduled post and 1 draft"


def test_deleting_never_breaks_a_scheduled_post(
    workspace: Workspace, ann: str, clock: HandClock, tmp_path: Path
) -> None:
    """Also where the file was not even looked at yet: the post waits for it and gets it."""
    view = media.add(workspace, [photo(tmp_path / "a.jpg")])[0]
    post = scheduled(workspace, ann, at=clock.now() + timedelta(days=40), media=with_file(view.id))
    media.delete_many(workspace, [view.id])
    assert media.process_pending(workspace) == 1
    clock.advance(seconds=31 * 86_400)
    assert media.empty(workspace) == 0
    assert workspace.store.has(view.sha256)
    assert posts.show(workspace, post.id).media[0].state is MediaState.PROCESSED
    changed = posts.save(workspace, post.id, post.content)
    assert [one.id for one in changed.media] == [view.id]
    posts.save(workspace, post.id, replace(post.content, media=()))
    assert media.empty(workspace) == 1
    assert not workspace.store.has(view.sha256)


def test_deleting_and_restoring_is_all_or_none(workspace: Workspace, heard: list[Event]) -> None:
    ids = [add_media(workspace) for _ in range(3)]
    heard.clear()
    with pytest.raises(NotFound):
        media.delete_many(workspace, [*ids, "nothing"])
    assert media.counts(workspace) == ShelfCounts(3, 3, 0, 3, 0)
    assert heard == []
    media.delete_many(workspace, ids[:2])
    before = [view.deleted_at for view in media.some(workspace, ids)]
    assert heard == [MediaChanged(one) for one in ids[:2]]
    media.delete_many(workspace, ids[:2])
    assert [view.deleted_at for view in media.some(workspace, ids)] == before
    with pytest.raises(NotFound):
        media.restore_many(workspace, [*ids, "nothing"])
    media.restore_many(workspace, ids)
    assert media.counts(workspace).trash == 0
    assert media.some(workspace, ["nothing", ids[1], ids[0]])[0].id == ids[1]


def test_chosen_files_go_for_good_but_for_what_posts_have(
    workspace: Workspace, ann: str, heard: list[Event], tmp_path: Path
) -> None:
    (lone,) = media.add(workspace, [photo(tmp_path / "a.jpg", (60, 40))])
    used, kept, other = (add_media(workspace) for _ in range(3))
    draft(workspace, ann, media=with_file(used))
    media.delete_many(workspace, [lone.id, used, other])
    heard.clear()
    with pytest.raises(NotFound):
        media.remove_many(workspace, [lone.id, "nothing"])
    assert workspace.store.has(lone.sha256)
    assert media.remove_many(workspace, [lone.id, used, kept]) == (lone.id,)
    assert heard == [MediaChanged(lone.id)]
    assert not workspace.store.has(lone.sha256)
    assert {one.id for one in media.some(workspace, [lone.id, used, kept, other])} == {
        used,
        kept,
        other,
    }


def test_five_thousand_files_take_milliseconds(workspace: Workspace, ann: str) -> None:
    ids = add_many(workspace, 5_000)
    post = draft(workspace, ann)
    rows = [
        {"post_id": post.id, "target": "", "position": place, "media_id": one}
        for place, one in enumerate(ids[::2])
    ]
    workspace.database.write(lambda connection: connection.execute(insert(tables.post_media), rows))
    media.page(workspace, search="warm up", limit=1)
    began = time.thread_time()
    middle = media.some(workspace, [ids[2_500]])[0]
    assert len(media.page(workspace, after=middle)) == media_library.WINDOW
    assert len(media.page(workspace, shelf=Shelf.UNUSED, search="evening year3")) > 0
    assert media.counts(workspace).unused == 2_500
    assert media.counts(workspace, search="größe").everything == 625
    assert media.outlook(workspace, ids).drafts == 1
    took = time.thread_time() - began
    assert took < 0.5, f"{took * 1000:.0f} ms of processor time"


def test_files_begin_a_draft_with_their_words(
    workspace: Workspace, ann: str, clock: HandClock
) -> None:
    one, other = add_media(workspace), add_media(workspace)
    media.edit(workspace, one, alt="Sand")
    at = clock.now() + timedelta(days=2)
    post = media.begin_post(
        workspace, [other, one], at=at, zone="Europe/Berlin", wall_time="2027-03-16T09:00"
    )
    assert post.status is PostStatus.DRAFT
    assert post.content.media == (MediaChoice(other), MediaChoice(one, "Sand"))
    assert (post.content.scheduled_at, post.content.zone) == (at, "Europe/Berlin")
    assert post.content.account_ids == (ann,), "there is no other"
    before = len(media.used_by(workspace, one))
    with pytest.raises(BadInput, match="The first 4 fit"):
        media.begin_post(workspace, [add_media(workspace) for _ in range(5)])
    for wrong in ([], [one, "nothing"]):
        with pytest.raises(NotFound):
            media.begin_post(workspace, wrong)
    assert len(media.used_by(workspace, one)) == before


def test_who_has_two_accounts_chooses(workspace: Workspace, ann: str, bob: str) -> None:
    assert media.begin_post(workspace, [add_media(workspace)]).content.account_ids == ()
    assert ann != bob


def test_good_files_come_and_bad_ones_are_named(workspace: Workspace, tmp_path: Path) -> None:
    good = photo(tmp_path / "good.jpg")
    bad = [tmp_path / f"{number}.txt" for number in range(5)]
    for one in bad:
        one.write_text("words")
    added = media.add_each(workspace, [bad[0], good, good, *bad[1:]])
    assert [view.name for view in added.views] == ["good.jpg"]
    assert added.views[0].state is MediaState.PROCESSED
    trouble = added.trouble()
    assert trouble is not None
    assert trouble.title == "5 files could not be added."
    assert trouble.cause.endswith("And 2 more.")
    assert trouble.action == "Add each by itself to read why. Everything else is in the library."
    alone = media.add_each(workspace, [bad[0]]).trouble()
    assert alone is not None
    assert "0.txt" in alone.title
    assert media.add_each(workspace, [good]).trouble() is None
