"""Running one claimed delivery from its plan to its end; claiming itself is in `claims`."""

from __future__ import annotations

import json
import logging
import random
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.ending import Ending, ending
from brandcraft_desktop.domain.native_schedule import STEP
from brandcraft_desktop.domain.plan import Plan, Severity
from brandcraft_desktop.domain.retry import backoff
from brandcraft_desktop.domain.steps import Finding, Published, PublishedPart, Verdict
from brandcraft_desktop.errors import (
    AppKeysRefused,
    BrandcraftError,
    ContentRefused,
    ErrorKind,
    OutcomeUnknown,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    SignInExpired,
    SignInRevoked,
    StorageTrouble,
    VaultLocked,
)
from brandcraft_desktop.publishers.base import Publisher, Session
from brandcraft_desktop.publishers.handing_over import wait_until_live
from brandcraft_desktop.services import (
    account_marks,
    copy_cleaning,
    media,
    outcomes,
    renewal,
    settings,
)
from brandcraft_desktop.services.account_rows import load_accounts
from brandcraft_desktop.services.claims import Claim, claim_due, next_in_flight, next_moment
from brandcraft_desktop.services.delivery_plan import plan_for_delivery, text_of
from brandcraft_desktop.services.leases import let_go
from brandcraft_desktop.services.media_ahead import being_made
from brandcraft_desktop.services.missed import mark_missed
from brandcraft_desktop.services.outcomes import Words, words
from brandcraft_desktop.services.recovery import sweep
from brandcraft_desktop.services.sessions import delivery_session
from brandcraft_desktop.services.steps import (
    DurableSteps,
    Interrupted,
    LookFailed,
    Waiting,
    unknown,
)

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

__all__ = ["Claim", "claim_due", "mark_missed", "next_in_flight", "next_moment", "run", "sweep"]

VAULT_PAUSE = timedelta(minutes=1)
MADE_PAUSE = timedelta(seconds=5)
FOUND_THERE = "found there"  # a delivery's step that keeps what a look gave before its time
AGAIN = "Brandcraft tries again by itself."  # true of a delivery alone, never of a command
LOOKS_AGAIN = "Brandcraft looks again by itself, and asks you only if that does not help."
_log = logging.getLogger(__name__)


class _BeingMade(Exception):
    """A file is not finished; the text says which, and how far it is."""


@dataclass(frozen=True)
class _Job:
    """Everything one run needs."""

    claim: Claim
    account: Account
    plan: Plan
    publisher: Publisher
    session: Session


def run(
    workspace: Workspace,
    claim: Claim,
    *,
    stopping: Callable[[], bool] = lambda: False,
    chance: Callable[[], float] = random.random,
    make_steps: type[DurableSteps] = DurableSteps,
) -> None:
    """Work on one claim until it ends, waits or is given back; never raises for what went wrong.

    `stopping` is asked before each step; `chance` gives numbers in [0, 1) that spread the retries.
    If even the end cannot be written (disk full), the lease runs out and recovery takes over.
    """
    try:
        _run(workspace, claim, stopping, chance, make_steps)
        copy_cleaning.release_after(workspace, claim.post_id)
    except StorageTrouble as error:
        _log.warning("delivery %s: %s", claim.delivery_id, error.message)
    finally:
        let_go(claim.lease)


