"""Write inside the project folder and nowhere else."""

from pathlib import Path

from yjstats.errors import YjstatsError
from yjstats.paths import Project


def check_inside(project: Project, *paths: Path) -> None:
    """Check that paths lie in the project folder when all links are followed.

    Raises
    ------
    YjstatsError
        If one does not: a link leads out, or runs in a circle.
    """
    root = project.root.resolve()
    for path in paths:
        try:
            inside = path.resolve().is_relative_to(root)
        except (OSError, RuntimeError):  # a loop of links
            inside = False
        if not inside:
            raise YjstatsError("error.outside", path=path)
