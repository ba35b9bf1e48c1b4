"""LinkedIn's text format, read as LinkedIn reads it: a bare reserved character ends the text.

Source: "little text format" of the Posts API (learn.microsoft.com, view li-lms-2026-05), and what
clients met: nothing is refused, the rest is simply gone.
"""

from __future__ import annotations

from dataclasses import dataclass

RESERVED = frozenset("|{}@[]()<>#\\*_~")


@dataclass(frozen=True)
class Word:
    """A piece of a text: plain (no target), a hashtag, or a mention with its URN."""

    text: str
    kind: str = ""
    target: str = ""


def words_of(written: str) -> tuple[list[Word], bool]:
    """What readers see, and whether the text was cut off."""
    found: list[Word] = []
    at = 0
    while at < len(written):
        letter = written[at]
        if letter == "\\" and at + 1 < len(written):
            found.append(Word(written[at + 1]))
            at += 2
        elif letter not in RESERVED:
            found.append(Word(letter))
            at += 1
        else:
            live = _template(written, at) or _tag(written, at) or _mention(written, at)
            if live is None:
                return _joined(found), True
            word, at = live
            found.append(word)
    return _joined(found), False


def plain(written: str) -> str:
    """The text as readers count and see it."""
    return "".join(word.text for word in words_of(written)[0])


def _template(written: str, at: int) -> tuple[Word, int] | None:
    r"""`{hashtag|\#|word}`."""
    for head in ("{hashtag|\\#|", "{hashtag|#|"):
        if written.startswith(head, at):
            name, end = _until(written, at + len(head), "}")
            if end and name:
                return Word(f"#{name}", "tag", name), end
    return None


def _tag(written: str, at: int) -> tuple[Word, int] | None:
    """`#word`."""
    end = at + 1
    while end < len(written) and (written[end].isalnum()):
        end += 1
    name = written[at + 1 : end]
    return (Word(f"#{name}", "tag", name), end) if written[at] == "#" and name else None


def _mention(written: str, at: int) -> tuple[Word, int] | None:
    """`@[Name](urn:li:…)`."""
    if not written.startswith("@[", at):
        return None
    name, end = _until(written, at + 2, "]")
    if not end or written[end : end + 1] != "(":
        return None
    urn, end = _until(written, end + 1, ")")
    return (Word(name, "mention", urn), end) if end and urn.startswith("urn:li:") else None


def _until(written: str, at: int, stop: str) -> tuple[str, int]:
    """The text up to `stop`, escapes undone, and where it goes on; 0: there is no end."""
    text = ""
    while at < len(written):
        if written[at] == "\\" and at + 1 < len(written):
            text += written[at + 1]
            at += 2
        elif written[at] == stop:
            return text, at + 1
        else:
            text += written[at]
            at += 1
    return "", 0


def _joined(words: list[Word]) -> list[Word]:
    joined: list[Word] = []
    for word in words:
        if joined and not word.kind and not joined[-1].kind:
            joined[-1] = Word(joined[-1].text + word.text)
        else:
            joined.append(word)
    return joined
