"""Pinterest, spoken through its API v5."""
