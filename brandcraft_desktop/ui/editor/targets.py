"""Whose text a tab holds: everybody's, a platform's, or one account's. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from brandcraft_desktop.domain.account import Account, at
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.views import PostContent, VariantContent
from brandcraft_desktop.services import planning
from brandcraft_desktop.ui.editor.documents import SHARED

NOTHING = VariantContent()


def account_of(target: str, accounts: Iterable[Account]) -> Account | None:
    """The account a target names; None for platforms and the shared text."""
    return next((one for one in accounts if one.id == target), None)


def platform_of(target: str, accounts: Iterable[Account]) -> str:
    """The platform a target belongs to; "" for the shared text."""
    account = account_of(target, accounts)
    return target if account is None else account.platform


def name_of(target: str, infos: Mapping[str, PlatformInfo], accounts: Iterable[Account]) -> str:
    """ "All platforms", "LinkedIn", or "X @demo_studio"."""
    if target == SHARED:
        return "All platforms"
    account = account_of(target, accounts)
    if account is None:
        return infos[target].name
    return f"{infos[account.platform].name} {at(account.handle)}"


def siblings(platform: str, chosen: Iterable[Account]) -> tuple[Account, ...]:
    """The chosen accounts of one platform."""
    return tuple(one for one in chosen if one.platform == platform)


def is_split(platform: str, targets: Sequence[str], accounts: Iterable[Account]) -> bool:
    """Whether accounts of a platform have tabs of their own."""
    return any(one.platform == platform and one.id in targets for one in accounts)


def addable(
    platforms: Iterable[str], targets: Sequence[str], chosen: Sequence[Account]
) -> tuple[str, ...]:
    """What has no tab yet: platforms, and accounts of those that are split."""
    found: list[str] = []
    for platform in platforms:
        if is_split(platform, targets, chosen):
            found += [one.id for one in siblings(platform, chosen) if one.id not in targets]
        elif platform not in targets:
            found.append(platform)
    return tuple(found)


def resolved(content: PostContent, accounts: Iterable[Account]) -> PostContent:
    """The same post, where the variant of an account holds all that applies to the account.

    A tab of one account so never depends on a text that another tab shows.
    """
    variants = dict(content.variants)
    for account in accounts:
        if account.id in variants:
            variants[account.id] = planning.variant_for(content, account)
    return replace(content, variants=variants)


def divided(
    variants: Mapping[str, VariantContent], platform: str, accounts: Sequence[Account]
) -> dict[str, VariantContent]:
    """Each account begins with what its platform had."""
    after = dict(variants)
    own = after.pop(platform, NOTHING)
    for account in accounts:
        after.setdefault(account.id, own)
    return after


def united(
    variants: Mapping[str, VariantContent], account: Account, accounts: Iterable[Account]
) -> dict[str, VariantContent]:
    """What one account has becomes its platform's; the others' own things go."""
    after = dict(variants)
    own = after.get(account.id, NOTHING)
    for one in accounts:
        if one.platform == account.platform:
            after.pop(one.id, None)
    after[account.platform] = own
    return after
