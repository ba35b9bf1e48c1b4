"""Every rule of media_specs.json: a file at the limit is taken, one beyond it is refused or mended.

The table is walked key by key; a key that nothing here looks at fails the test.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from brandcraft_desktop.domain.image_fit import image_recipe, scaled_size
from brandcraft_desktop.domain.media_check import media_problems, recipe_for
from brandcraft_desktop.domain.media_rules import ImageRules, MediaFacts, Recipe
from brandcraft_desktop.domain.plan import AttachedMedia, Fix, Problem, Severity
from brandcraft_desktop.domain.surfaces import SurfaceRules
from tests.publishers.every_surface import EVERY, NAMES
from tests.publishers.media_samples import CLIP, PICTURE, attach, several, shaped

pytestmark = pytest.mark.contract

# Where a sheet and the table differ the stricter counts; the platform's file says why.
STRICTER: dict[tuple[str, str, str], Any] = {
    ("instagram", "carousel", "video.duration_s"): [3, 60],
    ("threads", "video", "video.max_bitrate"): 25_000_000,
    ("threads", "carousel", "video.max_bitrate"): 25_000_000,
    ("linkedin", "feed_image", "image.max_pixels"): 36_152_319,
    ("linkedin", "multi_image", "image.max_pixels"): 36_152_319,
    ("linkedin", "video", "video.min_bytes"): 76_800,
    ("pinterest", "pin_image", "image.formats"): ["image/jpeg", "image/png"],
    ("pinterest", "pin_video", "video.max_bytes"): 1_000_000_000,
}
# What a platform only advises, or says in a way that contradicts itself: a warning.
ADVISED = {
    ("x", "post", "video.max_width"),
    ("x", "post", "video.max_height"),
    ("instagram", "carousel", "video.audio_bitrate"),
    ("instagram", "reel", "video.audio_bitrate"),
    ("instagram", "story_video", "video.audio_bitrate"),
    ("threads", "video", "video.audio_bitrate"),
    ("facebook", "reel", "video.audio_bitrate"),
}
# No limit of a file: words for people, texts (tested with the counters), and how files travel.
NO_LIMITS = {
    "platform",
    "surface",
    "text",
    "delivery",
    "source",
    "confidence",
    "note",
    "rate",
    "runtime_limits",
    "user_must_choose",
    "image.note",
    "image.count_note",
    "image.rec",
    "video.note",
    "video.rec",
    "cover.rec",
    "cover.field",
}
RATIOS = {
    0.8: "4:5",
    1.91: "1.91:1",
    0.1: "1:10",
    10.0: "10:1",
    0.01: "1:100",
    0.5625: "9:16",
    1 / 3: "1:3",
    3.0: "3:1",
    1.0: "1:1",
    5 / 12: "1:2.4",
    2.4: "2.4:1",
}
WORDS = {
    "video/mp4": "MP4",
    "video/quicktime": "MOV",
    "video/webm": "WebM",
    "video/x-m4v": "M4V",
    "h264": "H.264",
    "hevc": "H.265",
    "vp8": "VP8",
    "vp9": "VP9",
    "av1": "AV1",
    "aac": "AAC",
}


@dataclass(frozen=True)
class Case:
    """One rule of one row."""

    platform: str
    rules: SurfaceRules
    key: str
    value: Any
    row: dict[str, Any]

    @property
    def least(self) -> int:
        """The fewest files of this row: as many are attached unless the number is the question."""
        kind = "image" if self.row["image"] else "video"
        count = (self.row[kind] or {}).get("count", [1, 1])
        return max(1, int(count[0]))

    def found(self, *media: AttachedMedia) -> list[Problem]:
        return list(media_problems(self.rules, media, platform_name=NAMES[self.platform]))

    def errors(self, *media: AttachedMedia) -> list[Problem]:
        return [one for one in self.found(*media) if one.severity is Severity.ERROR]

    def filled(self, facts: MediaFacts) -> tuple[AttachedMedia, ...]:
        """A post of this surface whose first file is the one in question."""
        others = several(facts, self.least)[1:]
        return (attach(facts), *others)

    def takes(self, facts: MediaFacts) -> None:
        """Nothing is said against the file."""
        media = self.filled(facts)
        assert self.errors(*media) == [], self.key
        if (self.platform, self.rules.name, self.key) in ADVISED:
            assert self.found(*media) == [], self.key

    def refuses(self, facts: MediaFacts, limit: str, fix: Fix | None = None) -> None:
        """The file is named, and the limit, and whose it is; what only is advised is a warning."""
        problems = [one for one in self.found(*self.filled(facts)) if one.field == "media:id-beach"]
        assert problems, f"{self.key}: nothing is said against {facts}"
        (problem,) = [one for one in problems if limit in one.message] or problems
        assert problem.message.startswith(f"{NAMES[self.platform]}: “beach” "), problem
        assert limit in problem.message, problem
        assert problem.message.endswith("."), problem
        advised = (self.platform, self.rules.name, self.key) in ADVISED
        assert problem.severity is (Severity.WARNING if advised else Severity.ERROR), problem
        if fix is not None:
            assert problem.fix is fix

    def recipe(self, facts: MediaFacts) -> Recipe:
        """How the file is fitted; nothing may be said against it."""
        self.takes(facts)
        found = recipe_for(self.rules, facts)
        assert found is not None
        return found

    def size(self, facts: MediaFacts) -> tuple[int, int]:
        return scaled_size(facts.width, facts.height, self.recipe(facts).max_side)


def picture(**changes: Any) -> MediaFacts:
    return replace(PICTURE, **changes)


def clip(**changes: Any) -> MediaFacts:
    return replace(CLIP, **changes)


def moving(**changes: Any) -> MediaFacts:
    return replace(PICTURE, mime="image/gif", animated=True, frames=10, **changes)


# How many


def count(case: Case, facts: MediaFacts, things: str) -> None:
    least, most = case.value
    together = case.row.get("mixed") is True
    if together and least == 0:
        least = case.row["image"]["count"][0]
    for number in {max(1, least), most}:
        assert case.errors(*several(facts, number)) == []
    (problem,) = case.errors(*several(facts, most + 1))
    assert problem.message.startswith(f"{NAMES[case.platform]}: {most + 1} ")
    assert ("only one" if most == 1 else f"at most {most} ") in problem.message
    assert problem.field == f"media:id-file {most}"
    assert problem.fix is Fix.DROP_MEDIA
    if least > 1:
        (problem,) = case.errors(*several(facts, least - 1))
        assert f"needs at least {least}" in problem.message
        assert problem.field == "media:id-file 0"
    if not together:
        assert things in case.errors(*several(facts, most + 1))[0].message


def images(case: Case) -> None:
    count(case, PICTURE, "pictures")


def videos(case: Case) -> None:
    count(case, CLIP, "videos")


def moving_pictures(case: Case) -> None:
    assert case.value == [1, 1]
    case.takes(moving())
    problems = case.errors(attach(moving()), *several(PICTURE, 1))
    assert [one.field for one in problems] == ["media:id-beach"]
    assert "“beach” moves" in problems[0].message


def soft_most(case: Case) -> None:
    assert case.found(*several(PICTURE, case.value)) == []
    (problem,) = case.found(*several(PICTURE, case.value + 1))
    assert problem.severity is Severity.WARNING
    assert f"more than {case.value} " in problem.message


# Pictures: what is too much is mended by the recipe


def image_formats(case: Case) -> None:
    taken = json.dumps(case.row["image"]["formats"])
    for mime in [*case.row["image"]["formats"], "image/avif", "image/bmp"]:
        made = case.recipe(picture(mime=mime.replace("*", "webp"))).mime
        assert made in case.value or "image/*" in case.value, taken


def image_bytes(case: Case) -> None:
    assert case.recipe(picture(bytes=case.value)).max_bytes <= case.value
    assert case.recipe(picture(bytes=case.value + 1)).max_bytes <= case.value


def unknown_image_bytes(case: Case) -> None:
    assert case.rules.image is not None
    assert case.rules.image.max_bytes is None


def narrow(case: Case) -> None:
    case.takes(picture(width=case.value, height=case.value))
    beyond = picture(width=case.value - 1, height=case.value - 1)
    case.refuses(beyond, f"at least {case.value} ", Fix.DROP_MEDIA)


def wide(case: Case) -> None:
    assert case.size(picture(width=case.value, height=case.value)) == (case.value, case.value)
    assert case.size(picture(width=case.value + 1, height=case.value + 1))[0] == case.value


def long(case: Case) -> None:
    assert case.size(picture(width=case.value, height=1080)) == (case.value, 1080)
    assert case.size(picture(width=case.value + 1, height=1080))[0] == case.value
    assert case.size(picture(width=1080, height=case.value + 1))[1] == case.value


def pixels(case: Case) -> None:
    width, height = (1920, 1080) if case.value == 1920 * 1080 else (6144, case.value // 6144)
    assert case.size(picture(width=width, height=height)) == (width, height)
    fitted = case.size(picture(width=width + 1, height=height + 1))
    assert fitted[0] * fitted[1] <= case.value


def flattest(case: Case) -> None:
    exact = shaped(PICTURE, case.value, least=320)
    case.takes(exact)
    case.refuses(replace(exact, width=exact.width + 1), RATIOS[case.value], Fix.FIT_IMAGE)


def tallest(case: Case) -> None:
    exact = shaped(PICTURE, case.value, least=320)
    case.takes(exact)
    case.refuses(replace(exact, height=exact.height + 1), RATIOS[case.value], Fix.FIT_IMAGE)


def colour(case: Case) -> None:
    assert case.rules.image is not None
    assert case.rules.image.colour == case.value


def cropped_to_the_first(case: Case) -> None:
    same, other = attach(picture(), "first"), attach(picture(height=1250))
    assert case.found(same, attach(picture(width=1003))) == []
    (problem,) = case.found(same, other)
    assert problem.severity is Severity.WARNING
    assert "“beach” is 4:5" in problem.message
    assert "cropped to the shape of the first file, 1:1" in problem.message
    assert problem.fix is Fix.FIT_IMAGE


def frames(case: Case) -> None:
    case.takes(replace(moving(), frames=case.value))
    case.refuses(replace(moving(), frames=case.value + 1), f"at most {case.value} ")


def moving_bytes(case: Case) -> None:
    case.takes(moving(bytes=case.value))
    assert recipe_for(case.rules, moving(bytes=case.value)) is None
    case.refuses(moving(bytes=case.value + 1), f"at most {case.value:,} bytes")


def moving_side(name: str) -> Callable[[Case], None]:
    def check(case: Case) -> None:
        case.takes(moving(**{name: case.value}))
        case.refuses(moving(**{name: case.value + 1}), f"at most {case.value} ")

    return check


# Videos


def containers(case: Case) -> None:
    if case.value == ["video/*"]:
        for mime in WORDS:
            if mime.startswith("video/"):
                case.takes(clip(mime=mime))
        return
    for mime in case.value:
        case.takes(clip(mime=mime))
        case.refuses(clip(mime="video/x-msvideo"), WORDS[mime])


def one_of(name: str, stranger: str) -> Callable[[Case], None]:
    def check(case: Case) -> None:
        for one in case.value:
            case.takes(clip(**{name: one}))
            case.refuses(clip(**{name: stranger}), WORDS[one])
        case.takes(clip(**{name: ""}))  # no such track, or not known

    return check


def channels(case: Case) -> None:
    for number in case.value:
        case.takes(clip(audio_channels=number))
    for number in {1, 2, 3, 6} - set(case.value):
        case.refuses(clip(audio_channels=number), " or ".join(map(str, case.value)))
    case.takes(clip(audio_channels=None))


def sound_rate(case: Case) -> None:
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


# Covers, and the post as a whole


def cover_image(case: Case) -> ImageRules:
    assert case.rules.cover is not None
    assert case.rules.cover.image is not None
    return case.rules.cover.image


def cover_formats(case: Case) -> None:
    for mime in [*case.value, "image/webp"]:
        made = image_recipe(cover_image(case), picture(mime=mime))
        assert made is not None
        assert made.mime in case.value


def cover_bytes(case: Case) -> None:
    made = image_recipe(cover_image(case), picture(bytes=case.value + 1))
    assert made is not None
    assert made.max_bytes <= case.value


def cover_needed(case: Case) -> None:
    assert case.rules.cover is not None
    assert case.rules.cover.required is case.value


def cover_from_frame(case: Case) -> None:
    assert case.rules.cover is not None
    assert case.rules.cover.from_frame is case.value


def alt_text(case: Case) -> None:
    facts = PICTURE if case.rules.image else CLIP
    others = several(facts, case.least)[1:]

    def said(alt: str) -> list[Problem]:
        takes_files = case.rules.images.most or case.rules.videos.most
        return case.found(attach(facts, alt=alt), *others) if takes_files else []

    if not case.value:
        assert case.rules.alt_text_max is case.value or case.rules.alt_text_max == case.value
        assert said("x" * 100_000) == []
        assert [one.fix for one in said("")] == ([] if case.value == 0 else [Fix.ALT_TEXT])
        return
    assert case.found(attach(facts, alt="x" * case.value), *others) == []
    (problem,) = case.errors(attach(facts, alt="x" * (case.value + 1)), *others)
    assert problem.message.startswith(f"{NAMES[case.platform]}: the alt text of “beach” ")
    assert f"at most {case.value:,} " in problem.message
    (problem,) = case.found(attach(facts, alt=" "), *others)
    assert (problem.severity, problem.fix) == (Severity.WARNING, Fix.ALT_TEXT)


def mixed(case: Case) -> None:
    both = (attach(picture(height=1000)), attach(clip(height=576), "clip"))
    assert bool(case.errors(*both)) is not case.value
    assert case.rules.together is None or case.value


def required(case: Case) -> None:
    problems = case.found()
    assert bool(problems) is case.value
    for one in problems:
        assert one.message.startswith(f"{NAMES[case.platform]}: {case.rules.label} needs ")
        assert (one.severity, one.field) == (Severity.ERROR, "media")


def no_pictures(case: Case) -> None:
    assert case.rules.image is None
    (problem, *_) = case.errors(attach(PICTURE))
    assert problem.fix is Fix.DROP_MEDIA


def no_videos(case: Case) -> None:
    assert case.rules.video is None
    (problem, *_) = case.errors(attach(CLIP))
    assert problem.fix is Fix.DROP_MEDIA


LOOKED_AT: dict[str, Callable[[Case], None]] = {
    "alt_text_max": alt_text,
    "mixed": mixed,
    "media_required": required,
    "image": no_pictures,
    "image.count": images,
    "image.soft_max": soft_most,
    "image.formats": image_formats,
    "image.max_bytes": image_bytes,
    "image.safe_bytes": image_bytes,
    "image.min_width": narrow,
    "image.max_width": wide,
    "image.max_side": long,
    "image.max_pixels": pixels,
    "image.ar_min": tallest,
    "image.ar_max": flattest,
    "image.color": colour,
    "image.crop": cropped_to_the_first,
    "image.gif_max_frames": frames,
    "gif.count": moving_pictures,
    "gif.max_bytes": moving_bytes,
    "gif.max_width": moving_side("width"),
    "gif.max_height": moving_side("height"),
    "gif.max_frames": frames,
    "video": no_videos,
    "video.count": videos,
    "video.containers": containers,
    "video.codecs": one_of("codec", "prores"),
    "video.audio": one_of("audio_codec", "mp3"),
    "video.audio_max_hz": most("audio_sample_rate", "{:,} Hz"),
    "video.audio_channels": channels,
    "video.audio_bitrate": sound_rate,
    "video.fps": frame_rates,
    "video.max_fps": fastest,
    "video.min_width": least_side("width"),
    "video.min_height": least_side("height"),
    "video.min_side": least_side("width", "height"),
    "video.max_width": most_side("width"),
    "video.max_height": most_side("height"),
    "video.max_side": most_side("width", "height"),
    "video.max_pixels": video_pixels,
    "video.ar_min": video_shape("height"),
    "video.ar_max": video_shape("width"),
    "video.duration_s": duration,
    "video.min_bytes": fewest_bytes,
    "video.max_bytes": video_bytes,
    "video.max_bitrate": most("bit_rate", "{:,} bit/s"),
    "cover.formats": cover_formats,
    "cover.max_bytes": cover_bytes,
    "cover.safe_bytes": cover_bytes,
    "cover.required": cover_needed,
    "cover.or_offset_ms": cover_from_frame,
}


def rules_of(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every key with its value; what stands inside image, video, gif and cover with a dot."""
    for key, value in row.items():
        if isinstance(value, dict) and key not in NO_LIMITS:
            yield from ((f"{key}.{inner}", found) for inner, found in value.items())
        else:
            yield key, value


