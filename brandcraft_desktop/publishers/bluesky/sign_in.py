"""What the connect dialog asks of a person for Bluesky, and what it explains."""

from __future__ import annotations

from brandcraft_desktop.domain.platform import SignIn, SignInField, SignInKind
from brandcraft_desktop.publishers.bluesky.info import ENTRYWAY

APP_PASSWORDS = "https://bsky.app/settings/app-passwords"

SIGN_IN = SignIn(
    kind=SignInKind.APP_PASSWORD,
    fields=(
        SignInField(
            "identifier",
            "Handle",
            placeholder="you.bsky.social",
            help="Your handle, or the e-mail address of the account.",
        ),
        SignInField(
            "app_password",
            "App password",
            placeholder="xxxx-xxxx-xxxx-xxxx",
            secret=True,
            help="An app password can post, but cannot take over your account.",
        ),
        SignInField(
            "server",
            "Server",
            placeholder=ENTRYWAY,
            advanced=True,
            required=False,
            help="Only for an account on a server of your own.",
        ),
    ),
    guide=(
        "Create an app password in Bluesky under Settings, Privacy and security, "
        "App passwords. Don't use your main password."
    ),
    guide_url=APP_PASSWORDS,
)
