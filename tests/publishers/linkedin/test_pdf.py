"""The document made of pictures, read back by a reader of the format and by its own table."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.errors import ContentRefused
from brandcraft_desktop.publishers.linkedin.pdf import Page, document
from tests.publishers.linkedin.pictures import jpeg

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj\n", re.DOTALL)


def objects(pdf: bytes) -> dict[int, bytes]:
    """The objects, found by the table at the end; every place in it is right."""
    start = int(pdf.split(b"startxref\n")[1].split(b"\n")[0])
    lines = pdf[start:].split(b"\n")
    assert lines[0] == b"xref"
    count = int(lines[1].split()[1])
    found: dict[int, bytes] = {}
    for number in range(1, count):
        entry = lines[2 + number]
        assert len(entry) == 19, "each line has 20 bytes with its end"
        at = int(entry.split()[0])
        head = b"%d 0 obj\n" % number
        assert pdf[at : at + len(head)] == head
        body = pdf[at + len(head) :]
        found[number] = _to_end(body)
    return found


def _to_end(body: bytes) -> bytes:
    """Up to the end of the object; a stream has its own length."""
    length = re.match(rb"<<.*?/Length (\d+)>>\nstream\n", body, re.DOTALL)
    if length is not None and b"endobj" not in body[: length.end()]:
        end = length.end() + int(length[1])
        assert body[end : end + len(b"\nendstream\nendobj\n")] == b"\nendstream\nendobj\n"
        return body[:end]
    return body.split(b"\nendobj\n")[0]


def referred(content: bytes, name: bytes) -> int:
    found = re.search(name + rb" (\d+) 0 R", content)
    assert found is not None, name
    return int(found[1])


def written(hexadecimal: bytes) -> str:
    data = bytes.fromhex(hexadecimal.decode())
    assert data[:2] == b"\xfe\xff"
    return data[2:].decode("utf-16-be")


@given(
    alts=st.lists(st.text(st.characters(codec="utf-8"), max_size=20), min_size=1, max_size=5),
    title=st.text(st.characters(codec="utf-8"), min_size=1, max_size=30),
)
def test_pages_pictures_and_words_come_back(alts: list[str], title: str) -> None:
    pictures = [jpeg(n, (40 + n, 30 + 2 * n)) for n in range(len(alts))]
    pdf = document(title, [Page(*one) for one in zip(pictures, alts, strict=True)])
    assert pdf.startswith(b"%PDF-1.7\n")
    assert pdf.endswith(b"%%EOF\n")
    found = objects(pdf)
    trailer = pdf.rpartition(b"trailer\n")[2]
    catalog = found[referred(trailer, b"/Root")]
    information = found[referred(trailer, b"/Info")]
    named = re.search(rb"/Title <([0-9A-F]+)>", information)
    assert named is not None
    assert written(named[1]) == title
    tree = found[referred(catalog, b"/Pages")]
    assert b"/Count %d" % len(alts) in tree
    kids = [int(one) for one in re.findall(rb"(\d+) 0 R", tree)]
    for place, number in enumerate(kids):
        page = found[number]
        picture = found[referred(page, b"/Picture")]
        head, _, data = picture.partition(b"stream\n")
        assert data == pictures[place]
        assert b"/Filter/DCTDecode" in head
        assert b"/Width %d/Height %d" % (40 + place, 30 + 2 * place) in head
        assert b"/ColorSpace/DeviceRGB" in head
        width, height = (40 + place) * 0.75, (30 + 2 * place) * 0.75
        assert f"/MediaBox[0 0 {width:.2f} {height:.2f}]".encode() in page
        drawn = found[referred(page, b"/Contents")]
        assert f"{width:.2f} 0 0 {height:.2f} 0 0 cm /Picture Do".encode() in drawn
        figure = next(
            one for one in found.values() if b"/S/Figure" in one and b"/Pg %d 0 R" % number in one
        )
        alt = re.search(rb"/Alt <([0-9A-F]+)>", figure)
        assert (written(alt[1]) if alt else "") == alts[place]


@pytest.mark.parametrize(
    ("mode", "space"), [("L", b"DeviceGray"), ("RGB", b"DeviceRGB"), ("CMYK", b"DeviceCMYK")]
)
def test_colours(mode: str, space: bytes) -> None:
    pdf = document("t", [Page(jpeg(1, mode=mode))])
    assert b"/ColorSpace/" + space in pdf
    # Pillow writes CMYK as Adobe does: inverted, with its marker.
    assert (b"/Decode[1 0 1 0 1 0 1 0]" in pdf) is (mode == "CMYK")


def test_a_page_is_never_longer_than_the_format_allows() -> None:
    wide = document("t", [Page(jpeg(1, (40_000, 10)))])
    found = re.search(rb"/MediaBox\[0 0 ([0-9.]+) ([0-9.]+)\]", wide)
    assert found is not None
    assert float(found[1]) == 14_400.0
    assert 0 < float(found[2]) < 10


@given(st.binary(max_size=200))
def test_what_is_no_jpeg_is_refused(data: bytes) -> None:
    with pytest.raises(ContentRefused):
        document("t", [Page(data)])


@given(st.integers(0, len(jpeg()) - 1))
def test_a_jpeg_cut_anywhere_never_breaks_the_writer(length: int) -> None:
    try:
        pdf = document("t", [Page(jpeg()[:length])])
    except ContentRefused:
        return
    assert objects(pdf)
