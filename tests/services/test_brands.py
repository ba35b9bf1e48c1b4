"""Brands: at most five, names of their own, colours that differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from brandcraft_desktop.domain.brand import BRAND_COLOURS, MAX_BRANDS
from brandcraft_desktop.domain.events import AccountChanged, BrandChanged, Event
from brandcraft_desktop.errors import AlreadyExists, BadInput, NotFound
from brandcraft_desktop.services import accounts, brands
from brandcraft_desktop.services.workspace import Workspace
from tests.services.town import TOWN, make_town, town_workspace


@pytest.fixture
def workspace(home: Path, tmp_path: Path) -> Iterator[Workspace]:
    with town_workspace(home, make_town(tmp_path)) as opened:
        yield opened


def test_brands_come_with_different_colours_and_stop_at_five(workspace: Workspace) -> None:
    made = [brands.add(workspace, f"Brand {number}") for number in range(MAX_BRANDS)]
    assert [brand.colour for brand in made] == list(BRAND_COLOURS[:MAX_BRANDS])
    assert brands.list_brands(workspace) == tuple(made)
    with pytest.raises(AlreadyExists, match="5 brands"):
        brands.add(workspace, "One more")
    brands.delete(workspace, made[0].id)
    assert brands.add(workspace, "One more").colour == BRAND_COLOURS[0]


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x00b", "right\u202eleft"])
def test_names_that_cannot_be(workspace: Workspace, name: str) -> None:
    with pytest.raises(BadInput) as caught:
        brands.add(workspace, name)
    assert caught.value.field == "name"
    assert brands.list_brands(workspace) == ()


def test_a_name_is_taken_in_every_form_a_keyboard_writes(workspace: Workspace) -> None:
    brands.add(workspace, "Café")
    with pytest.raises(AlreadyExists):
        brands.add(workspace, "CAFE\u0301")
    assert brands.add(workspace, "👨\u200d👩\u200d👧").name == "👨\u200d👩\u200d👧"
    with pytest.raises(BadInput):
        brands.add(workspace, "\u200d")


def test_a_name_is_taken_whatever_its_letters(workspace: Workspace) -> None:
    first = brands.add(workspace, "  Demo   Studio ")
    assert first.name == "Demo Studio"
    with pytest.raises(AlreadyExists):
        brands.add(workspace, "demo studio")
    second = brands.add(workspace, "Other")
    with pytest.raises(AlreadyExists):
        brands.rename(workspace, second.id, "DEMO STUDIO")
    assert brands.rename(workspace, first.id, "demo studio").name == "demo studio"


def test_colour_and_campaign(workspace: Workspace) -> None:
    brand = brands.add(workspace, "Demo", colour="#a1b2c3", campaign_start=date(2027, 4, 1))
    assert (brand.colour, brand.campaign_start) == ("#A1B2C3", date(2027, 4, 1))
    assert brands.recolour(workspace, brand.id, "#000000").colour == "#000000"
    assert brands.start_campaign(workspace, brand.id, None).campaign_start is None
    with pytest.raises(BadInput, match="not a colour"):
        brands.recolour(workspace, brand.id, "red")
    with pytest.raises(BadInput, match="not a colour"):
        brands.add(workspace, "Next", colour="#12345")


def test_deleting_frees_its_accounts(workspace: Workspace) -> None:
    brand = brands.add(workspace, "Demo")
    account = accounts.connect(workspace, TOWN, {"login": "ann", "password": "open sesame"})
    brands.link(workspace, brand.id, account.id)
    heard: list[Event] = []
    workspace.bus.subscribe(heard.append)
    brands.delete(workspace, brand.id)
    assert accounts.show(workspace, account.id).brand_id is None
    assert set(heard) == {AccountChanged(account.id), BrandChanged(brand.id)}
    for action in (brands.show, brands.delete):
        with pytest.raises(NotFound):
            action(workspace, brand.id)
