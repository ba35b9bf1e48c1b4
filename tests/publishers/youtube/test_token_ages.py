"""A sign-in of Google's is renewed by itself; that of an app in “Testing” ends after a week."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import ErrorKind
from brandcraft_desktop.services import accounts
from tests.publishers.stand import Stand, stand
from tests.publishers.youtube.flows import FLOWS, SHEET


def test_it_is_renewed_without_a_word_but_for_an_app_in_testing(tmp_path: Path) -> None:
    with stand(tmp_path, SHEET) as here:
        (account,) = here.connect()
        goes_out_renewed(here, timedelta(hours=2))
        goes_out_renewed(here, timedelta(days=90))
        here.server.tell("youtube/settings", testing=True)
        here.connect(again=account.id)
        goes_out_renewed(here, timedelta(days=6))
        here.skip(timedelta(days=2).total_seconds())
        ended, mark = here.publish(FLOWS[0])
        assert (ended.status, here.arrived(mark)) == (D.FAILED, [])
        assert ended.error is not None
        assert ended.error.kind == ErrorKind.AUTH_EXPIRED
        assert "Testing" in ended.error.message
        assert ended.error.action.startswith(f"Reconnect {account.handle}")
        here.connect(again=account.id)
        ended, mark = here.publish(FLOWS[0])
        assert (ended.status, len(here.arrived(mark))) == (D.PUBLISHED, 1)


def goes_out_renewed(here: Stand, later: timedelta) -> None:
    here.skip(later.total_seconds())
    here.server.tell("calls/clear")
    ended, mark = here.publish(FLOWS[0])
    assert (ended.status, len(here.arrived(mark))) == (D.PUBLISHED, 1)
    assert here.calls().count("oauth/token") == 1
    (account,) = here.accounts
    assert accounts.show(here.workspace, account.id).state is AccountState.CONNECTED
