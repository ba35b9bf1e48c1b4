"""What a text may hold on LinkedIn."""

from __future__ import annotations

NAME = "LinkedIn"

# LinkedIn's help pages and every known client (checked 2026-11); whether the escapes of the wire
# format count as well is not documented, the clients count before escaping.
CHARACTERS = 3000

# What the feed shows before "…more". LinkedIn documents neither; three lines on telephones and
# computers: John Espirian, "“See more” breakpoints on LinkedIn posts" (September 2024); about 210
# characters fill them (agreed by the preview tools of several vendors, read 2026-11).
FOLD_LINES = 3
FOLD_CHARACTERS = 210

# Poll API (learn.microsoft.com, shares/poll-post-api): two to four answers; the lengths are those
# of the composer, by third parties (models of the Zernio API, read 2026-11).
POLL_QUESTION = 140
POLL_ANSWER = 30
POLL_ANSWERS = 4

# No limit is documented for the title of a document; ours, as more is cut off on the card.
DOCUMENT_TITLE = 100
