"""What a person pastes when a sign-in's answer could not come by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import SplitResult, urlsplit

from brandcraft_desktop.accounts.callback import LARGEST, CallbackAnswer, read_query
from brandcraft_desktop.errors import BadInput

FIELD = "paste"
# A host with a path or a query, as browsers show it without its scheme; “4/0AbC” is a code.
_ADDRESS = re.compile(
    r"(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*(?::[0-9]+)?[/?]|(?:localhost|[0-9.]+|\[[0-9a-f:]+\])(?::[0-9]+)?/[a-z]+[?]",
    re.IGNORECASE,
)
_SAME = {"localhost": "127.0.0.1", "[::1]": "127.0.0.1"}


def read_pasted(text: str, redirects: Sequence[str], platform: str) -> CallbackAnswer:
    """The answer in the address the browser ended at, in its query alone, or in a bare code.

    `redirects` are where it may have ended, the likeliest first; `platform` is a name for the
    words. What was pasted is never repeated, for a code stands in it. Raises `BadInput` with field
    "paste".
    """
    made = text.strip()[: LARGEST + 1].partition("#")[0]  # Meta puts “#_” behind it (threads.md)
    if not made:
        raise _bad("Nothing was pasted.", "", platform)
    if len(made) > LARGEST:
        raise _bad("This is too long for an answer.", "Something else was copied.", platform)
    if not made.isascii() or any(not "!" <= one <= "~" for one in made):
        raise _bad(
            "This is no answer of a sign-in.",
            "It holds blanks, line breaks or signs that no address has.",
            platform,
        )
    query = _query(made, redirects, platform)
    if query is None:
        if "&" in made or _ADDRESS.match(made):
            why = f"After you have agreed, {platform} sends the browser to {redirects[0]}."
            raise _bad("This is the address of another page, or a piece of one.", why, platform)
        answer = CallbackAnswer(code=made)
    else:
        found = read_query(query)
        if found is None:
            why = "It holds neither a code nor an error."
            raise _bad("This address holds no answer.", why, platform)
        answer = found
    return answer


def _query(text: str, redirects: Sequence[str], platform: str) -> str | None:
    """The query in it; None for a bare code. Raises `BadInput` for another page's address."""
    wanted = [urlsplit(redirect) for redirect in redirects]
    for one in wanted:
        if "://" not in text and text.startswith(f"{one.netloc}/"):
            text = f"{one.scheme}://{text}"  # browsers hide it
    if "://" in text.partition("?")[0]:
        try:
            given = urlsplit(text)
            same = _place(given) in [_place(one) for one in wanted]
        except ValueError:
            same = False
        if not same:
            raise _bad(
                "This is the address of another page.",
                f"After you have agreed, {platform} sends the browser to {redirects[0]}.",
                platform,
            )
        return given.query
    bare = text.removeprefix("?")
    names = {pair.partition("=")[0] for pair in bare.split("&")}
    return bare if text.startswith("?") or names & {"code", "error", "state"} else None


def _place(parts: SplitResult) -> tuple[str, str, int | None, str]:
    host = parts.hostname or ""
    return parts.scheme, _SAME.get(host, host), parts.port, parts.path.rstrip("/")


def _bad(title: str, cause: str, platform: str) -> BadInput:
    return BadInput(
        title,
        cause,
        f"Agree on {platform}, then copy the whole address from the browser's address bar.",
        field=FIELD,
    )
