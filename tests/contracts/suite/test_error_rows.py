"""Every row of the reference's table of errors, answered to a real call, becomes the right kind.

The table tells of platforms whose refusals are a code and a subcode; the more exact counts. A row
of a container that failed is no refusal of a call: the platform's own test judges those.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from brandcraft_desktop.errors import ErrorKind, NotSent, PublishingError, SignInRevoked
from brandcraft_desktop.publishers.base import AccountSession, Publisher
from brandcraft_desktop.services.account_session import account_session
from tests.publishers.every_platform import PUBLISHERS, sheet_of, tells
from tests.publishers.flow import ROWS
from tests.publishers.stand import Stand, stand

pytestmark = pytest.mark.contract
TOLD = [one for one in PUBLISHERS if tells(one) and ROWS in sheet_of(one).errors]
CONTAINER = "container.error_message="

KINDS: Mapping[str, frozenset[ErrorKind]] = {
    "transient": frozenset({ErrorKind.TRANSIENT, ErrorKind.MEDIA_EXPIRED}),
    "permission": frozenset({ErrorKind.PERMISSION}),
    "rate_limited": frozenset({ErrorKind.RATE_LIMITED}),
    "auth_expired": frozenset({ErrorKind.AUTH_EXPIRED}),
    "policy_block": frozenset({ErrorKind.INVALID_CONTENT, ErrorKind.NEEDS_USER}),
    "needs_user": frozenset({ErrorKind.NEEDS_USER}),
    "invalid_content": frozenset({ErrorKind.INVALID_CONTENT}),
    "duplicate": frozenset({ErrorKind.DUPLICATE}),
    "media_processing": frozenset({ErrorKind.MEDIA_PROCESSING}),
    "media_fetch": frozenset({ErrorKind.MEDIA_EXPIRED}),
}
# What the table wants done -> whether it is done by itself.
BY_ITSELF = frozenset(
    {
        *("retry_backoff", "retry_create", "wait", "wait_header", "wait_next_window"),
        *("recreate_container", "retry_30s_2m_then_recreate", "poll_again", "restage_then_retry"),
        *("restart_upload", "resync_offset"),
    }
)
BY_A_PERSON = frozenset(
    {
        *("user_fix", "reconnect", "reconnect_with_scopes", "stop_account", "login_check"),
        *("confirm_identity", "page_publishing_authorization", "edit_content", "fix_request"),
        *("fix_link", "fix_media", "fix_text", "shrink_media", "crop_media"),
        "reconcile_then_fail",
    }
)


@dataclass(frozen=True)
class Case:
    """One answer that a row tells of."""

    row: Mapping[str, Any]
    status: int
    error: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.status} {self.error}"


def rows_of(reference: Path) -> list[dict[str, Any]]:
    whole = json.loads((reference / "platforms/specs/errors.json").read_text(encoding="utf-8"))
    return list(whole["rows"])


def cases(row: dict[str, Any]) -> Iterator[Case]:
    """The answers of a row; none for a container that failed."""
    code, subcode = row["code"], row["subcode"]
    if isinstance(code, str) and code.startswith(CONTAINER):
        return
    error: dict[str, Any] = {"message": "(#1) Meta's own words", "fbtrace_id": "A1"}
    if subcode is not None:
        error["error_subcode"] = subcode
    if code == "is_transient=true":
        # It beats the code beside it.
        yield Case(row, 400, {**error, "code": 5000, "is_transient": True})
        yield Case(row, 400, {**error, "code": 100, "is_transient": True})
        return
    if isinstance(code, str) and code.startswith("THREADS_API__"):
        yield Case(row, 400, {**error, "code": 100, "message": f"{code}: too many"})
        return
    codes = [200, 210, 299] if code == "200-299" else [100 if code is None else code]
    for status in [row["http"]] if row["http"] else [400, 403, 500]:
        for one in codes:
            yield Case(row, status, {**error, "code": one, "is_transient": False})
    if code is None:  # a subcode that stands alone counts beside every code
        yield Case(row, 400, {**error, "code": 1})
        yield Case(row, 400, {**error, "code": 4})


def test_no_row_of_the_table_is_left_out(reference: Path) -> None:
    """Each is judged here, by its own platform's test of containers, or by that of its platform."""
    rows = rows_of(reference)
    found = Counter(row["platform"] for row in rows)
    assert found == {"facebook": 46, "instagram": 50, "threads": 36, "tiktok": 43, "youtube": 47}
    assert TOLD == ["facebook", "instagram", "threads"]
    for platform in set(found) - set(TOLD):
        own = Path(__file__).parents[1] / f"test_{platform}.py"
        assert "specs/errors.json" in own.read_text(encoding="utf-8")
    for row in rows:
        if row["platform"] in TOLD:
            assert row["category"] in KINDS, row
            assert row["action"] in BY_ITSELF | BY_A_PERSON, row
    silent = [row for row in rows if row["platform"] in TOLD and not list(cases(row))]
    assert Counter(row["platform"] for row in silent) == {"threads": 10}


@pytest.mark.parametrize("platform", TOLD)
def test_every_row_has_its_kind(reference: Path, tmp_path: Path, platform: str) -> None:
    rows = [row for row in rows_of(reference) if row["platform"] == platform]
    where = sheet_of(platform).errors[ROWS]
    wrong: list[str] = []
    with stand(tmp_path, sheet_of(platform)) as here:
        (account, *_) = here.connect()
        session = account_session(here.workspace, account)
        for case in (case for row in rows for case in cases(row)):
            found = _answered(here, where.endpoint, case, here.publisher, session)
            wrong += [f"{case}: {one}" for one in _wrong(case, found)]
    assert not wrong, "\n".join(wrong)


def _answered(
    here: Stand, endpoint: str, case: Case, publisher: Publisher, session: AccountSession
) -> PublishingError | None:
    """What the program makes of it."""
    here.skip(4000)  # what was used up before is free again
    here.server.tell(
        "recorder/serve",
        endpoint=endpoint,
        status=case.status,
        headers={},
        body={"error": dict(case.error)},
    )
    try:
        publisher.profile(session)
    except PublishingError as error:
        return error
    finally:
        here.server.tell("recorder/stop")
    return None


def _wrong(case: Case, found: PublishingError | None) -> Iterator[str]:
    if found is None:
        yield "it was taken for a success"
        return
    if found.kind not in KINDS[case.row["category"]]:
        yield f"became {found.kind}, not {case.row['category']}"
    if isinstance(found, NotSent) is not (case.row["action"] in BY_ITSELF):
        yield f"{type(found).__name__}, and yet: {case.row['action']}"
    ended = case.row["category"] == "auth_expired" and case.row["subcode"] not in (None, 463)
    if ended and not isinstance(found, SignInRevoked):
        yield "no renewal helps, and yet it is tried"
    for part in (found.title, found.action):
        if not part.endswith("."):
            yield f"no sentence: {part!r}"
    if "fbtrace_id" not in found.raw:
        yield "the platform's own answer is not kept"
