"""The practice Pinterest: API v5, its sandbox, the store for videos and the site itself."""