@pytest.fixture(scope="module")
def rows(reference: Path) -> dict[tuple[str, str], dict[str, Any]]:
    text = (reference / "platforms/media_specs.json").read_text(encoding="utf-8")
    return {(row["platform"], row["surface"]): row for row in json.loads(text)["rows"]}


def test_every_surface_is_there_and_none_is_made_up(
    rows: dict[tuple[str, str], dict[str, Any]],
) -> None:
    assert set(rows) == set(EVERY)


@pytest.mark.parametrize("place", EVERY, ids=" ".join)
def test_every_rule_of_a_surface(
    rows: dict[tuple[str, str], dict[str, Any]], place: tuple[str, str]
) -> None:
    row, rules = rows[place], EVERY[place]
    for key, value in rules_of(row):
        if key in NO_LIMITS:
            continue
        assert key in LOOKED_AT, f"nothing looks at {key} = {value}"
        check = LOOKED_AT[key]
        if key == "image.max_bytes" and value is None:
            check = unknown_image_bytes
        check(Case(place[0], rules, key, STRICTER.get((*place, key), value), row))


def test_what_is_stricter_really_is(rows: dict[tuple[str, str], dict[str, Any]]) -> None:
    for (platform, surface, key), ours in STRICTER.items():
        theirs = dict(rules_of(rows[platform, surface]))[key]
        if key == "image.formats":
            assert set(ours) < set(theirs)
        elif key == "video.duration_s":
            assert theirs[0] <= ours[0] < ours[1] < theirs[1]
        else:
            assert (ours > theirs) if ".min_" in key else (ours < theirs), key


def test_a_key_that_is_new_would_be_noticed(
    rows: dict[tuple[str, str], dict[str, Any]],
) -> None:
    changed = {**rows["x", "post"], "image": {"count": [1, 4], "max_layers": 3}}
    assert "image.max_layers" in dict(rules_of(changed))
    assert "image.max_layers" not in {*LOOKED_AT, *NO_LIMITS}
