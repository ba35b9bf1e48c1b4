"""What the connect dialog asks of a person for LinkedIn, and what it explains.

Sources: learn.microsoft.com (view li-lms-2026-05), authorization-code-flow and increasing-access;
scopes of the products "Share on LinkedIn", "Sign In with LinkedIn using OpenID Connect" and
"Community Management API".
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

PORTAL = "https://www.linkedin.com/developers/apps"
POST = "w_member_social"
PERSON = ("openid", "profile", POST)
# What posting as a page needs; all of it comes with one reviewed product.
PAGE_POST = "w_organization_social"
PAGE_READ = "r_organization_social"
PAGE_ROLES = "rw_organization_admin"
PAGES = (PAGE_POST, PAGE_READ, PAGE_ROLES)
WITH_PAGES = "pages"
PRODUCT = "Community Management API"

SIGN_IN = SignIn(
    kind=SignInKind.BROWSER,
    fields=(
        SignInField(
            WITH_PAGES,
            "Company pages too",
            required=False,
            flag=True,
            help=f"Only if your app has the product “{PRODUCT}”; LinkedIn refuses the whole "
            "sign-in otherwise.",
        ),
    ),
    guide=(
        "You sign in on LinkedIn with an app of your own. The sign-in lasts 60 days; Brandcraft "
        "reminds you before it ends."
    ),
    guide_url=PORTAL,
    browser=BrowserSignIn(
        permissions=(
            "See your name and picture",
            "Post, and delete posts, as you",
            "Post as the pages you manage, if you choose so",
        ),
        host="localhost",
        app=AppGuide(
            steps=(
                "Open LinkedIn's developer portal and choose Create app. It must belong to a "
                "company page; any page you manage will do, or make one for it.",
                "On the Products tab, add “Share on LinkedIn” and “Sign In with LinkedIn using "
                "OpenID Connect”. Both are granted at once.",
                "On the Auth tab, add the redirect address shown here, exactly as it is.",
                "Copy the client ID and the primary client secret from the Auth tab.",
            ),
            address=PORTAL,
            allows=(
                "Posting as yourself, right away. Posting as a company page needs the product "
                f"“{PRODUCT}”, which LinkedIn reviews and grants to registered companies."
            ),
            costs="LinkedIn charges nothing.",
            id_label="Client ID",
            secret_label="Primary client secret",
        ),
        several=True,
    ),
)


def wants_pages(answers: Mapping[str, str]) -> bool:
    """Whether the person ticked that pages shall be connected as well."""
    return answers.get(WITH_PAGES, "").strip().lower() in ("true", "yes", "1")


def scopes(answers: Mapping[str, str]) -> tuple[str, ...]:
    """What is asked for."""
    return (*PERSON, *PAGES) if wants_pages(answers) else PERSON


def hints(answers: Mapping[str, str]) -> Mapping[str, str]:
    """A sentence for each field that needs one."""
    typed = answers.get(WITH_PAGES, "").strip().lower()
    if typed not in ("", "true", "false", "yes", "no", "1", "0"):
        return {WITH_PAGES: "Say true or false."}
    return {}
