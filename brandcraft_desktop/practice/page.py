"""The page for people: what arrived, like a timeline."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape

from brandcraft_desktop.practice.platform import PracticePlatform
from brandcraft_desktop.practice.style import STYLE

# Looks for news every two seconds and touches nothing while there is none, so that a reader keeps
# the place and a running video. Without scripts the page reloads itself.
_SCRIPT = """
const place = document.querySelector("main"); let before = null;
setInterval(async () => {
  if (document.hidden) return;
  try {
    const now = await (await fetch("/news", {cache: "no-store"})).text();
    if (now !== before) place.innerHTML = now;
    before = now;
  } catch { /* the practice world has ended */ }
}, 2000);
"""
_DIGEST = base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self';"
    f" connect-src 'self'; script-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'"
)
"""What the page may do, whatever stands in a post."""


def document(title: str, main: str, *, live: bool = False) -> str:
    """A whole page around `main`; a live one looks for news by itself."""
    script = f"<script>{_SCRIPT}</script>" if live else ""
    reload = "<noscript><meta http-equiv=refresh content=3></noscript>" if live else ""
    return (
        '<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport content="'
        f'width=device-width, initial-scale=1">{reload}<title>{escape(title)}</title>'
        f'<link rel=icon href="data:,"><style>{STYLE}</style></head><body><header>'
        f"<h1>{escape(title)}</h1><p>A practice world on this computer. Nothing here is public."
        f"</p></header><main>{main}</main>{script}</body></html>"
    )


def news(platforms: Sequence[PracticePlatform]) -> str:
    """What arrived on every platform, newest first."""
    shown = [one for platform in platforms for one in platform.timeline()]
    shown.sort(key=lambda one: one.at, reverse=True)
    if not shown:
        return "<p class=empty>Nothing has arrived yet.<br>Posts appear here by themselves.</p>"
    return "".join(one.html for one in shown)


def render(platforms: Sequence[PracticePlatform]) -> str:
    """The whole page."""
    return document("What arrived", news(platforms), live=True)
