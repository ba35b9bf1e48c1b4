"""Brandcraft Desktop: write once, tailor per platform, publish from your own machine, once."""
