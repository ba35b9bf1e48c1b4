"""The emoji a person can choose from, with their names, in groups as telephones have them.

Names and properties are Unicode's own, as far as this Python knows them (Unicode 14 with 3.11):
characters with the property Emoji_Presentation, and some that are emoji with a variation selector.
Families and professions (sequences with joiners) are left to the system's own picker.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

TONES = ("", "\U0001f3fb", "\U0001f3fc", "\U0001f3fd", "\U0001f3fe", "\U0001f3ff")
"""Behind a hand or a person: its colour, from none to dark."""
_AS_EMOJI = "\ufe0f"
_PICTURED = "☀☁☂☃☎☠☢☣☮☯☹☺♀♂♈♠♣♥♦♨♻⚒⚔⚖⚗⚙⚛⚜⚠⚰✂✈✉✌✍✏✒✔✖✝✡✳✴❄❇❣❤➡⬅⬆⬇🌡🌤🌧🌩🌶🍽🎙🎞🏆🏔🏖🏛🏝🏠🕊🕯🖊🖋🖌🖍🗂🗓🗞🛍🛠🛡🛤"


class Group(StrEnum):
    """The groups, in their order."""

    FACES = "Faces"
    PEOPLE = "People"
    NATURE = "Nature"
    FOOD = "Food"
    LEISURE = "Leisure"
    TRAVEL = "Travel"
    THINGS = "Things"
    SIGNS = "Signs"
    FLAGS = "Flags"


# The blocks of Unicode, cut where their subjects change; first and last code point.
_RANGES: tuple[tuple[int, int, Group], ...] = (
    (0x1F600, 0x1F64A, Group.FACES),
    (0x1F64B, 0x1F64F, Group.PEOPLE),
    (0x1F910, 0x1F917, Group.FACES),
    (0x1F918, 0x1F91F, Group.PEOPLE),
    (0x1F920, 0x1F925, Group.FACES),
    (0x1F926, 0x1F926, Group.PEOPLE),
    (0x1F927, 0x1F92F, Group.FACES),
    (0x1F930, 0x1F93E, Group.PEOPLE),
    (0x1F93F, 0x1F94F, Group.LEISURE),
    (0x1F950, 0x1F96F, Group.FOOD),
    (0x1F970, 0x1F976, Group.FACES),
    (0x1F977, 0x1F977, Group.PEOPLE),
    (0x1F978, 0x1F97A, Group.FACES),
    (0x1F97B, 0x1F97F, Group.THINGS),
    (0x1F980, 0x1F9AE, Group.NATURE),
    (0x1F9AF, 0x1F9AF, Group.THINGS),
    (0x1F9B0, 0x1F9BB, Group.PEOPLE),
    (0x1F9BC, 0x1F9BF, Group.THINGS),
    (0x1F9C0, 0x1F9CB, Group.FOOD),
    (0x1F9CC, 0x1F9DF, Group.PEOPLE),
    (0x1F9E0, 0x1F9E0, Group.PEOPLE),
    (0x1F9E1, 0x1F9E1, Group.SIGNS),
    (0x1F9E2, 0x1F9FF, Group.THINGS),
    (0x1F300, 0x1F32C, Group.NATURE),
    (0x1F32D, 0x1F32F, Group.FOOD),
    (0x1F330, 0x1F344, Group.NATURE),
    (0x1F345, 0x1F37F, Group.FOOD),
    (0x1F380, 0x1F3DF, Group.LEISURE),
    (0x1F3E0, 0x1F3F0, Group.TRAVEL),
    (0x1F3F1, 0x1F3FA, Group.LEISURE),
    (0x1F400, 0x1F43F, Group.NATURE),
    (0x1F440, 0x1F487, Group.PEOPLE),
    (0x1F488, 0x1F492, Group.THINGS),
    (0x1F493, 0x1F4AF, Group.SIGNS),
    (0x1F4B0, 0x1F4FF, Group.THINGS),
    (0x1F500, 0x1F549, Group.SIGNS),
    (0x1F54A, 0x1F54F, Group.THINGS),
    (0x1F550, 0x1F567, Group.SIGNS),
    (0x1F568, 0x1F58F, Group.THINGS),
    (0x1F590, 0x1F596, Group.PEOPLE),
    (0x1F597, 0x1F5FF, Group.THINGS),
    (0x1F680, 0x1F6FF, Group.TRAVEL),
    (0x1FA70, 0x1FA8F, Group.THINGS),
    (0x1FA90, 0x1FAAF, Group.THINGS),
    (0x1FAB0, 0x1FABF, Group.NATURE),
    (0x1FAC0, 0x1FACF, Group.PEOPLE),
    (0x1FAD0, 0x1FADF, Group.FOOD),
    (0x1FAE0, 0x1FAEF, Group.FACES),
    (0x1FAF0, 0x1FAFF, Group.PEOPLE),
)
# ISO 3166-1 alpha-2: pairs of these letters are flags (Unicode Technical Standard 51, annex B).
_COUNTRIES = [
    "AC",
    "AD",
    "AE",
    "AF",
    "AG",
    "AI",
    "AL",
    "AM",
    "AO",
    "AQ",
    "AR",
    "AS",
    "AT",
    "AU",
    "AW",
    "AX",
    "AZ",
    "BA",
    "BB",
    "BD",
    "BE",
    "BF",
    "BG",
    "BH",
    "BI",
    "BJ",
    "BL",
    "BM",
    "BN",
    "BO",
    "BQ",
    "BR",
    "BS",
    "BT",
    "BV",
    "BW",
    "BY",
    "BZ",
    "CA",
    "CC",
    "CD",
    "CF",
    "CG",
    "CH",
    "CI",
    "CK",
    "CL",
    "CM",
    "CN",
    "CO",
    "CR",
    "CU",
    "CV",
    "CW",
    "CX",
    "CY",
    "CZ",
    "DE",
    "DJ",
    "DK",
    "DM",
    "DO",
    "DZ",
    "EC",
    "EE",
    "EG",
    "EH",
    "ER",
    "ES",
    "ET",
    "EU",
    "FI",
    "FJ",
    "FK",
    "FM",
    "FO",
    "FR",
    "GA",
    "GB",
    "GD",
    "GE",
    "GF",
    "GG",
    "GH",
    "GI",
    "GL",
    "GM",
    "GN",
    "GP",
    "GQ",
    "GR",
    "GS",
    "GT",
    "GU",
    "GW",
    "GY",
    "HK",
    "HM",
    "HN",
    "HR",
    "HT",
    "HU",
    "ID",
    "IE",
    "IL",
    "IM",
    "IN",
    "IO",
    "IQ",
    "IR",
    "IS",
    "IT",
    "JE",
    "JM",
    "JO",
    "JP",
    "KE",
    "KG",
    "KH",
    "KI",
    "KM",
    "KN",
    "KP",
    "KR",
    "KW",
    "KY",
    "KZ",
    "LA",
    "LB",
    "LC",
    "LI",
    "LK",
    "LR",
    "LS",
    "LT",
    "LU",
    "LV",
    "LY",
    "MA",
    "MC",
    "MD",
    "ME",
    "MF",
    "MG",
    "MH",
    "MK",
    "ML",
    "MM",
    "MN",
    "MO",
    "MP",
    "MQ",
    "MR",
    "MS",
    "MT",
    "MU",
    "MV",
    "MW",
    "MX",
    "MY",
    "MZ",
    "NA",
    "NC",
    "NE",
    "NF",
    "NG",
    "NI",
    "NL",
    "NO",
    "NP",
    "NR",
    "NU",
    "NZ",
    "OM",
    "PA",
    "PE",
    "PF",
    "PG",
    "PH",
    "PK",
    "PL",
    "PM",
    "PN",
    "PR",
    "PS",
    "PT",
    "PW",
    "PY",
    "QA",
    "RE",
    "RO",
    "RS",
    "RU",
    "RW",
    "SA",
    "SB",
    "SC",
    "SD",
    "SE",
    "SG",
    "SH",
    "SI",
    "SJ",
    "SK",
    "SL",
    "SM",
    "SN",
    "SO",
    "SR",
    "SS",
    "ST",
    "SV",
    "SX",
    "SY",
    "SZ",
    "TC",
    "TD",
    "TF",
    "TG",
    "TH",
    "TJ",
    "TK",
    "TL",
    "TM",
    "TN",
    "TO",
    "TR",
    "TT",
    "TV",
    "TW",
    "TZ",
    "UA",
    "UG",
    "UM",
    "US",
    "UY",
    "UZ",
    "VA",
    "VC",
    "VE",
    "VG",
    "VI",
    "VN",
    "VU",
    "WF",
    "WS",
    "XK",
    "YE",
    "YT",
    "ZA",
    "ZM",
    "ZW",
]


@dataclass(frozen=True)
class Emoji:
    """One choice; `toned` takes one of the `TONES` behind it."""

    text: str
    name: str
    group: Group
    toned: bool = False

    def in_tone(self, tone: str) -> str:
        """What is put into the text."""
        return f"{self.text}{tone}" if self.toned else self.text


@lru_cache(maxsize=1)
def every() -> tuple[Emoji, ...]:
    """All of them, group by group; the first call takes some milliseconds."""
    import regex  # type: ignore[import-untyped]

    shown = regex.compile(r"\p{Emoji_Presentation}")
    based = regex.compile(r"\p{Emoji_Modifier_Base}")
    found: list[Emoji] = []
    for first, last, group in _RANGES:
        for point in range(first, last + 1):
            character = chr(point)
            name = unicodedata.name(character, "").lower()
            if not name or "emoji modifier" in name:
                continue
            if shown.match(character):
                found.append(Emoji(character, name, group, bool(based.match(character))))
            elif character in _PICTURED:
                found.append(Emoji(character + _AS_EMOJI, name, group))
    found += [_sign(character) for character in _PICTURED if ord(character) < 0x1F000]
    found += [
        Emoji("".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code), code, Group.FLAGS)
        for code in _COUNTRIES
    ]
    order = list(Group)
    return tuple(sorted(found, key=lambda one: order.index(one.group)))


def search(words: str, names: dict[str, str] | None = None) -> tuple[Emoji, ...]:
    """Those with every word in their name; `names` are other names of flags by their code."""
    wanted = words.lower().split()
    known = names or {}
    return tuple(
        one
        for one in every()
        if all(word in f"{one.name} {known.get(one.name, '')}".lower() for word in wanted)
    )


def _sign(character: str) -> Emoji:
    return Emoji(character + _AS_EMOJI, unicodedata.name(character).lower(), Group.SIGNS)
