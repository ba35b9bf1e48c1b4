"""What comes out of a browser: pictures by their bytes or their address, links as words."""

from __future__ import annotations

import base64
from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.services import media_import
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.editor.incoming import address_in, holds_media, picture_in
from tests.publishers.raw_server import Line, serving
from tests.ui.editor.conftest import Desk

SITE = "https://pictures.example"


def mime(*, text: str = "", html: str = "", address: str = "", image: bool = False) -> QMimeData:
    made = QMimeData()
    if text:
        made.setText(text)
    if html:
        made.setHtml(html)
    if address:
        made.setUrls([QUrl(address)])
    if image:
        made.setImageData(QImage(8, 8, QImage.Format.Format_RGB32))
    return made


def test_a_picture_with_its_address_beside_it_is_a_picture() -> None:
    one = mime(text=f"{SITE}/a.jpg", image=True)
    assert holds_media(one)
    assert picture_in(one)
    assert not holds_media(mime(text="Cell A\tCell B", image=True))  # a spreadsheet's words


@pytest.mark.parametrize(
    ("given", "address"),
    [
        (mime(address=f"{SITE}/a.JPG?size=2"), f"{SITE}/a.JPG?size=2"),
        (mime(address=f"{SITE}/page"), ""),
        (mime(address="file:///tmp/a.jpg"), ""),
        (mime(text=f"{SITE}/a.jpg"), ""),
        (
            mime(address=f"{SITE}/page", html=f'<img alt="x" src="{SITE}/i?a=1&amp;b=2">'),
            f"{SITE}/i?a=1&b=2",
        ),
        (mime(address=f"{SITE}/page", html=f'<a><img src="{SITE}/i"></a> words'), ""),
        (
            mime(address=f"{SITE}/page", html=f'<a href="{SITE}/page"><img src="{SITE}/i"></a>'),
            f"{SITE}/i",
        ),
        (mime(address=f"{SITE}/page", html='<img src="one.png">'), ""),
        (mime(html='<img src="javascript:alert(1)">', address=f"{SITE}/page"), ""),
    ],
)
def test_which_drags_carry_the_address_of_a_picture(given: QMimeData, address: str) -> None:
    assert address_in(given) == address


def test_a_picture_written_into_the_page_needs_no_network() -> None:
    within = base64.b64encode(jpeg()).decode()
    one = mime(address=f"{SITE}/page", html=f'<img src="data:image/jpeg;base64,{within}">')
    assert (holds_media(one), address_in(one), picture_in(one)) == (True, "", jpeg())
    broken = mime(address=f"{SITE}/page", html='<img src="data:image/png;base64,%%%">')
    assert (holds_media(broken), picture_in(broken)) == (False, None)


@pytest.mark.parametrize("kind", ["image/heic", "image/avif", "image/webp"])
def test_a_picture_of_a_kind_that_the_window_cannot_show_is_taken_as_it_is(kind: str) -> None:
    one = QMimeData()
    one.setData(kind, b"its bytes")
    assert (holds_media(one), picture_in(one)) == (True, b"its bytes")
    one.setData(kind, b"")
    assert (holds_media(one), picture_in(one)) == (False, None)


def test_a_pasted_link_to_a_picture_stays_words(desk: Desk) -> None:
    desk.new()
    both = mime(text=f"{SITE}/a.jpg", address=f"{SITE}/a.jpg")
    desk.view.composer.insertFromMimeData(both)
    assert desk.view.composer.text() == f"{SITE}/a.jpg"


def jpeg() -> bytes:
    target = BytesIO()
    Image.new("RGB", (40, 30), "red").save(target, "JPEG")
    return target.getvalue()


def mapped(workspace: Workspace, url: str) -> Workspace:
    """The workspace, with that site on this machine."""
    from dataclasses import replace

    return replace(workspace, origins=Origins({SITE: url}))


def test_a_picture_is_fetched_and_kept(desk: Desk) -> None:
    def script(line: Line) -> None:
        line.read_request()
        line.answer(200, jpeg(), "Content-Type: image/jpeg")

    with serving(script) as server:
        there = mapped(desk.workspace, server.url)
        view = media_import.add_from_address(there, f"{SITE}/big%20cat.jpg?x=1")
    assert (view.name, view.kind.value) == ("big cat.jpg", "image")


def test_what_can_not_be_fetched_is_said(desk: Desk) -> None:
    from brandcraft_desktop.errors import BadInput

    def script(line: Line) -> None:
        line.read_request()
        line.answer(200, b"<html>", "Content-Type: text/html")

    with serving(script) as server, pytest.raises(BadInput, match="could not be fetched") as told:
        media_import.add_from_address(mapped(desk.workspace, server.url), f"{SITE}/cat.jpg")
    assert told.value.action == "Save the picture in your browser and add the file."
    with pytest.raises(BadInput, match="could not be fetched"):
        media_import.add_from_address(desk.workspace, "https://[broken/cat.jpg")
    desk.new()
    desk.page.intake.add_address("https://127.0.0.1/inside.jpg")  # never from inside a network
    desk.wait(desk.view.banner.isVisible)
    assert "could not be fetched" in desk.view.banner.text()
