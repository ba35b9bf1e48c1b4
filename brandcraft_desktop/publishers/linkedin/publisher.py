"""LinkedIn as a publisher: one short method for everything the program may ask."""

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
from brandcraft_desktop.publishers.linkedin import (
    connecting,
    own_posts,
    past,
    planning,
    posting,
    profile,
    sign_in,
    tokens,
)
from brandcraft_desktop.publishers.linkedin import text as counting
from brandcraft_desktop.publishers.linkedin.info import INFO
from brandcraft_desktop.publishers.linkedin.spans import find_spans


class LinkedIn:
    """See `publishers.base.BrowserPublisher`; the work is in the modules beside this one."""

    @property
    def info(self) -> PlatformInfo:
        """Limits and options."""
        return INFO

    def measure(self, text: str) -> Measure:
        """Characters, before they are escaped."""
        return counting.measure(text)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Links, mentions and hashtags."""
        return find_spans(text)

    def split(self, text: str, numbering: str | None) -> tuple[str, ...]:
        """Parts that fit a post each; LinkedIn has no threads to put them in."""
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
        return sign_in.SIGN_IN

    def check_answers(self, answers: Mapping[str, str]) -> Mapping[str, str]:
        """Hints for the connect form."""
        return sign_in.hints(answers)

    def begin(self, asked: Asked, http: Http, clock: Clock) -> Begun:
        """Where the person signs in."""
        return connecting.begin(asked)

    def finish(self, begun: Begun, code: str, http: Http, clock: Clock) -> tuple[Connection, ...]:
        """The person, and their pages where they were asked for."""
        return connecting.finish(begun, code, http, clock)

    def publish(self, plan: Plan, session: Session, steps: Steps) -> Published:
        """Send the plan."""
        return posting.publish(plan, session, steps)

    def find(self, plan: Plan, session: Session, since: datetime) -> Finding:
        """Look among the posts of a page; a person's own can't be read."""
        return posting.find(plan, session, since)

    def revoke(self, session: AccountSession) -> None:
        """Take the sign-in back, for the member and every page that came with it."""
        tokens.revoke(session)

    def renew(self, session: AccountSession) -> None:
        """New tokens for the few apps that may; else a look whether the sign-in still holds."""
        tokens.renew(session)

    def profile(self, session: AccountSession) -> Profile:
        """Name, handle and picture."""
        return profile.read(session)

    def past_terms(self, identity: Identity) -> PastTerms:
        """Whether the account's own posts are told."""
        return past.terms(identity.remote_id)

    def past(self, session: AccountSession, cursor: str) -> PastPage:
        """One page of them."""
        return past.page(session, cursor)

    def delete(self, remote_id: str, session: AccountSession) -> None:
        """Delete a post."""
        if not own_posts.is_post(remote_id):
            raise BadInput("This is no post on LinkedIn.", f"Its id is {remote_id[:100]}.")
        own_posts.delete(session, remote_id)
