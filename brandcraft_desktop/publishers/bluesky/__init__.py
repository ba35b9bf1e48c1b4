"""Bluesky, spoken through the AT Protocol."""
