"""Connecting an account in the browser, from the first click to the kept account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from brandcraft_desktop.accounts.callback import Awaited, Reception, new_state, new_verifier
from brandcraft_desktop.accounts.loopback import Loopback, callback_address, callback_port
from brandcraft_desktop.accounts.pasted import read_pasted
from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.platform import Return
from brandcraft_desktop.errors import AppKeysRefused, BadInput, SignInExpired
from brandcraft_desktop.publishers.base import Asked, Begun, BrowserPublisher, Connection
from brandcraft_desktop.services import (
    account_connect,
    platform_settings,
    sign_in_apps,
    sign_in_choice,
)
from brandcraft_desktop.services import sign_in_words as words
from brandcraft_desktop.services.account_http import passing_http
from brandcraft_desktop.services.sign_in_choice import Way

if TYPE_CHECKING:
    from types import TracebackType

    from brandcraft_desktop.services.workspace import Workspace

PATIENCE = 300.0
"""Seconds a person has for signing in."""


@dataclass(frozen=True)
class Candidate:
    """A page or channel that may be connected; `known` is the account it is here already.

    `about` tells it apart from others ("Company page"), `avatar` are the picture's bytes.
    """

    remote_id: str
    handle: str
    display_name: str
    about: str
    avatar: bytes | None = field(default=None, repr=False)
    known: Account | None = None


class SignInRun:
    """One sign-in while it is open: a context that frees the port at its end.

    `address` is the platform's page (mapped by BRANDCRAFT_ORIGINS already); `opens` leads there
    too, once, with nothing of the sign-in in it: what to open the browser with. `redirect` is where
    the browser is sent afterwards, `returns` how the answer comes from there. `paste` and `cancel`
    may be called from any thread.
    """

    def __init__(
        self,
        workspace: Workspace,
        publisher: BrowserPublisher,
        way: Way,
        begun: Begun,
        awaited: Awaited,
        port: Loopback | None,
        before: Account | None,
    ) -> None:
        origins = workspace.origins
        self.address = begun.address if origins is None else origins.map(begun.address)
        self.opens = self.address if port is None else port.lead_to(self.address)
        self.returns, self.redirect = way.returns, way.redirect
        self._workspace, self._publisher, self._before = workspace, publisher, before
        self._begun, self._awaited, self._port = begun, awaited, port
        # A relay page leads on to this computer, where nobody may listen.
        self._ends = (way.redirect, callback_address("127.0.0.1", awaited.port))
        self._made: tuple[Connection, ...] = ()

    def __enter__(self) -> Self:
        """Open until the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """See `close`."""
        self.close()

    def close(self) -> None:
        """Free the port and wake who waits; what was brought can still be kept."""
        self._awaited.cancel()
        if self._port is not None:
            self._port.close()

    @property
    def name(self) -> str:
        """The platform's name."""
        return self._publisher.info.name

    @property
    def found(self) -> tuple[Candidate, ...]:
        """Everything the sign-in brought; nothing before `wait` has traded the answer."""
        known = account_connect.known_accounts(
            self._workspace, self._publisher.info, [one.remote_id for one in self._made]
        )
        return tuple(
            Candidate(
                one.remote_id,
                one.handle,
                one.display_name,
                one.about,
                one.avatar,
                known.get(one.remote_id),
            )
            for one in self._made
        )

    def wait(self, seconds: float = PATIENCE) -> tuple[Candidate, ...]:
        """Block until the answer came and was traded; gives what may be kept (`keep`).

        When an account is connected again, only that one is given; where it is not there,
        `BadInput` with field "account" is raised and `found` tells who signed in, for `keep`.
        May be called again after a time-out, and after `errors.NotSent`. Raises
        `Refused` (denied, canceled, timed out), `AppKeysRefused`, `PermissionMissing`,
        `OwnerNeeded` (there is no channel), `PublishingError`.
        """
        if not self._made:
            answer = self._awaited.wait(seconds)
            if answer is None:
                if self._awaited.canceled:
                    raise words.canceled()
                if self._port is None:
                    raise words.not_pasted(self.name, seconds)
                raise words.timed_out(self.name, seconds, self.redirect)
            if answer.error:
                sign_in_apps.refused(self._workspace, self._publisher, self._begun, answer.error)
                raise words.refused(self.name, answer)
            traded = self._trade(answer.code)
            self._made = tuple(account_connect.presentable(one) for one in traded)
        return self._chosen()

    def paste(self, text: str) -> None:
        """Take the address the browser ended at, its query, or the code alone; wakes `wait`.

        Raises `BadInput` with field "paste".
        """
        answer = read_pasted(text, self._ends, self.name)
        if answer.state and not self._awaited.belongs(answer):
            raise words.another_sign_in(self.name)
        if self._awaited.offer_pasted(answer) is Reception.AGAIN:
            raise words.answered_before()

    def cancel(self) -> None:
        """Wake `wait`, which raises `Refused`."""
        self._awaited.cancel()

    def keep(
        self, remote_ids: Sequence[str], *, brand_id: str | None = None
    ) -> tuple[Account, ...]:
        """Keep these of what the sign-in brought, as accounts in `brand_id`.

        Raises `BadInput`, `AlreadyExists` (no room: then none is kept), `NotFound` (brand),
        `VaultLocked`, `StorageTrouble`.
        """
        made = {one.remote_id: one for one in self._made}
        chosen = list(dict.fromkeys(remote_ids))
        if not chosen:
            raise words.nothing_chosen()
        for remote_id in chosen:
            if remote_id not in made:
                raise words.unknown_choice(remote_id)
        info = self._publisher.info
        account_connect.check_room_for(self._workspace, info, chosen)
        return tuple(
            account_connect.keep(self._workspace, info, made[one], brand_id=brand_id)
            for one in chosen
        )

    def _trade(self, code: str) -> tuple[Connection, ...]:
        workspace = self._workspace
        try:
            with passing_http(workspace) as http:
                return self._publisher.finish(self._begun, code, http, workspace.clock)
        except AppKeysRefused as error:
            if sign_in_apps.forget_registered(workspace, self._publisher, self._begun):
                raise words.app_forgotten(self.name, error) from error
            raise
        except SignInExpired as error:
            raise words.code_refused(self.name, error) from error

    def _chosen(self) -> tuple[Candidate, ...]:
        found = self.found
        if self._before is None:
            return found
        same = tuple(one for one in found if one.remote_id == self._before.remote_id)
        if not same:
            raise words.wrong_account(self._before, found[0].handle)
        return same


