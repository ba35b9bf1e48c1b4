"""TikTok as a publisher: one short method for everything the program may ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.past_posts import PastPage, PastTerms
from brandcraft_desktop.domain.plan import Composition, Plan
from brandcraft_desktop.domain.platform import PlatformInfo, SignIn
from brandcraft_desktop.domain.steps import Finding, Published, Steps
from brandcraft_desktop.domain.text.measure import Measure, Span
from brandcraft_desktop.errors import ContentRefused
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
from brandcraft_desktop.publishers.tiktok import (
    api,
    connecting,
    past,
    planning,
    posting,
    profile,
    tokens,
)
from brandcraft_desktop.publishers.tiktok import text as counting
from brandcraft_desktop.publishers.tiktok.info import INFO
from brandcraft_desktop.publishers.tiktok.sign_in import LIST, NEEDED, SIGN_IN
from brandcraft_desktop.publishers.tiktok.spans import find_spans


class TikTok:
    """See `publishers.base.BrowserPublisher`; the work is in the modules beside this one."""

    @property
    def info(self) -> PlatformInfo:
        """Limits and options."""
        return INFO

    def measure(self, text: str) -> Measure:
        """UTF-16 units."""
        return counting.measure(text)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Mentions and hashtags."""
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
        """All but listing posts."""
        return NEEDED

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
        """Look among the newest public posts."""
        return posting.find(plan, session, since)

    def renew(self, session: AccountSession) -> None:
        """New tokens by the refresh token."""
        tokens.renewed_token(session)

    def revoke(self, session: AccountSession) -> None:
        """Take the app's access back."""
        tokens.revoke(session)

    def profile(self, session: AccountSession) -> Profile:
        """Name, handle, picture and choices."""
        way = api.of(session)
        return profile.shown(way, profile.person(way))

    def past_terms(self, identity: Identity) -> PastTerms:
        """Whether the account's own posts are told."""
        return PastTerms(scopes=(LIST,))

    def past(self, session: AccountSession, cursor: str) -> PastPage:
        """One page of them."""
        return past.page(api.of(session), cursor)

    def delete(self, remote_id: str, session: AccountSession) -> None:
        """Not by a program. Raises `errors.ContentRefused`."""
        raise ContentRefused(
            "TikTok lets no program delete a post.", "", "Delete it in TikTok's app."
        )
