"""Videos made by recipes, judged by another program against their recipe and their source."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from brandcraft_desktop.domain.media_edit import Box, Framing
from brandcraft_desktop.domain.media_rules import Frame, MediaFacts, MediaKind, VideoRecipe
from brandcraft_desktop.errors import BadInput, DiskFull
from brandcraft_desktop.media import ffmpeg
from brandcraft_desktop.media.boxes import read_movie
from brandcraft_desktop.media.film_look import look
from brandcraft_desktop.media.transcode import arguments, transcode
from tests.media.files import encoded
from tests.media.film_judge import brightness, judged, likeness, loudness, packets
from tests.media.films import PLACE, SECRETS, pictures, with_ffmpeg

ALIKE = 0.96
"""SSIM: what is left of a picture at the rates below; another crop or turn is far under it."""
X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-pix_fmt", "yuv420p")
TAGS = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709")
STEREO = ("-f", "lavfi", "-i", "sine=frequency=440:duration=0.8:sample_rate=44100,volume=6dB")


def moving(size: str = "320x180", rate: str = "30", seconds: float = 0.8) -> tuple[str, ...]:
    picture = f"testsrc2=size={size}:rate={rate}:duration={seconds}"
    return ("-f", "lavfi", "-i", picture)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """320x180, 30 frames a second, 0.8 seconds, one channel of sound."""
    place = tmp_path_factory.mktemp("film") / "film.mp4"
    chain = ("-vf", "scale=out_color_matrix=bt709")
    return encoded(place, *chain, *X264, *TAGS, "-c:a", "aac", sources=(*moving(), *STEREO))


def facts_of(path: Path) -> MediaFacts:
    found = look(path)
    assert found is not None
    wide, high = round(found.width * found.pixel), found.height
    return MediaFacts(
        MediaKind.VIDEO,
        "video/mp4",
        path.stat().st_size,
        *((high, wide) if found.turned else (wide, high)),
        duration=found.seconds,
        frame_rate=found.rate,
    )


RECIPE = VideoRecipe(160, 90, 5_000_000, 1_500_000)


def make(source: Path, recipe: VideoRecipe, name: str = "made.mp4") -> Path:
    target = source.parent / f"{recipe.digest} {name}"
    target.unlink(missing_ok=True)
    made = transcode(source, source.name, facts_of(source), recipe, target)
    assert made.bytes == target.stat().st_size <= recipe.max_bytes
    assert [one for one in target.parent.iterdir() if one.name.startswith(".")] == []
    found = judged(target)
    assert (found.codec, found.profile, found.chroma, found.pixel) == (
        "h264",
        "High",
        "yuv420p",
        "1:1",
    )
    assert (found.width, found.height) == (recipe.width, recipe.height)
    assert found.colours == ("tv", "bt709", "bt709", "bt709")
    assert found.marks == ()
    assert found.bit_rate <= recipe.video_bit_rate + (recipe.audio_bit_rate or 0) + 200_000
    movie = read_movie(target)
    assert movie.fast_start
    assert not movie.edited
    return target


SQUARE = Frame(1.0, Framing.CROP, focus_x=0.9)
BARS = Frame(1.0, Framing.BARS, colour="#ff8800")


@pytest.mark.parametrize(
    ("recipe", "chain"),
    [
        pytest.param(RECIPE, "scale=160:90:flags=lanczos", id="smaller"),
        pytest.param(
            replace(RECIPE, width=120, height=80, crop=Box(0.25, 0.0, 0.75, 160 / 180 * 2 / 3)),
            "crop=160:107:80:0,scale=120:80:flags=lanczos",
            id="cropped",
        ),
        pytest.param(
            replace(RECIPE, width=180, height=180, frame=SQUARE), "crop=180:180:140:0", id="square"
        ),
        pytest.param(
            replace(RECIPE, width=160, height=160, frame=BARS),
            "scale=160:90:flags=lanczos,pad=160:160:0:34:0xff8800",
            id="bars",
        ),
        pytest.param(
            replace(RECIPE, frame_rate=15.0, width=320, height=180), "fps=15", id="slower"
        ),
    ],
)
def test_a_film_is_what_its_recipe_says(film: Path, recipe: VideoRecipe, chain: str) -> None:
    made = make(film, recipe)
    found = judged(made)
    assert likeness(made, film, chain) >= ALIKE
    assert found.rate == Fraction(recipe.frame_rate or 30)
    assert found.frames == round(Fraction(4, 5) * found.rate)
    assert (found.sound, found.hertz, found.channels) == ("aac LC", 48_000, 2)
    assert found.seconds == pytest.approx(0.8, abs=0.04)


def test_a_blurred_frame_shows_the_film_whole_before_its_own_colours(film: Path) -> None:
    recipe = replace(RECIPE, width=160, height=160, frame=Frame(1.0, Framing.BLUR))
    made = make(film, recipe)
    middle = film.parent / "middle.mp4"
    encoded(middle, "-vf", "crop=160:90:0:34", *X264, "-an", "-y", sources=("-i", str(made)))
    assert likeness(middle, film, "scale=160:90:flags=lanczos") >= ALIKE
    behind = film.parent / "behind.mp4"
    encoded(behind, "-vf", "crop=160:30:0:0", *X264, "-an", "-y", sources=("-i", str(made)))
    blurred = "scale=284:160,crop=160:160,gblur=sigma=30,crop=160:30:0:0"
    assert likeness(behind, film, blurred) >= 0.8


def test_a_part_is_cut_out_to_the_frame(film: Path) -> None:
    recipe = replace(RECIPE, start=0.2, end=0.6)
    made = make(film, recipe)
    assert judged(made).frames == 12
    chain = "trim=start=0.2:end=0.6,setpts=PTS-STARTPTS,scale=160:90:flags=lanczos"
    assert likeness(made, film, chain) >= ALIKE
    assert make(film, replace(recipe, end=0.4)).stat().st_size < made.stat().st_size


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_film_stands_upright_and_says_nothing_of_a_turn(film: Path, turn: int) -> None:
    turned = film.parent / f"turned{turn}.mp4"
    encoded(turned, "-c", "copy", sources=("-display_rotation", str(turn), "-i", str(film)))
    upright = turn == 180
    recipe = replace(RECIPE, width=160 if upright else 90, height=90 if upright else 160)
    made = make(turned, recipe)
    chains = {90: "transpose=2", 180: "hflip,vflip", 270: "transpose=1"}
    size = f"scale={recipe.width}:{recipe.height}:flags=lanczos"
    assert likeness(made, film, f"{chains[turn]},{size}") >= ALIKE


def test_wide_pixels_become_square(tmp_path: Path) -> None:
    wide = tmp_path / "wide.mp4"
    encoded(wide, "-vf", "setsar=4/3", *X264, sources=moving("240x180", seconds=0.5))
    made = make(wide, replace(RECIPE, width=320, height=180))
    assert likeness(made, wide, "scale=320:180:flags=lanczos,setsar=1") >= 0.9


def test_frames_of_any_length_become_equally_long(film: Path) -> None:
    shaken = film.parent / "shaken.mp4"
    lengths = ("-vf", "select='not(eq(mod(n,3),1))'", "-fps_mode", "vfr", *X264, "-an")
    encoded(shaken, *lengths, sources=("-i", str(film)))
    uneven = {round(one.length, 3) for one in packets(shaken)}
    made = make(shaken, replace(RECIPE, frame_rate=30.0))
    assert len(uneven) > 1
    assert {round(one.length, 3) for one in packets(made)} == {0.033}
    assert judged(made).sound == ""


def test_groups_are_closed_and_two_seconds_at_most(tmp_path: Path) -> None:
    long = tmp_path / "long.mp4"
    encoded(long, *X264, sources=moving("96x54", "25", 5.0))
    made = packets(make(long, replace(RECIPE, width=96, height=54)))
    keys = [place for place, one in enumerate(made) if one.key]
    begun = made[0].moment
    assert [round(made[place].moment - begun, 3) for place in keys] == [0.0, 2.0, 4.0]
    for first, after in zip(keys, [*keys[1:], len(made)], strict=True):
        group = made[first:after]
        assert min(one.moment for one in group) == group[0].moment, "nothing leans back"


@pytest.mark.parametrize("curve", ["smpte2084", "arib-std-b67"])
def test_high_dynamic_range_becomes_what_every_screen_shows(tmp_path: Path, curve: str) -> None:
    bright = tmp_path / "bright.mp4"
    wide = f"colorprim=bt2020:transfer={curve}:colormatrix=bt2020nc:log-level=none"
    ten = ("-c:v", "libx265", "-pix_fmt", "yuv420p10le", "-preset", "ultrafast")
    grey = ("-f", "lavfi", "-i", "color=0x808080:size=160x90:rate=10:duration=0.5")
    encoded(bright, *ten, "-x265-params", f"{wide}:master-display=G(1,1)B(1,1)R(1,1)WP(1,1)L(1,1)",
            "-color_trc", curve, sources=grey)  # fmt: skip
    assert look(bright).high_range  # type: ignore[union-attr]
    made = make(bright, RECIPE)
    # Half of the signal is a white wall in a room: neither black nor burnt out.
    assert 60 < brightness(made) < 200


def test_untold_colours_are_those_of_their_size(tmp_path: Path) -> None:
    small = tmp_path / "small.mp4"
    red = ("-f", "lavfi", "-i", "color=red:size=160x90:rate=10:duration=0.3")
    encoded(small, "-vf", "scale=out_color_matrix=bt601", *X264, sources=red)
    made = make(small, RECIPE)
    right = "scale=in_color_matrix=bt601:out_color_matrix=bt709"
    assert likeness(made, small, right) > 0.999 > likeness(made, small, "null")


def test_a_recipe_without_sound_is_silent(film: Path) -> None:
    assert judged(make(film, replace(RECIPE, audio_bit_rate=None))).sound == ""


@pytest.mark.parametrize(("there", "wanted"), [(1, 2), (2, 1), (2, 2), (6, 2)])
def test_sound_is_as_loud_as_it_was(tmp_path: Path, there: int, wanted: int) -> None:
    source = tmp_path / "tone.mp4"
    tone = "sine=frequency=440:duration=0.6:sample_rate=44100,volume=4dB"
    layout = {1: "mono|c0=c0", 2: "stereo|c0=c0|c1=c0", 6: "5.1|FL=c0|FR=c0"}[there]
    sound = ("-f", "lavfi", "-i", f"{tone},pan={layout}")
    encoded(source, *X264, "-c:a", "pcm_s16le", "-f", "mov", sources=(*moving(seconds=0.6), *sound))
    made = make(source, replace(RECIPE, audio_channels=wanted, audio_sample_rate=44_100))
    found = judged(made)
    assert (found.hertz, found.channels) == (44_100, wanted)
    tone_alone = -17.0  # the sine of this filter has -21 dB
    assert loudness(made).mean == pytest.approx(tone_alone, abs=1.0)


def test_sound_never_goes_over_full_scale(tmp_path: Path) -> None:
    source = tmp_path / "loud.mp4"
    tones = "0.9*sin(2*PI*97*t)+0.9*sin(2*PI*1333*t)+0.9*sin(2*PI*11025*t+0.8)"
    loud = ("-f", "lavfi", "-i", f"aevalsrc='{tones}':d=0.6:s=44100")
    floats = ("-c:a", "pcm_f32le", "-f", "mov")
    encoded(source, *X264, *floats, sources=(*moving(seconds=0.6), *loud))
    made = loudness(make(source, RECIPE))
    assert -6 < made.peak < 0


def test_nothing_of_the_camera_or_the_place_is_left(film: Path) -> None:
    told = with_ffmpeg(film, film.parent / "told.mov")
    assert PLACE in told.read_bytes()
    made = make(told, RECIPE)
    assert not any(one in made.read_bytes() for one in SECRETS)
    assert judged(made).tags <= {
        "major_brand",
        "minor_version",
        "compatible_brands",
        "language",
        "handler_name",
        "vendor_id",
        "encoder",
    }
    assert read_movie(made).duration == pytest.approx(0.8, abs=0.05)


def test_only_the_first_film_and_the_sound_players_choose_are_taken(film: Path) -> None:
    several = film.parent / "several.mkv"
    sound = ("-f", "lavfi", "-i", "sine=frequency=900:duration=0.8:sample_rate=22050,volume=18dB")
    maps = ("-map", "0:v", "-map", "0:a", "-map", "1:a", "-c:v", "copy")
    chosen = ("-disposition:a:0", "0", "-disposition:a:1", "default")
    encoded(several, *maps, *chosen, "-c:a", "aac", sources=("-i", str(film), *sound))
    found = look(several)
    assert found is not None
    assert found.sound is not None
    assert found.sound.stream == 2
    made = make(several, RECIPE)
    assert loudness(made).mean > loudness(film).mean + 5


def test_a_moving_picture_becomes_a_film(tmp_path: Path) -> None:
    picture = tmp_path / "round.gif"
    encoded(picture, sources=moving("101x57", "10", 1.0))
    facts = replace(facts_of(picture), mime="image/gif", kind=MediaKind.IMAGE, animated=True)
    recipe = replace(RECIPE, width=facts.width // 2 * 2, height=facts.height // 2 * 2)
    target = tmp_path / "made.mp4"
    transcode(picture, "round.gif", facts, recipe, target)
    found = judged(target)
    assert (found.frames, found.rate, found.sound) == (10, Fraction(10), "")
    chain = f"scale={recipe.width}:{recipe.height}:flags=lanczos:out_color_matrix=bt709"
    assert likeness(target, picture, chain) >= 0.93
    twice = tmp_path / "twice.mp4"
    transcode(picture, "round.gif", facts, recipe, twice, repeats=2)
    assert judged(twice).frames == 20


def test_what_can_be_seen_through_lies_on_white(tmp_path: Path) -> None:
    picture = tmp_path / "hole.gif"
    clear = ("-f", "lavfi", "-i", "color=black@0:size=96x96:rate=5:duration=0.6,format=rgba")
    palette = "split[a][b];[a]palettegen=reserve_transparent=1[p];[b][p]paletteuse"
    encoded(picture, "-vf", palette, sources=clear)
    facts = replace(facts_of(picture), mime="image/gif", has_alpha=True)
    target = tmp_path / "made.mp4"
    transcode(picture, "hole.gif", facts, replace(RECIPE, width=96, height=96), target)
    assert brightness(target) > 230


def test_the_same_recipe_gives_the_same_bytes(film: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "another name.mp4"
    elsewhere.write_bytes(film.read_bytes())
    recipe = replace(RECIPE, start=0.2)
    assert make(film, recipe).read_bytes() == make(elsewhere, recipe).read_bytes()


def test_bytes_are_kept_however_hard_the_film(tmp_path: Path) -> None:
    hard = tmp_path / "hard.mp4"
    noise = (
        "-f",
        "lavfi",
        "-i",
        "nullsrc=size=160x90:rate=30:duration=1,geq=random(1)*255:128:128",
    )
    encoded(hard, *X264, sources=noise)
    assert hard.stat().st_size > 300_000
    for most in (120_000, 60_000):
        make(hard, replace(RECIPE, max_bytes=most, video_bit_rate=4_000_000))


@pytest.fixture(scope="module")
def noise(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """320x180, 60 frames a second, half a second: nothing in it is alike."""
    place = tmp_path_factory.mktemp("noise") / "noise.mp4"
    grain = "nullsrc=size=320x180:rate=60:duration=0.5,geq=random(1)*255:128:128"
    return encoded(place, *X264, sources=("-f", "lavfi", "-i", grain))


@pytest.fixture
def tries(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """The arguments of every run that encodes pictures, which it does all the same."""
    seen: list[Sequence[str]] = []
    real = ffmpeg.run

    def run(
        words: Sequence[str],
        *,
        limits: ffmpeg.Limits,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> str:
        if "-maxrate" in words:
            seen.append(words)
        return real(words, limits=limits, progress=progress, cancelled=cancelled)

    monkeypatch.setattr(ffmpeg, "run", run)
    return seen


@pytest.mark.parametrize("end", [0.12, 0.2, 0.3, 0.5])
def test_a_short_film_is_made_at_once(
    noise: Path, tmp_path: Path, tries: list[Sequence[str]], end: float
) -> None:
    """It may be hardly more than the encoder's buffer: over its rate, far below its bytes."""
    recipe = VideoRecipe(320, 180, 300_000_000, 2_000_000, end=end)
    made = transcode(noise, "noise.mp4", facts_of(noise), recipe, tmp_path / "made.mp4")
    assert made.bytes > recipe.video_bit_rate * end / 8
    assert len(tries) == 1


