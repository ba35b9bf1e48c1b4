"""What the connect dialog explains for X: an app of one's own, what it may do, what it costs.

Sources: docs.x.com (apps, OAuth 2.0, pricing) of xdevplatform/docs @2871328 (2026-08-22).
"""

from __future__ import annotations

from brandcraft_desktop.domain.platform import (
    AppGuide,
    BrowserSignIn,
    SecretNeed,
    SignIn,
    SignInKind,
)
from brandcraft_desktop.publishers.x.limits import PRICE, PRICE_WITH_LINK, PRICES_OF

CONSOLE = "https://console.x.com"
# Without offline.access there is no refresh token: the sign-in would end after two hours.
SCOPES = ("tweet.read", "tweet.write", "users.read", "media.write", "offline.access")

SIGN_IN = SignIn(
    kind=SignInKind.BROWSER,
    fields=(),
    guide=(
        "X lets nobody post for you without an app of your own. Make one once; all your X accounts "
        "can use it."
    ),
    guide_url=CONSOLE,
    browser=BrowserSignIn(
        permissions=(
            "See your name, your picture and your posts",
            "Post for you, and delete what was posted",
            "Upload pictures and videos",
            "Stay signed in until you take it back on X",
        ),
        host="127.0.0.1",
        app=AppGuide(
            steps=(
                "Sign in to the developer console with your X account and accept the agreement.",
                "Create an app, and open its user authentication settings.",
                "Choose “Read and write”, and “Native App” as the type of app.",
                "Add the address that Brandcraft shows here as a callback address, exactly as it "
                "is; any address of yours will do as the website.",
                "Copy the client ID. A native app needs no secret; a “Web App” has one as well.",
                "Buy credits in the console, and set a spending limit there.",
            ),
            address=CONSOLE,
            allows=(
                "Posts, threads, pictures, videos and polls of your own accounts. An app of your "
                "own can't answer people who did not mention you, and can't quote."
            ),
            costs=(
                f"X charges you, from credits that you buy: {PRICE} USD a post, "
                f"{PRICE_WITH_LINK} USD for one with a link (price list of {PRICES_OF}). "
                "Brandcraft shows the cost before you schedule."
            ),
            secret=SecretNeed.OPTIONAL,
        ),
    ),
)
