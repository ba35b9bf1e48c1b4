"""Starting at login: one place for each system, behind one port."""

from brandcraft_desktop.computer.login.command import launch_command
from brandcraft_desktop.computer.login.places import LoginPlace, login_place

__all__ = ["LoginPlace", "launch_command", "login_place"]
