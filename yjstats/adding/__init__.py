"""Add articles to a project and remove them: with reviews the only writers of data/raw."""
