"""Widgets that know Qt and nothing of us."""
