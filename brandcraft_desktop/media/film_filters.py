"""The chain of ffmpeg's filters that makes the pictures of a recipe. Pure; no ffmpeg is needed.

Filters: https://ffmpeg.org/ffmpeg-filters.html. ffmpeg turns the pictures upright by itself before
the chain begins (option -autorotate) and drops the mark that says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from brandcraft_desktop.domain.media_edit import Framing
from brandcraft_desktop.domain.media_rules import Frame, MediaFacts, VideoRecipe
from brandcraft_desktop.domain.shaping import cut, framed
from brandcraft_desktop.media.film_look import Look

_SCALING = "flags=lanczos+accurate_rnd+full_chroma_int+bitexact"
_BT709 = "colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv"
# Rates of film and television: what a camera meant where a file says 29.972.
_USUAL = (
    Fraction(24000, 1001),
    Fraction(24),
    Fraction(25),
    Fraction(30000, 1001),
    Fraction(30),
    Fraction(48),
    Fraction(50),
    Fraction(60000, 1001),
    Fraction(60),
)
_ALIKE = 0.003
_USUALLY = Fraction(30)
# From here on cameras mean BT.709 where they say nothing (ITU-R BT.601 ends at 576 lines).
_HIGH_DEFINITION = 720
# The blurred borders: so few pixels first, which is both quick and a strong blur.
_FEW = 12
_BLUR = 3


@dataclass(frozen=True)
class Piece:
    """What is taken of an upright picture of `width` by `height`, in pixels."""

    left: int
    top: int
    right: int
    bottom: int
    width: int
    height: int

    @property
    def size(self) -> tuple[int, int]:
        """Of what is left."""
        return self.right - self.left, self.bottom - self.top


def pictures(facts: MediaFacts, look: Look, recipe: VideoRecipe) -> str:
    """The chain for these pictures by this recipe."""
    chain = [*_under(facts), *_steadied(facts, look, recipe), *_square(look)]
    piece = piece_of(facts, look, recipe)
    if piece.size != (piece.width, piece.height):
        chain.append(_cropped(piece))
    frame = recipe.frame
    if frame is None or frame.framing is Framing.CROP:
        chain += _sized(look, recipe.width, recipe.height)
        return ",".join([*chain, _ended()])
    inside = inner(piece.size, recipe)
    if frame.framing is Framing.BARS:
        chain += _sized(look, *inside)
        return ",".join([*chain, _bars(frame, recipe, inside), _ended()])
    return ",".join([*chain, _blurred(look, recipe, inside), _ended()])


def rate_of(facts: MediaFacts, look: Look, recipe: VideoRecipe) -> Fraction:
    """Frames a second of the result, as a fraction that video programs know."""
    wanted = recipe.frame_rate or facts.frame_rate or look.rate
    if not wanted:
        return _USUALLY
    usual = min(_USUAL, key=lambda one: abs(one - wanted))
    if abs(float(usual) / wanted - 1) <= _ALIKE:
        return usual
    return Fraction(wanted).limit_denominator(1001)


def piece_of(facts: MediaFacts, look: Look, recipe: VideoRecipe) -> Piece:
    """What crop and, where it crops, frame leave of the upright picture."""
    width, height = facts.width, facts.height
    if not width or not height:
        across = round(look.width * look.pixel)
        width, height = (look.height, across) if look.turned else (across, look.height)
    left, top, right, bottom = cut(recipe.crop, width, height)
    frame = recipe.frame
    if frame is not None and frame.framing is Framing.CROP:
        wide, high = framed(frame, right - left, bottom - top)
        left += _kept_in_sight(frame.focus_x, right - left, wide)
        top += _kept_in_sight(frame.focus_y, bottom - top, high)
        right, bottom = left + wide, top + high
    return Piece(left, top, right, bottom, width, height)


def inner(size: tuple[int, int], recipe: VideoRecipe) -> tuple[int, int]:
    """How large the picture itself gets between its borders: even, never larger than it is."""
    scale = min(recipe.width / size[0], recipe.height / size[1], 1.0)
    wide, high = (max(2, round(side * scale / 2) * 2) for side in size)
    return min(wide, recipe.width), min(high, recipe.height)


def _kept_in_sight(focus: float, side: int, kept: int) -> int:
    """Where the kept part begins, so that the focus is in its middle or as near as can be."""
    return min(max(0, round(focus * side - kept / 2)), side - kept)


def _under(facts: MediaFacts) -> list[str]:
    """White under what can be seen through, as for pictures."""
    if not facts.has_alpha:
        return []
    white = "lutrgb=r=maxval:g=maxval:b=maxval:a=maxval"
    return [f"format=rgba,split[over][under];[under]{white}[white];[white][over]overlay=format=rgb"]


def _steadied(facts: MediaFacts, look: Look, recipe: VideoRecipe) -> list[str]:
    """Whole frames, all equally long, the first one from the very beginning."""
    rate = rate_of(facts, look, recipe)
    steady = f"fps=fps={rate.numerator}/{rate.denominator}:start_time=0"
    return [*(["bwdif=mode=send_frame:deint=interlaced"] if look.interlaced else []), steady]


def _square(look: Look) -> list[str]:
    """Square pixels: what is wider than it is high is spread, as players show it."""
    return ["scale=w=round(iw*sar):h=ih", "setsar=1"] if abs(look.pixel - 1) > 1e-6 else []


def _cropped(piece: Piece) -> str:
    wide, high = piece.size
    # By parts of what there is: a header may tell other figures than the pictures have.
    return (
        f"crop=w=iw*{wide}/{piece.width}:h=ih*{high}/{piece.height}"
        f":x=iw*{piece.left}/{piece.width}:y=ih*{piece.top}/{piece.height}"
    )


def _sized(look: Look, width: int, height: int) -> list[str]:
    """Scaled to this size, in the colours of BT.709 with 8 bits."""
    size = f"scale=w={width}:h={height}:{_SCALING}"
    if look.high_range:
        # Light as it is, of an ordinary screen's 100 candela, then rolled off (Hable).
        return [
            size,
            "zscale=t=linear:npl=100",
            "format=gbrpf32le",
            "zscale=p=bt709",
            "tonemap=tonemap=hable:desat=0",
            "zscale=t=bt709:m=bt709:r=tv:d=error_diffusion",
            "format=yuv420p",
            f"setparams={_BT709}",
        ]
    told = f":in_color_matrix={_matrix(look)}"
    ranged = ":in_range=pc" if look.full_range else ""
    return [
        f"{size}{told}{ranged}:out_color_matrix=bt709:out_range=tv",
        "format=yuv420p",
        f"setparams={_BT709}",
    ]


def _matrix(look: Look) -> str:
    if look.matrix in ("", "gbr"):
        return "bt709" if min(look.width, look.height) >= _HIGH_DEFINITION else "smpte170m"
    return {"bt2020nc": "bt2020", "bt2020c": "bt2020"}.get(look.matrix, look.matrix)


def _bars(frame: Frame, recipe: VideoRecipe, inside: tuple[int, int]) -> str:
    left, top = (
        _even((whole - one) // 2) for whole, one in zip(_size(recipe), inside, strict=True)
    )
    colour = frame.colour.replace("#", "0x")
    return f"pad=w={recipe.width}:h={recipe.height}:x={left}:y={top}:color={colour}"


def _blurred(look: Look, recipe: VideoRecipe, inside: tuple[int, int]) -> str:
    """The picture before itself, enlarged to fill all and blurred."""
    left, top = (
        _even((whole - one) // 2) for whole, one in zip(_size(recipe), inside, strict=True)
    )
    few = ":".join(str(max(2, _even(side // _FEW))) for side in _size(recipe))
    behind = ",".join(
        [
            f"scale={few}:force_original_aspect_ratio=increase:flags=area",
            f"crop={few}",
            f"gblur=sigma={_BLUR}",
            f"scale={recipe.width}:{recipe.height}:flags=bicubic+accurate_rnd+bitexact",
        ]
    )
    before = ",".join(_sized(look, *inside))
    return f"{before},split[front][deep];[deep]{behind}[back];[back][front]overlay=x={left}:y={top}"


def _ended() -> str:
    """Square pixels, and nothing beside the pictures: no lamp they were mastered for, no words."""
    return "setsar=1,sidedata=mode=delete"


def _size(recipe: VideoRecipe) -> tuple[int, int]:
    return recipe.width, recipe.height


def _even(number: int) -> int:
    return number // 2 * 2
