"""Database tables, the engine that reaches them, and their migrations."""
