"""Outside things that are neither a platform nor a store: each module knows one of them."""
