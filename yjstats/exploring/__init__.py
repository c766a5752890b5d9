"""Exploring in a notebook: what is asked, what answers it, and the panel that shows both."""
