"""Secrets of accounts: the vault and the keyring."""
