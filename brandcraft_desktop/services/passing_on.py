"""What may be passed on to others of what platforms answered about a post.

Tokens are not in it, and of each address only the host is left. What an answer quotes of the
post's words, its title or its file names, and folders of the person who wrote it, is replaced by
“…” (`own_words` says what counts as a quote). Reports and copied details both go through here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.publishers.redact import without_secrets
from brandcraft_desktop.services.post_words import hiding_words_of

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

LONGEST = 4096  # characters of one answer
_READ = 4 * LONGEST  # of which they are left: words are hidden before the cut
_ADDRESS = re.compile(
    r"(?i)\b([a-z][a-z0-9+.-]*://)(?:[^\s/\"'<>@]*@)?([^\s/\"'<>?#\\]+)[^\s\"'<>]*"
)
Plain = Callable[[str], str]


def plain_for(connection: Connection, workspace: Workspace, post: PostView) -> Plain:
    """What makes a text about this post fit to be passed on."""
    hide = hiding_words_of(connection, workspace, post)

    def plain(text: str) -> str:
        return hide(_without_addresses(text))[:LONGEST]

    return plain


def _without_addresses(text: str) -> str:
    """Once more without secrets, and without what follows the host of an address."""
    return _ADDRESS.sub(r"\1\2/…", without_secrets(text, limit=_READ))
