"""The page of one brand: how often it posts, where, and what comes next (screens S9)."""

from brandcraft_desktop.ui.brand.page import BrandPage

__all__ = ["BrandPage"]
