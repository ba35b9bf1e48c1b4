"""Fills the demo's workspace as if somebody had worked in it for a year.

What lies in the past was published elsewhere and is only told of; what lies ahead is planned.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from brandcraft_desktop.demo.story import ALTS, THREAD
from brandcraft_desktop.demo.world import PICTURES
from brandcraft_desktop.domain.media_rules import MediaKind
from brandcraft_desktop.domain.past_posts import PastPost, cleaned
from brandcraft_desktop.domain.views import MediaChoice, PostContent
from brandcraft_desktop.services import accounts, brands, media, past_rows, posts, settings
from brandcraft_desktop.services.transaction import change
from brandcraft_desktop.services.workspace import close, open_workspace

if TYPE_CHECKING:
    from brandcraft_desktop.domain.account import Account
    from brandcraft_desktop.paths import Home
    from brandcraft_desktop.services.workspace import Workspace

BRANDS = (("Demo Studio", "#5B5BD6"), ("Lake House", "#0F8A6D"))
PAST_DAYS = 365
POSTS_A_WEEK = 2  # of each account, in the year behind
_PAST = (
    "A morning at the easel.",
    "New prints are drying.",
    "What the lake looked like today.",
    "Thank you for coming to the open studio.",
    "Notes on mixing greens.",
)
_AHEAD = (
    (1, "Fresh from the studio: hills in violet."),
    (2, "The lake is calm, the boats are out."),
    (4, "Which of these colours would you keep?"),
    (7, "The open studio is on again next week."),
    (11, "A plant, a pot and far too much ochre."),
    (16, "Prints can be collected from Friday on."),
)
_DRAFTS = ("Ideas for the winter series", "A word of thanks to the framers")


def fill_home(home: Home) -> None:
    """Fill the workspace of a home that no window has open yet."""
    workspace = open_workspace(home)
    try:
        fill(workspace)
    finally:
        close(workspace)


def fill(workspace: Workspace) -> None:
    """Two brands that share the accounts, a year behind and three weeks ahead. Sends nothing.

    The accounts are connected and the sample files processed. Counted from the workspace's clock.
    """
    # Nobody has these messages: reading an account's past would find them gone, and remove them.
    settings.put(workspace, settings.PAST_DAILY, False)
    day = workspace.clock.now().astimezone(UTC).date()
    first = brands.list_brands(workspace)[0]
    brands.edit(workspace, first.id, colour=BRANDS[0][1], campaign_start=day + timedelta(days=7))
    second = brands.add(workspace, BRANDS[1][0], colour=BRANDS[1][1])
    for one in accounts.list_accounts(workspace)[1::2]:
        brands.link(workspace, second.id, one.id)
    people = [  # of the platforms that take words alone, and threads
        one
        for one in accounts.list_accounts(workspace)
        if workspace.platforms.get(one.platform).info.threads
    ]
    midnight = datetime.combine(day, time(), UTC)
    _look_back(workspace, people, midnight)
    _look_ahead(workspace, people, midnight)


def _look_back(workspace: Workspace, people: Sequence[Account], midnight: datetime) -> None:
    for turn, account in enumerate(people):
        found = tuple(
            PastPost(
                f"demo-{turn}-{ago}",
                "",  # nothing is there to be opened
                _PAST[(ago + turn) % len(_PAST)],
                midnight - timedelta(days=ago) + timedelta(hours=8 + (ago * 7 + turn) % 11),
            )
            for ago in range(1, PAST_DAYS)
            if _chance(f"{turn} {ago}") < POSTS_A_WEEK / 7
        )
        told = cleaned(found, workspace.clock.now())
        _keep(workspace, account, told)


def _chance(of: str) -> float:
    """From 0 to 1, always the same for the same words."""
    return hashlib.sha256(of.encode()).digest()[0] / 256


def _keep(workspace: Workspace, account: Account, told: Sequence[PastPost]) -> None:
    change(
        workspace,
        lambda connection, emit: past_rows.keep(connection, emit, workspace, account, told, 0),
    )


def _look_ahead(workspace: Workspace, people: Sequence[Account], midnight: datetime) -> None:
    pictures = media.list_media(workspace, kind=MediaKind.IMAGE)
    for number, (days, text) in enumerate(_AHEAD):
        account = people[number % len(people)]
        shown: tuple[MediaChoice, ...] = ()
        if number < len(pictures) - 1:  # some have words alone
            one = pictures[number]
            shown = (MediaChoice(one.id, ALTS[PICTURES.index(one.name)]),)
        _schedule(workspace, account, text, midnight + timedelta(days=days, hours=9), shown)
    _schedule(workspace, people[0], THREAD, midnight + timedelta(days=5, hours=15), (), thread=True)
    for title in _DRAFTS:
        words = PostContent(title=title, text=f"{title}.", brand_id=people[0].brand_id)
        posts.create(workspace, words, mode=posts.Mode.DRAFT)


def _schedule(
    workspace: Workspace,
    account: Account,
    text: str,
    at: datetime,
    shown: tuple[MediaChoice, ...],
    *,
    thread: bool = False,
) -> None:
    content = PostContent(
        text=text,
        brand_id=account.brand_id,
        account_ids=(account.id,),
        media=shown,
        scheduled_at=at,
        thread=thread,
    )
    posts.create(workspace, content, mode=posts.Mode.SCHEDULE)
