"""X as its API v2 behaves: sign-in, uploads, posts, with its limits, prices and refusals."""
