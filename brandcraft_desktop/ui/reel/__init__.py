"""Making a tall picture or film of a post's words."""

from brandcraft_desktop.ui.reel.opening import open_reel, open_reel_of_post

__all__ = ["open_reel", "open_reel_of_post"]
