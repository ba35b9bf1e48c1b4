"""A Page over the months: what the end of the person's own token and of the access to data mean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.views import DeliveryView, PostContent, VariantContent
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.services import accounts, deliveries, posts
from brandcraft_desktop.services.backup import backup
from brandcraft_desktop.services.renewal import renew_due
from tests.publishers.facebook.flows import FLOWS, SHEET
from tests.publishers.stand import Stand, stand

DAY = 86_400
FILM = FLOWS[3]


@pytest.fixture
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with stand(tmp_path_factory.mktemp("stand"), SHEET) as made:
        made.connect()
        yield made


def state(here: Stand) -> AccountState:
    return accounts.show(here.workspace, here.accounts[0].id).state


def calls(here: Stand) -> list[str]:
    found = here.calls()
    here.server.tell("calls/clear")
    return found


def test_a_page_outlives_its_persons_token_and_ends_with_the_access_to_data(here: Stand) -> None:
    """59 days: as ever. 61: videos go in one call. 91: its owner has to sign in again."""
    here.skip(59 * DAY)
    renew_due(here.workspace)
    here.server.tell("calls/clear")
    ended, mark = here.publish(FILM)
    assert (ended.status, len(here.arrived(mark))) == (D.PUBLISHED, 1)
    assert "upload" in calls(here)
    here.skip(2 * DAY)
    renew_due(here.workspace)
    here.server.tell("forget")
    ended, mark = here.publish(FILM)
    assert (ended.status, len(here.arrived(mark))) == (D.PUBLISHED, 1), ended.error
    assert "upload" not in calls(here)
    assert state(here) is AccountState.CONNECTED
    here.skip(30 * DAY)
    renew_due(here.workspace)
    assert state(here) is AccountState.NEEDS_RECONNECT
    told = accounts.show(here.workspace, here.accounts[0].id).trouble
    assert "Facebook" in told, told
    here.connect(again=here.accounts[0].id)
    assert state(here) is AccountState.CONNECTED


def planned(here: Stand, text: str) -> DeliveryView:
    """A post that Facebook shall put live in five hours, handed over."""
    content = PostContent(
        text=text,
        account_ids=(here.accounts[0].id,),
        variants={"facebook": VariantContent(options={"native": "true"})},
        scheduled_at=here.clock.now().replace(microsecond=0) + timedelta(hours=5),
    )
    post = posts.create(here.workspace, content, mode=posts.Mode.SCHEDULE)
    here.run_once()
    (held,) = posts.show(here.workspace, post.id).deliveries
    assert (held.status, held.handed_over) == (D.PROCESSING, True)
    return held


def test_what_facebook_has_is_changed_there_and_never_here(here: Stand) -> None:
    held = planned(here, "Planned")
    later = here.clock.now() + timedelta(hours=8)
    for change in (
        lambda: deliveries.cancel(here.workspace, held.id),
        lambda: posts.cancel(here.workspace, held.post_id),
        lambda: posts.move(here.workspace, held.post_id, at=later),
        lambda: posts.schedule(here.workspace, held.post_id, at=later),
        lambda: posts.publish_now(here.workspace, held.post_id),
        lambda: posts.make_draft(here.workspace, held.post_id),
        lambda: posts.delete(here.workspace, held.post_id),
    ):
        with pytest.raises(Refused, match="Facebook publishes it"):
            change()
    assert here.drive(held).status is D.PUBLISHED
    assert len(here.arrived("Planned")) == 1


def test_a_planned_post_that_was_deleted_there_is_sent_anew_only_on_a_persons_word(
    here: Stand,
) -> None:
    held = planned(here, "Planned")
    things = here.server.ask("facebook/things?kind=post")["things"]
    assert isinstance(things, list)
    assert isinstance(things[0], dict)
    here.server.tell("facebook/delete", id=things[0]["id"])
    ended = here.drive(held)
    assert ended.status is D.UNCONFIRMED
    assert ended.error is not None
    assert ended.error.title == "Facebook took this post, and does not tell what became of it."
    assert len(here.arrived("Planned")) == 1
    deliveries.resolve(here.workspace, ended.id, published_url=None)
    again = here.drive(ended)
    assert (again.status, again.handed_over) == (D.PUBLISHED, False)
    assert len(here.arrived("Planned")) == 2


@pytest.mark.parametrize("error", ["10", "190"])
def test_what_facebook_has_does_not_fail_where_nobody_may_ask_for_it(
    here: Stand, error: str
) -> None:
    """A sign-in that has ended waits for its owner; else its person is asked in the end."""
    held = planned(here, "Planned")
    here.server.tell("faults", endpoint="get", kind="status", status=400, error=error, times=0)
    ended = here.drive(held)
    assert ended.status is (D.PROCESSING if error == "190" else D.UNCONFIRMED), ended.error
    here.server.tell("faults/clear")
    if error == "190":
        here.connect(again=here.accounts[0].id)
        assert here.drive(held).status is D.PUBLISHED
    assert len(here.arrived("Planned")) == 1


def test_a_copy_from_before_a_hand_over_plans_nothing_again(here: Stand, tmp_path: Path) -> None:
    content = PostContent(
        text="Planned",
        account_ids=(here.accounts[0].id,),
        variants={"facebook": VariantContent(options={"native": "true"})},
        scheduled_at=here.clock.now().replace(microsecond=0) + timedelta(days=2),
    )
    post = posts.create(here.workspace, content, mode=posts.Mode.SCHEDULE)
    backup(here.workspace, tmp_path / "copy.zip")
    here.run_once()
    assert len(here.arrived("Planned")) == 1
    here.skip(7200)
    here.restore(tmp_path / "copy.zip")
    here.run_once()
    (held,) = posts.show(here.workspace, post.id).deliveries
    assert (held.status, held.handed_over) == (D.PROCESSING, True)
    assert here.drive(held).status is D.PUBLISHED
    assert len(here.arrived("Planned")) == 1
