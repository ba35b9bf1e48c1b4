"""YouTube as a publisher: one short method for everything the program may ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.past_posts import PastPage, PastTerms
from brandcraft_desktop.domain.plan import Composition, Plan
from brandcraft_desktop.domain.platform import PlatformInfo, SignIn
from brandcraft_desktop.domain.steps import Finding, Published, Steps
from brandcraft_desktop.domain.text.measure import Measure, Span
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
from brandcraft_desktop.publishers.youtube import (
    api,
    connecting,
    past,
    planning,
    posting,
    profile,
    tokens,
    videos,
)
from brandcraft_desktop.publishers.youtube import text as counting
from brandcraft_desktop.publishers.youtube.info import INFO
from brandcraft_desktop.publishers.youtube.sign_in import NEEDED, SIGN_IN
from brandcraft_desktop.publishers.youtube.spans import find_spans


class YouTube:
    """See `publishers.base.BrowserPublisher`; the work is in the modules beside this one."""

    @property
    def info(self) -> PlatformInfo:
        """Limits and options."""
        return INFO

    def measure(self, text: str) -> Measure:
        """Bytes of the description."""
        return counting.measure(text)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Links, mentions and hashtags."""
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

    @property
    def needed_scopes(self) -> tuple[str, ...]:
        """Uploading, and reading the channel."""
        return NEEDED

    def check_answers(self, answers: Mapping[str, str]) -> Mapping[str, str]:
        """Nothing is asked."""
        return {}

    def begin(self, asked: Asked, http: Http, clock: Clock) -> Begun:
        """Where the person signs in."""
        return connecting.begin(asked)

    def finish(self, begun: Begun, code: str, http: Http, clock: Clock) -> tuple[Connection, ...]:
        """The one channel that was chosen."""
        return (connecting.finish(begun, code, http, clock),)

    def publish(self, plan: Plan, session: Session, steps: Steps) -> Published:
        """Send the plan."""
        return posting.publish(plan, session, steps)

    def find(self, plan: Plan, session: Session, since: datetime) -> Finding:
        """Look among the channel's uploads."""
        return posting.find(plan, session, since)

    def renew(self, session: AccountSession) -> None:
        """A new access token by the refresh token."""
        tokens.renewed_token(session)

    def profile(self, session: AccountSession) -> Profile:
        """Name, handle, picture, and whether long videos are allowed."""
        return profile.shown(profile.channel(api.of(session)), session.http)

    def past_terms(self, identity: Identity) -> PastTerms:
        """Whether the account's own posts are told."""
        return PastTerms()

    def past(self, session: AccountSession, cursor: str) -> PastPage:
        """One page of them."""
        return past.page(api.of(session), cursor)

    def delete(self, remote_id: str, session: AccountSession) -> None:
        """Delete a video; gone already is fine."""
        videos.delete(api.of(session), remote_id)