@pytest.mark.parametrize("most", [90_000, 50_000, 40_000])
def test_few_bytes_are_kept_by_a_short_film(noise: Path, tmp_path: Path, most: int) -> None:
    recipe = VideoRecipe(320, 180, most, 4_000_000)
    made = transcode(noise, "noise.mp4", facts_of(noise), recipe, tmp_path / "made.mp4")
    assert made.bytes == (tmp_path / "made.mp4").stat().st_size <= most


def test_progress_never_goes_back(noise: Path, tmp_path: Path, tries: list[Sequence[str]]) -> None:
    told: list[float] = []
    recipe = VideoRecipe(320, 180, 1_000, 4_000_000)
    with pytest.raises(BadInput, match="small enough") as refused:
        transcode(
            *(noise, "noise.mp4", facts_of(noise), recipe, tmp_path / "made.mp4"),
            progress=told.append,
        )
    assert "1,000 bytes" in refused.value.cause
    assert len(tries) > 1
    assert told
    assert told == sorted(told)
    for option in ("-maxrate", "-bufsize", "-crf"):
        values = [int(words[words.index(option) + 1]) for words in tries]
        assert values == sorted(values, reverse=option != "-crf")
    assert len({tuple(words) for words in tries}) == len(tries)


def test_what_cannot_be_made_small_enough_is_refused_in_words(film: Path, tmp_path: Path) -> None:
    target = tmp_path / "never.mp4"
    recipe = replace(RECIPE, max_bytes=3000, width=320, height=180)
    with pytest.raises(BadInput, match="small enough"):
        transcode(film, "film.mp4", facts_of(film), recipe, target)
    assert list(tmp_path.iterdir()) == []


