"""Rules of videos: what converting can mend is mended, what is a choice is refused.

What fits goes as it is, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from brandcraft_desktop.domain.plan import Fix
from tests.publishers.media_rules.case import CONTAINERS, RATIOS, Case, clip
from tests.publishers.media_samples import CLIP, shaped


def containers(case: Case) -> None:
    if case.value == ["video/*"]:
        for mime in CONTAINERS:
            case.takes(clip(mime=mime))
        return
    for mime in case.value:
        case.takes(clip(mime=mime))
        for other in {*CONTAINERS, "video/x-msvideo"} - set(case.value):
            made = case.mends(clip(mime=other))
            assert made.mime in case.value
            assert made.codec == "h264"  # wrapped anew, nothing is lost
            assert made.bytes == CLIP.bytes


def one_of(name: str, *known: str) -> Callable[[Case], None]:
    def check(case: Case) -> None:
        for one in case.value:
            case.takes(clip(**{name: one}))
            for other in set(known) - set(case.value):
                assert getattr(case.mends(clip(**{name: other})), name) in case.value
        case.takes(clip(**{name: ""}))  # no such track, or not known

    return check


def channels(case: Case) -> None:
    for number in case.value:
        case.takes(clip(audio_channels=number))
    for number in {1, 2, 3, 6} - set(case.value):
        assert case.mends(clip(audio_channels=number)).audio_channels in case.value
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
    for beyond in (1.0, 10.0, 15.0, least - 1.0, most + 1.0, 119.88, 240.0):
        found = case.mends(clip(frame_rate=beyond)).frame_rate
        assert found is not None
        assert least <= found <= most


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
    case.refuses(clip(duration=most + 0.001), minutes if most < 3600 else hours, Fix.TRIM)


def most(name: str) -> Callable[[Case], None]:
    def check(case: Case) -> None:
        case.takes(clip(**{name: case.value}))
        for beyond in (case.value + 1, case.value * 3):
            assert getattr(case.mends(clip(**{name: beyond})), name) <= case.value

    return check


def video_bytes(case: Case) -> None:
    if case.value is None:
        assert case.rules.video is not None
        assert case.rules.video.max_bytes is None
        return
    most("bytes")(case)


def fewest_bytes(case: Case) -> None:
    case.takes(clip(bytes=case.value))
    case.refuses(clip(bytes=case.value - 1), f"at least {case.value:,} bytes")


def fastest(case: Case) -> None:
    case.takes(clip(frame_rate=float(case.value)))
    assert (case.mends(clip(frame_rate=case.value + 1.0)).frame_rate or 0) <= case.value


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
            beyond = clip(**{**large, side: case.value + 1})
            if case.advises():
                case.refuses(beyond, f"at most {case.value} ")
            else:
                assert getattr(case.mends(beyond), side) <= case.value

    return check


def video_pixels(case: Case) -> None:
    case.takes(clip(width=case.value // 2160, height=2160))
    made = case.mends(clip(width=case.value // 2160 + 1, height=2160))
    assert made.width * made.height <= case.value


def video_shape(side: str) -> Callable[[Case], None]:
    def check(case: Case) -> None:
        exact = shaped(CLIP, case.value, least=540 if case.platform == "facebook" else 1)
        case.takes(exact)
        # A single shape holds to the next even number of pixels.
        step = 4 if case.row["video"]["ar_min"] == case.row["video"]["ar_max"] else 1
        longer = getattr(exact, side) + step
        case.refuses(replace(exact, **{side: longer}), RATIOS[case.value], Fix.FIT_IMAGE)

    return check
