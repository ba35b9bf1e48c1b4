"""What the connect dialog asks of a person for Threads, and what it explains.

Sources: developers.facebook.com/documentation/threads, "Get started" and "Get access tokens and
permissions"; fbsamples/threads_api @44df04d (the redirect address must be https and not this
computer's); app roles and App Review of Meta's app dashboard.
"""

from __future__ import annotations

from brandcraft_desktop.domain.platform import (
    AppGuide,
    BrowserSignIn,
    Return,
    SecretNeed,
    SignIn,
    SignInKind,
)

PORTAL = "https://developers.facebook.com/apps/"
LANDING = "https://www.facebook.com/connect/login_success.html"
"""Meta's own page for apps on a computer; that Threads leads there is told by a public program."""

POSTING = ("threads_basic", "threads_content_publish")
REPLYING = ("threads_manage_replies", "threads_read_replies")
DELETING = "threads_delete"
SCOPES = (*POSTING, *REPLYING, DELETING)

MEANINGS = {
    "threads_basic": "see your profile and your posts",
    "threads_content_publish": "post for you",
}

SIGN_IN = SignIn(
    kind=SignInKind.BROWSER,
    fields=(),
    guide=(
        "Threads gives each program its own app keys, so you make a small app of your own at "
        "Meta. The sign-in lasts 60 days and is prolonged by itself while Brandcraft runs now "
        "and then. Pictures and videos also need media storage of your own: Threads fetches them."
    ),
    guide_url="https://developers.facebook.com/docs/threads/get-started",
    browser=BrowserSignIn(
        permissions=(
            "See your name and picture",
            "Post for you, threads of several posts too",
            "Delete posts",
            "See your posts and replies, to find one whose answer was lost",
        ),
        host="localhost",
        # Meta refuses addresses that are not https, and those of this computer, for Threads.
        returns=(Return.RELAY, Return.PASTE),
        landing=LANDING,
        app=AppGuide(
            steps=(
                "Open Meta's app dashboard, choose Create app, then the use case “Access the "
                "Threads API”.",
                "Under that use case, add the permissions "
                + ", ".join(SCOPES[:-1])
                + f" and {SCOPES[-1]}.",
                "In its settings, add the redirect address exactly as it stands here. Meta also "
                "wants addresses for uninstalling and deleting; the same will do. Under Settings, "
                "Advanced, turn on “Native or desktop app” if you have no relay page of your own.",
                "Under App roles, add yourself as a Threads tester, and accept that in Threads "
                "under Settings, Website permissions, Invites.",
                "Copy the Threads app ID and the Threads app secret. They are not the app ID and "
                "the app secret of the app itself.",
            ),
            address=PORTAL,
            allows=(
                "Your own profile and those of your testers, at once and without a review: 250 "
                "posts and 1,000 replies a day each. Anybody else's needs Meta's App Review."
            ),
            costs="Free.",
            secret=SecretNeed.REQUIRED,
            id_label="Threads app ID",
            secret_label="Threads app secret",
        ),
    ),
)
