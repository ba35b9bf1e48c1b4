"""Several posts at once, one of which somebody else has: the others are told of and undone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.errors import DiskFull, Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import posts
from brandcraft_desktop.ui.publisher.each import each
from brandcraft_desktop.ui.publisher.move_dialog import MoveDialog
from tests.ui.publisher.conftest import Desk, hours
from tests.ui.publisher.test_list import click, open_list, titles
from tests.ui.publisher.world import Made

D = DeliveryStatus


@pytest.fixture
def three(desk: Desk) -> list[Made]:
    made = [
        desk.add(name, hours(8 + number)) for number, name in enumerate(("One", "Two", "Three"))
    ]
    open_list(desk, 3)
    for one in made:
        click(desk, one, 18)
    return made


def set_status(desk: Desk, made: Made, status: DeliveryStatus) -> None:
    """A worker of another process was faster; this window has not heard of it yet."""
    (delivery,) = desk.show(made).deliveries
    desk.workspace.database.write(
        lambda connection: connection.execute(
            update(tables.deliveries)
            .where(tables.deliveries.c.id == delivery.id)
            .values(status=status.value)
        )
    )


def test_the_others_are_deleted_and_come_back(desk: Desk, three: list[Made]) -> None:
    set_status(desk, three[1], D.PUBLISHING)
    desk.page.list.bar.delete.click()
    desk.wait(lambda: desk.way.toasts)
    assert desk.way.toasts == ["Deleted 2 of 3 posts"]
    assert [error.title for error in desk.way.errors] == ["This post is being published right now."]
    assert [desk.show(one).deleted_at is None for one in three] == [False, True, False]
    assert desk.way.undo is not None
    desk.way.undo()
    desk.wait(lambda: all(desk.show(one).deleted_at is None for one in three))
    desk.wait(lambda: sorted(titles(desk)) == ["One", "Three", "Two"])


def test_the_others_are_moved_and_come_back(desk: Desk, three: list[Made]) -> None:
    before = [desk.show(one).content.scheduled_at for one in three]
    desk.page.list.bar.move_them.click()
    dialog = desk.page.findChild(MoveDialog)
    assert dialog is not None
    dialog.edit.setDate(dialog.edit.date().addDays(4))
    set_status(desk, three[0], D.PUBLISHING)
    dialog.confirm_button.click()
    desk.wait(lambda: desk.way.toasts)
    assert desk.way.toasts == ["Moved 2 posts; 1 can't be moved"]
    assert len(desk.way.errors) == 1
    days = [
        at - was
        for one, was in zip(three, before, strict=True)
        if (at := desk.show(one).content.scheduled_at) and was
    ]
    assert days == [timedelta(), timedelta(days=4), timedelta(days=4)]
    posts.delete(desk.workspace, three[1].id)
    assert desk.way.undo is not None
    desk.way.undo()
    desk.wait(lambda: desk.show(three[2]).content.scheduled_at == before[2])
    desk.wait(lambda: desk.way.toasts[-1] == "Moved 1 of 2 posts back")


def test_none_that_takes_it_is_its_refusal() -> None:
    def refuse(number: int) -> int:
        if number > 1:
            raise Refused(f"Not {number}.")
        return number

    assert each([1, 2, 3], refuse).posts == "1 of 3 posts"
    with pytest.raises(Refused, match=r"Not 2\."):
        each([2, 3], refuse)


def test_a_full_disk_ends_it() -> None:
    tried: list[int] = []

    def act(number: int) -> int:
        tried.append(number)
        if number > 1:
            raise DiskFull("Full.")
        return number

    found = each([1, 2, 3], act)
    assert (found.done, found.left, tried) == ((1,), 2, [1, 2])
