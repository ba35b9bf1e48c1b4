"""What the connect dialog asks of a person for Pinterest, and what it explains.

Sources: developers.pinterest.com, "Access tiers" and "Connect app"; github.com/pinterest/
api-quickstart @592b4ba, whose redirect address is `http://localhost:…`.
"""

from __future__ import annotations

from brandcraft_desktop.domain.platform import (
    AppGuide,
    BrowserSignIn,
    SecretNeed,
    SignIn,
    SignInKind,
)

PORTAL = "https://developers.pinterest.com/apps/"
NEEDED = ("boards:read", "boards:write", "pins:read", "pins:write", "user_accounts:read")
# Without them everything works but secret boards, so nobody has to grant them.
WELCOME = ("boards:read_secret", "boards:write_secret", "pins:read_secret", "pins:write_secret")
SCOPES = (*NEEDED, *WELCOME)

MEANINGS = {
    "boards:read": "see your boards",
    "boards:write": "add to your boards",
    "pins:read": "see your Pins",
    "pins:write": "make and delete Pins",
    "user_accounts:read": "see your name and picture",
}

SIGN_IN = SignIn(
    kind=SignInKind.BROWSER,
    fields=(),
    guide=(
        "Pinterest gives each program its own app keys, so you make a small app of your own "
        "there. It takes a few minutes, and Pinterest looks at it before it works."
    ),
    guide_url="https://developers.pinterest.com/docs/getting-started/connect-app/",
    browser=BrowserSignIn(
        permissions=(
            "See your name and picture",
            "See your boards and sections, also secret ones",
            "Make Pins on your boards, and delete them",
            "See your Pins, to find one whose answer was lost",
        ),
        host="localhost",
        app=AppGuide(
            steps=(
                "Sign in to Pinterest with a business account. Changing to one is free.",
                "Open the developer portal and choose Connect app. Name it, say that you publish "
                "your own Pins, and give the address of a privacy policy.",
                "Wait until Pinterest has granted Trial access; it sends an e-mail.",
                "Choose Manage on the app and add the redirect address exactly as it stands here.",
                "Copy the App ID and the App secret key.",
            ),
            address=PORTAL,
            allows=(
                "A new app has Trial access: nobody but you sees its Pins, Pinterest may refuse "
                "to make them at all, and it may ask 1,000 times a day. To publish for everybody, "
                "ask for Standard access in the portal; Pinterest wants a short video of the app."
            ),
            costs="Free.",
            secret=SecretNeed.REQUIRED,
            id_label="App ID",
            secret_label="App secret key",
        ),
    ),
)
