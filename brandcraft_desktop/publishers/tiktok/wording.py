"""What TikTok demands that a person reads, word for word.

Source: developers.tiktok.com, "Content Sharing Guidelines", Required UX Implementation (read
2026-09-11). An app that words it otherwise is not let through TikTok's audit.
"""

from __future__ import annotations

NOTHING_DISCLOSED = (
    "You need to indicate if your content promotes yourself, a third party, or both."
)
PROMOTIONAL = "Your photo/video will be labeled as 'Promotional content'"
PAID = "Your photo/video will be labeled as 'Paid partnership'"
NEVER_PRIVATE = "Branded content visibility cannot be set to private."
CONSENT = "By posting, you agree to TikTok's Music Usage Confirmation"
BRANDED_CONSENT = (
    "By posting, you agree to TikTok's Branded Content Policy and Music Usage Confirmation"
)
AFTERWARDS = "It may take a few minutes for your content to process and be visible on your profile."
