"""The window stays quick while much happens."""

from __future__ import annotations

import threading
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.events import DeliveryChanged, DeliveryProgress, PostChanged
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.shell.places import ACCOUNTS, PUBLISHER, SETTINGS
from tests.ui.publisher.world import NOW, Made, add_accounts, add_post
from tests.ui.stage import stage
from tests.ui.stalls import watch_turns


def test_no_turn_stalls_while_two_hundred_deliveries_go_out(qtbot: QtBot, tmp_path: Path) -> None:
    made: list[Made] = []

    def busy(workspace: Workspace) -> None:
        accounts = add_accounts(workspace)
        made.extend(
            add_post(
                workspace,
                accounts,
                f"Post {number}",
                at=NOW + timedelta(minutes=number),
                to=("x", "threads", "linkedin", "bluesky", "mastodon"),
                status=D.PUBLISHING,
            )
            for number in range(40)
        )

    with stage(tmp_path, prepare=busy) as at:
        for key in (ACCOUNTS, SETTINGS, PUBLISHER):
            at.page(key)
        at.window.open_delivery(made[0].id)
        at.settle()
        hear = at.program.bridge.hear

        def storm() -> None:
            for post in made:
                for delivery_id in post.deliveries.values():
                    for sent in range(20):
                        hear(DeliveryProgress(delivery_id, post.id, sent, 20, "Uploading"))
                    hear(DeliveryChanged(delivery_id, post.id, "a", D.PUBLISHING))
                hear(PostChanged(post.id))
                threading.Event().wait(0.01)

        shouting = threading.Thread(target=storm)
        pages = cycle((PUBLISHER, ACCOUNTS, "", PUBLISHER, SETTINGS, ""))

        def go_on() -> None:
            key = next(pages)
            if key:
                at.window.go_to(key)
            else:
                at.window.open_delivery(made[0].id)

        walk = QTimer()
        walk.timeout.connect(go_on)
        walk.start(100)
        with watch_turns() as turns:
            shouting.start()
            turns.run_until(lambda: not shouting.is_alive())
            turns.run_for(500)
        walk.stop()
        shouting.join()
        at.settle()
        turns.assert_quick()
