"""Every row of specs/errors.json, met by a whole delivery at the wire, becomes its kind.

For the platforms of which the reference has no recorded answers (`test_errors` has those).
"""

from __future__ import annotations

import importlib
import json
from collections import Counter
from pathlib import Path

import pytest

from brandcraft_desktop.errors import ErrorKind
from tests.contracts.suite.test_errors import let_in_again, provoked
from tests.publishers.error_rows import FINE, ErrorRows, Served
from tests.publishers.every_platform import sheet_of
from tests.publishers.flow import Where
from tests.publishers.stand import Stand, stand

pytestmark = pytest.mark.contract
ROWS = {"tiktok": 43, "youtube": 47}
"""How many rows the table has of each."""

# The table's words -> our kinds (the reference's README).
KINDS: dict[str, frozenset[str]] = {
    "auth_expired": frozenset({ErrorKind.AUTH_EXPIRED}),
    "permission": frozenset({ErrorKind.PERMISSION}),
    "rate_limited": frozenset({ErrorKind.RATE_LIMITED}),
    "invalid_content": frozenset({ErrorKind.INVALID_CONTENT}),
    "policy_block": frozenset({ErrorKind.INVALID_CONTENT}),
    "duplicate": frozenset({ErrorKind.DUPLICATE}),
    "media_processing": frozenset({ErrorKind.MEDIA_PROCESSING, ErrorKind.MEDIA_EXPIRED}),
    "media_fetch": frozenset({ErrorKind.MEDIA_EXPIRED}),
    "needs_user": frozenset({ErrorKind.NEEDS_USER}),
    "cancelled": frozenset({ErrorKind.NEEDS_USER}),
    "app_config": frozenset({ErrorKind.NEEDS_USER}),
    "transient": frozenset({ErrorKind.TRANSIENT}),
    "state": frozenset({ErrorKind.TRANSIENT, FINE}),
}


@pytest.mark.parametrize("platform", ROWS)
def test_every_row_becomes_its_kind(reference: Path, tmp_path: Path, platform: str) -> None:
    told = importlib.import_module(f"tests.publishers.{platform}.error_rows").ERROR_ROWS
    assert isinstance(told, ErrorRows)
    table = json.loads((reference / "platforms/specs/errors.json").read_text(encoding="utf-8"))
    rows = [one for one in table["rows"] if one["platform"] == platform]
    assert len(rows) == ROWS[platform], "the table has changed: every row needs its call"
    assert max(Counter(str(one["code"]) for one in rows).values()) == 1
    assert set(told.unserved) <= {str(one["code"]) for one in rows}
    wrong, met = [], 0
    with stand(tmp_path, sheet_of(platform)) as here:
        here.connect()
        for row in rows:
            if row["code"] in told.unserved:
                continue
            served = told.served(row)
            found = _met(here, served)
            met += 1
            wanted = served.kinds or KINDS[row["category"]]
            if found not in wanted:
                wrong.append(f"{row['code']}: became “{found}”, not {' or '.join(sorted(wanted))}")
    assert not wrong, "\n".join(wrong)
    assert met == ROWS[platform] - len(told.unserved)


def _met(here: Stand, served: Served) -> str:
    """The kind of error that comes of it; FINE for none."""
    here.skip(30)
    here.server.tell("forget")
    here.sheet.quiet(here.server)
    here.server.tell("calls/clear")
    before = here.server.ask(f"{here.sheet.platform}/settings")
    if served.settings:
        here.server.tell(f"{here.sheet.platform}/settings", **served.settings)
    else:
        here.server.tell(
            "recorder/serve",
            endpoint=served.endpoint,
            status=served.status,
            headers=dict(served.headers),
            body=served.body,
        )
    try:
        found = provoked(here, Where(served.flow, served.endpoint))
        return found if not served.endpoint or served.endpoint in here.calls() else "never asked"
    finally:
        here.server.tell("recorder/stop")
        here.server.tell(f"{here.sheet.platform}/settings", **before)
        let_in_again(here)
        here.finish()
