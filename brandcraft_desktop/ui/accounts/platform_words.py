"""What a platform's tile says before anything is connected, as pure functions."""

from __future__ import annotations

from collections.abc import Iterable

from brandcraft_desktop.domain.account import MAX_ACCOUNTS_PER_PLATFORM
from brandcraft_desktop.domain.platform import PlatformInfo, SignIn, SignInKind


def takes_words(info: PlatformInfo) -> str:
    """What can be posted there: "Texts, up to 4 pictures or a video, threads"."""
    rules = info.media
    files = []
    if rules.mixed and rules.max_images == rules.max_videos:
        return _sentence(info, f"up to {rules.max_images} pictures and videos")
    if rules.max_images:
        files.append("a picture" if rules.max_images == 1 else f"up to {rules.max_images} pictures")
    if rules.max_videos:
        files.append("a video" if rules.max_videos == 1 else f"up to {rules.max_videos} videos")
    return _sentence(info, (" and " if rules.mixed else " or ").join(files))


def _sentence(info: PlatformInfo, joined: str) -> str:
    if info.words_below and joined:
        return f"{joined[0].upper()}{joined[1:]}, with words below"
    parts = ["Texts", *([joined] if joined else []), *(["threads"] if info.threads else [])]
    return ", ".join(parts)


def needs_words(sign_in: SignIn) -> str:
    """What a person needs to connect it."""
    if sign_in.kind is SignInKind.APP_PASSWORD:
        return "Needs an app password"
    if sign_in.kind is SignInKind.PASTED_TOKEN:
        return "Needs a token that you make there"
    if sign_in.browser is not None and sign_in.browser.app is not None:
        return "Opens your browser; needs an app of your own"
    return "Opens your browser to sign in"


def places_words(taken: int) -> str:
    """ "2 of 5"."""
    return f"{taken} of {MAX_ACCOUNTS_PER_PLATFORM}"


def full_words(info: PlatformInfo) -> str:
    """Why no more can be connected."""
    return f"{places_words(MAX_ACCOUNTS_PER_PLATFORM)} {info.name} accounts are connected"


def later_words(names: Iterable[str]) -> str:
    """Which platforms this version only writes for; "" where there are none."""
    found = list(names)
    if not found:
        return ""
    last = found.pop()
    listed = f"{', '.join(found)} and {last}" if found else last
    return f"Not to be connected yet, only written for and previewed: {listed}."
