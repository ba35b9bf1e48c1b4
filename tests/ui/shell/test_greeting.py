"""What is asked right after opening, and what the answers do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.status import Stage as PostStage
from brandcraft_desktop.domain.views import PostContent
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.workspace import Workspace, publishing_allowed
from brandcraft_desktop.ui.shell.missed_dialog import MissedDialog
from brandcraft_desktop.ui.shell.places import CREATE
from brandcraft_desktop.ui.widgets import Button, ConfirmDialog
from tests.ui.publisher.world import NOW, Made, add_accounts, add_post
from tests.ui.stage import Stage, stage

made: list[Made] = []


def missed(*hours: int) -> Callable[[Workspace], None]:
    def prepare(workspace: Workspace) -> None:
        accounts = add_accounts(workspace)
        made.clear()
        made.extend(
            add_post(
                workspace,
                accounts,
                f"{count} hours ago",
                at=NOW - timedelta(hours=count),
                to=("x", "bluesky"),
                status=D.MISSED,
            )
            for count in hours
        )

    return prepare


def asked(at: Stage) -> QDialog | None:
    assert at.program.session is not None
    return at.program.session.greeting.dialog


def press(at: Stage, qtbot: QtBot, dialog: MissedDialog | ConfirmDialog, name: str) -> None:
    button = next(
        one
        for one in dialog.findChildren(Button)
        if name in (one.accessibleName(), one.text()) and one.isVisible()
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    at.settle()


def statuses(at: Stage, post: Made) -> set[D]:
    return {one.status for one in posts.show(at.workspace, post.id).deliveries}


def test_nothing_is_asked_where_there_is_nothing_to_ask(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path) as at:
        assert asked(at) is None
        assert not at.window.frame.practice.isVisible()


def test_each_missed_post_has_three_answers(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=missed(3, 5, 7)) as at:
        dialog = asked(at)
        assert isinstance(dialog, MissedDialog)
        assert len(dialog.answers()) == 3
        press(at, qtbot, dialog, "Post now: 3 hours ago")
        assert statuses(at, made[0]) == {D.SCHEDULED}
        assert posts.show(at.workspace, made[0].id).deliveries[0].due_at == NOW
        press(at, qtbot, dialog, "Skip: 5 hours ago")
        assert statuses(at, made[1]) == {D.CANCELED}
        assert dialog.isVisible()
        press(at, qtbot, dialog, "Move to next free time: 7 hours ago")
        moved = posts.show(at.workspace, made[2].id)
        assert statuses(at, made[2]) == {D.SCHEDULED}
        assert moved.content.scheduled_at == NOW - timedelta(hours=7) + timedelta(days=1)
        assert "Moved to tomorrow" in at.window.toasts.text()
        assert asked(at) is None, "everything is answered"


def test_all_missed_posts_are_answered_at_once_and_keep_apart(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=missed(3, 27, 51)) as at:
        dialog = asked(at)
        assert isinstance(dialog, MissedDialog)
        press(at, qtbot, dialog, "Move all to free times")
        times = [posts.show(at.workspace, one.id).content.scheduled_at for one in made]
        assert len(set(times)) == 3, "the same time of day, on three days"
        assert all(one is not None and one > NOW for one in times)
        assert at.window.toasts.text() == "Moved 3 posts to free times", "one act, told once"


def test_all_missed_posts_can_be_skipped_or_sent(qtbot: QtBot, tmp_path: Path) -> None:
    for answer, status in (("Skip all", D.CANCELED), ("Post all now", D.SCHEDULED)):
        with stage(tmp_path / answer, prepare=missed(3, 5)) as at:
            dialog = asked(at)
            assert isinstance(dialog, MissedDialog)
            press(at, qtbot, dialog, answer)
            assert [statuses(at, one) for one in made] == [{status}, {status}]
            assert asked(at) is None


def test_deciding_later_changes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=missed(3)) as at:
        dialog = asked(at)
        assert isinstance(dialog, MissedDialog)
        press(at, qtbot, dialog, "Decide later")
        assert statuses(at, made[0]) == {D.MISSED}
        assert at.window.top_bar.attention.isVisible()


def test_what_was_being_written_in_a_crash_is_offered(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=dead_editors("Half a thought")) as at:
        dialog = asked(at)
        assert isinstance(dialog, ConfirmDialog)
        assert "Half a thought" in dialog.accessibleDescription()
        press(at, qtbot, dialog, "Go on writing")
        assert at.window.current_key == CREATE


def dead_editors(*texts: str) -> Callable[[Workspace], None]:
    """Texts left open by a process of this machine that is gone."""

    def prepare(workspace: Workspace) -> None:
        machine = workspace.owner.split(":")[0]
        for text in texts:
            post = posts.open_new(workspace)
            posts.save(workspace, post.id, PostContent(text=text))
            gone = f"{machine}:999999999:gone"
            query = (
                update(tables.posts).where(tables.posts.c.id == post.id).values(editor_open=gone)
            )
            workspace.database.write(lambda connection, query=query: connection.execute(query))  # type: ignore[misc]

    return prepare


def test_what_is_not_gone_on_with_is_kept_as_drafts(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=dead_editors("One", "Two", "Three")) as at:
        dialog = asked(at)
        assert isinstance(dialog, ConfirmDialog)
        assert "2 more are kept as drafts" in dialog.accessibleDescription()
        press(at, qtbot, dialog, "Keep as draft")
        drafts = posts.unscheduled(at.workspace)
        assert sorted(row.title for row in drafts) == ["One", "Three", "Two"]
        assert posts.recoverable(at.workspace) == ()
        assert all(posts.show(at.workspace, row.id).stage is PostStage.DRAFT for row in drafts)


def elsewhere(workspace: Workspace) -> None:
    """The workspace was used on another computer last."""
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.workspace).values(machine="another computer")
        )
    )


def test_a_workspace_of_another_computer_asks_first(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=elsewhere) as at:
        dialog = asked(at)
        assert isinstance(dialog, ConfirmDialog)
        assert "another computer" in dialog.accessibleDescription()
        press(at, qtbot, dialog, "Not now")
        assert not publishing_allowed(at.workspace)
        assert at.window.notice.text() == "Nothing is sent from this computer yet."
        button = next(
            one for one in at.window.notice.findChildren(Button) if one.text().startswith("Publish")
        )
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        at.settle()
        assert publishing_allowed(at.workspace)
        assert not at.window.notice.isVisible()


def test_questions_come_one_after_the_other(qtbot: QtBot, tmp_path: Path) -> None:
    def everything(workspace: Workspace) -> None:
        missed(3)(workspace)
        dead_editors("Half a thought")(workspace)
        elsewhere(workspace)

    with stage(tmp_path, prepare=everything) as at:
        first = asked(at)
        assert isinstance(first, ConfirmDialog)
        press(at, qtbot, first, "Publish from this computer")
        second = asked(at)
        assert isinstance(second, MissedDialog)
        press(at, qtbot, second, "Decide later")
        third = asked(at)
        assert isinstance(third, ConfirmDialog)
        assert third.windowTitle() == "Go on writing?"
        press(at, qtbot, third, "Go on writing")
        assert at.window.current_key == CREATE
        assert asked(at) is None


def test_a_practice_workspace_says_so_for_as_long_as_it_is_open(
    qtbot: QtBot, tmp_path: Path
) -> None:
    from brandcraft_desktop.publishers.origins import Origins
    from brandcraft_desktop.services.workspace import open_workspace
    from tests.ui.stage import ten_platforms

    def practice() -> Workspace:
        from brandcraft_desktop.paths import Home
        from tests.ui.publisher.world import StandingClock

        home = Home(tmp_path)
        home.prepare()
        return open_workspace(
            home, clock=StandingClock(), origins=Origins({}), platforms=ten_platforms()
        )

    with stage(tmp_path, open_it=practice) as at:
        banner = at.window.frame.practice
        assert banner.isVisible()
        assert "nothing here reaches the real platforms" in banner.text()
        closing = [one for one in banner.findChildren(Button) if one.isVisible()]
        assert closing == []
