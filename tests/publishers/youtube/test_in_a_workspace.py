"""A scheduled video as its person makes it: handed over at once, with the picture they chose."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.views import MediaChoice, PostContent, VariantContent
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.youtube.quota import day_of, quota_of
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.account_session import account_session
from brandcraft_desktop.services.backup import backup
from tests.publishers.flow import FileKind
from tests.publishers.stand import stand
from tests.publishers.youtube.flows import SHEET


def test_a_scheduled_video_is_handed_over_with_its_thumbnail(tmp_path: Path) -> None:
    with stand(tmp_path, SHEET) as here:
        (account,) = here.connect()
        picture, film = here._file(FileKind.PICTURE, 0), here._file(FileKind.VIDEO, 0)
        due = here.clock.now().replace(microsecond=0) + timedelta(hours=5)
        options = {
            "title": "A day",
            "made_for_kids": "no",
            "native": "true",
            "thumbnail": picture,
        }
        content = PostContent(
            text="Hello",
            account_ids=(account.id,),
            media=(MediaChoice(film),),
            variants={"youtube": VariantContent(options=options)},
            scheduled_at=due,
        )
        post = posts.create(here.workspace, content, mode=posts.Mode.SCHEDULE)
        here.run_once()
        (video,) = videos(here.server)
        assert (video["privacy"], video["value"]["status"]["publishAt"]) == (
            "private",
            due.strftime("%Y-%m-%dT%H:%M:%SZ"),
        )
        here.skip(31)
        here.run_once()
        (held,) = posts.show(here.workspace, post.id).deliveries
        assert (held.status, held.handed_over) == (D.PROCESSING, True)
        assert held.doing.startswith("YouTube publishes it on ")
        (video,) = videos(here.server)
        assert here.server.fetch(f"youtube/file?name={video['thumbnail']}").startswith(
            b"\xff\xd8\xff"
        )
        ended = here.drive(held)
        assert ended.status is D.PUBLISHED
        (video,) = videos(here.server)
        assert video["privacy"] == "public"
        # One upload was counted for the whole workspace.
        session = account_session(here.workspace, account)
        quota = quota_of(session.tally, "practice-youtube", session.settings)
        assert session.tally.used(f"uploads.{quota.app}", day_of(due - timedelta(hours=5))) == 1


def test_a_copy_from_before_it_was_handed_over_uploads_nothing_again(tmp_path: Path) -> None:
    with stand(tmp_path, SHEET) as here:
        (account,) = here.connect()
        film = here._file(FileKind.VIDEO, 0)
        options = {"title": "A day", "made_for_kids": "no", "native": "true"}
        content = PostContent(
            text="Hello",
            account_ids=(account.id,),
            media=(MediaChoice(film),),
            variants={"youtube": VariantContent(options=options)},
            scheduled_at=here.clock.now() + timedelta(days=2),
        )
        post = posts.create(here.workspace, content, mode=posts.Mode.SCHEDULE)
        backup(here.workspace, tmp_path / "copy.zip")
        here.run_once()
        (video,) = videos(here.server)
        here.skip(7200)
        here.restore(tmp_path / "copy.zip")
        here.run_once()
        (held,) = posts.show(here.workspace, post.id).deliveries
        assert (held.status, held.handed_over) == (D.PROCESSING, True)
        assert held.doing.startswith("YouTube publishes it on ")
        ended = here.drive(held)
        assert (ended.status, ended.remote_id) == (D.PUBLISHED, video["id"])
        assert len(videos(here.server)) == 1


def videos(server: PracticeServer) -> list[dict[str, Any]]:
    """What is there now."""
    found: Any = server.ask("youtube/videos")["videos"]
    return list(found)
