"""Curation: bring what the program reads and what people enter together."""
