"""Facebook Pages as a publisher: one short method for everything the program may ask."""

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
from brandcraft_desktop.publishers.facebook import (
    connecting,
    past,
    planning,
    posting,
    posts,
    profile,
    sign_in,
    tokens,
)
from brandcraft_desktop.publishers.facebook import text as counting
from brandcraft_desktop.publishers.facebook.info import INFO
from brandcraft_desktop.publishers.facebook.spans import find_spans
from brandcraft_desktop.publishers.http import Http


class Facebook:
    """See `publishers.base.BrowserPublisher`; the work is in the modules beside this one."""

    @property
    def info(self) -> PlatformInfo:
        """Limits and options."""
        return INFO

    def measure(self, text: str) -> Measure:
        """Characters."""
        return counting.measure(text)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Links, Pages and hashtags."""
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
        """What the connect dialog asks."""
        return sign_in.SIGN_IN

    @property
    def needed_scopes(self) -> tuple[str, ...]:
        """Without one of these nothing can be posted."""
        return sign_in.NEEDED

    def check_answers(self, answers: Mapping[str, str]) -> Mapping[str, str]:
        """Hints for the connect form."""
        return sign_in.hints(answers)

    def begin(self, asked: Asked, http: Http, clock: Clock) -> Begun:
        """Where the person signs in."""
        return connecting.begin(asked)

    def finish(self, begun: Begun, code: str, http: Http, clock: Clock) -> tuple[Connection, ...]:
        """Every Page the person may post for."""
        return connecting.finish(begun, code, http, clock)

    def publish(self, plan: Plan, session: Session, steps: Steps) -> Published:
        """Send the plan."""
        return posting.publish(plan, session, steps)

    def find(self, plan: Plan, session: Session, since: datetime) -> Finding:
        """Look among the posts of the Page."""
        return posting.find(plan, session, since)

    def renew(self, session: AccountSession) -> None:
        """Nothing is renewed: asks whether the sign-in still holds, and until when."""
        tokens.check(session)

    def profile(self, session: AccountSession) -> Profile:
        """Name, handle and picture of the Page."""
        return profile.read(session)

    def past_terms(self, identity: Identity) -> PastTerms:
        """Whether the account's own posts are told."""
        return PastTerms()

    def past(self, session: AccountSession, cursor: str) -> PastPage:
        """One page of them."""
        return past.page(session, cursor)

    def delete(self, remote_id: str, session: AccountSession) -> None:
        """Delete a post, a video or a story."""
        if not posts.is_post(remote_id):
            raise BadInput("This is no post on Facebook.", f"Its id is {remote_id[:100]}.")
        posts.delete(session, remote_id)
