"""Rules of videos: what is beyond them is refused, for videos go as they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.publishers.media_rules.case import CONTAINERS, RATIOS, WORDS, Case, clip
from tests.publishers.media_samples import CLIP, shaped


def containers(case: Case) -> None:
    if case.value == ["video/*"]:
        for mime in CONTAINERS:
            case.takes(clip(mime=mime))
        return
    for mime in case.value:
        case.takes(clip(mime=mime))
        for other in {*CONTAINERS, "video/x-msvideo"} - set(case.value):
            case.refuses(clip(mime=other), WORDS[mime])


def one_of(name: str, *known: str) -> Callable[[Case], None]:
    def check(case: Case) -> None:
        for one in case.value:
            case.takes(clip(**{name: one}))
            for other in set(known) - set(case.value):
                case.refuses(clip(**{name: other}), WORDS[one])
        case.takes(clip(**{name: ""}))  # no such track, or not known

    return check


def channels(case: Case) -> None:
    for number in case.value:
        case.takes(clip(audio_channels=number))
    for number in {1, 2, 3, 6} - set(case.value):
        case.refuses(clip(audio_channels=number), " or ".join(map(str, case.value)))
    case.takes(clip(audio_channels=None))


def sound_rate(case: Case) -> None:
    assert case.rules.video is not None
    assert case.value in (case.rules.video.min_audio_bit_rate, case.rules.video.max_audio_bit_rate)
    case.takes(clip(audio_bit_rate=case.value))
    step = -16_000 if case.platform == "facebook" else 16_000  # "128 kbit/s or more" there
    case.refuses(clip(audio_bit_rate=case.value + step), f" {case.value // 1000} are asked for")


def frame_rates(case: Case) -> None:
    least, most = case.value
    case.takes(clip(frame_rate=float(least)))
    case.takes(clip(frame_rate=float(most)))
    case.refuses(clip(frame_rate=least - 1.0), f"at least {least} ")
    case.refuses(clip(frame_rate=most + 1.0), f"at most {most} ")


def duration(case: Case) -> None:
    assert case.rules.video is not None
    least, most = case.value
    if least is not None:
        case.takes(clip(duration=float(least)))
        case.refuses(clip(duration=least - 0.001), f"at least {least:g} seconds")
    if most is None:
        assert case.rules.video.max_seconds is None
        return
    case.takes(clip(duration=float(most)))
    minutes, hours = f"at most {most // 60}:{most % 60:02} minutes", f"{most // 3600}:00:00 hours"
    case.refuses(clip(duration=most + 0.001), minutes if most < 3600 else hours)


def most(name: str, word: str = "{:,} ") -> Callable[[Case], None]:
    def check(case: Case) -> None:
        case.takes(clip(**{name: case.value}))
        case.refuses(clip(**{name: case.value + 1}), "at most " + word.format(case.value))

    return check


def video_bytes(case: Case) -> None:
    if case.value is None:
        assert case.rules.video is not None
        assert case.rules.video.max_bytes is None
        return
    most("bytes", "{:,} bytes")(case)


def fewest_bytes(case: Case) -> None:
    case.takes(clip(bytes=case.value))
    case.refuses(clip(bytes=case.value - 1), f"at least {case.value:,} bytes")


def fastest(case: Case) -> None:
    case.takes(clip(frame_rate=float(case.value)))
    case.refuses(clip(frame_rate=case.value + 1.0), f"at most {case.value} ")


def least_side(*sides: str) -> Callable[[Case], None]:
    def check(case: Case) -> None:
        small = {"width": case.value, "height": case.value}
        if case.row["platform"] == "facebook":
            small = {"width": 540, "height": 960}
        case.takes(clip(**small))
        for side in sides:
            beyond = clip(**{**small, side: case.value - 1})
            case.refuses(beyond, f"at least {case.value} ")

    return check


def most_side(*sides: str) -> Callable[[Case], None]:
    def check(case: Case) -> None:
        for side in sides:
            other = min(case.value, case.row["video"].get("max_height", case.value))
            large = {"width": other, "height": other, side: case.value}
            case.takes(clip(**large))
            case.refuses(clip(**{**large, side: case.value + 1}), f"at most {case.value} ")

    return check


def video_pixels(case: Case) -> None:
    case.takes(clip(width=case.value // 2160, height=2160))
    case.refuses(clip(width=case.value // 2160 + 1, height=2160), f"at most {case.value:,} ")


def video_shape(side: str) -> Callable[[Case], None]:
    def check(case: Case) -> None:
        exact = shaped(CLIP, case.value, least=540 if case.platform == "facebook" else 1)
        case.takes(exact)
        # A single shape holds to the next even number of pixels.
        step = 4 if case.row["video"]["ar_min"] == case.row["video"]["ar_max"] else 1
        longer = getattr(exact, side) + step
        case.refuses(replace(exact, **{side: longer}), RATIOS[case.value])

    return check
