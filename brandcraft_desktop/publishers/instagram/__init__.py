"""Instagram, spoken through its content publishing API."""
