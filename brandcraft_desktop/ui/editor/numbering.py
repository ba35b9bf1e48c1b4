"""The numbers of a thread's parts: an option of the whole post, which a new thread begins with."""

from __future__ import annotations

from dataclasses import replace

from brandcraft_desktop.domain.views import PostContent
from brandcraft_desktop.services import planning
from brandcraft_desktop.ui.editor.documents import SHARED
from brandcraft_desktop.ui.editor.targets import NOTHING

NUMBERING = "numbering"


def is_thread(content: PostContent) -> bool:
    """Whether anybody is sent several parts."""
    return content.thread or any(own.thread for own in content.variants.values())


def numbered(content: PostContent, pattern: str) -> PostContent:
    """A post that is a thread by now and has no numbers yet, with them; any other as it is."""
    if not pattern or not is_thread(content) or planning.numbering_of(content):
        return content
    shared = content.variants.get(SHARED, NOTHING)
    fresh = replace(shared, options={**shared.options, NUMBERING: pattern})
    return replace(content, variants={**content.variants, SHARED: fresh})
