"""What the connect dialog asks of a person for YouTube, and what it explains.

Sources: developers.google.com, "OAuth 2.0 for Mobile & Desktop Apps", "Setting up OAuth 2.0" and
the YouTube Data API's quota pages with their revision history to 2026-11.
"""

from __future__ import annotations

from brandcraft_desktop.domain.platform import (
    AppGuide,
    BrowserSignIn,
    SecretNeed,
    SignIn,
    SignInKind,
)

CONSOLE = "https://console.cloud.google.com/apis/credentials"
NEW_CHANNEL = "https://www.youtube.com/create_channel"
_SCOPE = "https://www.googleapis.com/auth/youtube"
UPLOAD, READ, CHANGE = f"{_SCOPE}.upload", f"{_SCOPE}.readonly", f"{_SCOPE}.force-ssl"
NEEDED = (UPLOAD, READ)
# Deleting wants one more. Google lets people untick each: all else works without it.
SCOPES = (*NEEDED, CHANGE)

MEANINGS = {
    UPLOAD: "upload videos",
    READ: "see your channel",
}

SIGN_IN = SignIn(
    kind=SignInKind.BROWSER,
    fields=(),
    guide=(
        "Google lets each person's own app upload a number of videos a day, so you make an app of "
        "your own there. It takes about ten minutes and costs nothing."
    ),
    guide_url=CONSOLE,
    browser=BrowserSignIn(
        permissions=(
            "See your channel's name and picture",
            "Upload videos and set their thumbnails",
            "See your uploads, to find one whose answer was lost",
            "Delete videos that were published",
        ),
        host="127.0.0.1",
        app=AppGuide(
            steps=(
                "Open the Google Cloud console, make a project, and enable “YouTube Data API v3” "
                "in its API library.",
                "Under “Google Auth Platform”, name the app, choose “External”, and give your own "
                "e-mail address.",
                "Under “Audience”, press “Publish app”, so that it is “In production”: while it is "
                "in “Testing”, Google ends every sign-in after 7 days.",
                "Under “Clients”, create a client of the type “Desktop app”. No redirect address "
                "has to be set.",
                "Copy the client ID and the client secret.",
            ),
            address=CONSOLE,
            allows=(
                "100 uploads a day, and 10,000 units for all else. Google warns that the app is "
                "not verified: choose “Advanced” and go on. Without Google's review at most 100 "
                "people can sign in with it."
            ),
            costs="Free.",
            secret=SecretNeed.REQUIRED,
        ),
    ),
    before=(
        "You need a YouTube channel: a Google account alone has none. If you have several, you "
        "choose one while you sign in."
    ),
    before_url=NEW_CHANNEL,
)
