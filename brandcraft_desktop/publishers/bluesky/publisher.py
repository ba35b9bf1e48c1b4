"""Bluesky as a publisher: one short method for everything the program may ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.past_posts import PastPage, PastTerms
from brandcraft_desktop.domain.plan import Composition, Plan
from brandcraft_desktop.domain.platform import PlatformInfo, SignIn
from brandcraft_desktop.domain.steps import Finding, Published, Steps
from brandcraft_desktop.domain.text.measure import Measure, Span
from brandcraft_desktop.errors import BadInput, PublishingError
from brandcraft_desktop.publishers.base import (
    AccountSession,
    Connection,
    Identity,
    Profile,
    Session,
)
from brandcraft_desktop.publishers.bluesky import answers as form
from brandcraft_desktop.publishers.bluesky import (
    connecting,
    past,
    planning,
    posting,
    profile,
    repository,
    tokens,
)
from brandcraft_desktop.publishers.bluesky import text as counting
from brandcraft_desktop.publishers.bluesky.facets import find_spans
from brandcraft_desktop.publishers.bluesky.info import INFO
from brandcraft_desktop.publishers.bluesky.records import GATE, POST
from brandcraft_desktop.publishers.bluesky.sign_in import SIGN_IN
from brandcraft_desktop.publishers.http import Http


class Bluesky:
    """See `publishers.base.Publisher`; the work is in the modules beside this one."""

    @property
    def info(self) -> PlatformInfo:
        """Limits and options."""
        return INFO

    def measure(self, text: str) -> Measure:
        """Graphemes, and bytes behind them."""
        return counting.measure(text)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Links, mentions and tags."""
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

    def publish(self, plan: Plan, session: Session, steps: Steps) -> Published:
        """Send the plan."""
        return posting.publish(plan, session, steps)

    def find(self, plan: Plan, session: Session, since: datetime) -> Finding:
        """Look under our own record keys; `since` does not matter, a key is never used twice."""
        return posting.find(plan, session)

    def connect(self, answers: Mapping[str, str], http: Http, clock: Clock) -> Connection:
        """Sign in with an app password."""
        return connecting.connect(answers, http, clock)

    def check_answers(self, answers: Mapping[str, str]) -> Mapping[str, str]:
        """Hints for the connect form."""
        return form.hints(answers)

    def renew(self, session: AccountSession) -> None:
        """New tokens by the refresh token, else by the app password."""
        tokens.renew(session)

    def profile(self, session: AccountSession) -> Profile:
        """Name, handle and picture."""
        return profile.read(session)

    def past_terms(self, identity: Identity) -> PastTerms:
        """Whether the account's own posts are told."""
        return PastTerms()

    def past(self, session: AccountSession, cursor: str) -> PastPage:
        """One page of them."""
        return past.page(session, cursor)

    def delete(self, remote_id: str, session: AccountSession) -> None:
        """Delete one message and, with the first of a thread, its reply rules."""
        did, collection, rkey = _split_address(remote_id)
        if did != session.identity.remote_id or collection != POST:
            raise BadInput("This is no post of this account.", f"Its address is {remote_id}.")
        repository.delete(session, POST, rkey)
        try:
            repository.delete(session, GATE, rkey)
        except PublishingError:
            return  # rules for a post that is gone harm nobody


def _split_address(uri: str) -> tuple[str, str, str]:
    """The DID, the collection and the key of "at://did/collection/key"."""
    parts = uri.removeprefix("at://").split("/")
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else ("", "", "")
