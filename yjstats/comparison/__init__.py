"""Comparing cities: which figure, how far alike, in which order, and why not."""
