"""What the connect dialog asks of a person for Facebook, and what it explains.

Sources: developers.facebook.com, "Manually Build a Login Flow" (2026-03-10: `login_success.html`,
addresses of this computer only in development mode), "Permissions Reference", "Access Levels"
(people with a role on an app need no review); Facebook Login for Business: `config_id` stands in
place of the permissions. Programs post to Pages alone since 2018 (`publish_actions` was removed).
"""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.domain.platform import (
    AppGuide,
    BrowserSignIn,
    SignIn,
    SignInField,
    SignInKind,
)
from brandcraft_desktop.publishers import graph

PORTAL = "https://developers.facebook.com/apps/"
LANDING = "https://www.facebook.com/connect/login_success.html"
NEW_PAGE = "https://www.facebook.com/pages/create"

NEEDED = ("pages_show_list", "pages_manage_posts", "pages_read_engagement")
COMMENTING = "pages_manage_engagement"
PORTFOLIOS = "business_management"
WITH_PORTFOLIOS = "portfolios"
CONFIGURATION = "config_id"
_YES, _NO = ("true", "yes", "1"), ("", "false", "no", "0")

SIGN_IN = SignIn(
    kind=SignInKind.BROWSER,
    fields=(
        SignInField(
            WITH_PORTFOLIOS,
            "Pages of business portfolios too",
            required=False,
            flag=True,
            help=f"Only if your app has the permission {PORTFOLIOS}; Facebook refuses the whole "
            "sign-in otherwise.",
        ),
        SignInField(
            CONFIGURATION,
            "Configuration ID",
            placeholder="1234567890123456",
            advanced=True,
            required=False,
            help="Only for apps with “Facebook Login for Business”: its configuration says what "
            "is asked for.",
        ),
    ),
    guide=(
        "You sign in on Facebook with an app of your own, and choose the Pages that Brandcraft may "
        "post to. Facebook wants a fresh sign-in every 90 days; Brandcraft reminds you before."
    ),
    guide_url=PORTAL,
    before=(
        "Facebook lets programs post to Pages, never to personal profiles or groups. You need a "
        "Page, and a role on it that may create content."
    ),
    before_url=NEW_PAGE,
    browser=BrowserSignIn(
        permissions=(
            "See which Pages you manage",
            "Make and delete posts, videos and stories of the Pages you choose",
            "See their posts, to find one whose answer was lost",
            "Write the first comment under a post of theirs",
        ),
        host="localhost",
        returns=graph.RETURNS,
        landing=LANDING,
        app=AppGuide(
            steps=(
                "Open Meta's developer portal, choose Create App and the use case “Manage "
                "everything on your Page”.",
                "Customize the use case: add pages_show_list, pages_manage_posts, "
                "pages_read_engagement and pages_manage_engagement "
                "(business_management for Pages of a business portfolio).",
                "In the settings of Facebook Login, turn on “Client OAuth login”, “Web OAuth "
                "login” and “Embedded browser OAuth login”, and add the redirect address shown "
                "here, exactly as it is.",
                "Without a page of your own on https, sign in with "
                f"{LANDING} and paste the address at which the browser ends. An address of this "
                "computer works only while the app is in development mode.",
                "Copy the app ID and the app secret from App settings, Basic.",
            ),
            address=PORTAL,
            allows=(
                "Posting to Pages of people who have a role on the app, right away: that is you. "
                "While the app is in development mode, only they see its posts; switch it to Live. "
                "For other people Meta wants App Review and Business Verification."
            ),
            costs="Meta charges nothing.",
            id_label="App ID",
            secret_label="App secret",
        ),
        several=True,
    ),
)


def wants_portfolios(answers: Mapping[str, str]) -> bool:
    """Whether the person ticked that Pages of business portfolios shall be found as well."""
    return answers.get(WITH_PORTFOLIOS, "").strip().lower() in _YES


def scopes(answers: Mapping[str, str]) -> tuple[str, ...]:
    """What is asked for; nothing where a configuration says it."""
    if answers.get(CONFIGURATION, "").strip():
        return ()
    usual = (*NEEDED, COMMENTING)
    return (*usual, PORTFOLIOS) if wants_portfolios(answers) else usual


def hints(answers: Mapping[str, str]) -> Mapping[str, str]:
    """A sentence for each field that needs one."""
    found: dict[str, str] = {}
    if answers.get(WITH_PORTFOLIOS, "").strip().lower() not in (*_YES, *_NO):
        found[WITH_PORTFOLIOS] = "Say true or false."
    number = answers.get(CONFIGURATION, "").strip()
    if number and not (number.isascii() and number.isdecimal()):
        found[CONFIGURATION] = "A configuration ID has digits only."
    return found
