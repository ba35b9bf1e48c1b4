"""The introduction: where it stands, and what its answers leave behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.services import accounts, brands, first_run, posting_times, settings_list
from brandcraft_desktop.services.exporting import export
from brandcraft_desktop.services.first_run import OWN_NAME, Step
from brandcraft_desktop.services.kept_settings import kept_settings
from brandcraft_desktop.services.workspace import Workspace
from tests.services.town import TOWN, make_town, town_workspace


@pytest.fixture
def workspace(home: Path, tmp_path: Path) -> Iterator[Workspace]:
    with town_workspace(home, make_town(tmp_path)) as opened:
        yield opened


def ann(workspace: Workspace) -> str:
    return accounts.connect(workspace, TOWN, {"login": "ann", "password": "open sesame"}).id


def test_a_workspace_that_never_began_it_is_left_alone(workspace: Workspace) -> None:
    assert first_run.step(workspace) is Step.NEVER


@pytest.mark.parametrize("step", list(Step))
def test_the_step_is_kept_and_a_setting_like_others(workspace: Workspace, step: Step) -> None:
    first_run.reach(workspace, step)
    assert first_run.step(workspace) is step
    assert settings_list.one(workspace, "first_run.step").value == step.value
    assert settings_list.put(workspace, "first_run.step", "times").value == "times"
    assert first_run.step(workspace) is Step.TIMES


def test_an_export_takes_no_step_along(workspace: Workspace) -> None:
    first_run.reach(workspace, Step.TIMES)
    assert first_run.STEP.name not in workspace.database.read(kept_settings)


def test_a_first_brand_takes_the_accounts_that_are_in_none(workspace: Workspace) -> None:
    account_id = ann(workspace)
    made = first_run.keep_brand(workspace, None, "Demo Studio", "#0E8A7D")
    assert accounts.show(workspace, account_id).brand_id == made.id
    again = first_run.keep_brand(workspace, made.id, "Demo House", "#0E8A7D")
    assert (again.id, again.name) == (made.id, "Demo House")
    accounts.link(workspace, account_id, None)
    first_run.keep_brand(workspace, None, "Another", "")
    assert accounts.show(workspace, account_id).brand_id is None, "a second one takes nobody"


def keep_campaign(
    workspace: Workspace, brand_id: str | None, day: date | None, often: int
) -> Brand:
    started = first_run.keep_start(workspace, brand_id, day)
    return first_run.keep_often(workspace, started.id, often)


def test_a_campaign_needs_no_named_brand(workspace: Workspace) -> None:
    made = keep_campaign(workspace, None, date(2026, 12, 31), 2)
    assert made.name == OWN_NAME
    assert made.campaign_start == date(2026, 12, 31)
    assert [slot.words for slot in made.times] == ["Tue 09:00", "Thu 09:00"]


def test_times_of_ones_own_stay_where_their_number_is_wanted(workspace: Workspace) -> None:
    brand = brands.add(workspace, "Demo", times=(Slot(5, 60), Slot(6, 90)))
    assert keep_campaign(workspace, brand.id, None, 2).times == brand.times
    assert len(keep_campaign(workspace, brand.id, None, 4).times) == 4
    assert keep_campaign(workspace, brand.id, None, 0).times == ()
    with pytest.raises(BadInput):
        keep_campaign(workspace, brand.id, None, 22)
    assert first_run.keep_times(workspace, brand.id, (Slot(1, 5),)).times == (Slot(1, 5),)


def test_the_first_suggestion_is_what_the_editor_suggests_too(workspace: Workspace) -> None:
    account_id = ann(workspace)
    today = workspace.clock.now().date()
    brand = keep_campaign(workspace, None, today, 3)
    first = first_run.first_suggestion(workspace, brand.id, "UTC")
    offered = posting_times.suggestions(workspace, [account_id], "UTC")
    assert first is not None
    assert [one.at for one in offered] == [first]
    assert first_run.first_suggestion(workspace, None, "UTC") is None


def test_the_first_suggestion_waits_for_the_campaign(workspace: Workspace) -> None:
    now = workspace.clock.now().date()
    month_end = date(now.year + (now.month == 12), now.month % 12 + 1, 1)
    brand = keep_campaign(workspace, None, month_end, 7)
    first = first_run.first_suggestion(workspace, brand.id, "Pacific/Kiritimati")
    # Nine in the morning there is seven in the evening of the day before in UTC (+14 hours).
    begin = datetime(month_end.year, month_end.month, 1, 9, tzinfo=UTC)
    assert first is not None
    assert (begin - first).total_seconds() == 14 * 3600


def test_the_newest_export_that_can_be_read_is_found(workspace: Workspace, tmp_path: Path) -> None:
    person = tmp_path / "person"
    (person / "Downloads").mkdir(parents=True)
    assert first_run.export_nearby(person) is None
    whole = person / "Downloads" / "brandcraft-export.zip"
    export(workspace, whole)
    broken = person / "brandcraft-export-2.zip"
    broken.write_bytes(b"no zip")
    os.utime(whole, (1, 1))
    found = first_run.export_nearby(person)
    assert found is not None
    assert (found.file, found.posts) == (whole, 0)
