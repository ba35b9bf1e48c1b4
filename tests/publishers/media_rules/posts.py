"""Rules of a whole post: how many files, of which kind, with which words and which cover."""

from __future__ import annotations

from brandcraft_desktop.domain.image_fit import image_recipe
from brandcraft_desktop.domain.media_rules import ImageRules, MediaFacts
from brandcraft_desktop.domain.plan import Fix, Problem, Severity
from tests.publishers.every_surface import NAMES
from tests.publishers.media_rules.case import Case, clip, moving, picture
from tests.publishers.media_samples import CLIP, PICTURE, attach, several


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
    limit = cover_image(case).max_bytes if case.key == "cover.max_bytes" else None
    assert limit in (None, case.value)
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