def test_pictures_that_need_no_change_are_taken_over(film: Path) -> None:
    late = film.parent / "late.mov"
    encoded(late, "-c", "copy", sources=("-i", str(film)))
    recipe = replace(RECIPE, width=320, height=180, copied=True)
    target = film.parent / "copied.mp4"
    transcode(late, "late.mov", facts_of(late), recipe, target)
    assert pictures(target) == pictures(late)
    assert read_movie(target).fast_start
    assert not read_movie(late).fast_start


def test_a_film_nobody_wants_any_more_leaves_nothing(tmp_path: Path) -> None:
    source = tmp_path / "long.mp4"
    once = encoded(tmp_path / "once.mp4", *X264, sources=moving("640x360", "50", 1.0))
    encoded(source, "-c", "copy", sources=("-stream_loop", "20", "-i", str(once)))
    facts, target = facts_of(source), tmp_path / "made" / "never.mp4"
    going, told = threading.Event(), []

    def hear(part: float) -> None:
        told.append(part)
        going.set()

    recipe = replace(RECIPE, width=640, height=360, video_bit_rate=20_000_000)
    with pytest.raises(ffmpeg.Cancelled):
        transcode(
            *(source, "long.mp4", facts, recipe, target), progress=hear, cancelled=going.is_set
        )
    assert told
    assert all(0 <= one <= 1 for one in told)
    assert list(target.parent.iterdir()) == []


def test_what_is_no_film_is_refused_in_words(tmp_path: Path) -> None:
    wrong, target = tmp_path / "wrong.mp4", tmp_path / "made.mp4"
    wrong.write_bytes(b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/secret.ts\n")
    facts = MediaFacts(MediaKind.VIDEO, "video/mp4", 9, 160, 90)
    with pytest.raises(BadInput, match="can't be converted"):
        transcode(wrong, "wrong.mp4", facts, RECIPE, target)
    assert not target.exists()


def test_a_full_disk_is_said_before_anything_is_begun(film: Path, tmp_path: Path) -> None:
    recipe = replace(RECIPE, max_bytes=10**18, video_bit_rate=10**18)
    with pytest.raises(DiskFull, match="not enough room"):
        transcode(film, "film.mp4", facts_of(film), recipe, tmp_path / "made.mp4")
    assert list(tmp_path.iterdir()) == []


def test_arguments_open_nothing_but_the_file(film: Path) -> None:
    found = look(film)
    assert found is not None
    words = arguments(film, facts_of(film), found, RECIPE, Path("made.mp4"))
    assert words[words.index("-protocol_whitelist") + 1] == "file"
    assert words.index("-protocol_whitelist") < words.index("-i")
