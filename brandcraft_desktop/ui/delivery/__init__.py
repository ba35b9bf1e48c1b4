"""The delivery page: how a post stands on each account, and what to do about it."""

from brandcraft_desktop.ui.delivery.page import DeliveryPage

__all__ = ["DeliveryPage"]
