"""The frame around the pages: rail, top bar, tray, what needs attention."""
