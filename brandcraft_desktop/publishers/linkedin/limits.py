"""What a text may hold on LinkedIn."""

from __future__ import annotations

NAME = "LinkedIn"

# LinkedIn's help pages and every known client (checked 2026-11); whether the escapes of the wire
# format count as well is not documented, the clients count before escaping.
CHARACTERS = 3000
