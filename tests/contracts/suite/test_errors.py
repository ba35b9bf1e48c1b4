"""Every error answer of the reference, served to the call it names, becomes the right kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import BadInput, BrandcraftError, ErrorKind, PublishingError
from brandcraft_desktop.services import accounts
from brandcraft_desktop.services.account_session import account_session
from brandcraft_desktop.services.renewal import renew
from tests.publishers.error_rows import FINE
from tests.publishers.every_platform import PUBLISHERS, flows_of, sheet_of, tells
from tests.publishers.flow import Sheet, Where
from tests.publishers.stand import ENDED, Stand, stand

pytestmark = pytest.mark.contract
TOLD = [platform for platform in PUBLISHERS if tells(platform)]
MOST_WAITS = 12

# The reference's words -> our kinds (its README); a refused duplicate is looked for, and may end
# as unknown where the platform can't be asked.
KINDS: dict[str, frozenset[str]] = {
    "auth-expired": frozenset({ErrorKind.AUTH_EXPIRED}),
    "auth-2fa": frozenset({ErrorKind.NEEDS_USER}),
    "permission": frozenset({ErrorKind.PERMISSION}),
    "rate-limited": frozenset({ErrorKind.RATE_LIMITED}),
    "quota": frozenset({ErrorKind.QUOTA}),
    "invalid-content": frozenset({ErrorKind.INVALID_CONTENT}),
    "duplicate": frozenset({ErrorKind.DUPLICATE, ErrorKind.OUTCOME_UNKNOWN}),
    "conflict": frozenset({ErrorKind.DUPLICATE, ErrorKind.TRANSIENT}),
    "media-processing": frozenset({ErrorKind.MEDIA_PROCESSING}),
    "media-expired": frozenset({ErrorKind.MEDIA_EXPIRED}),
    "api-version-retired": frozenset({ErrorKind.API_RETIRED}),
    "transient": frozenset({ErrorKind.TRANSIENT, ErrorKind.OUTCOME_UNKNOWN}),
    "unknown-outcome": frozenset({ErrorKind.OUTCOME_UNKNOWN}),
    "ok": frozenset({FINE}),
}


@pytest.mark.parametrize("platform", TOLD)
def test_every_error_answer_has_its_kind(reference: Path, tmp_path: Path, platform: str) -> None:
    file = reference / "platforms/vectors/errors/error-responses.json"
    cases = [one for one in json.loads(file.read_text())["cases"] if one["platform"] == platform]
    if not cases:
        _check_its_own_test(reference, platform)
        return
    sheet = sheet_of(platform)
    wrong: list[str] = []
    with stand(tmp_path, sheet) as here:
        here.connect()
        for number, case in enumerate(cases):
            told = f"{number} {case['operation']} {case['status']} {case['category']}"
            where = _where(sheet, case)
            if where is None:
                wrong.append(f"{told}: the sheet names no call for it")
                continue
            wrong += [f"{told}: {one}" for one in _served(here, where, case)]
    assert not wrong, "\n".join(wrong)


def _check_its_own_test(reference: Path, platform: str) -> None:
    """What has no answers there has rows in a table instead, judged by the platform's own test."""
    rows = json.loads((reference / "platforms/specs/errors.json").read_text())["rows"]
    assert any(one["platform"] == platform for one in rows)
    own = Path(__file__).parents[1] / f"test_{platform}.py"
    assert "specs/errors.json" in own.read_text(encoding="utf-8")


def _where(sheet: Sheet, case: dict[str, Any]) -> Where | None:
    by_status = sheet.errors.get((case["operation"], case["status"]))
    return by_status or sheet.errors.get(case["operation"])


def _served(here: Stand, where: Where, case: dict[str, Any]) -> Iterator[str]:
    here.skip(30)
    here.server.tell("forget")
    if case["status"] is None:
        here.server.tell("faults", endpoint=where.endpoint, kind="reset", times=0)
    else:
        here.server.tell(
            "recorder/serve",
            endpoint=where.endpoint,
            status=case["status"],
            headers=case["headers"],
            body=case["body"],
        )
    try:
        found = provoked(here, where)
    finally:
        here.server.tell("recorder/stop")
        here.server.tell("faults/clear")
    let_in_again(here)
    here.finish()
    wanted = KINDS[case["category"]] if where.kind is None else frozenset({where.kind})
    if case["retry"] == "poll":
        wanted = frozenset({FINE})
    if found not in wanted:
        yield f"became “{found}”, not {' or '.join(sorted(wanted))}"


def provoked(here: Stand, where: Where) -> str:
    """The kind of error that comes of it; FINE for none."""
    account = accounts.show(here.workspace, here.accounts[0].id)  # its token may be another by now
    session = account_session(here.workspace, account)
    try:
        if where.flow == "connect":
            here.connect(again=account.id)
        elif where.flow == "renew":
            renew(here.workspace, account)
        elif where.flow == "profile":
            here.publisher.profile(session)
        elif where.flow == "delete":
            here.publisher.delete("1", session)
        else:
            return _published(here, where.flow)
    except BadInput as error:
        # What was typed is not accepted; the form shows it beside the field.
        return ErrorKind.AUTH_EXPIRED if error.field else "nowhere"
    except PublishingError as error:
        _check_words(error.title, error.action)
        return error.kind
    except BrandcraftError as error:
        return type(error).__name__
    return FINE


def _published(here: Stand, name: str) -> str:
    """The first error a delivery meets."""
    flow = next(one for one in flows_of(here.sheet.platform) if one.name == name)
    delivery, _ = here.post(flow)
    for _ in range(MOST_WAITS):
        here.run_once()
        now = here.look(delivery)
        if now.error is not None or now.status in ENDED:
            break
        here.skip(20)
    if now.status is D.PUBLISHED or now.error is None:
        return FINE
    _check_words(now.error.title, now.error.action)
    return now.error.kind


def _check_words(title: str, action: str) -> None:
    assert title.endswith((".", "?")), title
    assert action.endswith((".", "?")), f"{title}: no word on what to do ({action!r})"


def let_in_again(here: Stand) -> None:
    for account in here.accounts:
        if accounts.show(here.workspace, account.id).state is not AccountState.CONNECTED:
            here.connect(again=account.id)
