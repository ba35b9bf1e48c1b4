"""From the post that is written to what its options form shows."""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.media_rules import MediaKind
from brandcraft_desktop.domain.platform import OptionKind, PlatformInfo
from brandcraft_desktop.domain.views import MediaView, VariantContent
from brandcraft_desktop.services import planning
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.documents import SHARED
from brandcraft_desktop.ui.editor.option_offers import FormState, Told

_NONE = VariantContent()


def form_state(
    controller: EditorController, infos: Mapping[str, PlatformInfo], target: str
) -> FormState | None:
    """The options of a platform or of one account; None where there are none (the shared text)."""
    if target == SHARED:
        return None
    chosen = controller.chosen_accounts()
    alone = next((one for one in controller.accounts if one.id == target), None)
    info = infos.get(alone.platform if alone is not None else target)
    if info is None:
        return None
    variants = controller.content.variants
    mine = [alone] if alone is not None else [one for one in chosen if one.platform == info.id]
    own = variants.get(target, _NONE).options
    below = variants.get(info.id, _NONE).options if alone is not None else {}
    return FormState(
        target=target,
        info=info,
        own=own,
        inherited=below,
        accounts=tuple(mine),
        surface=_surface(controller, info, mine),
        video=_video(controller, target, info.id),
        pictures=_pictures(controller, info, {**below, **own}),
        told=_told(controller, info, mine),
    )


def _surface(controller: EditorController, info: PlatformInfo, accounts: list[Account]) -> str:
    """The kind of post it becomes there."""
    ids = {account.id for account in accounts}
    for planned in controller.judgement.plans:
        if planned.account_id in ids:
            return planned.plan.surface
    nobody = Account("", info.id, "", "", "", "", AccountState.CONNECTED)
    plan = planning.plan_for(
        controller.workspace.platforms, controller.content, nobody, controller.files
    )
    return plan.surface


def _told(
    controller: EditorController, info: PlatformInfo, accounts: list[Account]
) -> tuple[Told, ...]:
    """What the checks say of these accounts' options, without the platform's name."""
    ids, prefix = {account.id for account in accounts}, "options."
    return tuple(
        Told(
            found.problem.field.removeprefix(prefix),
            _sentence(found.problem.message.removeprefix(f"{info.name}: ")),
            found.blocks,
        )
        for found in controller.judgement.findings
        if found.problem.field.startswith(prefix) and ids & set(found.accounts)
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _video(controller: EditorController, target: str, platform: str) -> MediaView | None:
    content = controller.content
    own = content.variants.get(target, _NONE).media
    if own is None:
        own = content.variants.get(platform, _NONE).media
    for choice in content.media if own is None else own:
        found = controller.files.get(choice.media_id)
        if found is not None and found.kind is MediaKind.VIDEO:
            return found
    return None


def _pictures(
    controller: EditorController, info: PlatformInfo, options: Mapping[str, str]
) -> Mapping[str, MediaView]:
    named = (options.get(one.name, "") for one in info.options if one.kind is OptionKind.FILE)
    return {
        media_id: controller.files[media_id] for media_id in named if media_id in controller.files
    }
