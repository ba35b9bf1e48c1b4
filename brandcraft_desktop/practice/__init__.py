"""A strict local stand-in for every platform, speaking its real HTTP API."""
