"""YouTube, spoken through the Data API v3."""
