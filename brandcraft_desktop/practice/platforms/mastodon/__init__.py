"""Mastodon of the practice world: two servers with limits of their own."""
