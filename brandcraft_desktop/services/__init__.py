"""Use cases, one module per noun: the only place where a transaction begins."""
