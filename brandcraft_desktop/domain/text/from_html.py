"""Formatted words as plain text: lines stay lines, a link keeps its address."""

from __future__ import annotations

import re
from contextlib import suppress
from html.parser import HTMLParser

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_APART = frozenset(
    ["blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"]
)  # a blank line around
_HIDDEN = frozenset(["head", "noscript", "script", "style", "template", "title"])
_BULLET = "• "
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MANY_LINES = re.compile(r"\n{3,}")
_LINE_END_SPACE = re.compile(r"[ \t]+(?=\n)|(?<=\n)[ \t]+")


def plain_text(html: str) -> str:
    """The words of a piece of HTML.

    Paragraphs are a blank line apart, list items begin with "• " (or their number), cells of a
    table with a tab; a link is its text with the address behind it, unless that is the same.
    """
    reader = _Reader()
    # The standard parser asserts where a page holds nonsense such as "<![foo" (Python 3.11).
    with suppress(AssertionError):
        reader.feed(html)
        reader.close()
    text = _LINE_END_SPACE.sub("", "".join(reader.pieces))
    return _MANY_LINES.sub("\n\n", text).strip()


def lone_picture(html: str) -> str:
    """The address of the only picture of a piece of HTML without any words; "" else."""
    reader = _Reader()
    with suppress(AssertionError):
        reader.feed(html)
        reader.close()
    words = "".join(reader.pieces).strip()
    return reader.pictures[0] if len(reader.pictures) == 1 and not words else ""


class _Reader(HTMLParser):
    """Gathers words; `pictures` are the addresses of what is shown between them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.pictures: list[str] = []
        self._hidden = 0
        self._exact = 0
        self._lists: list[int] = []  # the next number; 0 for bullets
        self._links: list[tuple[str, int]] = []  # the address, where its text begins

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A line, a bullet, the beginning of a link."""
        fields = {name: value or "" for name, value in attrs}
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "br":
            self.pieces.append("\n")
        elif tag == "img" and fields.get("src"):
            self.pictures.append(fields["src"].strip())
        elif tag == "a":
            self._links.append((fields.get("href", "").strip(), len(self.pieces)))
        elif tag in ("td", "th"):
            if self._ends_with() not in ("", "\n"):
                self.pieces.append("\t")
        elif tag in _BLOCKS:
            self._begin_block(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """The same for `<br/>`; nothing is left open."""
        self.handle_starttag(tag, attrs)
        if tag in _HIDDEN or tag in ("a", "ol", "ul", "pre"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """The end of a line or a link."""
        if tag in _HIDDEN:
            self._hidden = max(self._hidden - 1, 0)
        elif tag == "a" and self._links:
            self._end_link(*self._links.pop())
        elif tag in _BLOCKS:
            if tag in ("ol", "ul") and self._lists:
                self._lists.pop()
            if tag == "pre":
                self._exact = max(self._exact - 1, 0)
            self._line("\n\n" if tag in _APART and not self._lists else "\n")

    def handle_data(self, data: str) -> None:
        """Words."""
        if self._hidden:
            return
        if self._exact:
            self.pieces.append(data)
            return
        words = _SPACE.sub(" ", data)
        if words.startswith(" ") and self._ends_with() in ("", "\n", " ", "\t"):
            words = words[1:]
        if words:
            self.pieces.append(words)

    def _begin_block(self, tag: str) -> None:
        self._line("\n\n" if tag in _APART and not self._lists else "\n")
        if tag in ("ol", "ul"):
            self._lists.append(1 if tag == "ol" else 0)
        elif tag == "li":
            number = self._lists[-1] if self._lists else 0
            if number:
                self._lists[-1] = number + 1
            self.pieces.append(f"{number}. " if number else _BULLET)
        elif tag == "pre":
            self._exact += 1

    def _ends_with(self) -> str:
        return self.pieces[-1][-1] if self.pieces else ""

    def _line(self, ends: str) -> None:
        """Begin a line, with a blank one before it where wanted; never at the very beginning."""
        if not any(one.strip() for one in self.pieces):
            self.pieces.clear()
            return
        if self.pieces[-1] == _BULLET or re.fullmatch(r"\d+\. ", self.pieces[-1]):
            return  # <li><p>: the words follow their bullet
        tail = "".join(self.pieces[-3:]).rstrip(" \t")
        missing = len(ends) - (len(tail) - len(tail.rstrip("\n")))
        if missing > 0:
            self.pieces.append("\n" * missing)

    def _end_link(self, address: str, begun: int) -> None:
        text = "".join(self.pieces[begun:]).strip()
        if not address.lower().startswith(("http://", "https://", "mailto:")) or not text:
            return
        shown = address.removeprefix("mailto:")
        bare = re.sub(r"^https?://(www\.)?", "", shown).rstrip("/").casefold()
        if bare != re.sub(r"^https?://(www\.)?", "", text).rstrip("/").casefold():
            self.pieces[-1] = self.pieces[-1].rstrip()
            self.pieces.append(f" ({shown})")
