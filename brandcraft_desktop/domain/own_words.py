"""Takes a person's own words, file names and folders out of what others quote of them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable
from urllib.parse import quote, quote_plus

LEFT_OUT = "“…”"
RUN = 3  # words in a row that are theirs and not a matter of chance
LEAST = 3  # characters of a title or name that is hidden wherever it stands
# Thai to Khmer, kana, Han, Hangul: written without spaces, so that each sign counts as a word.
_DENSE = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_DENSE}]|[^\W{_DENSE}]+")
_MARKED = re.compile(r"[#@]\w+")


def hiding(
    texts: Iterable[str], names: Iterable[str] = (), folders: Iterable[str] = ()
) -> Callable[[str], str]:
    """What replaces every quote of `texts`, every one of `names` and of `folders` by “…”.

    Of a text that is three words in a row, and its #tags and @names; a text or name shorter than
    that is hidden as a whole, unless it has less than three characters. Plain or as JSON, HTML
    and addresses write it, in any capitals. Of a folder everything behind it goes too.
    """
    quoted: set[tuple[str, ...]] = set()
    for text in texts:
        for spelling in _spellings(text):
            words = _words(spelling)
            quoted |= _runs(words, RUN) if len(words) > RUN else _whole(spelling)
        for marked in _MARKED.findall(text):
            quoted |= _whole(marked)
    for name in names:
        for one in (name, name.rpartition(".")[0]):
            for spelling in _spellings(one):
                quoted |= _whole(spelling)
    lengths = sorted({len(run) for run in quoted})
    below = _below(folders)

    def hide(text: str) -> str:
        return _without(below.sub(LEFT_OUT, text) if below else text, quoted, lengths)

    return hide


def _spellings(text: str) -> set[str]:
    return {
        text,
        json.dumps(text)[1:-1],
        json.dumps(text, ensure_ascii=False)[1:-1],
        html.escape(text),
        html.escape(text).replace("&#x27;", "&#39;"),
        quote(text, safe="", errors="replace"),
        quote_plus(text, errors="replace"),
    }


def _words(text: str) -> list[str]:
    return [one.casefold() for one in _WORD.findall(text)]


def _runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def _whole(text: str) -> set[tuple[str, ...]]:
    words = tuple(_words(text))
    return {words} if words and len(text.strip()) >= LEAST else set()


def _below(folders: Iterable[str]) -> re.Pattern[str] | None:
    found = {
        spelling
        for folder in folders
        if folder.strip("/\\") and not re.fullmatch(r"\w:\\?", folder)  # a whole disk is no home
        for plain in (folder, folder.replace("\\", "/"))
        for spelling in _spellings(plain)
    }
    if not found:
        return None
    longest_first = "|".join(re.escape(one) for one in sorted(found, key=len, reverse=True))
    return re.compile(rf"(?:{longest_first})(?![\w-])[^\s\"'<>]*", re.IGNORECASE)


def _without(text: str, quoted: set[tuple[str, ...]], lengths: list[int]) -> str:
    found = list(_WORD.finditer(text))
    words = [one[0].casefold() for one in found]
    theirs = [False] * len(words)
    for length in lengths:
        for at in range(len(words) - length + 1):
            if tuple(words[at : at + length]) in quoted:
                theirs[at : at + length] = [True] * length
    parts: list[str] = []
    end = 0
    for at, one in enumerate(found):
        if not theirs[at]:
            continue
        if at == 0 or not theirs[at - 1]:
            parts += [text[end : one.start()], LEFT_OUT]
        end = one.end()
    return "".join((*parts, text[end:]))
