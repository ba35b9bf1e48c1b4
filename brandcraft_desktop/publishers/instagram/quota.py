"""How many posts Instagram still takes from an account.

Source: Instagram Platform, "content_publishing_limit": the guide says 100 in 24 hours, older pages
50, so the answer is believed and not the pages. A carousel counts once.
"""

from __future__ import annotations

from datetime import timedelta

from brandcraft_desktop.errors import ContentRefused, PermissionMissing
from brandcraft_desktop.publishers.instagram import errors
from brandcraft_desktop.publishers.instagram.api import Api

# Room comes back post by post as those of yesterday grow old; nobody says when.
_AGAIN = timedelta(hours=3)  # eight tries wait as long as the window is: 24 hours


def ask(api: Api) -> str:
    """What is used and how much there is, "3/100". Raises `errors.RateLimited` for none left.

    Not to be told is no reason not to try.
    """
    path = f"{api.me}/content_publishing_limit"
    try:
        rows = api.get(path, fields="config,quota_usage").items("data")
    except (ContentRefused, PermissionMissing):
        return ""
    if not rows:
        return ""
    config = rows[0].optional_child("config")
    used = rows[0].number("quota_usage") or 0
    total = None if config is None else config.number("quota_total")
    if total is not None and used >= total:
        raise errors.quota_used(used, total, _AGAIN, f"{used} of {total}")
    return f"{used}/{total or ''}"
