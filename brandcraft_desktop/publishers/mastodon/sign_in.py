"""What the connect dialog asks of a person for Mastodon, and what it explains.

Source: mastodon/documentation @2903485, "OAuth Scopes". Every server registers apps by itself, so
nobody needs keys of their own.
"""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.domain.platform import (
    BrowserSignIn,
    Return,
    SignIn,
    SignInField,
    SignInKind,
)

SERVER = "server"
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
"""The redirect address for which a server shows the code instead of sending it somewhere."""

SCOPES: Mapping[str, str] = {
    "read:accounts": "see your name and your picture",
    "read:statuses": "see your own posts",
    "write:media": "upload pictures and videos",
    "write:statuses": "publish and delete posts",
}
"""What is asked for, each in the words a person agrees to."""

WELL_KNOWN = (
    "mastodon.social",
    "mastodon.online",
    "mastodon.world",
    "mstdn.social",
    "mas.to",
    "fosstodon.org",
    "hachyderm.io",
    "infosec.exchange",
    "techhub.social",
    "mastodon.art",
    "chaos.social",
    "social.vivaldi.net",
)
"""Large servers, offered while typing (joinmastodon.org/servers lists many more)."""

SIGN_IN = SignIn(
    kind=SignInKind.BROWSER,
    fields=(
        SignInField(
            SERVER,
            "Your server",
            placeholder="mastodon.social",
            help="Where your account lives; your whole handle (@you@server) will do as well.",
            suggestions=WELL_KNOWN,
        ),
    ),
    guide=(
        "You sign in on your own server's page and allow Brandcraft to post. Brandcraft never sees "
        "your password, and no keys are needed: it registers itself with your server."
    ),
    guide_url="https://joinmastodon.org/servers",
    browser=BrowserSignIn(
        permissions=tuple(f"{words[0].upper()}{words[1:]}" for words in SCOPES.values()),
        returns=(Return.LOOPBACK, Return.PASTE),
    ),
)
