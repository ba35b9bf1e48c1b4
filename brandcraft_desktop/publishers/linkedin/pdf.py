"""A PDF whose pages are pictures: each JPEG goes in as it is, none is packed anew. Pure.

Source: PDF 1.7 (ISO 32000-1): 7.4.8 DCTDecode, 7.5 file structure, 8.9.5 images, 14.7 and 14.8
structure, where the words for people who can't see a picture stand. JPEG: ITU T.81, annex B.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from brandcraft_desktop.errors import ContentRefused

_POINTS = 0.75  # of 1/72 inch, for each pixel of 1/96 inch
_LONGEST = 14_400.0  # points: implementation limits, annex C
_SPACES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
# Markers that begin a frame: all SOFs but DHT (C4), JPG (C8) and DAC (CC).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length


@dataclass(frozen=True)
class Page:
    """One page: a JPEG and its words for people who can't see it."""

    jpeg: bytes = field(repr=False)
    alt: str = ""


@dataclass(frozen=True)
class _Shape:
    """What a JPEG says of itself; `inverted`: Adobe's way of writing CMYK."""

    width: int
    height: int
    colours: int
    inverted: bool


def document(title: str, pages: Sequence[Page]) -> bytes:
    """The whole file. Raises `errors.ContentRefused` where something is no JPEG."""
    shapes = [_shape(page.jpeg) for page in pages]
    first, count = 6, len(pages)  # each page has four objects, from number 6 on
    numbers = [first + 4 * place for place in range(count)]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    figures = " ".join(f"{number + 3} 0 R" for number in numbers)
    places = " ".join(f"{place} [{number + 3} 0 R]" for place, number in enumerate(numbers))
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 4 0 R"
        b"/ViewerPreferences<</DisplayDocTitle true>>>>",
        f"<</Type/Pages/Count {count}/Kids[{kids}]>>".encode(),
        b"<</Title " + _text(title) + b"/Producer(Brandcraft Desktop)>>",
        f"<</Type/StructTreeRoot/K 5 0 R/ParentTree<</Nums[{places}]>>"
        f"/ParentTreeNextKey {count}>>".encode(),
        f"<</Type/StructElem/S/Document/P 4 0 R/K[{figures}]>>".encode(),
    ]
    for place, (page, shape) in enumerate(zip(pages, shapes, strict=True)):
        objects += _page(page, shape, numbers[place], place)
    return _file(objects)


def _page(page: Page, shape: _Shape, number: int, place: int) -> list[bytes]:
    """A page, its picture, what is drawn, and what it says to people who can't see it."""
    longest = max(shape.width, shape.height) * _POINTS
    scale = _POINTS * min(1.0, _LONGEST / longest)
    width, height = (f"{side * scale:.2f}" for side in (shape.width, shape.height))
    decode = "/Decode[1 0 1 0 1 0 1 0]" if shape.inverted else ""
    drawn = f"/Figure<</MCID 0>>BDC q {width} 0 0 {height} 0 0 cm /Picture Do Q EMC".encode()
    picture = (
        f"<</Type/XObject/Subtype/Image/Width {shape.width}/Height {shape.height}"
        f"/ColorSpace{_SPACES[shape.colours]}/BitsPerComponent 8{decode}/Filter/DCTDecode"
    )
    alt = b"/Alt " + _text(page.alt) if page.alt else b""
    return [
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/StructParents {place}"
        f"/Resources<</XObject<</Picture {number + 1} 0 R>>>>/Contents {number + 2} 0 R>>".encode(),
        _stream(picture.encode(), page.jpeg),
        _stream(b"<<", drawn),
        f"<</Type/StructElem/S/Figure/P 5 0 R/Pg {number} 0 R/K 0".encode() + alt + b">>",
    ]


def _stream(head: bytes, data: bytes) -> bytes:
    return head + f"/Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    """The objects one behind the other, and the table of where each begins."""
    # The second line tells programs that move files that this one is not text (7.5.2).
    pieces = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
    at, begins = len(pieces[0]), []
    for number, content in enumerate(objects, 1):
        begins.append(at)
        piece = f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
        pieces.append(piece)
        at += len(piece)
    size = len(objects) + 1
    lines = "".join(f"{begin:010d} 00000 n \n" for begin in begins)
    pieces.append(
        f"xref\n0 {size}\n0000000000 65535 f \n{lines}"
        f"trailer\n<</Size {size}/Root 1 0 R/Info 3 0 R>>\nstartxref\n{at}\n%%EOF\n".encode()
    )
    return b"".join(pieces)


def _text(words: str) -> bytes:
    """A text of any script (7.9.2.2), in hexadecimal so that nothing needs a backslash."""
    return b"<FEFF" + words.encode("utf-16-be", "replace").hex().upper().encode() + b">"


def _shape(jpeg: bytes) -> _Shape:
    """Size and colours, from the header of the frame."""
    at, adobe = 2, False
    while jpeg[:2] == b"\xff\xd8" and at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if marker == 0xFF or marker in _ALONE:  # a byte that fills up, or a marker alone
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(jpeg[at + 2 : at + 4])
        if marker in _FRAMES and at + 10 <= len(jpeg):
            height, width = (
                int.from_bytes(jpeg[at + 5 : at + 7]),
                int.from_bytes(jpeg[at + 7 : at + 9]),
            )
            colours = jpeg[at + 9]
            if not width or not height or colours not in _SPACES:
                break
            return _Shape(width, height, colours, adobe and colours == 4)
        adobe = adobe or (marker == 0xEE and jpeg[at + 4 : at + 9] == b"Adobe")
        at += 2 + length
    raise ContentRefused(
        "A picture can't become a page of the document.",
        "It is no JPEG that can be read.",
        "Add the picture again, or post the pictures without the document.",
    )
