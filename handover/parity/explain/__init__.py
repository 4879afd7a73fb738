"""Explanations of a mismatch: which known fault fits, and what the failing rows share."""
