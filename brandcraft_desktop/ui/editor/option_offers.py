"""What an options form offers right now, option by option: pure, and without a platform's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as made

from brandcraft_desktop.domain.account import Account, at
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.options import applying, choices_of, holds, is_locked
from brandcraft_desktop.domain.platform import (
    NO_FACTS,
    AccountFacts,
    Choice,
    OptionField,
    OptionKind,
    PlatformInfo,
)
from brandcraft_desktop.domain.views import MediaView


@dataclass(frozen=True)
class Told:
    """What the checks say of one option; `blocks`: it stops the post."""

    option: str
    words: str
    blocks: bool


@dataclass(frozen=True)
class FormState:
    """Whose options, with what is chosen and what is known.

    `own` is what the target itself chose, `inherited` what its platform's variant says below it;
    `accounts` are the chosen ones that get these options; `pictures` are the files that options
    name, by id; `video` is the one that the post carries there; `told` is what the checks say.
    """

    target: str
    info: PlatformInfo
    own: Mapping[str, str]
    inherited: Mapping[str, str] = made(default_factory=dict)
    accounts: tuple[Account, ...] = ()
    surface: str = ""
    video: MediaView | None = None
    pictures: Mapping[str, MediaView] = made(default_factory=dict)
    told: tuple[Told, ...] = ()

    @property
    def values(self) -> Mapping[str, str]:
        """What is chosen, wherever."""
        return {**self.inherited, **self.own}

    @property
    def strangers(self) -> tuple[str, ...]:
        """Chosen options that the platform does not have (any more)."""
        known = {one.name for one in self.info.options}
        return tuple(name for name in self.own if name not in known)

    def base(self, one: OptionField) -> str | None:
        """What counts for an option while the target itself chooses nothing."""
        return self.inherited.get(one.name, one.default)


@dataclass(frozen=True)
class Offer:
    """One option as it is to be shown.

    `barred` are the choices that can't be taken now, with the reason; `trouble` why nothing can be
    chosen at all; `ask`: asking the platform again may help.
    """

    field: OptionField
    value: str
    choices: tuple[Choice, ...] = ()
    barred: Mapping[str, str] = made(default_factory=dict)
    trouble: str = ""
    ask: bool = False
    locked: bool = False
    picture: MediaView | None = None
    video: MediaView | None = None
    told: tuple[Told, ...] = ()

    @property
    def unanswered(self) -> bool:
        """Whether it must be chosen and is not yet."""
        return self.field.default is None and not self.value and not self.locked


def common_facts(accounts: tuple[Account, ...]) -> AccountFacts:
    """What holds for every one of these accounts."""
    if len(accounts) == 1:
        return accounts[0].facts
    if not accounts:
        return NO_FACTS
    first, rest = accounts[0].facts, [one.facts for one in accounts[1:]]
    lists = {
        name: tuple(
            choice
            for choice in choices
            if all(choice.value in {other.value for other in one.choices[name]} for one in rest)
        )
        for name, choices in first.choices.items()
        if all(name in one.choices for one in rest)
    }
    flags = first.flags.intersection(*(one.flags for one in rest))
    return AccountFacts(first.limits, lists, flags)


def offers(state: FormState) -> tuple[Offer, ...]:
    """Every option that applies now."""
    facts = common_facts(state.accounts)
    chosen = state.values
    found = applying(state.info.options, chosen, facts, state.surface)
    values = {one.name: chosen.get(one.name) or one.default or "" for one in found}
    return tuple(
        replace(
            _offer(state, one, values, facts),
            told=tuple(words for words in state.told if words.option == one.name),
        )
        for one in found
    )


def _offer(
    state: FormState, one: OptionField, values: Mapping[str, str], facts: AccountFacts
) -> Offer:
    value = values[one.name]
    if is_locked(one, facts):
        off = "false" if one.kind is OptionKind.FLAG else one.default or ""
        choices = choices_of(one, facts)
        return Offer(one, off, choices, trouble=_locked_words(state), locked=True)
    if one.kind is OptionKind.FILE:
        return Offer(one, value, picture=state.pictures.get(value))
    if one.kind is OptionKind.MOMENT:
        return Offer(one, value, trouble=_video_words(state.video), video=state.video)
    choices = choices_of(one, facts)
    barred = {
        choice.value: choice.reason or "It can't be chosen with the rest."
        for choice in choices
        if choice.unless is not None and holds(choice.unless, values)
    }
    trouble, ask = _list_words(state, one, facts, choices)
    return Offer(one, value, choices, barred, trouble, ask)


def _who(accounts: tuple[Account, ...]) -> str:
    handles = [at(one.handle) for one in accounts]
    return ", ".join(handles[:-1]) + " and " + handles[-1] if len(handles) > 1 else handles[0]


def _locked_words(state: FormState) -> str:
    name = state.info.name
    return f"Turned off in the {name} settings of {_who(state.accounts)}."


def _list_words(
    state: FormState, one: OptionField, facts: AccountFacts, choices: tuple[Choice, ...]
) -> tuple[str, bool]:
    """Why an account's own list has nothing to choose from, and whether asking may help."""
    name = state.info.name
    if not one.asked or choices:
        return "", False
    if not state.accounts:
        return f"Choose an account on {name} first.", False
    if one.asked not in facts.choices:
        return f"{name} has not told yet what {_who(state.accounts)} can choose here.", True
    if len(state.accounts) > 1:
        return "These accounts have nothing in common here. Choose for each of them alone.", False
    return f"There is nothing to choose yet. Make one on {name}, then ask again.", True


def _video_words(video: MediaView | None) -> str:
    if video is None:
        return "Add a video first; then its moment can be chosen."
    if video.state is MediaState.PENDING:
        return f"“{video.name}” is still being prepared; then its moment can be chosen."
    if video.state is MediaState.FAILED:
        return f"“{video.name}” can't be used."
    if video.facts is None or not video.facts.duration:
        return f"How long “{video.name}” is could not be told."
    return ""
