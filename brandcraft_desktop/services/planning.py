"""From what a person wrote to what each account will be sent: pure glue, no transaction.

The editor calls this at each key press, the command line before it saves, and the engine right
before it sends, so all of them see the same words and the same problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.account import at as handle_of
from brandcraft_desktop.domain.covers import with_covers
from brandcraft_desktop.domain.findings import Finding, gathered, in_order
from brandcraft_desktop.domain.image_fit import image_recipe
from brandcraft_desktop.domain.media_rules import MediaKind, MediaState
from brandcraft_desktop.domain.native_schedule import set_aside
from brandcraft_desktop.domain.plan import (
    AttachedMedia,
    Composition,
    Fix,
    Plan,
    PlannedMedia,
    PostBlocked,
    Problem,
    Severity,
)
from brandcraft_desktop.domain.platform import AccountFacts, Choice, OptionKind, PlatformInfo
from brandcraft_desktop.domain.schedule import MONTHS_AHEAD, check_time, day_name
from brandcraft_desktop.domain.sign_in_times import sign_in_end
from brandcraft_desktop.domain.text.split import joined
from brandcraft_desktop.domain.views import (
    AccountPlan,
    MediaChoice,
    MediaView,
    PostContent,
    VariantContent,
)
from brandcraft_desktop.publishers.registry import Registry

_SAMPLE = "sample:"
"""No account has such an id."""


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


def sample_account(platforms: Registry, platform: str) -> Account:
    """Stands for an account that is not there, to show what a platform would make of a post.

    Nothing is ever sent for it. Raises `NotFound` for an unknown platform.
    """
    info = platforms.get(platform).info
    return Account(
        id=f"{_SAMPLE}{info.id}",
        platform=info.id,
        remote_id="",
        handle="you",
        display_name=info.name,
        server=info.default_server,
        state=AccountState.CONNECTED,
        # What only an account is told is taken as if it offered everything there is.
        facts=AccountFacts(
            choices={
                one.asked: one.choices or (Choice("one", f"One of your {one.asked}"),)
                for one in info.options
                if one.asked
            }
        ),
    )


def is_sample(account_id: str) -> bool:
    """Whether an account only stands for one."""
    return account_id.startswith(_SAMPLE)


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
            edit=choice.edit,
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
    return _planned(platforms, account.platform, composition(content, account, files), files)


def _planned(
    platforms: Registry, platform: str, made: Composition, files: Mapping[str, MediaView]
) -> Plan:
    planner = platforms.get(platform)
    plan = planner.plan(with_covers(planner.info.options, made))
    told = tuple(_named_files(planner.info, plan.options, files))
    if not told:
        named = _fitted_files(planner.info, plan.options, files)
        return replace(plan, files=named) if named else plan
    every = sorted((*plan.problems, *told), key=lambda one: one.severity is not Severity.ERROR)
    return replace(plan, problems=tuple(every))


def _fitted_files(
    info: PlatformInfo, options: Mapping[str, str], files: Mapping[str, MediaView]
) -> Mapping[str, PlannedMedia]:
    """The pictures that options name, as they will be sent; nothing is wrong with them."""
    found: dict[str, PlannedMedia] = {}
    for field in info.options:
        chosen = options.get(field.name, "") if field.image is not None else ""
        if not chosen or field.image is None:
            continue
        (media,) = attach([MediaChoice(chosen)], files)
        found[field.name] = PlannedMedia(media, image_recipe(field.image, media.facts))
    return found


def _named_files(
    info: PlatformInfo, options: Mapping[str, str], files: Mapping[str, MediaView]
) -> Iterator[Problem]:
    """What is wrong with the pictures that options name: a plan knows only their ids."""
    for field in info.options:
        chosen = options.get(field.name, "") if field.kind is OptionKind.FILE else ""
        if not chosen:
            continue
        label, found, place = field.label.lower(), files.get(chosen), f"options.{field.name}"
        if found is None:
            sentence = f"the file chosen for {label} is no longer there. Choose another."
        elif found.kind is not MediaKind.IMAGE:
            sentence = f"“{found.name}” is a video; choose a picture for {label}."
        elif found.state is MediaState.FAILED:
            sentence = f"“{found.name}” can't be used for {label}. Choose another picture."
        else:
            continue
        yield Problem(Severity.ERROR, f"{info.name}: {sentence}", place)


def plans(
    platforms: Registry,
    content: PostContent,
    accounts: Iterable[Account],
    files: Mapping[str, MediaView],
) -> tuple[AccountPlan, ...]:
    """One plan an account, in the order of every list (platform, then age of the account).

    What is equal is planned once.
    """
    ordered = sorted(
        accounts, key=lambda account: (platforms.get(account.platform).info.order, account.id)
    )
    known: dict[str, list[tuple[Composition, Plan]]] = {}
    found = []
    for account in ordered:
        made = composition(content, account, files)
        of_platform = known.setdefault(account.platform, [])
        plan = next((plan for other, plan in of_platform if other == made), None)
        if plan is None:
            plan = _planned(platforms, account.platform, made, files)
            of_platform.append((made, plan))
        found.append(
            AccountPlan(
                account_id=account.id,
                platform=account.platform,
                handle=account.handle,
                display_name=account.display_name,
                avatar_sha256=account.avatar_sha256,
                plan=plan,
            )
        )
    return tuple(found)


def account_problems(platforms: Registry, accounts: Iterable[Account]) -> tuple[Problem, ...]:
    """What keeps the chosen accounts themselves from publishing."""
    return tuple(one.problem for one in _of_accounts(platforms, tuple(accounts), None))


def _of_accounts(
    platforms: Registry, chosen: tuple[Account, ...], at: datetime | None
) -> Iterator[Finding]:
    if not chosen:
        sentence = "No account is chosen. Choose at least one account to post to."
        yield Finding(Problem(Severity.ERROR, sentence, "accounts", Fix.CHOOSE_ACCOUNTS))
    for account in chosen:
        info = platforms.get(account.platform).info
        severity = Severity.ERROR
        if account.state is not AccountState.CONNECTED:
            sentence = f"{account.handle} is signed out. Reconnect it on the Accounts page."
        elif (end := _ends_before(info, account, at)) is not None:
            severity = Severity.WARNING
            sentence = (
                f"the sign-in of {handle_of(account.handle)} ends on "
                f"{day_name(end)}, before this post goes out. "
                "Reconnect it until then."
            )
        else:
            continue
        problem = Problem(severity, f"{info.name}: {sentence}", "accounts", Fix.RECONNECT)
        yield Finding(problem, account.platform, (account.id,))


def _ends_before(info: PlatformInfo, account: Account, at: datetime | None) -> datetime | None:
    """The end of the sign-in, where nobody but its owner can put it off and it comes by then."""
    end = sign_in_end(account, renews=info.renews)
    return end if at is not None and end is not None and end <= at else None


def findings(
    platforms: Registry,
    accounts: Iterable[Account],
    planned: Iterable[AccountPlan],
    *,
    now: datetime,
    at: datetime | None = None,
    months: int = MONTHS_AHEAD,
    content: PostContent | None = None,
    also: Iterable[Finding] = (),
) -> tuple[Finding, ...]:
    """Every problem of every account and of the time `at`, errors first, each with who has it.

    `planned` are the plans of the same `accounts`, made of `content`; `also` is what was found
    elsewhere.
    """
    chosen = tuple(accounts)
    found = list(_of_accounts(platforms, chosen, at))
    by_id = {account.id: account for account in chosen}
    told: dict[str, list[tuple[Account, tuple[Problem, ...]]]] = {}
    for one in planned:
        account, problems = by_id[one.account_id], one.plan.problems
        if content is not None:
            info, chosen_ones = platforms.get(one.platform).info, variant_for(content, account)
            aside = set_aside(info, chosen_ones.options, one.plan, at, now)
            problems = problems if aside is None else (*problems, aside)
        told.setdefault(one.platform, []).append((account, problems))
    for platform, of_accounts in told.items():
        found.extend(gathered(platforms.get(platform).info.name, platform, of_accounts))
    if at is not None:
        found.extend(Finding(problem) for problem in time_problems(at, now, months))
    return in_order((*found, *also))


def problems(
    platforms: Registry,
    content: PostContent,
    accounts: Iterable[Account],
    files: Mapping[str, MediaView],
    *,
    now: datetime,
    at: datetime | None = None,
    months: int = MONTHS_AHEAD,
) -> tuple[Problem, ...]:
    """The problems of all `findings`, each once."""
    chosen = tuple(accounts)
    planned = plans(platforms, content, chosen, files)
    found = findings(platforms, chosen, planned, now=now, at=at, months=months, content=content)
    return tuple(dict.fromkeys(one.problem for one in found))


def time_problems(at: datetime, now: datetime, months: int = MONTHS_AHEAD) -> tuple[Problem, ...]:
    """What keeps a post from going out at `at`."""
    return tuple(
        Problem(Severity.ERROR, sentence, "time", Fix.CHOOSE_TIME)
        for sentence in check_time(at, now, months)
    )


def refuse_blocked(found: tuple[Problem, ...]) -> None:
    """Raise `PostBlocked` with all of `found` if one of them is an error."""
    if any(problem.severity is Severity.ERROR for problem in found):
        raise PostBlocked(found)
