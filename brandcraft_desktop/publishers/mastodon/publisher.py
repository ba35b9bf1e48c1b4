"""Mastodon as a publisher: one short method for everything the program may ask."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
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
from brandcraft_desktop.publishers.mastodon import answers as form
from brandcraft_desktop.publishers.mastodon import (
    connecting,
    past,
    planning,
    posting,
    profile,
    statuses,
)
from brandcraft_desktop.publishers.mastodon import text as counting
from brandcraft_desktop.publishers.mastodon.api import DELETING, call
from brandcraft_desktop.publishers.mastodon.errors import AlreadyGone, judge_deletion
from brandcraft_desktop.publishers.mastodon.info import INFO
from brandcraft_desktop.publishers.mastodon.sign_in import SIGN_IN
from brandcraft_desktop.publishers.mastodon.spans import find_spans


class Mastodon:
    """See `publishers.base.BrowserPublisher`; the work is in the modules beside this one."""

    @property
    def info(self) -> PlatformInfo:
        """Limits and options."""
        return INFO

    def measure(self, text: str) -> Measure:
        """Graphemes, up to Mastodon's own limit: a server may have another one."""
        return counting.measure(text)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Links, mentions and hashtags."""
        return find_spans(text)

    def split(self, text: str, numbering: str | None) -> tuple[str, ...]:
        """The parts of a thread."""
        return counting.split(text, numbering)

    def plan(self, composition: Composition) -> Plan:
        """The parts with every problem found."""
        return planning.plan(composition)

    def shorten(self, composition: Composition) -> str:
        """The text cut to what fits one message."""
        return planning.shorten(composition)

    @property
    def sign_in(self) -> SignIn:
        """What the connect dialog asks."""
        return SIGN_IN

    def check_answers(self, answers: Mapping[str, str]) -> Mapping[str, str]:
        """Hints for the connect form."""
        return form.hints(answers)

    def begin(self, asked: Asked, http: Http, clock: Clock) -> Begun:
        """Find the server and register with it."""
        return connecting.begin(asked, http)

    def finish(self, begun: Begun, code: str, http: Http, clock: Clock) -> tuple[Connection, ...]:
        """The one account the sign-in is for."""
        return connecting.finish(begun, code, http, clock)

    def publish(self, plan: Plan, session: Session, steps: Steps) -> Published:
        """Send the plan."""
        return posting.publish(plan, session, steps)

    def find(self, plan: Plan, session: Session, since: datetime) -> Finding:
        """Look among the account's own latest posts."""
        return posting.find(plan, session, since)

    def renew(self, session: AccountSession) -> None:
        """Nothing runs out: ask who it is, which shows whether the sign-in still holds."""
        profile.person(session)

    def revoke(self, session: AccountSession) -> None:
        """Take the token back."""
        connecting.revoke(session)

    def profile(self, session: AccountSession) -> Profile:
        """Name, handle, picture and the server's limits."""
        return profile.read(session)

    def past_terms(self, identity: Identity) -> PastTerms:
        """Whether the account's own posts are told."""
        return PastTerms()

    def past(self, session: AccountSession, cursor: str) -> PastPage:
        """One page of them."""
        return past.page(session, cursor)

    def delete(self, remote_id: str, session: AccountSession) -> None:
        """Delete one message."""
        if not remote_id.isalnum():
            raise BadInput("This is no post of this account.", f"Its id is {remote_id}.")
        path = f"{statuses.PATH}/{remote_id}"
        request = call(session, "DELETE", path, bucket=DELETING, judged=judge_deletion)
        with suppress(AlreadyGone):
            session.http.send(request)
