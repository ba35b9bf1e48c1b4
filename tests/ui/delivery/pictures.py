"""Draws the delivery page into a folder.

Run ``QT_QPA_PLATFORM=offscreen python -m tests.ui.delivery.pictures <folder>``.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from brandcraft_desktop.domain.events import DeliveryProgress
from brandcraft_desktop.domain.follow_up import FollowUpState as F
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.services.workspace import Workspace
from tests.ui.delivery.posts import fail, follow
from tests.ui.publisher.world import NOW, Made, add_accounts, add_post
from tests.ui.shots import draw
from tests.ui.stage import Stage

made: list[Made] = []


def prepare(workspace: Workspace) -> None:
    accounts = add_accounts(workspace)
    post = add_post(
        workspace,
        accounts,
        "New preset pack is live",
        at=NOW - timedelta(days=16),
        to=("x", "facebook", "instagram", "linkedin", "bluesky", "mastodon", "pinterest"),
        status=D.PUBLISHED,
        other={
            "instagram": D.PUBLISHING,
            "linkedin": D.FAILED,
            "bluesky": D.UNCONFIRMED,
            "mastodon": D.FAILED,
            "pinterest": D.SCHEDULED,
        },
        text="The packs are here. 40 brushes, 12 papers, and the process videos of every one.",
    )
    fail(workspace, post.deliveries["mastodon"], "This server refuses posts over 500 characters.")
    facebook = post.deliveries["facebook"]
    follow(workspace, facebook, "first comment", F.DONE)
    follow(
        workspace,
        facebook,
        "link",
        F.WAITING,
        title="Facebook still looks at the post.",
        run_at=NOW + timedelta(minutes=4),
    )
    follow(
        workspace,
        facebook,
        "thumbnail",
        F.FAILED,
        title="Facebook refused the thumbnail.",
        message="The page may not set one.",
        action="Confirm its phone number, then try again.",
    )
    made[:] = [post]


def show(at: Stage) -> None:
    at.window.open_delivery(made[0].id)
    at.settle()
    at.program.bridge.hear(
        DeliveryProgress(
            made[0].deliveries["instagram"], made[0].id, 64, 100, "Uploading image 2 of 3"
        )
    )


if __name__ == "__main__":
    draw(Path(sys.argv[1]), "delivery", prepare=prepare, show=show)
