"""Asking a platform whether a whole post is there, as it is done after a restore."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.steps import Finding, Verdict
from brandcraft_desktop.domain.views import DeliveryView
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.base import Session
from brandcraft_desktop.services import accounts, media
from brandcraft_desktop.services.account_session import account_session
from brandcraft_desktop.services.delivery_plan import plan_for_delivery
from tests.publishers.flow import Flow
from tests.publishers.stand import Stand


def check_find(here: Stand, flow: Flow, ended: DeliveryView, mark: str) -> None:
    """What is out is found, with all its parts; what is not, never is."""
    plan = here.workspace.database.read(
        lambda connection: plan_for_delivery(connection, here.workspace.platforms, ended.id)
    )
    session = _session(here, ended)
    finding = here.publisher.find(plan, session, session.created_at)
    if flow.can_tell and flow.tells_later:
        assert finding.verdict is Verdict.FOUND, f"it is there, and yet: {finding}"
        parts = json.loads(finding.result)
        assert [one[0] for one in parts] == [one.remote_id for one in ended.parts], parts
        assert [one[1] for one in parts] == [one.permalink for one in ended.parts], parts
    else:
        assert finding.verdict is Verdict.UNKNOWN, f"nobody can tell, and yet: {finding}"
    other = here.publisher.find(*_another(plan, session, mark))
    wanted = {Verdict.UNKNOWN, *([Verdict.NOT_THERE] if flow.can_tell_absence else [])}
    assert other.verdict in wanted, f"it was never sent, and yet: {_told(other)}"


def _told(finding: Finding) -> str:
    return f"{finding.verdict} {finding.result}"


def _session(here: Stand, ended: DeliveryView) -> Session:
    account = account_session(here.workspace, accounts.show(here.workspace, ended.account_id))
    created: datetime = here.workspace.database.read(
        lambda connection: connection.execute(
            select(tables.deliveries.c.created_at).where(tables.deliveries.c.id == ended.id)
        ).scalar_one()
    )
    return Session(
        http=account.http,
        identity=account.identity,
        secrets=account.secrets,
        renditions=media.NO_FILES,
        clock=account.clock,
        key=ended.id,
        created_at=created,
        settings=account.settings,
    )


def _another(plan: Plan, session: Session, mark: str) -> tuple[Plan, Session, datetime]:
    """A post like it that nobody sent."""
    parts = tuple(replace(one, text=one.text.replace(mark, "nobody")) for one in plan.parts)
    options = {name: one.replace(mark, "nobody") for name, one in plan.options.items()}
    key = session.key[:-4] + "0000"
    return (
        replace(plan, parts=parts, options=options),
        replace(session, key=key),
        session.created_at,
    )