def _run(
    workspace: Workspace,
    claim: Claim,
    stopping: Callable[[], bool],
    chance: Callable[[], float],
    make_steps: type[DurableSteps],
) -> None:
    steps = make_steps(workspace, claim, stopping=stopping)
    if _worn_out(workspace, claim, steps):
        return
    try:
        job = _prepare(workspace, claim, steps)
        result = _signed_in(workspace, job, steps)
    except Waiting as wait:
        outcomes.waiting(workspace, claim, wait.seconds, wait.reason)
    except _BeingMade as making:
        outcomes.held(workspace, claim, str(making), MADE_PAUSE)
    except Interrupted:
        outcomes.given_back(workspace, claim)
    except StorageTrouble:
        raise
    except VaultLocked as error:
        outcomes.held(workspace, claim, error.title, VAULT_PAUSE)
    except LookFailed as failure:
        _settle(workspace, claim, steps, failure.error, chance)
    except PublishingError as error:
        _settle(workspace, claim, steps, error, chance)
    except BrandcraftError as error:
        refusal = ContentRefused(error.title, error.cause, error.action)
        _settle(workspace, claim, steps, refusal, chance)
    except Exception as error:  # noqa: BLE001 - whatever it is, the delivery gets an end
        _settle(workspace, claim, steps, None, chance, fault=error)
    else:
        sent = text_of(job.plan)
        outcomes.published(workspace, claim, result=result, text=sent, account=job.account)


def _worn_out(workspace: Workspace, claim: Claim, steps: DurableSteps) -> bool:
    """Give up what took its worker down so often that another try would do the same."""
    most = settings.get(workspace, settings.TRIES)
    if claim.tries <= (2 * most if steps.call_open else most):
        return False
    why = Words(
        ErrorKind.TRANSIENT,
        "Brandcraft stopped again and again while it published this.",
        f"It was tried {claim.tries - 1} times and never came to an end.",
        "Look at the files of this post; then try again.",
    )
    if steps.call_open or steps.begun:  # some of it, perhaps all, is out: never plainly failed
        outcomes.unconfirmed(workspace, claim, _ask_owner(why))
    else:
        outcomes.failed(workspace, claim, why, retries_over=True)
    return True


def _prepare(workspace: Workspace, claim: Claim, steps: DurableSteps) -> _Job:
    """Plan, account and session. Raises what `_run` turns into an end.

    A video that takes minutes is not waited for: others go out meanwhile.
    """

    def read(connection: Connection) -> tuple[Plan, Account]:
        plan = plan_for_delivery(connection, workspace.platforms, claim.delivery_id)
        return plan, load_accounts(connection, [claim.account_id])[0]

    plan, account = workspace.database.read(read)
    sends = not claim.look_only and (steps.begun or not plan.blocked)
    making = being_made(workspace, plan) if sends else ""
    if making:
        raise _BeingMade(making)
    prepared = media.renditions(workspace, plan) if sends else media.NO_FILES
    files = [one for part in plan.parts for one in part.media]
    session = delivery_session(workspace, claim, account, prepared, steps, files=files)
    return _Job(claim, account, plan, workspace.platforms.publisher(account.platform), session)


def _signed_in(workspace: Workspace, job: _Job, steps: DurableSteps) -> Published:
    """Publish; renew an expired sign-in once, then the account waits for its owner."""
    try:
        return _renewing(workspace, job, steps)
    except SignInExpired as error:
        account_marks.refused(workspace, job.account, error)
        raise SignInExpired(
            error.title,
            error.cause,
            f"Reconnect {job.account.handle} on the Accounts page, then try again.",
            raw=error.raw,
        ) from error
    except AppKeysRefused as error:
        account_marks.refused(workspace, job.account, error)
        raise


def _renewing(workspace: Workspace, job: _Job, steps: DurableSteps) -> Published:
    renewal.renew_before(workspace, job.account)
    tokens = renewal.version(workspace, job.account.id)
    try:
        return _once(job, steps)
    except SignInRevoked:
        raise
    except SignInExpired:
        renewal.renew(workspace, job.account, unless_newer_than=tokens)
    return _once(job, steps)


def _once(job: _Job, steps: DurableSteps) -> Published:
    if job.claim.look_only:
        return _look(job, steps)
    if job.plan.blocked and not steps.begun:
        raise _blocked(job.plan)
    return job.publisher.publish(job.plan, job.session, steps)


