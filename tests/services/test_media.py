"""The media library: all or nothing, processed once, fitted once, purged with care."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import Connection, insert, select, update

from brandcraft_desktop.domain.events import DeliveryChanged, Event, MediaChanged, PostChanged
from brandcraft_desktop.domain.media_rules import MediaKind, MediaState, Recipe, ThumbnailSize
from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Part, Plan, PlannedMedia
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.text.measure import Measure
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BadInput, ContentRefused, DiskFull, NotFound
from brandcraft_desktop.media.probe import probe
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import media
from brandcraft_desktop.services.workspace import Workspace
from tests.media.files import encoded, noise, photo, video
from tests.media.films import SECRETS, telephone_film
from tests.models.times import StandingClock
from tests.services.engine_world import add_account, add_delivery
from tests.services.town import Town, make_town, town_workspace

RECIPE = Recipe("image/jpeg", 60_000, 500)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def workspace(home: Path, tmp_path: Path, clock: StandingClock) -> Iterator[Workspace]:
    with town_workspace(home, make_town(tmp_path), clock=clock) as opened:
        yield opened


def ready(workspace: Workspace, path: Path) -> MediaView:
    view = media.add(workspace, [path])[0]
    return media.process(workspace, view.id)


def test_importing_copies_and_processing_completes(workspace: Workspace, tmp_path: Path) -> None:
    source = photo(tmp_path / "a.jpg", (640, 480), turn=6)
    heard: list[Event] = []
    workspace.bus.subscribe(heard.append)
    view = media.add(workspace, [source])[0]
    assert (view.name, view.kind, view.state) == ("a.jpg", MediaKind.IMAGE, MediaState.PENDING)
    source.unlink()
    assert media.process_pending(workspace) == 1
    done = media.show(workspace, view.id)
    assert done.state is MediaState.PROCESSED
    assert done.facts is not None
    assert (done.facts.width, done.facts.height) == (480, 640)
    assert heard == [MediaChanged(view.id), MediaChanged(view.id)]
    for size in ThumbnailSize:
        assert media.thumbnail(workspace, done.sha256, size) is not None
    kept = media.original(workspace, done.sha256)
    assert kept is not None
    assert kept.stat().st_size == done.facts.bytes
    assert media.process_pending(workspace) == 0


def test_a_lost_thumbnail_is_made_again(workspace: Workspace, tmp_path: Path) -> None:
    view = ready(workspace, photo(tmp_path / "a.jpg"))
    found = media.thumbnail(workspace, view.sha256)
    assert found is not None
    found.unlink()
    assert media.thumbnail(workspace, view.sha256) == found
    assert found.exists()
    assert media.thumbnail(workspace, "0" * 64) is None


def test_one_bad_file_keeps_all_out(workspace: Workspace, tmp_path: Path) -> None:
    good = photo(tmp_path / "a.jpg")
    (tmp_path / "b.jpg").write_bytes(good.read_bytes()[:2000])
    with pytest.raises(BadInput) as caught:
        media.add(workspace, [good, tmp_path / "b.jpg", tmp_path / "c.jpg"])
    assert "“b.jpg” is damaged" in caught.value.message
    assert "There is no file “c.jpg”." in caught.value.message
    assert media.list_media(workspace) == ()
    assert list(workspace.store.contents()) == []


def test_a_full_disk_keeps_all_out(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brandcraft_desktop.media.store.RESERVE", 10**18)
    with pytest.raises(DiskFull):
        media.add(workspace, [photo(tmp_path / "a.jpg")])
    assert media.list_media(workspace) == ()


def test_the_same_content_is_one_file(workspace: Workspace, tmp_path: Path) -> None:
    first = media.add(workspace, [photo(tmp_path / "a.jpg")])[0]
    media.delete(workspace, first.id)
    assert media.list_media(workspace) == ()
    assert [view.id for view in media.list_media(workspace, trash=True)] == [first.id]
    again = media.add(workspace, [photo(tmp_path / "b.jpg"), photo(tmp_path / "c.jpg")])
    assert [view.id for view in again] == [first.id, first.id]
    assert len(media.list_media(workspace)) == 1


def test_pasted_bytes(workspace: Workspace, tmp_path: Path) -> None:
    data = photo(tmp_path / "a.jpg").read_bytes()
    assert media.add_bytes(workspace, data, "Pasted image").name == "Pasted image.jpg"
    for bad in (b"", b"words", data[:3000]):
        with pytest.raises(BadInput):
            media.add_bytes(workspace, bad, "Pasted image")
    assert len(list(workspace.store.contents())) == 1


def test_a_video_is_probed_and_gets_a_poster(workspace: Workspace, tmp_path: Path) -> None:
    view = ready(workspace, video(tmp_path / "a.mp4", seconds=2))
    assert view.kind is MediaKind.VIDEO
    assert view.facts is not None
    assert view.facts.duration == pytest.approx(2.0, abs=0.11)
    poster = media.thumbnail(workspace, view.sha256, ThumbnailSize.LARGE)
    assert poster is not None
    with Image.open(poster) as picture:
        assert picture.size == (320, 180)
    assert [path.name for path in workspace.home.thumbnails.glob("poster-*")] == []


def test_all_that_is_known_of_a_video_is_kept(workspace: Workspace, tmp_path: Path) -> None:
    options = ("-pix_fmt", "yuv420p", "-c:a", "aac", "-ac", "2", "-movflags", "+faststart")
    source = encoded(tmp_path / "a.mp4", *options)
    told = probe(source, "a.mp4")
    assert None not in (told.audio_channels, told.audio_bit_rate, told.edited)
    view = ready(workspace, source)
    assert view.facts is not None
    assert view.facts == replace(told, bit_rate=view.facts.bit_rate)
    assert media.show(workspace, view.id).facts == view.facts


def test_the_frames_of_a_moving_picture_are_kept(workspace: Workspace, tmp_path: Path) -> None:
    frames = [Image.new("RGB", (20, 20), (level, 0, 0)) for level in (0, 90, 200)]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    facts = ready(workspace, tmp_path / "a.gif").facts
    assert facts is not None
    assert (facts.animated, facts.frames) == (True, 3)


def test_a_file_that_vanished_fails_with_words(workspace: Workspace, tmp_path: Path) -> None:
    source = photo(tmp_path / "a.jpg")
    view = media.add(workspace, [source])[0]
    workspace.store.remove(view.sha256)
    failed = media.process(workspace, view.id)
    assert failed.state is MediaState.FAILED
    assert "missing from the media folder" in failed.trouble
    assert media.process(workspace, view.id) == failed
    assert media.add(workspace, [source])[0].state is MediaState.PENDING
    assert media.process(workspace, view.id).state is MediaState.PROCESSED
    assert media.show(workspace, view.id).trouble == ""


def test_many_workers_process_each_file_once(workspace: Workspace, tmp_path: Path) -> None:
    paths = [photo(tmp_path / f"{n}.jpg", (100 + n, 80)) for n in range(6)]
    media.add(workspace, paths)
    done: list[int] = []
    threads = [
        threading.Thread(target=lambda: done.append(media.process_pending(workspace)))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(done) == 6
    assert {view.state for view in media.list_media(workspace)} == {MediaState.PROCESSED}


def wait_for(workspace: Workspace, media_id: str, *, ahead: timedelta) -> str:
    """A delivery that waits for a file; gives its id."""
    due = workspace.clock.now() + ahead
    delivery = add_delivery(workspace, add_account(workspace), at=due)

    def attach(connection: Connection) -> None:
        deliveries = tables.deliveries
        connection.execute(
            update(deliveries).values(
                status=DeliveryStatus.WAITING_MEDIA.value, run_at=None, due_at=due
            )
        )
        post_id = connection.execute(
            select(deliveries.c.post_id).where(deliveries.c.id == delivery)
        ).scalar_one()
        connection.execute(
            insert(tables.post_media).values(post_id=post_id, position=0, media_id=media_id)
        )

    workspace.database.write(attach)
    return delivery


def delivery_row(workspace: Workspace) -> tuple[str, object]:
    return workspace.database.read(
        lambda connection: tuple(
            connection.execute(select(tables.deliveries.c.status, tables.deliveries.c.run_at)).one()
        )
    )


def test_a_finished_file_wakes_the_delivery_that_waits(
    workspace: Workspace, tmp_path: Path
) -> None:
    view = media.add(workspace, [photo(tmp_path / "a.jpg")])[0]
    delivery = wait_for(workspace, view.id, ahead=timedelta(hours=1))
    heard: list[Event] = []
    workspace.bus.subscribe(heard.append)
    media.process(workspace, view.id)
    due = workspace.clock.now() + timedelta(hours=1)
    assert delivery_row(workspace) == (DeliveryStatus.SCHEDULED.value, due)
    kinds = {type(event) for event in heard}
    assert kinds == {MediaChanged, PostChanged, DeliveryChanged}
    assert any(isinstance(each, DeliveryChanged) and each.delivery_id == delivery for each in heard)
    assert media.show(workspace, view.id).used_in == 1
    assert len(media.used_in(workspace, view.id)) == 1


def test_a_file_that_fails_fails_the_delivery(workspace: Workspace, tmp_path: Path) -> None:
    view = media.add(workspace, [photo(tmp_path / "a.jpg")])[0]
    wait_for(workspace, view.id, ahead=timedelta(hours=1))
    workspace.store.remove(view.sha256)
    media.process(workspace, view.id)
    assert delivery_row(workspace) == (DeliveryStatus.FAILED.value, None)


def planned(view: MediaView, recipe: Recipe | None = RECIPE) -> PlannedMedia:
    attached = AttachedMedia(view.id, view.sha256, view.name, view.state, view.facts)
    return PlannedMedia(attached, recipe)


def plan_of(*media_: PlannedMedia) -> Plan:
    return Plan("kiosk", (Part("", (), Measure(0, 1, 1, "characters", True), media_),), {})


def test_renditions_are_made_once_and_again_when_lost(workspace: Workspace, tmp_path: Path) -> None:
    view = ready(workspace, noise(tmp_path / "a.jpg", (900, 600)))
    first = media.renditions(workspace, plan_of(planned(view))).file(planned(view))
    assert first.bytes <= 60_000
    assert max(first.width, first.height) <= 500
    data, stamp = first.path.read_bytes(), first.path.stat().st_mtime_ns
    assert media.rendition(workspace, planned(view)) == first
    assert first.path.stat().st_mtime_ns == stamp
    first.path.write_bytes(b"half")
    again = media.rendition(workspace, planned(view))
    assert again == first
    assert again.path.read_bytes() == data


def test_a_video_goes_as_it_is_but_for_its_metadata(workspace: Workspace, tmp_path: Path) -> None:
    source = telephone_film(tmp_path / "a.mp4")
    view = ready(workspace, source)
    found = media.rendition(workspace, planned(view, None))
    sent = found.path.read_bytes()
    assert not any(secret in sent for secret in SECRETS)
    assert found.bytes == len(sent) == source.stat().st_size
    assert (found.mime, found.width, found.height) == ("video/mp4", 320, 180)
    made = found.path.stat().st_mtime_ns
    assert media.rendition(workspace, planned(view, None)) == found
    assert found.path.stat().st_mtime_ns == made, "made once"
    found.path.unlink()
    assert media.rendition(workspace, planned(view, None)).path.read_bytes() == sent
    clean = ready(workspace, found.path)
    untouched = media.rendition(workspace, planned(clean, None))
    assert untouched.path == workspace.store.path(clean.sha256), "nothing to take out, no copy"
    with pytest.raises(ContentRefused, match="does not fit"):
        media.rendition(workspace, planned(view))


def test_a_moving_picture_goes_as_it_is_but_for_its_metadata(
    workspace: Workspace, tmp_path: Path
) -> None:
    first, second = (Image.new("RGB", (60, 40), colour) for colour in ("red", "blue"))
    source = tmp_path / "a.gif"
    first.save(source, save_all=True, append_images=[second], duration=90, comment=b"52.52,13.40")
    assert b"52.52" in source.read_bytes()
    view = ready(workspace, source)
    found = media.rendition(workspace, planned(view, None))
    sent = found.path.read_bytes()
    assert b"52.52" not in sent
    assert found.bytes == len(sent) < source.stat().st_size
    assert (found.mime, found.width, found.height) == ("image/gif", 60, 40)
    with Image.open(source) as before, Image.open(found.path) as after:
        for number in range(2):
            before.seek(number)
            after.seek(number)
            assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()
            assert after.info["duration"] == 90
    assert media.rendition(workspace, planned(view, None)) == found
    clean = ready(workspace, found.path)
    untouched = media.rendition(workspace, planned(clean, None))
    assert untouched.path == workspace.store.path(clean.sha256), "nothing to take out, no copy"


def test_a_new_picture_is_fitted_for_the_connected_platforms(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def plan(self: Town, composition: Composition) -> Plan:
        return plan_of(*(PlannedMedia(each, RECIPE) for each in composition.media))

    monkeypatch.setattr(Town, "plan", plan)
    ready(workspace, photo(tmp_path / "a.jpg", (120, 90)))
    assert not list(workspace.home.renditions.glob("??/*"))
    add_account(workspace)
    view = ready(workspace, photo(tmp_path / "b.jpg", (120, 80)))
    [made] = workspace.home.renditions.glob("??/*")
    assert media.rendition(workspace, planned(view)).path == made


def test_what_is_due_soon_is_fitted_before(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = media.add(workspace, [photo(tmp_path / "a.jpg")])[0]
    wait_for(workspace, view.id, ahead=timedelta(hours=2))
    media.process(workspace, view.id)

    def plan(self: Town, composition: Composition) -> Plan:
        return plan_of(*(PlannedMedia(each, RECIPE) for each in composition.media))

    monkeypatch.setattr(Town, "plan", plan)
    assert media.prepare_soon(workspace, within=timedelta(hours=1)) == 0
    assert media.prepare_soon(workspace, within=timedelta(hours=3)) == 1
    assert list(workspace.home.renditions.glob("??/*"))


def test_renditions_that_cannot_be(workspace: Workspace, tmp_path: Path) -> None:
    view = ready(workspace, noise(tmp_path / "a.jpg", (300, 200)))
    with pytest.raises(ContentRefused, match="small enough"):
        media.renditions(workspace, plan_of(planned(view, Recipe("image/jpeg", 100, 500))))
    prepared = media.renditions(workspace, plan_of())
    with pytest.raises(ContentRefused, match="not prepared"):
        prepared.file(planned(view))
    with pytest.raises(ContentRefused, match="not ready"):
        media.rendition(workspace, planned(replace(view, facts=None)))
    workspace.store.remove(view.sha256)
    with pytest.raises(ContentRefused, match="missing"):
        media.rendition(workspace, planned(view))


def test_choosing_looks_at_the_content(tmp_path: Path) -> None:
    images = [photo(tmp_path / f"{n}.jpg") for n in range(3)]
    clip = video(tmp_path / "clip.jpg.mp4").rename(tmp_path / "clip.jpg")
    verdict = media.choose([], [*images, clip])
    assert verdict.message.endswith("You chose 3 images and 1 video.")
    assert media.choose([MediaKind.IMAGE], images).accepted
    with pytest.raises(BadInput, match="no file"):
        media.choose([], [tmp_path / "gone.jpg"])


def test_pages_kinds_and_search(workspace: Workspace, tmp_path: Path, clock: StandingClock) -> None:
    for number in range(5):
        clock.move(timedelta(seconds=1))
        media.add(workspace, [photo(tmp_path / f"holiday_{number}.jpg", (60 + number, 40))])
    clip = media.add(workspace, [video(tmp_path / "clip.mp4")])[0]
    names = [view.name for view in media.list_media(workspace, kind=MediaKind.IMAGE, limit=2)]
    assert names == ["holiday_4.jpg", "holiday_3.jpg"]
    last = media.list_media(workspace, kind=MediaKind.IMAGE, limit=2)[-1]
    assert media.list_media(workspace, after=last.id, limit=1)[0].name == "holiday_2.jpg"
    assert media.list_media(workspace, kind=MediaKind.VIDEO)[0].id == clip.id
    assert len(media.list_media(workspace, search="HOLIDAY_")) == 5
    assert media.list_media(workspace, search="%") == ()


def test_purging_takes_only_what_nobody_needs(
    workspace: Workspace, tmp_path: Path, clock: StandingClock
) -> None:
    unused, used = (
        ready(workspace, photo(tmp_path / f"{name}.jpg", size))
        for name, size in (("unused", (90, 90)), ("used", (80, 80)))
    )
    media.rendition(workspace, planned(unused))
    wait_for(workspace, used.id, ahead=timedelta(hours=1))
    for view in (unused, used):
        media.delete(workspace, view.id)
    assert media.purge(workspace) == 0
    clock.move(timedelta(days=31))
    assert media.purge(workspace) == 1
    assert list(workspace.store.contents()) == [used.sha256]
    assert media.thumbnail(workspace, unused.sha256) is None
    assert media.thumbnail(workspace, used.sha256) is not None
    with pytest.raises(NotFound):
        media.show(workspace, unused.id)
    media.undelete(workspace, used.id)
    assert len(media.list_media(workspace)) == 1


def test_forgotten_copies_go_after_a_day(workspace: Workspace, clock: StandingClock) -> None:
    stray = workspace.store.add_bytes(b"left by a crash")
    now = clock.now().timestamp()
    os.utime(workspace.store.path(stray.sha256), (now, now))
    media.purge(workspace)
    assert workspace.store.has(stray.sha256)
    clock.move(timedelta(days=2))
    media.purge(workspace)
    assert not workspace.store.has(stray.sha256)
