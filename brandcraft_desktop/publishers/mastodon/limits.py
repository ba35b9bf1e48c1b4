"""What a text may hold on Mastodon where the server says nothing else."""

from __future__ import annotations

NAME = "Mastodon"

# The server's own figures stand in `configuration.statuses` of GET /api/v2/instance; these are
# Mastodon's defaults (mastodon/documentation, entities/Instance, 2026-07).
CHARACTERS = 500  # max_characters: graphemes of the content warning and the text together
URL_LENGTH = 23  # characters_reserved_per_url
LONGEST_DOMAIN = 253  # characters of a server's name (app/lib/extractor.rb of mastodon/mastodon)