def _look(job: _Job, steps: DurableSteps) -> Published:
    """After a restore: published if the platform has it, else its person decides."""
    steps.assume_open()
    finding = job.publisher.find(job.plan, job.session, job.session.created_at)
    parts: list[list[str]] = []
    if finding.verdict is Verdict.FOUND:
        parts = json.loads(finding.result)
    taken = job.session.taken()
    if not parts or any(part[0] in taken for part in parts):
        steps.looked = True
        raise OutcomeUnknown(
            "This post may have gone out already.",
            "Its platform was to have it before this workspace was restored or moved, and could "
            "not tell.",
            "Look on the platform, then say whether it is live.",
        )
    _wait_for_its_time(job, steps, finding)
    return Published(tuple(PublishedPart(part[0], part[1]) for part in parts))


def _wait_for_its_time(job: _Job, steps: DurableSteps, found: Finding) -> None:
    """What was found before its time is not out: its platform puts it live by itself.

    It is kept as handed over, so nothing here offers to change it, and looked for again then.
    """
    native, due = job.publisher.info.native, job.claim.due_at
    if native is None or due is None or due <= job.session.clock.now():
        return
    steps.once(STEP, due.isoformat)
    steps.commit(FOUND_THERE, lambda _: found.result, lambda _: found)
    wait_until_live(native, due, job.session, steps)


def _blocked(plan: Plan) -> ContentRefused:
    problems = [problem.message for problem in plan.problems if problem.severity is Severity.ERROR]
    return ContentRefused(
        "This post can't go out as it is.", " ".join(problems), "Edit it and try again."
    )


def _settle(
    workspace: Workspace,
    claim: Claim,
    steps: DurableSteps,
    error: PublishingError | None,
    chance: Callable[[], float],
    fault: Exception | None = None,
) -> None:
    """Write the end that the class of the error asks for."""
    looks = workspace.database.read(
        lambda connection: outcomes.looks(connection, claim.delivery_id, claim.attempt_id)
    )
    how = ending(
        error,
        tries=claim.tries,
        looks=looks,
        call_open=steps.call_open,
        looked=steps.looked,
        most=settings.get(workspace, settings.TRIES),
    )
    why = _fault_words(claim, fault) if error is None else words(error)
    if error is None and steps.begun and how is Ending.FAILED:
        how = Ending.UNCONFIRMED  # a fault of our own says nothing of what is out already
    if how is Ending.RETRY:
        after = None if error is None else error.retry_after
        why = replace(why, action=AGAIN)
        outcomes.retry(workspace, claim, why, backoff(claim.tries, chance(), after))
    elif how is Ending.LOOK:
        outcomes.look_again(workspace, claim, replace(why, action=LOOKS_AGAIN))
    elif how is Ending.UNCONFIRMED:
        asked = why if isinstance(error, OutcomeUnknown) else _ask_owner(why)
        outcomes.unconfirmed(workspace, claim, asked)
    else:
        over = isinstance(error, PublishingError) and not _final(error)
        outcomes.failed(workspace, claim, why, retries_over=over)


def _final(error: PublishingError) -> bool:
    return isinstance(error, SignInExpired | PermissionMissing | OwnerNeeded | ContentRefused)


def _ask_owner(why: Words) -> Words:
    """The person's question, with what kept us from answering it folded away."""
    question = words(unknown())
    kept = "\n".join(part for part in (why.title, why.message, why.raw) if part)
    return Words(question.kind, question.title, question.message, question.action, kept)


def _fault_words(claim: Claim, fault: Exception | None) -> Words:
    """A fault of our own. Only places and the type are kept: a message may hold a secret."""
    details = ""
    if fault is not None:
        places = traceback.extract_tb(fault.__traceback__)
        lines = [f"{place.name} ({place.filename}:{place.lineno})" for place in places]
        details = "\n".join([type(fault).__name__, *lines])
        _log.error("a fault of our own on delivery %s:\n%s", claim.delivery_id, details)
    return Words(
        ErrorKind.TRANSIENT,
        "Something went wrong inside Brandcraft.",
        "This is a fault of the program, not of your post.",
        "Try again; if it happens again, copy the details and report them.",
        details,
    )
