"""A sign-in of TikTok's is renewed by itself for a year; after that its person is asked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import ErrorKind
from brandcraft_desktop.services import accounts
from tests.publishers.stand import stand
from tests.publishers.tiktok.flows import FLOWS, SHEET


def test_it_is_renewed_without_a_word_for_a_year(tmp_path: Path) -> None:
    with stand(tmp_path, SHEET) as here:
        (account,) = here.connect()
        for days in (2, 364):
            here.skip(timedelta(days=days).total_seconds())
            here.server.tell("calls/clear")
            ended, mark = here.publish(FLOWS[1])
            assert (ended.status, len(here.arrived(mark))) == (D.PUBLISHED, 1)
            assert here.calls().count("oauth/token") == 1
            assert accounts.show(here.workspace, account.id).state is AccountState.CONNECTED
        here.skip(timedelta(days=366).total_seconds())
        ended, mark = here.publish(FLOWS[1])
        assert (ended.status, here.arrived(mark)) == (D.FAILED, [])
        assert ended.error is not None
        assert ended.error.kind == ErrorKind.AUTH_EXPIRED
        assert ended.error.action.startswith(f"Reconnect {account.handle}")
        assert accounts.show(here.workspace, account.id).state is not AccountState.CONNECTED
        here.connect(again=account.id)
        ended, mark = here.publish(FLOWS[1])
        assert (ended.status, len(here.arrived(mark))) == (D.PUBLISHED, 1)
