"""Which languages a post says it is written in, by the options of its platforms."""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.domain.options import listed
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.services import planning
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.documents import SHARED

_OPTIONS = frozenset({"language", "languages"})
"""What platforms call the option that names the language of the words, as BCP 47 tags."""


def languages_of(
    post: EditorController, infos: Mapping[str, PlatformInfo], target: str
) -> tuple[str, ...]:
    """Those of a tab, each once; of the shared text those of all that is chosen."""
    found: list[str] = []
    for account in post.chosen_accounts():
        if target not in (SHARED, account.platform, account.id):
            continue
        options = planning.variant_for(post.content, account).options
        for one in infos[account.platform].options:
            if one.name in _OPTIONS:
                found += listed(options.get(one.name, ""))
    return tuple(dict.fromkeys(found))
