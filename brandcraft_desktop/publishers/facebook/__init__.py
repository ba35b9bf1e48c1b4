"""Facebook Pages, spoken through the Graph API."""
