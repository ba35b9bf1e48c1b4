"""The recipe that makes a video what a surface takes. Pure arithmetic."""

from __future__ import annotations

from brandcraft_desktop.domain.frame_fit import frame_for
from brandcraft_desktop.domain.made_facts import length
from brandcraft_desktop.domain.media_edit import UNTOUCHED, Framing, MediaEdit
from brandcraft_desktop.domain.media_rules import (
    Frame,
    MediaFacts,
    Rule,
    VideoRecipe,
    VideoRules,
)
from brandcraft_desktop.domain.shaping import shaped_size
from brandcraft_desktop.domain.video_check import needs_converting, takes
from brandcraft_desktop.domain.video_rates import (
    PLAIN,
    TOLERABLE,
    Sound,
    bytes_limit,
    floor_for_pictures,
    frame_rate_for,
    good_rate,
    room_for_pictures,
    sound_for,
)
from brandcraft_desktop.domain.video_size import even_size

MIME = "video/mp4"
BORDERS = "#000000"
LEAST_SIDE = 640  # of the long one: smaller than that no video is made to save bytes
LEAST_SECONDS = 0.1  # what is left of a cut: less is a slip of the hand
# What a new wrapping alone mends. Not an edit list: the frames that it hides would be sent.
_WRAPPING = frozenset({Rule.CONTAINER, Rule.FAST_START})
_WRAPPED_AS_THEY_ARE = frozenset({"h264", "hevc"})


def video_recipe(
    rules: VideoRules,
    facts: MediaFacts,
    edit: MediaEdit = UNTOUCHED,
    shape: float | None = None,
) -> VideoRecipe | None:
    """How a video is fitted; None means that it goes as it is, or that it can't be made to fit.

    A video that fits is left alone unless a person cut something off. What a platform only advises
    is followed where the video is converted anyway or wrapping it anew is enough: no video is made
    worse for mere advice. `shape` is that of the first file, where all files share one.
    """
    recipe = wished(rules, facts, edit, shape)
    if recipe is None or recipe.copied:
        return recipe
    room, wish = room_and_wish(rules, facts, recipe)
    return None if room is not None and room < wish * TOLERABLE else recipe


def wished(
    rules: VideoRules,
    facts: MediaFacts,
    edit: MediaEdit = UNTOUCHED,
    shape: float | None = None,
) -> VideoRecipe | None:
    """The same, although so few bytes may be left for each second that nobody wants to see it."""
    if not makes(rules) or facts.width < 1 or facts.height < 1:
        return None
    frame = video_frame(rules, facts, edit, shape)
    start, end = moments(facts, edit)
    wrong = {one.rule for one in needs_converting(rules, facts) if not one.mild}
    must = (wrong - rules.advised) | (wrong & {Rule.EDIT_LIST})
    if edit.crop is None and frame is None and start is None and end is None:
        if not must - _WRAPPING and _wraps(facts):
            return _wrapped(rules, facts) if wrong & _WRAPPING else None
        if not must:
            return None
    return _converted(rules, facts, edit, frame)


def makes(rules: VideoRules) -> bool:
    """Whether a surface takes what is made here: H.264 and AAC in MP4."""
    pictures = not rules.codecs or "h264" in rules.codecs
    sound = not rules.audio_codecs or "aac" in rules.audio_codecs
    return takes(rules.mimes, MIME) and pictures and sound


def video_frame(
    rules: VideoRules, facts: MediaFacts, edit: MediaEdit, shape: float | None = None
) -> Frame | None:
    """The frame a video is brought into on a surface; None where it needs or is given none."""
    cropped = shaped_size(facts, edit.crop, None)
    return frame_for(rules.aspect, *cropped, edit, shape=shape, colour=BORDERS)


def moments(facts: MediaFacts, edit: MediaEdit) -> tuple[float | None, float | None]:
    """Where the video is cut, in seconds; None where it begins or ends as it did.

    What makes no sense, as an end before the start, cuts nothing.
    """
    start = edit.start or None
    end = edit.end
    if facts.duration is not None and end is not None and end >= facts.duration:
        end = None
    last = facts.duration if end is None else end
    if last is not None and last - (start or 0.0) < LEAST_SECONDS:
        return None, None
    return start, end


def seconds_left(facts: MediaFacts, edit: MediaEdit) -> float | None:
    """How long the video lasts once it is cut; None where that is not known."""
    return length(facts, *moments(facts, edit))


def room_and_wish(
    rules: VideoRules, facts: MediaFacts, recipe: VideoRecipe
) -> tuple[int | None, int]:
    """The bits a second there is room for, and those with which nothing would be lost."""
    lasts = length(facts, recipe.start, recipe.end)
    sound = Sound(recipe.audio_bit_rate or 0, recipe.audio_sample_rate, recipe.audio_channels)
    wish = good_rate(facts, (recipe.width, recipe.height), recipe.frame_rate)
    return room_for_pictures(rules, lasts, sound), wish


def _wraps(facts: MediaFacts) -> bool:
    """Whether its pictures and its sound may stand in an MP4 as they are.

    What an edit list hides can't be left out by copying: such a video is converted.
    """
    if facts.edited or facts.codec not in _WRAPPED_AS_THEY_ARE:
        return False
    # The table of contents of a WebM is not read: what sound it has is not known.
    silent = not facts.audio_codec and facts.mime != "video/webm"
    return silent or facts.audio_codec in ("aac", "mp3")


def _wrapped(rules: VideoRules, facts: MediaFacts) -> VideoRecipe:
    return VideoRecipe(
        width=facts.width,
        height=facts.height,
        max_bytes=bytes_limit(rules),
        video_bit_rate=facts.bit_rate or 0,
        copied=True,
    )


def _converted(
    rules: VideoRules, facts: MediaFacts, edit: MediaEdit, frame: Frame | None
) -> VideoRecipe:
    start, end = moments(facts, edit)
    lasts = length(facts, start, end)
    sound, rate = sound_for(rules, facts), frame_rate_for(rules, facts)
    shaped = shaped_size(facts, edit.crop, frame)
    bordered = frame is not None and frame.framing is not Framing.CROP
    size = even_size(rules, shaped, bordered=bordered)
    wish = good_rate(facts, size, rate)
    room = room_for_pictures(rules, lasts, sound)
    while room is not None and room < wish * PLAIN and max(size) > LEAST_SIDE:
        pixels = size[0] * size[1] * 3 // 4
        smaller = even_size(rules, shaped, bordered=bordered, most_pixels=pixels)
        enough = smaller[0] >= rules.min_width and smaller[1] >= rules.min_height
        if not enough or max(smaller) < LEAST_SIDE or max(smaller) >= max(size):
            break
        size = smaller
        wish = good_rate(facts, size, rate)
    bits = max(wish, floor_for_pictures(rules, lasts))
    return VideoRecipe(
        width=size[0],
        height=size[1],
        max_bytes=bytes_limit(rules),
        video_bit_rate=bits if room is None else max(1, min(bits, room)),
        audio_bit_rate=sound.bit_rate,
        audio_sample_rate=sound.sample_rate,
        audio_channels=sound.channels,
        frame_rate=rate,
        start=start,
        end=end,
        crop=edit.crop,
        frame=frame,
    )
