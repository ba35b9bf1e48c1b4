"""Threads, spoken through the Threads API."""
