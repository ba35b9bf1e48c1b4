"""What an account published elsewhere comes once, stays as there, and never is what we sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.past_posts import (
    EARLIEST,
    MediaSort,
    PastPage,
    PastPost,
    PastState,
    PastTerms,
)
from brandcraft_desktop.domain.status import DeliveryStatus, Origin
from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.errors import ContentRefused, RateLimited, Refused, SignInRevoked
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.base import AccountSession, Identity
from brandcraft_desktop.services import deliveries, past_posts, posts, renaming
from brandcraft_desktop.services.account_rows import state_columns
from brandcraft_desktop.services.workspace import Workspace, close
from tests.services.desk import add_step
from tests.services.engine_fixtures import open_kiosk, publish_due
from tests.services.engine_world import (
    HandClock,
    Kiosk,
    KioskStore,
    add_account,
    add_delivery,
    row,
)

DAY = timedelta(days=1)


class Archive(Kiosk):
    """The kiosk, but it tells what was posted: `shown` newest first, `size` a page."""

    def __init__(self, store: KioskStore) -> None:
        super().__init__(store)
        self.shown: list[PastPost] = []
        self.size = 2
        self.terms = PastTerms()
        self.trouble: list[Exception | None] = []
        self.asked: list[str] = []
        self.loops = False
        self.exact = False

    def past_terms(self, identity: Identity) -> PastTerms:
        return self.terms

    def past(self, session: AccountSession, cursor: str) -> PastPage:
        self.asked.append(cursor)
        trouble = self.trouble.pop(0) if self.trouble else None
        if trouble is not None:
            raise trouble
        start = int(cursor or "0")
        end = start + self.size
        more = end < len(self.shown)
        if self.loops and not more:
            return PastPage(tuple(self.shown[start:end]), "0", complete=False)
        # An exact list is in an order of its own: only its end says how far back it went.
        reached = None if not self.exact else self._now() if more else EARLIEST
        return PastPage(tuple(self.shown[start:end]), str(end) if more else "", not more, reached)

    def _now(self) -> datetime:
        return max(one.published_at for one in self.shown if one.published_at)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(KioskStore(tmp_path / "archive.sqlite"))


@pytest.fixture
def workspace(tmp_path: Path, clock: HandClock, archive: Archive) -> Iterator[Workspace]:
    opened = open_kiosk(tmp_path / "home", clock, archive)
    yield opened
    close(opened)


def message(clock: HandClock, number: int, text: str = "", root: str = "") -> PastPost:
    words = text or f"words {number}"
    moment = clock.now() - number * DAY
    return PastPost(f"m{number}", f"https://kiosk.example/{number}", words, moment, root=root)


def shown(workspace: Workspace) -> list[PostRow]:
    return [one for one in posts.page(workspace) if one.origin is Origin.IMPORTED]


def test_every_message_becomes_one_post_and_never_two(
    workspace: Workspace, clock: HandClock, archive: Archive
) -> None:
    account = add_account(workspace)
    archive.shown = [message(clock, number) for number in range(1, 6)]
    for _ in range(2):
        (look,) = past_posts.load(workspace, [account])
        assert (look.state, look.kept) == (PastState.DONE, 5)
    assert [one.title for one in shown(workspace)] == [f"words {number}" for number in range(1, 6)]
    month = posts.month(workspace, start=clock.now() - 3 * DAY, end=clock.now())
    assert [one.title for one in month] == ["words 3", "words 2", "words 1"]
    assert [one.title for one in posts.search(workspace, "words 4")] == ["words 4"]


def test_a_thread_is_one_post(workspace: Workspace, clock: HandClock, archive: Archive) -> None:
    account = add_account(workspace)
    archive.shown = [
        message(clock, 1, "three", root="m2"),
        message(clock, 2, "two", root="m3"),
        message(clock, 3, "one"),
    ]
    past_posts.load(workspace, [account])
    (row,) = shown(workspace)
    post = posts.show(workspace, row.id)
    assert post.content.text == "one\n---\ntwo\n---\nthree"
    assert [part.remote_id for part in post.deliveries[0].parts] == ["m3", "m2", "m1"]
    assert post.locked


def test_what_changed_or_went_there_does_so_here(
    workspace: Workspace, clock: HandClock, archive: Archive
) -> None:
    account = add_account(workspace)
    archive.shown = [message(clock, number) for number in range(1, 5)]
    past_posts.load(workspace, [account])
    archive.shown = [message(clock, 1, "mended"), message(clock, 3), message(clock, 4)]
    past_posts.load(workspace, [account])
    assert [one.title for one in shown(workspace)] == ["mended", "words 3", "words 4"]


def test_it_goes_on_behind_the_last_page_that_was_kept(
    workspace: Workspace, clock: HandClock, archive: Archive
) -> None:
    account = add_account(workspace)
    archive.shown = [message(clock, number) for number in range(1, 6)]
    archive.trouble = [None, RateLimited("Slow down.", retry_after=timedelta(minutes=7))]
    (look,) = past_posts.load(workspace, [account])
    assert (look.state, look.found) == (PastState.READING, 2)
    assert look.waits_until == clock.now() + timedelta(minutes=7)
    assert past_posts.read_next(workspace) == look.waits_until
    assert archive.asked == ["", "2"]
    clock.advance(minutes=7)
    for _ in range(2):
        past_posts.read_next(workspace)
    assert archive.asked == ["", "2", "2", "4"]
    assert len(shown(workspace)) == 5


def test_by_itself_it_ends_at_what_is_known(
    workspace: Workspace, clock: HandClock, archive: Archive
) -> None:
    add_account(workspace)
    archive.shown = [message(clock, number) for number in range(1, 7)]
    clock.advance(minutes=2)
    for _ in range(3):
        past_posts.read_next(workspace)
    assert len(shown(workspace)) == 6
    clock.advance(hours=25)
    archive.asked.clear()
    past_posts.read_next(workspace)
    past_posts.read_next(workspace)
    assert archive.asked == [""]


def test_a_clock_that_was_wrong_does_not_end_it(
    workspace: Workspace, clock: HandClock, archive: Archive
) -> None:
    add_account(workspace)
    archive.shown = [message(clock, 1)]
    clock.advance(days=900)
    for _ in range(2):
        past_posts.read_next(workspace)
    clock.advance(days=-900)  # the computer hears what day it really is
    archive.shown = [message(clock, 2), message(clock, 1)]
    clock.advance(hours=25)
    archive.asked.clear()
    past_posts.read_next(workspace)
    past_posts.read_next(workspace)
    assert archive.asked
    assert len(shown(workspace)) == 2


def test_what_a_delivery_may_have_sent_is_held_back_until_it_is_known(
    workspace: Workspace, clock: HandClock, archive: Archive
) -> None:
    account = add_account(workspace)
    delivery = add_delivery(workspace, account, at=clock.now(), text="lost")

    def lost(status: DeliveryStatus, remote_id: str | None) -> None:
        workspace.database.write(
            lambda connection: connection.execute(
                update(tables.deliveries)
                .where(tables.deliveries.c.id == delivery)
                .values(
                    status=status.value, run_at=None, remote_id=remote_id, published_at=clock.now()
                )
            )
        )

    lost(DeliveryStatus.UNCONFIRMED, None)
    now = PastPost("ours", "", "lost", clock.now())
    archive.shown = [now, message(clock, 4)]
    past_posts.load(workspace, [account])
    assert [one.title for one in shown(workspace)] == ["words 4"]
    lost(DeliveryStatus.PUBLISHED, "ours")
    past_posts.read_next(workspace)
    past_posts.load(workspace, [account])
    assert [one.title for one in shown(workspace)] == ["words 4"]


def test_what_is_paid_for_is_only_read_by_who_agreed(
    workspace: Workspace, clock: HandClock, archive: Archive
) -> None:
    account = add_account(workspace)
    archive.terms = PastTerms(cost="A dollar a post.")
    clock.advance(days=1)
    assert past_posts.read_next(workspace) is None
    with pytest.raises(Refused, match="costs money"):
        past_posts.ask(workspace, [account])
    past_posts.load(workspace, [account], paying=True)
    assert archive.asked == [""]


def test_stopping_keeps_what_was_read(
    workspace: Workspace, clock: HandClock, archive: Archive
) -> None:
    account = add_account(workspace)
    archive.shown = [message(clock, number) for number in range(1, 6)]
    past_posts.ask(workspace, [account])
    past_posts.read_next(workspace)
    past_posts.stop(workspace, [account])
    assert past_posts.status(workspace)[0].state is PastState.STOPPED
    assert len(shown(workspace)) == 2
    past_posts.read_next(workspace)
    assert archive.asked == [""]


def test_a_sign_in_that_ended_ends_the_reading(workspace: Workspace, archive: Archive) -> None:
    account = add_account(workspace)
    archive.trouble = [SignInRevoked("It was taken back.")]
    (look,) = past_posts.load(workspace, [account])
    assert (look.state, look.trouble) == (PastState.FAILED, "It was taken back.")


def test_pages_in_a_circle_end(workspace: Workspace, clock: HandClock, archive: Archive) -> None:
    account = add_account(workspace)
    archive.shown = [message(clock, number) for number in range(1, 4)]
    archive.loops = True
    past_posts.load(workspace, [account])
    assert len(archive.asked) <= 4
    count = workspace.database.read(
        lambda c: c.scalar(select(func.count()).select_from(tables.past_messages))
    )
    assert count == 3


def test_a_backdated_message_takes_none_of_the_others_away(
    workspace: Workspace, clock: HandClock, archive: Archive
) -> None:
    account = add_account(workspace)
    archive.shown = [message(clock, number) for number in range(1, 8)]
    past_posts.load(workspace, [account])
    assert len(shown(workspace)) == 7
    old = PastPost("backdated", "", "from long ago", clock.now() - 4000 * DAY)
    archive.shown = [old, *archive.shown]
    past_posts.load(workspace, [account])
    assert len(shown(workspace)) == 7


def test_a_refused_cursor_is_begun_again_where_it_is_free(
    workspace: Workspace, clock: HandClock, archive: Archive
) -> None:
    account = add_account(workspace)
    archive.shown = [message(clock, number) for number in range(1, 10)]
    archive.trouble = [None, None, ContentRefused("This cursor is old.", "", "")]
    past_posts.load(workspace, [account])
    for _ in range(8):
        past_posts.read_next(workspace)
    assert len(shown(workspace)) == 9
    paid = add_account(workspace, name="paid")
    archive.terms = PastTerms(cost="It costs money.")
    archive.trouble = [None, ContentRefused("This cursor is old.", "", "")]
    asked = len(archive.asked)
    past_posts.load(workspace, [paid], paying=True)
    for _ in range(8):
        past_posts.read_next(workspace)
    assert archive.asked[asked:] == ["", "2"], "the first page is not paid for twice"


@pytest.mark.parametrize("cursor", ["\ud800", "a\x00b", "x" * 5000])
def test_a_strange_cursor_ends_the_reading(
    workspace: Workspace,
    clock: HandClock,
    archive: Archive,
    monkeypatch: pytest.MonkeyPatch,
    cursor: str,
) -> None:
    account = add_account(workspace)
    archive.shown = [message(clock, 1)]
    page = PastPage(tuple(archive.shown), cursor, complete=False)
    monkeypatch.setattr(Archive, "past", lambda *_: page)
    (look,) = past_posts.load(workspace, [account])
    assert look.state is PastState.DONE
    assert len(shown(workspace)) == 1


def test_a_restored_post_is_found_although_past_posts_are_read_first(
    workspace: Workspace, clock: HandClock, archive: Archive
) -> None:
    account = add_account(workspace)
    due = clock.now() - timedelta(hours=3)
    delivery = add_delivery(workspace, account, at=due, text="lost")
    raised = update(tables.workspace).values(
        epoch=tables.workspace.c.epoch + 1, restored_at=clock.now()
    )
    workspace.database.write(lambda connection: connection.execute(raised))
    archive.picks = "real"
    archive.shown = [PastPost("real", "", "lost", due + timedelta(seconds=1))]
    past_posts.load(workspace, [account])
    assert not shown(workspace), "nobody knows yet whose it is"
    for _ in range(8):
        publish_due(workspace)
        clock.advance(minutes=20)
    assert row(workspace, delivery).status is DeliveryStatus.PUBLISHED


@pytest.mark.parametrize("armed", [True, False])
def test_after_it_is_live_everything_has_its_place(
    workspace: Workspace, clock: HandClock, archive: Archive, armed: bool
) -> None:
    account = add_account(workspace)
    delivery = add_delivery(workspace, account, at=clock.now(), text="lost")
    lost = (
        update(tables.deliveries)
        .where(tables.deliveries.c.id == delivery)
        .values(status=DeliveryStatus.UNCONFIRMED.value, run_at=None)
    )
    workspace.database.write(lambda connection: connection.execute(lost))
    if armed:
        add_step(workspace, delivery, "publish", armed=True, done=False)
    archive.shown = [
        PastPost("elsewhere", "", "another thing", clock.now() + timedelta(hours=20)),
        PastPost("ours", "", "lost", clock.now() + timedelta(seconds=2)),
    ]
    clock.advance(days=5)
    past_posts.load(workspace, [account])
    assert not shown(workspace)
    deliveries.resolve(workspace, delivery, published_url="")
    clock.advance(days=8)
    past_posts.read_next(workspace)
    past_posts.load(workspace, [account])
    assert [one.title for one in shown(workspace)] == ["another thing"]


class TickingClock(HandClock):
    """Goes on by itself whenever somebody looks at it, as every real one."""

    def now(self) -> datetime:
        self.advance(microseconds=1)
        return super().now()


def test_what_is_due_at_once_is_read_although_the_clock_goes_on(
    tmp_path: Path, archive: Archive
) -> None:
    clock = TickingClock()
    workspace = open_kiosk(tmp_path / "ticking", clock, archive)
    try:
        account = add_account(workspace)
        archive.shown = [message(clock, number) for number in range(1, 6)]
        past_posts.ask(workspace, [account])
        for _ in range(3):
            past_posts.read_next(workspace)
        assert archive.asked == ["", "2", "4"]
        assert len(shown(workspace)) == 5
    finally:
        close(workspace)


def test_of_a_whole_list_the_oldest_and_all_may_go(
    workspace: Workspace, clock: HandClock, archive: Archive
) -> None:
    account = add_account(workspace)
    archive.shown = [message(clock, number) for number in range(1, 6)]
    past_posts.load(workspace, [account])
    archive.shown = archive.shown[:-1]
    past_posts.load(workspace, [account])
    assert len(shown(workspace)) == 5, "a list that may have gaps proves nothing"
    archive.exact = True
    past_posts.load(workspace, [account])
    assert len(shown(workspace)) == 4
    archive.shown = []
    past_posts.load(workspace, [account])
    assert shown(workspace) == []


def test_a_page_of_old_moments_in_front_hides_nothing_of_a_whole_list(
    workspace: Workspace, clock: HandClock, archive: Archive
) -> None:
    account = add_account(workspace)
    archive.exact = True
    archive.shown = [message(clock, number) for number in range(1, 6)]
    past_posts.load(workspace, [account])
    old = [message(clock, number) for number in range(4000, 4006)]
    archive.shown = [*old, *(one for one in archive.shown if one.remote_id != "m3")]
    past_posts.load(workspace, [account])
    assert [one.title for one in shown(workspace)] == ["words 1", "words 2", "words 4", "words 5"]


def test_who_asks_gets_a_whole_reading_although_one_runs_by_itself(
    workspace: Workspace, clock: HandClock, archive: Archive
) -> None:
    account = add_account(workspace)
    archive.shown = [message(clock, number) for number in range(1, 8)]
    past_posts.load(workspace, [account])
    clock.advance(hours=25)
    archive.trouble = [RateLimited("Slow down.", retry_after=timedelta(hours=1))]
    past_posts.read_next(workspace)  # by itself, and so only to what is known
    archive.shown = [one for one in archive.shown if one.remote_id != "m5"]
    past_posts.load(workspace, [account])
    assert "words 5" not in [one.title for one in shown(workspace)]


def test_a_post_without_words_is_called_by_its_files_until_its_person_names_it(
    workspace: Workspace, clock: HandClock, archive: Archive
) -> None:
    account = add_account(workspace)
    picture = replace(message(clock, 1), text="", media=MediaSort.IMAGE, media_count=1)
    named = replace(picture, remote_id="named", published_at=clock.now() - 2 * DAY)
    archive.shown = [picture, named]
    past_posts.load(workspace, [account])
    first, second = shown(workspace)
    assert (first.title, second.title) == ("Picture", "Picture")
    renaming.rename(workspace, second.id, "My stall")
    archive.shown = [replace(one, text="Words at last") for one in archive.shown]
    past_posts.load(workspace, [account])
    assert [one.title for one in shown(workspace)] == ["Words at last", "My stall"]


def test_signed_out_in_the_middle_it_says_so_and_goes_on_once_connected(
    workspace: Workspace, clock: HandClock, archive: Archive
) -> None:
    account = add_account(workspace)
    archive.shown = [message(clock, number) for number in range(1, 6)]
    past_posts.ask(workspace, [account])
    past_posts.read_next(workspace)

    def state(now: AccountState) -> None:
        query = update(tables.accounts).values(**state_columns(now))
        workspace.database.write(lambda connection: connection.execute(query))

    state(AccountState.REVOKED)
    (look,) = past_posts.status(workspace)
    assert (look.state, look.signed_out) == (PastState.FAILED, True)
    assert look.action == "Reconnect the account."
    assert past_posts.read_next(workspace) is None
    state(AccountState.CONNECTED)
    assert past_posts.status(workspace)[0].state is PastState.READING
    for _ in range(2):
        past_posts.read_next(workspace)
    assert len(shown(workspace)) == 5


def test_a_refused_cursor_does_not_end_a_loading(
    workspace: Workspace, clock: HandClock, archive: Archive
) -> None:
    account = add_account(workspace)
    archive.shown = [message(clock, number) for number in range(1, 8)]
    archive.trouble = [None, None, ContentRefused("This cursor is old.", "", "")]
    (look,) = past_posts.load(workspace, [account])
    assert (look.state, look.kept) == (PastState.DONE, 7)
