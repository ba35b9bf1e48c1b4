"""Rules of pictures: what is too much is mended by the recipe, what is a choice is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from brandcraft_desktop.domain.media_check import recipe_for
from brandcraft_desktop.domain.plan import Fix, Severity
from tests.publishers.media_rules.case import RATIOS, Case, moving, picture
from tests.publishers.media_samples import PICTURE, attach, shaped


def image_formats(case: Case) -> None:
    assert case.rules.image is not None
    assert case.rules.image.mimes == frozenset(case.value) or case.value == ["image/*"]
    for mime in [*case.row["image"]["formats"], "image/avif", "image/bmp"]:
        made = case.recipe(picture(mime=mime.replace("*", "webp"))).mime
        assert made in case.value or case.value == ["image/*"]


def image_bytes(case: Case) -> None:
    assert case.rules.image is not None
    limit = case.rules.image.max_bytes if case.key.endswith(".max_bytes") else None
    assert limit in (None, case.value)
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
    assert case.size(picture(width=case.value, height=1000)) == (case.value, 1000)
    assert case.size(picture(width=case.value + 1, height=1000))[0] == case.value
    assert case.size(picture(width=1000, height=case.value + 1))[1] == case.value


def pixels(case: Case) -> None:
    assert case.rules.image is not None
    assert case.rules.image.max_pixels == case.value
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
