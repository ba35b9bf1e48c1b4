"""Which platform a failure of the demo is about: its words name it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.views import DeliveryView, PostView
from brandcraft_desktop.errors import BrandcraftError


class FailedOn(BrandcraftError):
    """Something the story could not do on one platform, or on several."""


@contextmanager
def on_platform(name: str) -> Iterator[None]:
    """What fails inside happened on the platform of that name. Raises `FailedOn`."""
    try:
        yield
    except BrandcraftError as error:
        raise FailedOn(f"{name}: {error.title}", error.cause, error.action) from error


def unpublished(view: PostView, names: Mapping[str, str]) -> str:
    """ "X: failed. It was refused. LinkedIn: scheduled."; empty where everything is out.

    `names` are the platforms' names by their ids.
    """
    missing = [one for one in view.deliveries if one.status is not DeliveryStatus.PUBLISHED]
    return " ".join(_told(one, names.get(one.platform, one.platform)) for one in missing)


def _told(view: DeliveryView, name: str) -> str:
    words = view.status.value.replace("_", " ")
    error = view.error
    why = (error.message or error.title) if error is not None else view.hold_reason or view.doing
    return f"{name}: {words}. {why}".strip()
