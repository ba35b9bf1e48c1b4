"""Looking at platforms without an account there: shown, never sent, never in the way."""

from __future__ import annotations

from brandcraft_desktop.services.planning import is_sample
from tests.ui.editor.conftest import Desk


def test_a_platform_without_an_account_can_be_looked_at(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.type("word " * 120)
    errors = len(desk.page.controller.judgement.errors)
    names = [one.text() for one in desk.page.elsewhere.menu().actions()]
    assert names == ["Threads"]  # every other platform of this test has a chosen account
    desk.page.elsewhere.menu().actions()[0].trigger()
    cards = desk.view.preview.cards
    (sample,) = [one for one in cards if is_sample(one)]
    card = cards[sample]
    assert list(cards.values())[1].accessibleName().startswith("Preview for Threads, @you. word ")
    assert "Threads: 100 characters too long" in card.chosen.whole_text()
    assert len(desk.page.controller.judgement.errors) == errors
    desk.wait(lambda: desk.stored().content.text.startswith("word"))
    assert not any(is_sample(one) for one in desk.stored().content.account_ids)
    desk.page.elsewhere.turn("threads", False)
    assert not any(is_sample(one) for one in desk.view.preview.cards)


def test_it_is_remembered_and_gives_way_to_a_chosen_account(desk: Desk) -> None:
    desk.new()
    desk.page.elsewhere.turn("x", True)
    desk.type("Hello")
    desk.page.show_previews()
    assert [is_sample(one) for one in desk.view.preview.cards] == [True]
    again = type(desk.page.elsewhere)(
        desk.page.controller,
        desk.page._infos,
        desk.view.preview.elsewhere,
        desk.page.elsewhere._remembered,
    )
    assert [one.platform for one in again.plans()] == ["x"]
    desk.choose_all()
    desk.page.show_previews()
    assert not any(is_sample(one) for one in desk.view.preview.cards)
