"""YouTube as a platform of the practice world."""
