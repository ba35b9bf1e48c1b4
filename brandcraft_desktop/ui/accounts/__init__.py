"""The accounts page and the dialog that connects one."""

from brandcraft_desktop.ui.accounts.page import AccountsPage

__all__ = ["AccountsPage"]
