"""From the post that is written to its tabs: which there are and what can be done with each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.documents import SHARED
from brandcraft_desktop.ui.editor.targets import (
    NOTHING,
    account_of,
    addable,
    name_of,
    platform_of,
    siblings,
)
from brandcraft_desktop.ui.editor.variant_tabs import Addable, Tab, Verb

_Infos = Mapping[str, PlatformInfo]


def platforms_of(controller: EditorController, infos: _Infos) -> tuple[str, ...]:
    """The chosen platforms in their fixed order."""
    chosen = {account.platform for account in controller.chosen_accounts()}
    return tuple(sorted(chosen, key=lambda one: infos[one].order))


def tabs_of(controller: EditorController, infos: _Infos) -> tuple[Tab, ...]:
    """A tab for the shared text, and one for every target with a document of its own."""
    accounts, documents = controller.accounts, controller.documents

    def order(target: str) -> tuple[int, str]:
        account = account_of(target, accounts)
        return infos[platform_of(target, accounts)].order, account.handle if account else ""

    own = sorted((one for one in documents.targets() if one != SHARED), key=order)
    return (
        Tab(SHARED, None, customised=False),
        *(
            Tab(
                target,
                controller.judgement.count(target),
                customised=documents.is_customised(target),
                name=name_of(target, infos, accounts),
                glyph=infos[platform_of(target, accounts)].glyph,
                outdated=documents.is_outdated(target),
                verbs=() if controller.locked_reason else tuple(_verbs(controller, infos, target)),
            )
            for target in own
        ),
    )


def addable_of(controller: EditorController, infos: _Infos) -> tuple[Addable, ...]:
    """What can get a tab of its own."""
    chosen = controller.chosen_accounts()
    found = addable(platforms_of(controller, infos), controller.documents.targets(), chosen)
    return tuple(
        Addable(one, name_of(one, infos, chosen), infos[platform_of(one, chosen)].glyph)
        for one in found
    )


def _verbs(controller: EditorController, infos: _Infos, target: str) -> Iterator[Verb]:
    platform = platform_of(target, controller.accounts)
    if controller.documents.is_customised(target):
        yield Verb.RESET
        yield Verb.COPY
    own = controller.content.variants.get(target, NOTHING)
    yield Verb.OWN_MEDIA if own.media is None else Verb.SHARED_MEDIA
    if infos[platform].threads:
        yield Verb.ONE_POST if controller.threaded(target) else Verb.THREAD
    if target != platform:
        yield Verb.UNITE
    elif len(siblings(platform, controller.chosen_accounts())) > 1:
        yield Verb.SPLIT
    yield Verb.REMOVE
