"""The stand-in for Facebook Pages."""
