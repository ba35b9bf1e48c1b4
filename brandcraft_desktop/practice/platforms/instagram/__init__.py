"""Instagram's stand-in: both doors, containers, bytes and addresses."""
