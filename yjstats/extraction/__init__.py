"""Extraction: read the statistics of a Chinese text. `extract` is its verb, `rules` its words."""
