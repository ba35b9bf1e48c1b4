"""How platforms count, find and split text."""