def begin(
    workspace: Workspace,
    platform: str,
    answers: Mapping[str, str] | None = None,
    *,
    account_id: str | None = None,
    returns: Return | None = None,
) -> SignInRun:
    """Open a sign-in: everything that can be refused is refused before the browser opens.

    `answers` are those of `SignIn.fields`; `account_id` connects that account again; `returns`
    None takes the platform's usual way back. Raises `BadInput` (field named), `AlreadyExists` (no
    room), `NotFound`, `VaultLocked`, `PortInUse`, `PublishingError`.
    """
    publisher = workspace.platforms.publisher(platform)
    browser = publisher.sign_in.browser
    if browser is None or not isinstance(publisher, BrowserPublisher):
        raise BadInput(
            f"{publisher.info.name} is connected by its form.",
            "It has no page to sign in on.",
            field="platform",
        )
    before = account_connect.ready_to_connect(workspace, publisher.info, account_id)
    given = _answers(publisher, answers or {}, before)
    relay = sign_in_apps.relay_of(workspace, publisher)
    practising = workspace.origins is not None
    way = sign_in_choice.choose(browser, publisher.info.name, relay, returns, practising=practising)
    port = callback_port()
    app = sign_in_apps.app_for(workspace, publisher, given, way.redirect, before)
    awaited = Awaited(new_state(port))
    asked = Asked(
        answers=given,
        app=app,
        redirect=way.redirect,
        state=awaited.state,
        verifier=new_verifier(),
        settings=platform_settings.values(workspace, platform),
    )
    listener = Loopback(port, publisher.info.name, awaited.offer) if way.listens else None
    try:
        begun = _begin(workspace, publisher, asked)
        return SignInRun(workspace, publisher, way, begun, awaited, listener, before)
    except BaseException:
        if listener is not None:
            listener.close()
        raise


def _begin(workspace: Workspace, publisher: BrowserPublisher, asked: Asked) -> Begun:
    """Where to sign in; an app the program registered and nobody knows any more is made anew."""
    with passing_http(workspace) as http:
        try:
            begun = publisher.begin(asked, http, workspace.clock)
        except AppKeysRefused:
            if not sign_in_apps.registered_here(workspace, publisher, asked):
                raise
            asked = replace(asked, app=None)
            begun = publisher.begin(asked, http, workspace.clock)
    if asked.app is None:
        sign_in_apps.keep_registered(workspace, publisher, begun)
    return begun


def _answers(
    publisher: BrowserPublisher, answers: Mapping[str, str], before: Account | None
) -> dict[str, str]:
    """The answers of the form; an account that is connected again lives where it did."""
    given = {name: value.strip() for name, value in answers.items()}
    for one in publisher.sign_in.fields:
        if one.name == "server" and before is not None and not given.get(one.name):
            given[one.name] = before.server
        if one.choices:
            given.setdefault(one.name, one.choices[0].value)
            if given[one.name] not in [choice.value for choice in one.choices]:
                raise words.not_a_choice(one)
        if one.required and not given.get(one.name):
            raise words.field_missing(one.label, one.name)
    return given
