"""Posts of another program on a real Bluesky server: brought once, as they are there, and followed.

Counted in the rows of our database against the server's own store.
"""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.domain.past_posts import PastState
from brandcraft_desktop.domain.status import Origin
from brandcraft_desktop.domain.views import PostContent
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.scheduler.engine import Engine
from brandcraft_desktop.services import accounts, past_posts, posts
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.real.another_program import OtherProgram, other_program
from tests.real.bluesky_server import Pds, PdsAccount
from tests.real.main_job import MAY_TAKE, Brandcraft, brandcraft, dig, each
from tests.real.watched_server import PATIENCE, Watched, watched

LIST = "com.atproto.repo.listRecords"
PAGE = 100
KILLED = -signal.SIGKILL
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Shown = dict[str, datetime]


@pytest.fixture
def account(pds: Pds) -> PdsAccount:
    """An account of this test's own."""
    return pds.new_account()


@pytest.fixture
def other(pds: Pds, account: PdsAccount) -> Iterator[OtherProgram]:
    """Its person's other program."""
    with other_program(pds, account) as signed_in:
        yield signed_in


@pytest.fixture
def now() -> datetime:
    """The present, in the milliseconds that Bluesky's programs write."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@dataclass(frozen=True)
class Desk:
    """A workspace with the account signed in."""

    workspace: Workspace
    account_id: str

    def load(self) -> tuple[PastState, int]:
        """Load the past posts; gives the state and how many imported posts there are."""
        (look,) = past_posts.load(self.workspace, [self.account_id])
        assert not look.trouble, look.trouble
        return look.state, look.kept

    def shown(self) -> Shown:
        """The imported posts as they are listed, each with its moment; none is there twice."""
        rows = posts.everything(self.workspace)
        return once((row.title, row.at) for row in rows if row.origin is Origin.IMPORTED)


@contextmanager
def desk(folder: Path, pds: Pds, account: PdsAccount, way: Watched | None = None) -> Iterator[Desk]:
    """A new home with the account; once it is signed in, it goes the way that is watched."""
    with opened(folder, pds) as workspace:
        answers = {"identifier": account.handle, "app_password": account.app_password}
        account_id = accounts.connect(workspace, "bluesky", answers).id
        if way is None:
            yield Desk(workspace, account_id)
    if way is not None:
        with opened(folder, replace(pds, url=way.url)) as workspace:
            yield Desk(workspace, account_id)


@contextmanager
def opened(folder: Path, pds: Pds) -> Iterator[Workspace]:
    """The workspace in a folder, with its platform where `pds` says."""
    home = Home(folder / "home")
    home.prepare()
    places = Origins({"https://bsky.social": pds.url, "https://plc.directory": pds.plc})
    workspace = open_workspace(home, passphrase="a passphrase for tests", origins=places)
    try:
        yield workspace
    finally:
        close(workspace)


def once(posts_shown: Iterable[tuple[str, datetime | None]]) -> Shown:
    """By their titles; nothing is there twice."""
    found = [(title, at) for title, at in posts_shown if at is not None]
    assert len(dict(found)) == len(found), Counter(title for title, _ in found).most_common(3)
    return dict(found)


def load(command: Brandcraft, account: PdsAccount) -> tuple[str, int]:
    """`past load` of an account; gives its state and how many imported posts there are."""
    said = command.run("past", "load", account.handle, "--json")
    assert said.code == 0, said.errors
    (look,) = each(said.document, "accounts")
    assert dig(look, "trouble") == ""
    kept = dig(look, "kept")
    assert isinstance(kept, int)
    return str(dig(look, "state")), kept


def kept_texts(home: Path) -> list[str]:
    """The words of every imported post, in the rows of the database."""
    with closing(sqlite3.connect(home / "brandcraft.sqlite")) as store:
        rows = store.execute("select text from posts where origin = 'imported'").fetchall()
    return sorted(str(row[0]) for row in rows)


def test_what_another_program_posted_is_brought_as_it_is_there(
    pds: Pds, account: PdsAccount, other: OtherProgram, now: datetime, tmp_path: Path
) -> None:
    with desk(tmp_path, pds, account) as at:
        for text in ("From here", "One from here. " * 30):
            content = PostContent(text=text, account_ids=(at.account_id,), thread=True)
            posts.create(at.workspace, content, mode=posts.Mode.NOW)
        Engine(at.workspace).run_until_idle()
        ours = pds.records(account.did)
        assert len(ours) > 2

        words = other.post("Words from elsewhere", now - 3 * DAY)
        other.picture("", now - 2 * DAY, "A gradient")
        first = other.post("A thread begins", now - 26 * HOUR)
        second = other.post("goes on", now - 25 * HOUR, reply=(first, first))
        other.post("and ends", now - 24 * HOUR, reply=(first, second))
        with other_program(pds, pds) as somebody:
            theirs = somebody.post("Somebody else's words", now - 4 * DAY)
        other.post("My answer to them", now - 5 * HOUR, reply=(theirs, theirs))
        other.repost(theirs, now - 4 * HOUR)
        other.repost(words, now - 3 * HOUR)

        assert load(brandcraft(tmp_path, pds), account) == ("done", 3)
        assert at.load() == (PastState.DONE, 3)
        assert at.shown() == {
            "Words from elsewhere": now - 3 * DAY,
            "Picture": now - 2 * DAY,
            "A thread begins goes on and ends": now - 26 * HOUR,
        }
        thread = "A thread begins\n---\ngoes on\n---\nand ends"
        assert kept_texts(tmp_path / "home") == sorted(["Words from elsewhere", "", thread])
        own = [row for row in posts.everything(at.workspace) if row.origin is Origin.OWN]
        assert len(own) == 2
        # Nothing of what was imported is ever sent.
        Engine(at.workspace).run_until_idle()
        assert len(pds.records(account.did)) == len(ours) + 6


def test_what_is_edited_and_deleted_there_follows(
    pds: Pds, account: PdsAccount, other: OtherProgram, now: datetime, tmp_path: Path
) -> None:
    oldest = other.post("The oldest", now - 9 * DAY)
    other.post("Stays as it is", now - 8 * DAY)
    edited = other.post("With a mistkae", now - 7 * DAY)
    wordless = other.picture("", now - 6 * DAY, "A gradient")
    gone = other.post("Goes", now - 5 * DAY)
    first = other.post("Thread", now - 4 * DAY)
    second = other.post("second", now - 4 * DAY + HOUR, reply=(first, first))
    other.post("third", now - 4 * DAY + 2 * HOUR, reply=(first, second))
    with desk(tmp_path, pds, account) as at:
        assert at.load() == (PastState.DONE, 6)
        assert at.shown()["Picture"] == now - 6 * DAY

        other.edit(edited, "Without a mistake", now - 7 * DAY)
        other.edit(wordless, "Words at last", now - 6 * DAY + HOUR)
        for one in (gone, second, oldest):
            other.delete(one)
        assert at.load() == (PastState.DONE, 4)
        assert at.shown() == {
            "Stays as it is": now - 8 * DAY,
            "Without a mistake": now - 7 * DAY,
            "Words at last": now - 6 * DAY + HOUR,
            "Thread third": now - 4 * DAY,
        }

        for rkey, _ in pds.records(account.did):
            other.delete(replace(oldest, uri=f"{account.did}/{rkey}"))
        assert at.load() == (PastState.DONE, 0)
        assert at.shown() == {}


def test_a_very_long_timeline_is_read_by_pages_and_back_to_twelve_months(
    pds: Pds, account: PdsAccount, other: OtherProgram, now: datetime, tmp_path: Path
) -> None:
    recent, older = 2 * PAGE + PAGE // 2, 2 * PAGE
    other.many([(f"Old {number}", now - 600 * DAY + number * HOUR) for number in range(older)])
    other.many([(f"New {number}", now - 300 * DAY + number * DAY) for number in range(recent)])
    with watched(pds.url) as way, desk(tmp_path, pds, account, way) as at:
        assert at.load() == (PastState.DONE, recent)
        cursors = way.cursors(LIST)
    # The third page holds both kinds: nothing beyond it is asked for.
    assert len(cursors) == len(set(cursors)) == 3
    assert cursors[0] == ""
    assert kept_texts(tmp_path / "home") == sorted(f"New {number}" for number in range(recent))
    assert len(pds.records(account.did)) == recent + older


def test_posts_moved_here_from_elsewhere_hide_none_that_are_newer(
    pds: Pds, account: PdsAccount, other: OtherProgram, now: datetime, tmp_path: Path
) -> None:
    """Who moves brings years of old posts on one day: in the list they stand before the others."""
    kept = {f"New {number}": now - number * DAY for number in range(1, 6)}
    other.many(sorted(kept.items(), key=lambda one: one[1]))
    with desk(tmp_path, pds, account) as at:
        assert at.load() == (PastState.DONE, 5)
        years = [(f"Old {number}", now - 900 * DAY + number * HOUR) for number in range(PAGE)]
        other.many([("Moved too", now - 30 * DAY), *years], moved=True)
        assert at.load() == (PastState.DONE, 6)
        assert at.shown() == {**kept, "Moved too": now - 30 * DAY}


def test_killed_while_the_second_page_is_read_it_goes_on_behind_the_first(
    pds: Pds, account: PdsAccount, other: OtherProgram, now: datetime, tmp_path: Path
) -> None:
    count = 3 * PAGE - 20
    other.many([(f"Post {number}", now - (count - number) * HOUR) for number in range(count)])
    expected = sorted(str(record["text"]) for _, record in pds.records(account.did))
    assert len(expected) == count
    brandcraft(tmp_path, pds).connect(account)
    with watched(pds.url) as way:
        command = brandcraft(tmp_path, replace(pds, url=way.url))
        way.hold = (LIST, 2)
        reading = subprocess.Popen(
            [sys.executable, "-m", "brandcraft_desktop", "past", "load", "--all"],
            env=dict(command.environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        try:
            assert way.holding.wait(PATIENCE), "the second page was never asked for"
            assert reading.poll() is None
        finally:
            reading.kill()
            reading.communicate(timeout=MAY_TAKE)
        assert reading.returncode == KILLED
        assert len(kept_texts(command.home)) == PAGE, "the first page was kept, and no more"
        way.hold = None
        way.release.set()
        assert load(command, account) == ("done", count)
        # The last one is answered with nothing: only so the server says that there is no more.
        first, second, again, third, last = way.cursors(LIST)
        assert first == ""
        assert again == second, "it goes on with the page that it died in"
        assert len({second, third, last}) == 3
        assert kept_texts(command.home) == expected
        assert load(command, account) == ("done", count)
    assert kept_texts(command.home) == expected
