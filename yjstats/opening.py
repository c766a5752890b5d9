"""Open a project: find its folder, and take up its own codebook."""

from pathlib import Path

from yjstats.codebook.own import take_up
from yjstats.errors import UsageError
from yjstats.paths import Project, find_project


def open_project(root: str | Path | None = None) -> Project:
    """Find a project folder and take up the rows of its own codebook.

    Parameters
    ----------
    root : str or Path, optional
        As `paths.find_project`.

    Returns
    -------
    Project

    Raises
    ------
    UsageError
        As `paths.find_project`.
    """
    project = find_project(root)
    take_up(project.own_codebook)
    return project


def open_if_any(root: str | Path | None = None) -> Project | None:
    """Open a project where there is one; without any, the packaged codebook is taken up.

    Raises
    ------
    UsageError
        If a folder is named and is no project.
    """
    try:
        return open_project(root)
    except UsageError:
        if root is not None:
            raise
        take_up(None)
        return None
