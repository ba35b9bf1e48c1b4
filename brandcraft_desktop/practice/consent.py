"""The page on which a person of this world agrees to, or declines, what an app asks for."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Protocol

from brandcraft_desktop.practice.exchange import Answer, html_answer
from brandcraft_desktop.practice.page import document

# The form sends the browser on to the program: its address is not ours to name here.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"


class Somebody(Protocol):
    """Who may agree."""

    @property
    def id(self) -> str: ...

    @property
    def handle(self) -> str: ...

    @property
    def name(self) -> str: ...


def consent_page(title: str, app: str, scopes: Sequence[str], people: Sequence[Somebody]) -> Answer:
    """Who are you, and may `app` do this? The first account is chosen."""
    choices = "".join(
        f'<p><label><input type=radio name=person value="{escape(one.id)}"'
        f"{' checked' if place == 0 else ''}> {escape(one.name)} ({escape(one.handle)})</label></p>"
        for place, one in enumerate(people)
    )
    asked = "".join(f"<li><code>{escape(scope)}</code></li>" for scope in scopes)
    body = (
        f"<form method=post class=consent><h2>{escape(app)} asks for access</h2>{choices}"
        f"<p>It wants to:</p><ul>{asked}</ul><p>"
        "<button name=decision value=allow id=allow>Allow</button> "
        "<button name=decision value=deny id=deny>Deny</button></p></form>"
    )
    return html_answer(document(f"{title} (practice)", body), policy=_POLICY)


def refusal_page(title: str, why: str) -> Answer:
    """What can't go on, and nobody is sent back."""
    body = f"<p class=empty>{escape(why)}</p>"
    return html_answer(document(f"{title} (practice)", body), 400, policy=_POLICY)
