"""The top-level domains twitter-text knows, which decide what a link is.

Outside facts: validGTLD, validCCTLD and validPunycode of npm twitter-text 3.1.0 (Apache-2.0). Its
list is older than the world's: names given up since are in it, the newest are not.
"""

from __future__ import annotations

import re
from functools import cache

from brandcraft_desktop.domain.text.top_level_domains import TOP_LEVEL_DOMAINS

_FORMER = """
abarth active adac afamilycompany aigo alfaromeo an avianca bananarepublic bentley bl blanco bnl
boots bq budapest bugatti cancerresearch cartier caseih cbs ceb chloe chrysler cityeats comcast
cookingchannel csc dabur dodge doha doosan duck dunlop duns eh epost esurance etisalat everbank
fiat flsmidth foodnetwork frontdoor fujixerox glade goodhands guardian hgtv honeywell hoteles
htc iinet intel iselect iveco iwc jcp jlc kerrylogistics kinder ladbrokes lancaster lancia
lancome liaison linde lipsy lixil loft lupin macys maserati mcd mcdonalds meo metlife mf mobily
montblanc mopar movistar mtpc mutual mutuelle nadex nationwide natura newholland
northwesternmutual off oldnavy onion onyourside orientexpress pamperedchef panerai passagens
piaget pramerica qvc raid redstone rightathome rmit rocher sapo sca scjohnson scor ses shaw
showtime shriram spiegel spreadbetting srt starhub statoil swiftcover symantec telecity
telefonica tiffany tp travelchannel uconnect um vista vistaprint volkswagen vuelos warman
xfinity xperia zippo
"""
_UNKNOWN = {"amazon", "kids", "music", "spa"}
# "onion" is among the former ones: it never was in the root zone.
IN_ASCII = TOP_LEVEL_DOMAINS - _UNKNOWN | frozenset(_FORMER.split())

# The first one that fits counts: a longer name stands before its own beginning.
_OTHER = """
삼성 닷컴 닷넷 香格里拉 餐厅 食品 飞利浦 電訊盈科 集团 通販 购物 谷歌 诺基亚 联通 网络 网站
网店 网址 组织机构 移动 珠宝 点看 游戏 淡马锡 机构 書籍 时尚 新闻 政府 政务 招聘 手表 手机
我爱你 慈善 微博 广东 工行 家電 娱乐 天主教 大拿 大众汽车 在线 嘉里大酒店 嘉里 商标 商店
商城 公益 公司 八卦 健康 信息 佛山 企业 中文网 中信 世界 ポイント ファッション セール ストア
コム グーグル クラウド みんな คอม संगठन नेट कॉम همراه موقع موبايلي كوم كاثوليك عرب شبكة بيتك
بازار العليان ارامكو اتصالات ابوظبي קום сайт рус орг онлайн москва ком католик дети
vermögensberatung vermögensberater 한국 香港 澳門 新加坡 台灣 台湾 中國 中国 გე ລາວ ไทย ලංකා
ഭാരതം ಭಾರತ భారత్ சிங்கப்பூர் இலங்கை இந்தியா ଭାରତ ભારત ਭਾਰਤ ভাৰত ভারত বাংলা भारोत भारतम् भारत
ڀارت پاکستان موريتانيا مليسيا مصر قطر فلسطين عمان عراق سورية سودان تونس بھارت بارت ایران
امارات المغرب السعودية الجزائر البحرين الاردن հայ қаз укр срб рф мон мкд ею бел бг ευ ελ
"""
IN_OTHER_LETTERS = tuple(_OTHER.split())

# After a name the pattern wants the end or something that could not go on with it.
_NOT_BEFORE = r"(?![0-9A-Za-z@+\-])"
_WORD = re.compile(rf"[A-Za-z]++{_NOT_BEFORE}")
_PUNYCODE = re.compile(r"[Xx][Nn]--[\-0-9A-Za-z]+")
_LONGEST = max(map(len, IN_OTHER_LETTERS))


def end_of_name(text: str, start: int) -> int:
    """Where the top-level domain that begins at `start` ends; 0 if there is none."""
    word = _WORD.match(text, start)
    if word and word[0].lower() in IN_ASCII:
        return word.end()
    if text[start : start + 1] > "\x7f" or text[start : start + 1] in ("v", "V"):
        other = _other_letters().match(_capitals(text[start : start + _LONGEST + 1]))
        if other:
            return start + other.end()
    encoded = _PUNYCODE.match(text, start)
    return encoded.end() if encoded else 0


@cache
def _other_letters() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(_capitals, IN_OTHER_LETTERS))}){_NOT_BEFORE}")


def _capitals(text: str) -> str:
    """As JavaScript's flag "i" compares: capital by capital, ASCII never with other letters."""
    return "".join(map(_capital, text))


def _capital(letter: str) -> str:
    capital = letter.upper()
    if len(capital) > 1 or (capital.isascii() and not letter.isascii()):
        return letter
    return capital
