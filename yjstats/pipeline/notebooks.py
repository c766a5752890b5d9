"""Steps of a build: the notebooks."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from yjstats.keeping.helper import Job
from yjstats.keeping.redo import Step
from yjstats.notebooks import cells, executed
from yjstats.paths import Project


def notebook_steps(project: Project, seen: Project) -> Iterator[Step]:
    """Yield the notebooks, executed."""
    for path in sorted(project.notebooks.glob("*.ipynb")):
        name = f"notebooks/{path.name}"
        run = partial(_run, name, path, seen.root)
        yield Step(path.name, (name,), None, cells(path), None, run)


def _run(name: str, path: Path, root: Path) -> Job:
    return partial(_executed, name, path, root)


def _executed(name: str, path: Path, root: Path) -> dict[str, bytes]:
    return {name: executed(path, root).encode()}
