"""Bluesky: entryway, personal data server, directory, AppView, video service."""
