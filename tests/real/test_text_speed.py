"""How fast a text is counted, beside the platforms' own JavaScript on the same texts in one run.

Judged by processor time, rounds of ours and theirs in turn; the middle ratio counts. The goals are
the project's own: a key press costs at most what the JavaScript needs for the whole text.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence

import pytest

from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.publishers.x import weights
from brandcraft_desktop.publishers.x.text import measure
from tests.real.text_rules_server import TextRules

pytestmark = pytest.mark.bench

ROUNDS = 7
ENGLISH = (
    "we are so happy to share our new guide with you today because every small step counts when"
    " building something people love and use again each day of the week from home or at work"
)
GERMAN = (
    "heute zeigen wir euch wie man größere Träume schön plant über die Straße hinaus und dafür"
    " müssen alle früh aufstehen und fleißig üben"
)
JAPANESE = (
    "今日は新しい機能を紹介します。 とても便利なので、 ぜひ試してください！ 写真をアップロードして"
    " 予約投稿もできます。"
)
EMOJI = ("😀", "👨\u200d👩\u200d👧", "🇩🇪", "❤\ufe0f", "👍🏽", "✨")


def posts(number: int) -> list[str]:
    """Posts as people write them: three in five English, one German, one Japanese."""
    chance = random.Random(5)
    return [_post(chance) for _ in range(number)]


def _post(chance: random.Random) -> str:
    language, gaps, length = chance.choice(
        [
            *[(ENGLISH, [" "] * 9 + [", ", ". ", "\n"], (60, 270))] * 3,
            (GERMAN, [" "] * 9 + [", ", ". ", "\n"], (60, 270)),
            (JAPANESE, [""], (30, 135)),
        ]
    )
    words = language.split()
    wanted = chance.randrange(*length)
    text = ""
    while len(text) < wanted:
        kind = chance.random()
        if kind < 0.03:
            text += f"https://example.com/{chance.randrange(10**6)}?utm=a "
        elif kind < 0.05:
            text += f"@user{chance.randrange(99)} "
        elif kind < 0.08:
            text += f"#{chance.choice(words).strip('。！、')} "
        elif kind < 0.12:
            text += f"{chance.choice(EMOJI)} "
        elif kind < 0.13:
            text += "example.org. "
        else:
            text += chance.choice(words) + chance.choice(gaps)
    return text


def forget() -> None:
    """Empties what counting remembers."""
    weights._of_word.cache_clear()
    weights._of_first.cache_clear()
    graphemes._joined.cache_clear()


def microseconds(work: Callable[[str], object], texts: Sequence[str], *, fresh: bool) -> float:
    """Our processor time a text; `fresh`: nothing remembered from the one before."""
    forget()
    begun = time.process_time()
    for text in texts:
        if fresh:
            forget()
        work(text)
    taken = time.process_time() - begun
    if fresh:
        begun = time.process_time()
        for _ in texts:
            forget()
        taken -= time.process_time() - begun
    return taken * 1e6 / len(texts)


def compare(
    title: str,
    ours: Callable[[], float],
    theirs: Callable[[], float],
    goal: float,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Prints both figures and holds the middle ratio against the goal."""
    ours(), theirs()  # compiled, loaded and warm
    pairs = [(ours(), theirs()) for _ in range(ROUNDS)]
    ratio = statistics.median(our / their for our, their in pairs)
    our, their = (statistics.median(column) for column in zip(*pairs, strict=True))
    with capsys.disabled():
        print(f"\n  {title:<44} {our:8.2f} us  JavaScript {their:8.2f} us  {ratio:6.3f} x", end="")
    assert ratio <= goal, f"{title}: {ratio:.3f} times the JavaScript, the goal is {goal}"


def test_a_post_is_counted_for_x(text_rules: TextRules, capsys: pytest.CaptureFixture[str]) -> None:
    made = posts(1000)
    compare(
        f"X, a post of {sum(map(len, made)) // len(made)} characters, nothing remembered",
        lambda: microseconds(measure, made, fresh=True),
        lambda: text_rules.microseconds("parseTweet", made),
        6.5,
        capsys,
    )


def test_a_key_press_is_counted_for_x(
    text_rules: TextRules, capsys: pytest.CaptureFixture[str]
) -> None:
    """Thirty posts typed letter by letter; the JavaScript counts the same beginnings whole."""
    typed = [post[:end] for post in posts(30) for end in range(1, len(post) + 1)]
    compare(
        "X, one letter more",
        lambda: microseconds(measure, typed, fresh=False),
        lambda: text_rules.microseconds("parseTweet", typed),
        1.0,
        capsys,
    )


LENGTH = 300
MIXED = "Morning ☕ from Köln 🌍 👩\u200d👩\u200d👧 #tag 日本語 ok 🇩🇪 e\u0301 👍🏽 "
LATIN = "Schöne Grüße für größere Käuze und Möwen. "


@pytest.mark.parametrize(
    ("name", "line", "goal"),
    [("mixed", MIXED, 0.4), ("ASCII", "Plain words and some more. ", 0.02), ("Latin", LATIN, 0.02)],
)
def test_graphemes_are_counted(
    text_rules: TextRules, capsys: pytest.CaptureFixture[str], name: str, line: str, goal: float
) -> None:
    texts = [graphemes.cut(line * LENGTH, LENGTH)] * 300
    compare(
        f"300 graphemes, {name}, nothing remembered",
        lambda: microseconds(graphemes.count, texts, fresh=True),
        lambda: text_rules.microseconds("graphemes", texts),
        goal,
        capsys,
    )
