"""TikTok, spoken through the Content Posting API."""
