"""The delivery page: live rows, retry, answers, details, the way to the editor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.events import DeliveryProgress
from brandcraft_desktop.domain.follow_up import FollowUpState as F
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import ErrorKind
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.delivery import DeliveryPage
from brandcraft_desktop.ui.delivery.row import DeliveryRow
from brandcraft_desktop.ui.delivery.words import Act
from brandcraft_desktop.ui.shell.places import ACCOUNTS, CREATE, DELIVERY, PUBLISHER
from brandcraft_desktop.ui.widgets import Button, ConfirmDialog
from tests.ui.delivery.posts import fail, follow, put, status
from tests.ui.publisher.world import NOW, Made, StandingClock, add_accounts, add_post
from tests.ui.stage import Stage, stage

made: list[Made] = []


def with_post(
    to: tuple[str, ...], state: D, *, hours: float = -1, **other: D
) -> Callable[[Workspace], None]:
    def prepare(workspace: Workspace) -> None:
        accounts = add_accounts(workspace)
        made[:] = [
            add_post(
                workspace,
                accounts,
                "New preset pack",
                at=NOW + timedelta(hours=hours),
                to=to,
                status=state,
                other=other,
            )
        ]

    return prepare


def open_page(at: Stage) -> DeliveryPage:
    assert at.program.session is not None
    asked = at.program.session.greeting.dialog
    if asked is not None:
        asked.reject()
    at.window.open_delivery(made[0].id)
    at.settle()
    page = at.window.page(DELIVERY)
    assert isinstance(page, DeliveryPage)
    return page


def row(page: DeliveryPage, platform: str) -> DeliveryRow:
    return page.row(made[0].deliveries[platform])


def click(at: Stage, bot: QtBot, page: DeliveryPage, platform: str, act: Act) -> None:
    button = row(page, platform).button(act)
    assert button is not None, f"{act} is not offered"
    bot.mouseClick(button, Qt.MouseButton.LeftButton)
    at.settle()


def stands(at: Stage, platform: str) -> D:
    return status(at.workspace, made[0].id, made[0].deliveries[platform])


def test_rows_stand_in_the_fixed_order_and_say_everything(qtbot: QtBot, tmp_path: Path) -> None:
    prepare = with_post(("pinterest", "linkedin", "x"), D.PUBLISHED, linkedin=D.FAILED)
    with stage(tmp_path, prepare=prepare) as at:
        page = open_page(at)
        assert page.title.text() == "New preset pack"
        assert page.pill.text() == "Partly published"
        tops = [row(page, one).y() for one in ("x", "linkedin", "pinterest")]
        assert tops == sorted(tops)
        assert row(page, "x").accessibleName() == "X, @demo_studio, Published. Today 08:41:04"
        assert page.retry_all.text() == "Retry failed (1)"
        assert "2 of 3 published. 1 failed." in page.summary.whole_text()


def test_each_row_names_its_platform_and_its_lines_stand_in_the_middle(
    qtbot: QtBot, tmp_path: Path
) -> None:
    prepare = with_post(("mastodon", "x", "linkedin"), D.PUBLISHED, linkedin=D.FAILED)
    with stage(tmp_path, prepare=prepare) as at:
        fail(at.workspace, made[0].deliveries["linkedin"], "Too long.")
        page = open_page(at)
        names = {"x": "X", "linkedin": "LinkedIn", "mastodon": "Mastodon"}
        for platform, name in names.items():
            shown = row(page, platform)
            labels = [one.text() for one in shown.findChildren(QLabel) if one.isVisible()]
            assert name in labels
            pill = shown.pill.mapTo(shown, shown.pill.rect().center()).y()
            top = shown.site.mapTo(shown, shown.site.rect().topLeft()).y()
            bottom = shown.who.mapTo(shown, shown.who.rect().bottomLeft()).y()
            assert abs((top + bottom) / 2 - pill) <= 1, platform
            first = shown.words.mapTo(shown, shown.words.rect().topLeft()).y()
            last = shown.words.mapTo(shown, shown.words.rect().bottomLeft()).y()
            if shown.more.isVisible():
                ink = (shown.more.height() + shown.more.fontMetrics().height()) // 2
                last = shown.more.mapTo(shown, shown.more.rect().topLeft()).y() + ink
            assert abs((first + last) / 2 - pill) <= 2, platform


def test_rows_change_by_themselves(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_post(("x",), D.PUBLISHING)) as at:
        page = open_page(at)
        assert row(page, "x").bar.isVisible()
        put(at.workspace, made[0].deliveries["x"], D.PUBLISHED, published_at=NOW)
        at.wait(lambda: row(page, "x").pill.text() == "Published")
        at.settle()
        assert not row(page, "x").bar.isVisible()
        assert page.pill.text() == "Published"


def test_bytes_on_their_way_move_the_bar(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_post(("x", "linkedin"), D.PUBLISHING)) as at:
        page = open_page(at)
        shown = row(page, "x")
        for sent in range(65):
            at.program.bridge.hear(
                DeliveryProgress(
                    made[0].deliveries["x"], made[0].id, sent, 100, "Uploading image 2 of 3"
                )
            )
        at.wait(lambda: shown.words.whole_text() == "Uploading image 2 of 3, 64 %")
        assert row(page, "linkedin").words.whole_text() == "Publishing…"


def told(at: Stage, platform: str, text: str, sent: int, total: int) -> None:
    """What a worker says of its bytes."""
    delivery = made[0].deliveries[platform]
    at.program.bridge.hear(DeliveryProgress(delivery, made[0].id, sent, total, text))


def test_what_was_told_of_the_bytes_outlives_another_reading(qtbot: QtBot, tmp_path: Path) -> None:
    """Another account of the post comes to its end while this one still uploads."""
    with stage(tmp_path, prepare=with_post(("x", "linkedin"), D.PUBLISHING)) as at:
        page = open_page(at)
        told(at, "x", "Uploading file 2 of 3", 64, 100)
        at.wait(lambda: row(page, "x").words.whole_text() == "Uploading file 2 of 3, 64 %")
        put(at.workspace, made[0].deliveries["linkedin"], D.PUBLISHED, published_at=NOW)
        at.wait(lambda: row(page, "linkedin").pill.text() == "Published")
        at.settle()
        assert row(page, "x").words.whole_text() == "Uploading file 2 of 3, 64 %"
        assert "Uploading file 2 of 3, 64 %" in row(page, "x").accessibleName()


def test_bytes_are_told_though_they_went_before_the_row_was_read(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """Small files are away at once, and then the platform takes its time to answer."""
    with stage(tmp_path, prepare=with_post(("x",), D.SCHEDULED)) as at:
        page = open_page(at)
        delivery = made[0].deliveries["x"]
        put(at.workspace, delivery, D.PUBLISHING)
        told(at, "x", "Uploading file 3 of 3", 9, 9)
        at.wait(lambda: row(page, "x").pill.text() == "Publishing")
        at.settle()
        assert row(page, "x").words.whole_text() == "Uploading file 3 of 3, 100 %"
        put(at.workspace, delivery, D.PROCESSING, progress_text="X is processing the file (40 %).")
        at.wait(lambda: "processing" in row(page, "x").words.whole_text())
        put(at.workspace, delivery, D.PUBLISHING)  # it is asked again
        at.settle()
        assert row(page, "x").words.whole_text() == "X is processing the file (40 %)."


def test_a_page_opened_in_the_middle_knows_how_far_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_post(("x",), D.PUBLISHING)) as at:
        at.window.page(DELIVERY)
        told(at, "x", "Uploading file 1 of 2", 5, 10)
        at.settle()
        page = open_page(at)
        assert row(page, "x").words.whole_text() == "Uploading file 1 of 2, 50 %"


def test_a_retry_runs_once_and_its_button_waits(qtbot: QtBot, tmp_path: Path) -> None:
    prepare = with_post(("x", "linkedin"), D.PUBLISHED, linkedin=D.FAILED)
    with stage(tmp_path, prepare=prepare) as at:
        page = open_page(at)
        button = row(page, "linkedin").button(Act.RETRY)
        assert button is not None
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert not button.isEnabled()
        at.settle()
        assert stands(at, "linkedin") is D.SCHEDULED
        assert stands(at, "x") is D.PUBLISHED
        assert row(page, "linkedin").button(Act.CANCEL) is not None


def test_all_failed_ones_are_retried_and_what_is_out_is_left_alone(
    qtbot: QtBot, tmp_path: Path
) -> None:
    prepare = with_post(
        ("x", "threads", "linkedin", "bluesky"),
        D.PUBLISHED,
        threads=D.FAILED,
        linkedin=D.MISSED,
        bluesky=D.UNCONFIRMED,
    )
    with stage(tmp_path, prepare=prepare) as at:
        page = open_page(at)
        assert page.retry_all.text() == "Retry failed (2)"
        qtbot.mouseClick(page.retry_all, Qt.MouseButton.LeftButton)
        at.settle()
        states = {one: stands(at, one) for one in made[0].deliveries}
        assert states == {
            "x": D.PUBLISHED,
            "threads": D.SCHEDULED,
            "linkedin": D.SCHEDULED,
            "bluesky": D.UNCONFIRMED,
        }
        assert not page.retry_all.isVisible()


@pytest.mark.parametrize(
    ("kind", "strong"),
    [
        (ErrorKind.INVALID_CONTENT, Act.EDIT),
        (ErrorKind.AUTH_EXPIRED, Act.RECONNECT),
        (ErrorKind.TRANSIENT, Act.RETRY),
    ],
)
def test_one_button_alone_is_strong_and_it_cures_the_error(
    qtbot: QtBot, tmp_path: Path, kind: ErrorKind, strong: Act
) -> None:
    prepare = with_post(("x", "linkedin"), D.PUBLISHED, linkedin=D.FAILED)
    with stage(tmp_path, prepare=prepare) as at:
        fail(at.workspace, made[0].deliveries["linkedin"], "Refused.", kind=kind)
        page = open_page(at)
        strongest = {
            one.objectName()
            for one in row(page, "linkedin").findChildren(Button)
            if one.isVisible() and one.kind() == "primary"
        }
        assert strongest == {strong.value}
        assert (page.retry_all.kind() == "primary") is (strong is Act.RETRY)
        assert page.retry_all.isVisible()


def test_an_unconfirmed_one_is_looked_at_before_it_is_answered(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with stage(tmp_path, prepare=with_post(("x",), D.UNCONFIRMED)) as at:
        page = open_page(at)
        acts = (Act.OPEN_PROFILE, Act.IT_IS_LIVE, Act.IT_IS_NOT)
        buttons = [row(page, "x").button(act) for act in acts]
        assert [one.kind() for one in buttons if one is not None] == ["primary", "", ""]


def test_a_refusal_is_told_and_the_buttons_work_again(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_post(("x", "linkedin"), D.FAILED)) as at:
        page = open_page(at)
        posts.delete(at.workspace, made[0].id)
        click(at, qtbot, page, "x", Act.RETRY)
        assert "trash" in at.window.notice.text()
        button = row(page, "x").button(Act.RETRY)
        assert button is not None
        assert button.isEnabled()


def test_the_answer_it_is_live_keeps_the_address(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_post(("x",), D.UNCONFIRMED)) as at:
        page = open_page(at)
        click(at, qtbot, page, "x", Act.IT_IS_LIVE)
        dialog = page.findChild(ConfirmDialog)
        assert dialog is not None
        qtbot.keyClicks(dialog.findChild(QLineEdit), "https://x.example/status/1")
        qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
        at.settle()
        assert stands(at, "x") is D.PUBLISHED
        view = posts.show(at.workspace, made[0].id).deliveries[0]
        assert view.permalink == "https://x.example/status/1"
        assert row(page, "x").button(Act.OPEN) is not None


def test_an_address_that_is_none_is_refused_and_can_be_corrected(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with stage(tmp_path, prepare=with_post(("x",), D.UNCONFIRMED)) as at:
        page = open_page(at)
        click(at, qtbot, page, "x", Act.IT_IS_LIVE)
        dialog = page.findChild(ConfirmDialog)
        assert dialog is not None
        qtbot.keyClicks(dialog.findChild(QLineEdit), "look on my profile")
        qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
        at.settle()
        assert stands(at, "x") is D.UNCONFIRMED
        assert "not an address" in at.window.notice.text()


def test_the_answer_it_is_not_posts_again(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_post(("x",), D.UNCONFIRMED)) as at:
        page = open_page(at)
        click(at, qtbot, page, "x", Act.IT_IS_NOT)
        assert stands(at, "x") is D.SCHEDULED


def test_a_cancel_can_be_taken_back_while_its_time_is_ahead(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_post(("x", "threads"), D.SCHEDULED, hours=2)) as at:
        page = open_page(at)
        click(at, qtbot, page, "x", Act.CANCEL)
        assert stands(at, "x") is D.CANCELED
        assert at.window.toasts.text() == "Canceled for @demo_studio"
        qtbot.mouseClick(at.window.toasts.findChild(Button), Qt.MouseButton.LeftButton)
        at.settle()
        assert stands(at, "x") is D.SCHEDULED
        view = posts.show(at.workspace, made[0].id).deliveries[0]
        assert view.due_at == NOW + timedelta(hours=2), "its old time, not now"


def test_a_missed_one_is_sent_skipped_or_given_a_new_time(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_post(("x", "threads", "linkedin"), D.MISSED)) as at:
        page = open_page(at)
        click(at, qtbot, page, "x", Act.POST_NOW)
        assert stands(at, "x") is D.SCHEDULED
        click(at, qtbot, page, "threads", Act.SKIP)
        assert stands(at, "threads") is D.CANCELED
        click(at, qtbot, page, "linkedin", Act.PICK_TIME)
        assert at.window.current_key == CREATE


def test_details_are_folded_and_copied_without_secrets(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(
        tmp_path, prepare=with_post(("x", "linkedin"), D.PUBLISHED, linkedin=D.FAILED)
    ) as at:
        fail(at.workspace, made[0].deliveries["linkedin"], "Too long.", raw='{"code": 422}')
        page = open_page(at)
        shown = row(page, "linkedin")
        assert not shown.details.isVisible()
        assert not row(page, "x").more.isVisible()
        qtbot.mouseClick(shown.more, Qt.MouseButton.LeftButton)
        assert shown.details.isVisible()
        assert shown.details.toPlainText() == '{"code": 422}'
        assert shown.more.text() == "Hide details"
        qtbot.mouseClick(page.copy, Qt.MouseButton.LeftButton)
        at.settle()
        text = QGuiApplication.clipboard().text()
        assert "Too long." in text
        assert made[0].deliveries["x"] in text
        for word in ("password", "token", "Bearer"):
            assert word not in text
        assert "no passwords" in at.window.toasts.text()


def test_the_way_to_the_editor_and_to_a_post_of_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(
        tmp_path, prepare=with_post(("x", "linkedin"), D.PUBLISHED, linkedin=D.FAILED)
    ) as at:
        fail(at.workspace, made[0].deliveries["linkedin"], "Too long.")
        page = open_page(at)
        click(at, qtbot, page, "linkedin", Act.EDIT)
        assert at.window.current_key == CREATE
        at.window.go_back()
        at.settle()
        page = open_page(at)
        click(at, qtbot, page, "linkedin", Act.SEPARATE)
        assert at.window.current_key == CREATE
        assert stands(at, "linkedin") is D.CANCELED
        assert len(posts.unscheduled(at.workspace)) == 1


def test_a_lost_sign_in_leads_to_the_accounts(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(
        tmp_path, prepare=with_post(("x", "linkedin"), D.PUBLISHED, linkedin=D.FAILED)
    ) as at:
        page = open_page(at)
        click(at, qtbot, page, "linkedin", Act.RECONNECT)
        assert at.window.current_key == ACCOUNTS
        at.window.go_back()
        assert at.window.current_key == DELIVERY


def test_links_are_opened_and_copied(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(open_url))
    with stage(
        tmp_path, prepare=with_post(("x", "bluesky"), D.PUBLISHED, bluesky=D.UNCONFIRMED)
    ) as at:
        page = open_page(at)
        click(at, qtbot, page, "x", Act.OPEN)
        click(at, qtbot, page, "x", Act.COPY_LINK)
        assert opened == ["https://x.example/posts/1"]
        assert QGuiApplication.clipboard().text() == "https://x.example/posts/1"
        click(at, qtbot, page, "bluesky", Act.OPEN_PROFILE)
        assert opened[1:] == ["https://bsky.app/profile/demo_studio"]


def test_duplicating_opens_the_copy(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_post(("x",), D.PUBLISHED)) as at:
        page = open_page(at)
        qtbot.mouseClick(page.duplicate, Qt.MouseButton.LeftButton)
        at.settle()
        assert at.window.current_key == CREATE
        assert [one.title for one in posts.unscheduled(at.workspace)] == ["New preset pack"]


def test_a_wait_counts_down_by_itself(qtbot: QtBot, tmp_path: Path) -> None:
    clock = StandingClock()
    with stage(tmp_path, prepare=with_post(("x",), D.SCHEDULED), clock=clock) as at:
        put(
            at.workspace,
            made[0].deliveries["x"],
            D.SCHEDULED,
            run_at=NOW + timedelta(seconds=160),
            retry_at=NOW + timedelta(seconds=160),
            error_kind=ErrorKind.RATE_LIMITED.value,
            error_title="X's limit is reached.",
            error_message="X's limit is reached.",
        )
        page = open_page(at)
        assert "Next try in 2:40." in row(page, "x").words.whole_text()
        clock.moment = NOW + timedelta(seconds=10)
        at.wait(lambda: "Next try in 2:30." in row(page, "x").words.whole_text())


def test_a_post_that_is_gone_says_so_with_a_way_back(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path) as at:
        at.window.open_delivery("nothing")
        at.settle()
        page = at.window.page(DELIVERY)
        button = next(
            one for one in page.findChildren(Button) if one.isVisible() and one.text() == "Back"
        )
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert at.window.current_key == PUBLISHER


def test_every_status_can_be_shown(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_post(("x", "linkedin"), D.SCHEDULED, hours=1)) as at:
        page = open_page(at)
        for one in D:
            put(at.workspace, made[0].deliveries["x"], one)
            at.settle()
            assert row(page, "x").pill.state() == one.value


def test_with_little_room_the_buttons_go_below_the_words(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(
        tmp_path, prepare=with_post(("x", "linkedin"), D.PUBLISHED, linkedin=D.FAILED)
    ) as at:
        fail(at.workspace, made[0].deliveries["linkedin"], "This text is too long for it.")
        page = open_page(at)
        shown = row(page, "linkedin")
        button = shown.button(Act.RETRY)
        assert button is not None
        at.window.resize(1500, 900)
        at.settle()
        beside = button.mapTo(shown, button.rect().center()).y()
        at.window.resize(1024, 640)
        at.settle()
        below = button.mapTo(shown, button.rect().center()).y()
        words = shown.words.mapTo(shown, shown.words.rect().bottomLeft()).y()
        assert below > words
        assert beside < below
        assert shown.words.width() > 300


def test_a_thread_is_told_without_the_lines_that_divide_it(qtbot: QtBot, tmp_path: Path) -> None:
    def prepare(workspace: Workspace) -> None:
        accounts = add_accounts(workspace)
        text = "One.\n---\nTwo.\n\n---\nThree -- four."
        made[:] = [add_post(workspace, accounts, "A thread", at=NOW, to=("x",), text=text)]

    with stage(tmp_path, prepare=prepare) as at:
        assert open_page(at).text.whole_text() == "One. Two. Three -- four."


def test_what_comes_after_a_post_stands_below_it_and_can_be_tried_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with stage(tmp_path, prepare=with_post(("x",), D.PUBLISHED)) as at:
        page = open_page(at)
        line = row(page, "x")
        assert line.follows.isHidden()
        follow(at.workspace, made[0].deliveries["x"], "comment", F.DONE)
        follow(at.workspace, made[0].deliveries["x"], "cover", F.FAILED, title="X refused it.")
        at.settle()
        qtbot.waitUntil(line.follows.isVisible)
        assert page.pill.text() == "Published"
        assert line.follows.line("comment").words.whole_text() == "The comment: done"
        assert line.follows.line("comment").again.isHidden()
        failed = line.follows.line("cover")
        assert failed.words.whole_text() == "The cover: failed. X refused it."
        qtbot.mouseClick(failed.again, Qt.MouseButton.LeftButton)
        at.settle()
        qtbot.waitUntil(lambda: failed.words.whole_text() == "The cover: waiting.")
        assert failed.again.isHidden()
