"""LinkedIn, as its versioned REST API describes it."""
