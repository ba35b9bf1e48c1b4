"""What X takes besides the weight of a text (see `weights`), how long it keeps what, and prices.

Source of the figures unless another is named: xdevplatform/docs @2871328 (2026-08-22) with its
openapi 2.167.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

NAME = "X"

# Self-serve access of the API takes one cashtag a post (docs.x.com, changelog, 2026; the refusal
# reads "maximum of one cashtag").
CASHTAGS = 1

# US dollars a request (docs.x.com, pricing): POST /2/tweets, the same where the text holds a link,
# and POST /2/media/metadata, which carries the alt text of one file.
PRICE = Decimal("0.015")
PRICE_WITH_LINK = Decimal("0.20")
PRICE_OF_ALT_TEXT = Decimal("0.005")
PRICES_OF = "August 2026"

# CreatePostsPoll of the openapi file.
POLL_ANSWERS = 4
POLL_ANSWER_LENGTH = 25

# Bytes of one piece of a large file, as X's own command line tool sends them (xdevplatform/xurl
# @41259e8, api/media.go); the index of a piece reaches 999.
SEGMENT = 4 * 1024 * 1024

# How long an upload lives where the answer does not say (`expires_after_secs` of the samples), and
# how much of that must be left for a post to use it.
UPLOAD_LIFE = timedelta(hours=24)
UPLOAD_LEFT = timedelta(minutes=2)

# Ours: how long a file may be processed, and how long a part may stay hidden from its answer.
LONGEST_PROCESSING = timedelta(hours=1)
LONGEST_HIDDEN = timedelta(minutes=2)
HIDDEN_SECONDS = 5.0
