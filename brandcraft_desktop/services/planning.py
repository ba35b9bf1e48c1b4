"""From what a person wrote to what each account will be sent: pure glue, no transaction.

The editor calls this at each key press, the command line before it saves, and the engine right
before it sends, so all of them see the same words and the same problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.plan import (
    AttachedMedia,
    Composition,
    Fix,
    Plan,
    PostBlocked,
    Problem,
    Severity,
)
from brandcraft_desktop.domain.schedule import check_time
from brandcraft_desktop.domain.text.split import joined
from brandcraft_desktop.domain.views import (
    AccountPlan,
    MediaChoice,
    MediaView,
    PostContent,
    VariantContent,
)
from brandcraft_desktop.publishers.registry import Registry


def variant_for(content: PostContent, account: Account) -> VariantContent:
    """What applies to `account`: its own variant over its platform's over the shared text."""
    of_platform = content.variants.get(account.platform, VariantContent())
    of_account = content.variants.get(account.id, VariantContent())
    own = of_account if of_account.text is not None else of_platform
    return VariantContent(
        text=own.text,
        options={**of_platform.options, **of_account.options},
        media=of_platform.media if of_account.media is None else of_account.media,
        thread=of_platform.thread if of_account.thread is None else of_account.thread,
        based_on=own.based_on,
    )


def numbering_of(content: PostContent) -> str | None:
    """How the parts of a thread are numbered, e.g. "{n}/{total}"; an option of the whole post."""
    shared = content.variants.get("", VariantContent())
    return shared.options.get("numbering") or None


def attach(
    choices: Iterable[MediaChoice], files: Mapping[str, MediaView]
) -> tuple[AttachedMedia, ...]:
    """The chosen files in order; a file that is gone is left out."""
    return tuple(
        AttachedMedia(
            media_id=choice.media_id,
            sha256=files[choice.media_id].sha256,
            name=files[choice.media_id].name,
            state=files[choice.media_id].state,
            facts=files[choice.media_id].facts,
            alt=choice.alt,
            part=choice.part,
        )
        for choice in choices
        if choice.media_id in files
    )


def composition(
    content: PostContent, account: Account, files: Mapping[str, MediaView]
) -> Composition:
    """What one account is to receive; `files` are those of the post by id."""
    variant = variant_for(content, account)
    text = content.text if variant.text is None else variant.text
    thread = content.thread if variant.thread is None else variant.thread
    if content.thread and not thread:
        text = joined(text)  # what was divided for the others is one post here
    return Composition(
        text=text,
        media=attach(content.media if variant.media is None else variant.media, files),
        options=variant.options,
        thread=thread,
        numbering=numbering_of(content),
        facts=account.facts,
    )


def plan_for(
    platforms: Registry, content: PostContent, account: Account, files: Mapping[str, MediaView]
) -> Plan:
    """The plan of one account; `files` are those of the post by id."""
    return platforms.get(account.platform).plan(composition(content, account, files))


def plans(
    platforms: Registry,
    content: PostContent,
    accounts: Iterable[Account],
    files: Mapping[str, MediaView],
) -> tuple[AccountPlan, ...]:
    """One plan an account, in the fixed platform order."""
    ordered = sorted(
        accounts, key=lambda account: (platforms.get(account.platform).info.order, account.handle)
    )
    return tuple(
        AccountPlan(
            account_id=account.id,
            platform=account.platform,
            handle=account.handle,
            display_name=account.display_name,
            avatar_sha256=account.avatar_sha256,
            plan=plan_for(platforms, content, account, files),
        )
        for account in ordered
    )


def account_problems(platforms: Registry, accounts: Iterable[Account]) -> tuple[Problem, ...]:
    """What keeps the chosen accounts themselves from publishing."""
    chosen = tuple(accounts)
    if not chosen:
        return (
            Problem(
                Severity.ERROR,
                "No account is chosen. Choose at least one account to post to.",
                "accounts",
                Fix.CHOOSE_ACCOUNTS,
            ),
        )
    return tuple(
        Problem(
            Severity.ERROR,
            f"{platforms.get(account.platform).info.name}: {account.handle} is signed out. "
            "Reconnect it on the Accounts page.",
            "accounts",
            Fix.RECONNECT,
        )
        for account in chosen
        if account.state is not AccountState.CONNECTED
    )


def problems(
    platforms: Registry,
    content: PostContent,
    accounts: Iterable[Account],
    files: Mapping[str, MediaView],
    *,
    now: datetime,
    at: datetime | None = None,
) -> tuple[Problem, ...]:
    """Every problem of every account and of the time `at`, errors first."""
    chosen = tuple(accounts)
    found = list(account_problems(platforms, chosen))
    for planned in plans(platforms, content, chosen, files):
        found.extend(planned.plan.problems)
    if at is not None:
        found.extend(time_problems(at, now))
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda problem: problem.severity is not Severity.ERROR))


def time_problems(at: datetime, now: datetime) -> tuple[Problem, ...]:
    """What keeps a post from going out at `at`."""
    return tuple(
        Problem(Severity.ERROR, sentence, "time", Fix.CHOOSE_TIME)
        for sentence in check_time(at, now)
    )


def refuse_time(at: datetime, now: datetime) -> None:
    """Raise `PostBlocked` for a time that is past or too far ahead."""
    refuse_blocked(time_problems(at, now))


def refuse_blocked(found: tuple[Problem, ...]) -> None:
    """Raise `PostBlocked` with all of `found` if one of them is an error."""
    if any(problem.severity is Severity.ERROR for problem in found):
        raise PostBlocked(found)
