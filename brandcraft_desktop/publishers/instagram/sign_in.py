"""What the connect dialog asks of a person for Instagram, and what it explains.

Sources: developers.facebook.com, Instagram Platform ("Get started", "Business Login", 2025) and
Facebook Login ("Manual flow", 2026-03): redirect addresses are https and stand in the app exactly
as used; an app without review serves the people who have a role in it.
"""

from __future__ import annotations

from brandcraft_desktop.domain.platform import (
    AppGuide,
    BrowserSignIn,
    Choice,
    SecretNeed,
    SignIn,
    SignInField,
    SignInKind,
)
from brandcraft_desktop.publishers.graph import RETURNS
from brandcraft_desktop.publishers.instagram.doors import FACEBOOK, FIELD, INSTAGRAM

PORTAL = "https://developers.facebook.com/apps/"

SIGN_IN = SignIn(
    kind=SignInKind.BROWSER,
    fields=(
        SignInField(
            FIELD,
            "Sign in through",
            help=(
                "Instagram needs no Facebook Page, and its sign-in is renewed by itself. Through "
                "Facebook one sign-in brings the accounts of all your Pages; you sign in anew "
                "every 90 days."
            ),
            choices=(
                Choice(INSTAGRAM.name, INSTAGRAM.label),
                Choice(FACEBOOK.name, FACEBOOK.label),
            ),
        ),
    ),
    guide=(
        "Instagram publishes for professional accounts (business or creator) through an app of "
        "your own on Meta's developer pages. Pictures are fetched by Instagram from your media "
        "storage; videos go there directly."
    ),
    guide_url="https://developers.facebook.com/docs/instagram-platform/overview",
    before=(
        "The account must be a professional one: in Instagram's app choose Settings, Account type "
        "and tools, Switch to professional account. It is free."
    ),
    before_url="https://help.instagram.com/502981923235522",
    browser=BrowserSignIn(
        permissions=(
            "See your name and picture",
            "Publish posts, reels and stories",
            "Write a first comment under your posts",
            "See your posts, to find one whose answer was lost",
            "Through Facebook: see your Pages, and delete posts",
        ),
        host="localhost",
        returns=RETURNS,
        app=AppGuide(
            steps=(
                "Open Meta's app dashboard, sign in and choose Create app.",
                "Choose the use case “Manage messaging & content on Instagram”.",
                "To sign in through Instagram: open “API setup with Instagram login”, add your "
                "account as an Instagram tester, and copy the Instagram app ID and secret there.",
                "To sign in through Facebook: open “API setup with Facebook login” and copy the "
                "app ID and secret from App settings, Basic.",
                "Add the redirect address exactly as it stands here.",
            ),
            address=PORTAL,
            allows=(
                "Without Meta's app review it publishes for accounts that have a role in the app "
                "(yours): nothing else is limited. Instagram takes 100 posts a day from an account."
            ),
            costs="Free.",
            secret=SecretNeed.REQUIRED,
            id_label="App ID",
            secret_label="App secret",
        ),
        several=True,
    ),
)
