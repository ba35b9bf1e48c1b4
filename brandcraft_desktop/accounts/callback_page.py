"""The page a browser shows when it has come back to this computer: words, own colours, no script.

Nothing of what came with the request is repeated in it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from html import escape

from brandcraft_desktop.accounts.callback import Reception

BACK = "You can close this window and go back to Brandcraft."

# The colours of the program's own themes (ui/theme).
_STYLE = """
:root { color-scheme: light dark; --ground: #f5f6f8; --card: #ffffff; --text: #1b1f27;
  --quiet: #5a6372; --line: #d9dde4; --good: #1a7f4b; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171c; --card: #1d2128; --text: #eceff4;
  --quiet: #a3acba; --line: #333a45; --good: #5fd394; --bad: #ff8a80; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px;
  background: var(--ground); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
main { max-width: 480px; width: 100%; padding: 32px; border: 1px solid var(--line);
  border-radius: 12px; background: var(--card); }
h1 { margin: 0 0 8px; font-size: 22px; line-height: 1.3; }
p { margin: 0 0 8px; } p:last-child { margin: 0; color: var(--quiet); }
.good { color: var(--good); } .bad { color: var(--bad); }
"""
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()

HEADERS: Mapping[str, str] = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_DIGEST}'; img-src data:; base-uri 'none';"
        " form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def received_page(reception: Reception, name: str) -> tuple[int, str]:
    """Status and page for an answer that came from the platform called `name`."""
    if reception is Reception.TAKEN:
        return 200, page("Back to Brandcraft", f"{name} has let Brandcraft in.", BACK, "good")
    if reception is Reception.DENIED:
        return 200, page("Nothing was connected", f"You said no on {name}.", BACK)
    if reception is Reception.FAILED:
        why = f"{name} refused the sign-in. Brandcraft says what can be done."
        return 200, page("The sign-in did not work", why, BACK, "bad")
    if reception is Reception.AGAIN:
        return 200, page("This was done already", "Brandcraft has had this answer before.", BACK)
    why = "It may have ended, or this page was opened twice. Begin again in Brandcraft."
    return 400, page("No sign-in waits for this", why, BACK, "bad")


def page(title: str, why: str, then: str, mood: str = "") -> str:
    """A whole page; `mood` "good" or "bad" colours its title."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="icon" href="data:,">'
        f"<style>{_STYLE}</style></head><body><main>"
        f'<h1 class="{escape(mood)}">{escape(title)}</h1>'
        f"<p>{escape(why)}</p><p>{escape(then)}</p></main></body></html>"
    )
