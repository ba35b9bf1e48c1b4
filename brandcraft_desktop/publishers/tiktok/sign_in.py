"""What the connect dialog asks of a person for TikTok, and what it explains.

Sources: developers.tiktok.com, "Login Kit for Desktop", "Scopes", "Content Sharing Guidelines" and
"Content Posting API, Get Started" (2026-05-01): what an app may that is not audited.
"""

from __future__ import annotations

from brandcraft_desktop.domain.platform import (
    AppGuide,
    BrowserSignIn,
    SecretNeed,
    SignIn,
    SignInKind,
)

PORTAL = "https://developers.tiktok.com/apps/"
NEEDED = ("user.info.basic", "user.info.profile", "video.publish", "video.upload")
LIST = "video.list"  # without it a post whose answer was lost is not looked for
SCOPES = (*NEEDED, LIST)

MEANINGS = {
    "user.info.basic": "see your name and picture",
    "user.info.profile": "see your username",
    "video.publish": "post to your profile",
    "video.upload": "send drafts to your inbox",
}
UNAUDITED = (
    "Until TikTok has audited your app, posts to the profile are seen by you alone: the account "
    "must be private and “Only me” chosen. What goes to your inbox you publish in TikTok's app."
)

SIGN_IN = SignIn(
    kind=SignInKind.BROWSER,
    fields=(),
    guide=(
        "You sign in on TikTok with an app of your own. Until TikTok has audited that app, it "
        "posts to private accounts alone, seen by you only; or send videos to your inbox and "
        "publish them in TikTok's app."
    ),
    guide_url="https://developers.tiktok.com/doc/content-posting-api-get-started",
    browser=BrowserSignIn(
        permissions=(
            "See your name, username and picture",
            "Post to your profile",
            "Send drafts to your inbox",
            "See your public posts, to find one whose answer was lost",
        ),
        app=AppGuide(
            steps=(
                "Open TikTok's developer portal, sign in and choose Connect an app.",
                "Under Platforms choose Desktop. Add the products Login Kit and Content Posting "
                "API, and turn on Direct Post in the latter.",
                "In Login Kit add the redirect address exactly as it stands here.",
                f"Under Scopes add {', '.join(SCOPES)}.",
                "For photos, verify the domain of your media storage under URL properties; TikTok "
                "fetches photos from a domain of your own alone.",
                "Make a Sandbox with your own account as its target user, or submit the app for "
                "review. Then copy the client key and the client secret.",
            ),
            address=PORTAL,
            allows=(
                "An app that TikTok has not audited posts to private accounts alone, visible to "
                "“Only me”, for at most 5 accounts in 24 hours. TikTok refuses to audit apps for "
                "internal or private use, so it most likely stays that way: send videos to your "
                "inbox and publish them in TikTok's app. Any account may post about 15 times a day."
            ),
            costs="Free.",
            secret=SecretNeed.REQUIRED,
            id_label="Client key",
            secret_label="Client secret",
        ),
    ),
)
