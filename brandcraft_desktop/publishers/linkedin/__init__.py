"""LinkedIn, spoken through its versioned REST API."""
