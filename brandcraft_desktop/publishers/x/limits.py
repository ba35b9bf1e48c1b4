"""What X takes besides the weight of a text (see `weights`), and what it costs."""

from __future__ import annotations

NAME = "X"

# Self-serve access of the API takes one cashtag a post (docs.x.com, changelog, 2026; the refusal
# reads "maximum of one cashtag").
CASHTAGS = 1

# US dollars a request of POST /2/tweets (docs.x.com, pricing, @2871328 of 2026-08-22).
PRICE = "0.015"
PRICE_WITH_LINK = "0.20"
