"""The publisher: what is planned and what is out, as a month and as a list."""

from brandcraft_desktop.ui.publisher.page import PublisherPage

__all__ = ["PublisherPage"]
