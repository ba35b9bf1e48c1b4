"""What a text and a poll may hold on Mastodon where the server says nothing else."""

from __future__ import annotations

NAME = "Mastodon"

# The server's own figures stand in `configuration` of GET /api/v2/instance; these are Mastodon's
# defaults (mastodon/documentation, entities/Instance, 2026-07).
CHARACTERS = 500  # max_characters: graphemes of the content warning and the text together
URL_LENGTH = 23  # characters_reserved_per_url
LONGEST_DOMAIN = 253  # characters of a server's name (app/lib/extractor.rb of mastodon/mastodon)

POLL_OPTIONS = 4  # max_options
POLL_OPTION_LENGTH = 50  # max_characters_per_option
SHORTEST_POLL = 300  # min_expiration, in seconds
LONGEST_POLL = 2_629_746  # max_expiration

# What is kept of an account in its facts, beside the limits under the server's own names.
MIME_TYPES = "supported_mime_types"  # choices: the files the server takes
USUAL = "usual_visibility"  # choices: the one its person has set as usual there
