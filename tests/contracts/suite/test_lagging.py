"""An answer is lost, and the platform's list shows the message only after a while."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from brandcraft_desktop.domain.status import DeliveryStatus as D
from tests.publishers.every_platform import PUBLISHERS, flows_of, sheet_of, tells
from tests.publishers.stand import stand

pytestmark = pytest.mark.contract
LAGGING = [one for one in PUBLISHERS if tells(one) and sheet_of(one).lagging]


def test_the_lists_that_may_lag_are_named() -> None:
    assert LAGGING == ["x", "facebook", "linkedin", "pinterest"]


@pytest.mark.parametrize("platform", LAGGING)
def test_it_is_found_once_the_list_shows_it(platform: str, tmp_path: Path) -> None:
    sheet = sheet_of(platform)
    flow = next(one for one in flows_of(platform) if one.can_tell)
    with stand(tmp_path, sheet) as here:
        here.connect()
        here.server.tell(f"{platform}/settings", **sheet.lagging)
        for endpoint in sheet.writes:
            here.server.tell("faults", endpoint=endpoint, kind="reset", accepted=True)
        delivery, mark = here.post(replace(flow, prepare=None))
        begin = here.clock.now()
        ended = here.drive(delivery)
        assert ended.status is D.PUBLISHED, f"{ended.status}: {ended.error}"
        assert (here.clock.now() - begin).total_seconds() >= 20
        assert len(here.arrived(mark)) == flow.arrives
