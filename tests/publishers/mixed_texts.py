"""Texts made by chance out of what makes counting and linking hard; the same seed, the same texts.

Words of many scripts, composed and not; emoji that join and that almost do; addresses good, bad
and between; names and tags with neighbours that let them live or not; odd white space. Characters
this Python does not know are left out: about those, libraries may differ by their age.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Sequence


def _words(text: str) -> list[str]:
    return text.split(" ")


WORDS = _words(
    "the quick brown Fox jumps e.g. Dr. end. ok! (yes) “quoted” it’s don't A.B.C 1.5 3,000 50% "
    "a/b x_y -dash- ... … – — ~ & $ # @ / . _ : :// http https rt RT Rt: via"
)
LETTERS = _words(
    "Köln Cafe\u0301 naïve straße ſharp İstanbul Ελλάδα ϵλ Москва 日本語 今日は良い天気です。 "
    "東京、 한국어 \u1112\u1161\u11ab 안녕 ไทยแลนด์ हिन्दी عربى עברית க்ஷ か\u3099 ガ ｶﾞ \u212b "
    "\u2126 \u1e9b\u0323 e\u0301\u0323 a\u0302\u0323 \u0344 ﬁ 𝒳𝓎 𠮷野家 \U000104a0 \U0001d165 "
    "\ufb2c ß ǅ ɐɠʉ ι\u0345 Ꭰꭰ ა Ა \ua7b3 ӿ ᲀ"
)
EMOJI = _words(
    "😀 ❤ ❤\ufe0f ❤\ufe0e ☺ ☺\ufe0f © ©\ufe0f ™\ufe0f 👍 👍🏽 ✌🏿 ✌\ufe0f ☝\ufe0f🏽 "
    "🕵\ufe0f\u200d♂\ufe0f 🕵🏽\u200d♀\ufe0f 🏋\ufe0f\u200d♀\ufe0f 🏃\u200d♂\ufe0f "
    "🏃🏽\u200d♀\ufe0f 🏃\u200d♂ 👨\u200d👩\u200d👧\u200d👦 👩\u200d👩\u200d👦 "
    "👨\u200d👦\u200d👧 👩\u200d❤\ufe0f\u200d💋\u200d👨 👨\u200d❤\ufe0f\u200d👨 "
    "👨\u200d👨\u200d👨 👩🏽\u200d🚀 👨\u200d⚕\ufe0f 👩\u200d🦰 🧑\u200d🚀 🧑\u200d🤝\u200d🧑 "
    "🏳\ufe0f\u200d🌈 🏳\u200d🌈 🏴\u200d☠\ufe0f "
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f "
    "🏴\U000e0067\U000e0062\U000e007f 👁\u200d🗨 👁\ufe0f\u200d🗨\ufe0f 👯\u200d♂\ufe0f 🇩🇪 🇩🇪🇫🇷 🇩 "
    "🇽🇽 🇺🇸🇺 1\ufe0f\u20e3 #\u20e3 *\ufe0f\u20e3 9\ufe0f 🥰 🦁 🪅 🏻 👪🏽 🐕\u200d🦺 ✁ \ufe0f "
    "\u200d \u20e3 🀄 🃏 ㊗\ufe0f ⌚\ufe0f ⓜ\ufe0f ➡\ufe0e ‼\ufe0f 🅰\ufe0f ♟\ufe0f ♀\ufe0f "
    "👮🏿\u200d♂\ufe0f 💁\u200d♀\ufe0f 🤼\u200d♂\ufe0f 🧟\u200d♀\ufe0f 🧖🏻\u200d♂\ufe0f"
)

SCHEMES = (
    "",
    "",
    "",
    *_words(
        "http:// https:// HTTP:// hTtPs:// ftp:// // http:/ :// httpss:// xhttp:// 日http:// "
        "http://http:// https://user@ \u202ahttps://"
    ),
)
HOSTS = (
    "a" * 63,
    "a" * 64,
    "日" * 15,
    "あ" * 30,
    *_words(
        "example www.example sub.sub2.example a a-b -a a- a_b _dmarc.x t foo_bar.baz ex_ "
        "exämple 日本語 münchen 😀 x😀y тест xn--fsq 1.2.3 xn--日本 "
        "a。b EXAMPLE 日本a 日本.a "
        'a日本 a。日 ɠ ι ſ K\u212a \x01x a`b a"b x.com日本.y 日😀本.x'
    ),
)
ENDINGS = _words(
    "com org net de jp co.uk io みんな 中国 рф РФ ελ ΕΛ გე xn--p1ai XN--P1AI COM Com museum "
    "test vermögensberatung भारतम् भारत 嘉里大酒店 嘉里大 پاکستان 한국어 コム app dev amazon "
    "onion local t co ly zz invalid c0m com1 comé com日 xn-- xn--é"
)
PATHS = (
    "",
    "",
    "/" + "x" * 60,
    *_words(
        "/ /path /path. /a/b?c=d&e=f /(a) /(a(b)c) /a(b /a)b /:(a) /@user/ /@user /#!/x /é /дом "
        "/日本 /a,b. /a… /~x/–y ?q=1 ?q=日 /?q=1. /? #frag /#frag /a%20b /x|y /x_(y)_z /a'b /λ "
        "/ι /ɠ :8080 :80/x :x /😀 /1\ufe0f\u20e3 /a\u0301 /ſ /ᲀ"
    ),
)
BEFORE = (
    "",
    "",
    "",
    *_words(
        "( [ “ 「 @ # $ ＃ ＠ / - _ . , 日 é a 1 😀 \u200e \u202a \u061c \ufeff & \u200d : ' \" "
        "\u0301 ❤\ufe0f"
    ),
)
BEHIND = (
    "",
    "",
    *_words(
        ") ] . , ! ? ” 」 日 é @ @x # #y / :// - + _ … \u202c \ufeff 😀 \ufe0f \u20e3 's \u0301 :"
    ),
)
NAMES = _words(
    "user User_1 twentytwentytwenty20 twentyonetwentyone_21 1 _ user/list user/li-st_1 "
    "user/1x user/llllllllllllllllllllllllll usér us-er user.name 日本 user@host user: "
    "user://x rt ùser alice.test bob.bsky.social a.com- x.COM a..com a_b.com é.com _.com "
    "-.com a.invalid"
)
TAGS = _words(
    "tag Tag1 1 12a 1_ _ _a 日本語 日本語タグ ハッシュ・タグ tag-x tag_x tàg русский عربى_تجربة "
    "한국어 \U00020021 A\U000104a0 𝒳 😀 a😀 ɐ Ꭰ ꭰ ᲀ ა Ა 1日 ٣ ٣ا \u200c \u0301 a\u0301 · ー ~ "
    "ﾊｯｼｭ #x tag#x &x \ufe0f \ufe0fx \u20e3 9\u20e3 tag:// a.b ſ × a·b a゛ 々 א׳ב 𐐀 𑁧 𑄶"
)
TICKERS = _words(
    "AAPL A TOOLONG toolongg BRK.B BRK_AB X.ABC A1 É A. A, $A 1 AB\x85 AB\u180e AB\ufeff"
)
GAPS = (
    *[" "] * 12,
    *["", "", "\n", "\n\n", "\t", "  "],
    *"\u3000\u00a0\u2003\u2000\u1680\u2028\u202f\x85\u180e\u200b\u0300",
)
STRAY = " .@#$/:_-é日a1\u0301\ufe0f\u200d"
PLANES = ((0x20, 0x250), (0x250, 0x3000), (0x3000, 0xD800), (0xE000, 0x10000), (0x10000, 0x20000))


def texts(seed: int, number: int) -> list[str]:
    """So many texts; none holds half a character."""
    chance = random.Random(seed)
    return [_text(chance) for _ in range(number)]


def _text(chance: random.Random) -> str:
    text = chance.choice(["", "", "", " ", "\n", "."])
    for _ in range(chance.choice([1, 1, 2, 3, 5, 8, 13, 25])):
        text += _piece(chance) + chance.choice(GAPS)
    return _with_slips(chance, text) if chance.random() < 0.2 else text


def _piece(chance: random.Random) -> str:
    def one_of(*choices: Sequence[str]) -> str:
        return "".join(map(chance.choice, choices))

    kinds: list[tuple[float, Callable[[], str]]] = [
        (0.25, lambda: one_of(WORDS)),
        (0.12, lambda: one_of(LETTERS)),
        (0.13, lambda: one_of(EMOJI)),
        (0.22, lambda: one_of(BEFORE, SCHEMES, HOSTS, ".", ENDINGS, PATHS, BEHIND)),
        (0.08, lambda: one_of(BEFORE, "@@@＠", NAMES, BEHIND)),
        (0.10, lambda: one_of(BEFORE, "###＃", TAGS, BEHIND)),
        (0.04, lambda: one_of(["", "", "\x85", "a", "("], "$", TICKERS, BEHIND)),
        (0.01, lambda: _shortened(chance) + one_of(BEHIND)),
        (0.03, lambda: _any_characters(chance)),
        (0.02, lambda: one_of(WORDS) * chance.randrange(1, 40)),
    ]
    (make,) = chance.choices([make for _, make in kinds], [weight for weight, _ in kinds])
    return make()


def _shortened(chance: random.Random) -> str:
    start = chance.choice(["https://t.co/", "http://T.CO/", "t.co/"])
    end = chance.choice(["", "?amp=1", "?amp=1.", "/x", "#a", "?é"])
    return start + "aB3" * chance.randrange(1, 16) + end


def _any_characters(chance: random.Random) -> str:
    found = (chr(chance.randrange(*chance.choice(PLANES))) for _ in range(chance.randrange(1, 6)))
    return "".join(letter for letter in found if unicodedata.category(letter) != "Cn")


def _with_slips(chance: random.Random, text: str) -> str:
    """The same with a few characters lost or come in."""
    letters = list(text)
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(len(letters) + 1)
        if chance.random() < 0.5:
            letters.insert(place, chance.choice(STRAY))
        elif place < len(letters):
            del letters[place]
    return "".join(letters)
