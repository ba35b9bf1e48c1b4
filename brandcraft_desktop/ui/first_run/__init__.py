"""The introduction to a new workspace, five steps that can all be skipped (screens S1)."""
