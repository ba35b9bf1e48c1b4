"""A workspace with one Bluesky account, and posts whose worker meets with an accident."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from brandcraft_desktop.domain.missed import MissedPolicy
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.views import MediaChoice, PostContent
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import accounts, media, posts, settings
from brandcraft_desktop.services.workspace import Workspace, close
from tests.faults.nursery import KILLED, Nursery, Order, boundaries, open_for
from tests.media import files
from tests.services.engine_world import row

PARTS = 5
IMAGES = 4
LEASE = 5
DEADLINE = 1


@dataclass(frozen=True)
class Post:
    """A post that is due; `texts` are the messages that shall be there, each once."""

    delivery: str
    texts: tuple[str, ...]


class BlueskyDesk:
    """`arrived` gives the texts in the account's repository, read at the server's own store."""

    def __init__(
        self,
        folder: Path,
        *,
        origins: Mapping[str, str],
        answers: Mapping[str, str],
        arrived: Callable[[], list[str]],
    ) -> None:
        self.folder = folder
        self.arrived = arrived
        self.order = Order(home=str(folder / "home"), log="", origins={**origins})
        self.workspace: Workspace = open_for(self.order)
        for setting, value in (
            (settings.LEASE_SECONDS, LEASE),
            (settings.SEND_DEADLINE_SECONDS, DEADLINE),
            (settings.HOURLY_CAP, 1000),
            (settings.MISSED_MINUTES, 60),  # a slow machine is not an absent one
        ):
            settings.put(self.workspace, setting, value)
        settings.put(self.workspace, settings.MISSED_POLICY, MissedPolicy.PUBLISH.value)
        self.account = accounts.connect(self.workspace, "bluesky", answers)
        pictures = [
            files.noise(folder / f"{number}.png", (160, 120), seed=number)
            for number in range(IMAGES)
        ]
        self.media = tuple(
            MediaChoice(view.id, f"Picture {number}")
            for number, view in enumerate(media.add(self.workspace, pictures), 1)
        )
        media.process_pending(self.workspace)
        self._count = 0

    def close(self) -> None:
        """Let it go."""
        close(self.workspace)

    def pictures(self) -> Post:
        """A post with four pictures, due now."""
        self._count += 1
        return self._post((f"Four pictures, number {self._count}",), self.media)

    def thread(self) -> Post:
        """A thread of five, due now."""
        self._count += 1
        # Each part fills its message, so that splitting cuts exactly between them.
        texts = tuple(
            f"Thread {self._count}, part {part}. " + "word " * 52 + "end." for part in range(PARTS)
        )
        return self._post(texts, ())

    def _post(self, texts: tuple[str, ...], chosen: tuple[MediaChoice, ...]) -> Post:
        content = PostContent(
            text=" ".join(texts),
            account_ids=(self.account.id,),
            media=chosen,
            thread=len(texts) > 1,
        )
        made = posts.create(self.workspace, content, mode=posts.Mode.NOW)
        (delivery,) = made.deliveries
        return Post(delivery.id, texts)

    def check_once(self, post: Post) -> None:
        """There exactly once, published, nothing left in flight."""
        counted = Counter(text for text in self.arrived() if text in post.texts)
        assert counted == dict.fromkeys(post.texts, 1)
        assert row(self.workspace, post.delivery).status is D.PUBLISHED
        left = self.workspace.database.read(
            lambda connection: connection.execute(
                select(tables.deliveries.c.id).where(
                    tables.deliveries.c.status != D.PUBLISHED.value
                )
            ).all()
        )
        assert left == []


class BlueskyScene(BlueskyDesk):
    """With a nursery, whose workers do the publishing."""

    def __init__(
        self,
        folder: Path,
        nursery: Nursery,
        *,
        origins: Mapping[str, str],
        answers: Mapping[str, str],
        arrived: Callable[[], list[str]],
    ) -> None:
        super().__init__(folder, origins=origins, answers=answers, arrived=arrived)
        self.nursery = nursery

    def order_for(self, post: Post, kill: tuple[str, str] | None = None) -> Order:
        """What a worker is told for this post; boundaries are marked in a file of its own."""
        return replace(self.order, log=str(self.folder / f"{post.delivery}.log"), kill=kill)

    def passed(self, post: Post) -> list[tuple[str, str]]:
        """The boundaries passed for this post."""
        log = Path(self.order_for(post).log)
        return [(one.step, one.where) for one in boundaries(log)]

    def kill_at_every_boundary(self, make: Callable[[], Post]) -> None:
        """One post for each boundary that an undisturbed one passes."""
        first = make()
        self.catch_up(first)
        self.check_once(first)
        every = self.passed(first)
        assert sum(where == "armed" for _, where in every) == len(first.texts)
        uploads = 0 if len(first.texts) > 1 else IMAGES
        assert sum(step.startswith("upload ") for step, _ in every) == 3 * uploads
        for boundary in every:
            post = make()
            assert self.nursery.run(self.order_for(post, kill=boundary)) == KILLED
            assert {boundary, ("killed", "here")} <= set(self.passed(post))
            self.catch_up(post)
            self.check_once(post)

    def catch_up(self, post: Post) -> None:
        """Start a worker as often as a person would: it ends by itself when all is done."""
        assert self.nursery.run(self.order_for(post)) == 0
