"""Pinterest as a publisher: one short method for everything the program may ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.past_posts import PastPage, PastTerms
from brandcraft_desktop.domain.plan import Composition, Plan
from brandcraft_desktop.domain.platform import PlatformInfo, SignIn
from brandcraft_desktop.domain.steps import Finding, Published, Steps
from brandcraft_desktop.domain.text.measure import Measure, Span
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.publishers.base import (
    AccountSession,
    Asked,
    Begun,
    Connection,
    Identity,
    Profile,
    Session,
)
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.pinterest import (
    api,
    connecting,
    past,
    pins,
    planning,
    posting,
    profile,
    tokens,
)
from brandcraft_desktop.publishers.pinterest import text as counting
from brandcraft_desktop.publishers.pinterest.info import INFO
from brandcraft_desktop.publishers.pinterest.sign_in import SIGN_IN
from brandcraft_desktop.publishers.pinterest.spans import find_spans


class Pinterest:
    """See `publishers.base.BrowserPublisher`; the work is in the modules beside this one."""

    @property
    def info(self) -> PlatformInfo:
        """Limits and options."""
        return INFO

    def measure(self, text: str) -> Measure:
        """Characters."""
        return counting.measure(text)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Nothing is live in a description."""
        return find_spans(text)

    def split(self, text: str, numbering: str | None) -> tuple[str, ...]:
        """Parts that would fit, although there are no threads here."""
        return counting.split(text, numbering)

    def plan(self, composition: Composition) -> Plan:
        """The post with every problem found."""
        return planning.plan(composition)

    def shorten(self, composition: Composition) -> str:
        """The text cut to what fits."""
        return planning.shorten(composition)

    @property
    def sign_in(self) -> SignIn:
        """What the connect dialog explains."""
        return SIGN_IN

    def check_answers(self, answers: Mapping[str, str]) -> Mapping[str, str]:
        """Nothing is asked."""
        return {}

    def begin(self, asked: Asked, http: Http, clock: Clock) -> Begun:
        """Where the person signs in."""
        return connecting.begin(asked)

    def finish(self, begun: Begun, code: str, http: Http, clock: Clock) -> tuple[Connection, ...]:
        """The one account that signed in."""
        return (connecting.finish(begun, code, http, clock),)

    def publish(self, plan: Plan, session: Session, steps: Steps) -> Published:
        """Send the plan."""
        return posting.publish(plan, session, steps)

    def find(self, plan: Plan, session: Session, since: datetime) -> Finding:
        """Look among the newest Pins."""
        return posting.find(plan, session, since)

    def renew(self, session: AccountSession) -> None:
        """New tokens by the refresh token."""
        tokens.renewed_token(session)

    def profile(self, session: AccountSession) -> Profile:
        """Name, handle, picture and boards."""
        way = api.of(session)
        return profile.shown(way, profile.person(way))

    def past_terms(self, identity: Identity) -> PastTerms:
        """Whether the account's own posts are told."""
        return PastTerms()

    def past(self, session: AccountSession, cursor: str) -> PastPage:
        """One page of them."""
        return past.page(api.of(session), cursor)

    def delete(self, remote_id: str, session: AccountSession) -> None:
        """Delete a Pin."""
        if not remote_id.isdecimal():
            raise BadInput("This is no Pin.", f"Its id is {remote_id}.")
        pins.delete(api.of(session), remote_id)
