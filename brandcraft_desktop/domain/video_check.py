"""What of a video a surface does not take, and why: all that converting would mend.

What no converting mends (its length, its shape, too few pixels) is told by `video_outcome`.
"""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain import media_words as words
from brandcraft_desktop.domain.complaints import Complaint
from brandcraft_desktop.domain.media_rules import MediaFacts, Rule, VideoRules


def takes(mimes: frozenset[str], mime: str) -> bool:
    """Whether a set of formats, in which "video/*" stands for every video, holds this one."""
    return mime in mimes or f"{mime.split('/', maxsplit=1)[0]}/*" in mimes


def needs_converting(rules: VideoRules, facts: MediaFacts) -> Iterator[Complaint]:
    """What converting would mend. What is not known is not held against a video."""
    yield from _format(rules, facts)
    yield from _too_many_pixels(rules, facts)
    yield from _pace(rules, facts)
    yield from _weight(rules, facts)
    yield from _sound(rules, facts)
    yield from _layout(rules, facts)


def _format(rules: VideoRules, facts: MediaFacts) -> Iterator[Complaint]:
    if not takes(rules.mimes, facts.mime):
        named = words.formats(rules.mimes)
        what = f"is a {words.formats([facts.mime])} file, only {named} is taken"
        yield Complaint(Rule.CONTAINER, what, f"Save it as {_first(rules.mimes)} and add it again.")
    if rules.codecs and facts.codec and facts.codec not in rules.codecs:
        what = (
            f"holds {words.formats([facts.codec])} pictures, "
            f"only {words.formats(rules.codecs)} are taken"
        )
        yield Complaint(Rule.CODEC, what, f"Export it as {_first(rules.codecs)}.")
    if rules.chroma and facts.chroma and facts.chroma != rules.chroma:
        what = f"has {facts.chroma} colours, only {rules.chroma} are taken"
        yield Complaint(Rule.CHROMA, what, "Export it with 8 bits and 4:2:0, the usual choice.")


def _too_many_pixels(rules: VideoRules, facts: MediaFacts) -> Iterator[Complaint]:
    width, height = facts.width, facts.height
    for side, found, most in (
        ("wide", width, rules.max_width),
        ("high", height, rules.max_height),
    ):
        if most is not None and found > most:
            what = f"is {found} pixels {side}, at most {most} are taken"
            yield Complaint(Rule.PIXELS, what, "Export it smaller.")
    if rules.max_pixels is not None and width * height > rules.max_pixels:
        what = f"has {width * height:,} pixels, at most {rules.max_pixels:,} are taken"
        yield Complaint(Rule.PIXELS, what, "Export it smaller.")


def _pace(rules: VideoRules, facts: MediaFacts) -> Iterator[Complaint]:
    """Frames a second to the next whole one: 23.976 is what people call 24."""
    if not facts.frame_rate:
        return
    rate, todo = round(facts.frame_rate), "Export it with 30 frames a second."
    if rules.max_frame_rate is not None and rate > rules.max_frame_rate:
        what = f"has {rate} frames a second, at most {rules.max_frame_rate} are taken"
        yield Complaint(Rule.FRAME_RATE, what, todo)
    elif rate < rules.min_frame_rate:
        what = f"has {rate} frames a second, at least {rules.min_frame_rate} are needed"
        yield Complaint(Rule.FRAME_RATE, what, todo)


def _weight(rules: VideoRules, facts: MediaFacts) -> Iterator[Complaint]:
    if rules.max_bytes is not None and facts.bytes > rules.max_bytes:
        found, most = words.sizes(facts.bytes, rules.max_bytes)
        what = f"has {found}, at most {most} are taken"
        yield Complaint(Rule.BYTES, what, "Export it with a lower quality or cut it shorter.")
    elif rules.safe_bytes is not None and facts.bytes > rules.safe_bytes:
        found, most = words.sizes(facts.bytes, rules.safe_bytes)
        yield Complaint(Rule.BYTES, f"has {found}; more than {most} may be refused", mild=True)
    rate, most_rate = facts.bit_rate, rules.max_bit_rate
    if rate is not None and most_rate is not None and rate > most_rate:
        found, most = words.rates(rate, most_rate)
        what = f"has {found}, at most {most} are taken"
        yield Complaint(Rule.BIT_RATE, what, "Export it with a lower quality.")


def _sound(rules: VideoRules, facts: MediaFacts) -> Iterator[Complaint]:
    if rules.audio_codecs and facts.audio_codec and facts.audio_codec not in rules.audio_codecs:
        what = (
            f"has {words.formats([facts.audio_codec])} sound, "
            f"only {words.formats(rules.audio_codecs)} is taken"
        )
        yield Complaint(Rule.AUDIO_CODEC, what, "Export it with AAC sound.")
    channels = facts.audio_channels
    if rules.channels and channels is not None and channels not in rules.channels:
        taken = words.joined([str(one) for one in sorted(rules.channels)])
        what = f"has {words.counted(channels, 'sound channel')}, only {taken} are taken"
        yield Complaint(Rule.CHANNELS, what, "Export it in stereo.")
    hertz, most = facts.audio_sample_rate, rules.max_sample_rate
    if hertz is not None and most is not None and hertz > most:
        what = f"has sound of {hertz:,} Hz, at most {most:,} Hz are taken"
        yield Complaint(Rule.SAMPLE_RATE, what, "Export it with 48,000 Hz.")
    yield from _sound_weight(rules, facts)


def _sound_weight(rules: VideoRules, facts: MediaFacts) -> Iterator[Complaint]:
    """To the next 16 kbit/s: encoders hit the figure they are given only roughly."""
    if facts.audio_bit_rate is None:
        return
    rate = round(facts.audio_bit_rate / 16_000) * 16
    least, most = rules.min_audio_bit_rate // 1000, rules.max_audio_bit_rate
    todo = "Export it with AAC sound of 128 kbit/s if it is refused."
    if rate < least:
        what = f"has sound of {rate} kbit/s, at least {least} are asked for"
        yield Complaint(Rule.AUDIO_BIT_RATE, what, todo)
    elif most is not None and rate > most // 1000:
        what = f"has sound of {rate} kbit/s, at most {most // 1000} are asked for"
        yield Complaint(Rule.AUDIO_BIT_RATE, what, todo)


def _layout(rules: VideoRules, facts: MediaFacts) -> Iterator[Complaint]:
    if rules.fast_start and facts.fast_start is False:
        what = "has its table of contents at the end, it belongs at the start"
        yield Complaint(
            Rule.FAST_START, what, "Export it “optimised for the web” if it is refused."
        )
    if not rules.edit_lists and facts.edited:
        what = "was cut without being exported (it has an edit list)"
        yield Complaint(
            Rule.EDIT_LIST, what, "Export it again if it is refused or shows what you cut off."
        )


def _first(names: frozenset[str]) -> str:
    """The most usual format of a set."""
    return words.formats(names).split(",")[0].split(" or ")[0]
