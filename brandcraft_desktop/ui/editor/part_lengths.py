"""How long each part of the shown text is, in the unit of the tab."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.text.parts import RULE
from brandcraft_desktop.domain.text.split import sections_of
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.documents import SHARED
from brandcraft_desktop.ui.editor.judge import Rules
from brandcraft_desktop.ui.editor.part_lines import Lines, PartLength
from brandcraft_desktop.ui.editor.targets import platform_of


def readers(controller: EditorController, target: str) -> tuple[Account, ...]:
    """The chosen accounts that are sent this text."""
    documents, found = controller.documents, []
    for account in controller.chosen_accounts():
        own = [one for one in (account.id, account.platform) if one in documents.targets()]
        source = next((one for one in own if documents.is_customised(one)), SHARED)
        if target in (source, *own):
            found.append(account)
    return tuple(found)


def tightest(controller: EditorController, target: str) -> Account | None:
    """Of those that send this text as a thread, the account with the shortest parts."""
    counts = controller.judgement.of_accounts
    sending = [
        one
        for one in readers(controller, target)
        if one.id in counts and controller.threaded(one.id)
    ]
    return min(sending, key=lambda one: counts[one.id].limit, default=None)


def meaning(controller: EditorController, target: str) -> Lines:
    """What lines of "---" mean on a tab."""
    if controller.threaded(target):
        return Lines.PARTS
    return Lines.JOINED if controller.content.thread else Lines.WORDS


class PartLengths:
    """Measures only parts that are other ones now: the rest is known from the key before."""

    def __init__(self, rules: Mapping[str, Rules]) -> None:
        self._rules = rules
        self._known: dict[tuple[str, str], PartLength] = {}

    def of(self, controller: EditorController, target: str) -> Sequence[PartLength]:
        """The lengths of the parts of a target's text; nothing where it has one part."""
        text = controller.documents.text(target)
        if RULE not in text or not controller.threaded(target):
            return ()
        lead = tightest(controller, target)
        platform = lead.platform if lead else platform_of(target, controller.accounts)
        rules = self._rules.get(platform)
        if rules is None:
            return ()
        extra = (
            controller.numbering.replace("{n}", "1").replace("{total}", "9").replace("{text}", "")
        )
        extra = f" {extra}" if extra else ""
        fresh: dict[tuple[str, str], PartLength] = {}
        found: list[PartLength] = []
        for section in sections_of(text):
            key = (platform, section + extra)
            if key not in fresh:
                fresh[key] = self._known.get(key) or _length(rules, section, extra)
            found.append(fresh[key])
        self._known = fresh
        return found


def _length(rules: Rules, section: str, extra: str) -> PartLength:
    measure = rules.measure(f"{section}{extra}" if section else "")
    name, limit = rules.info.name, measure.limit
    state = "near" if measure.remaining < limit / 10 else "normal"
    words = f"{name} {measure.length} / {limit}"
    spoken = f"{measure.length} of {limit} {measure.unit} on {name}"
    if measure.remaining < 0:
        return PartLength(f"{words}, is cut", f"{spoken}, is cut to fit", "over")
    return PartLength(words, spoken, state)
