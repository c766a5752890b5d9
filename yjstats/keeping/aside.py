"""Make outputs from new readings before these are in place.

Outputs go by `extracted.csv`, which the same build may read anew. So that both come into place
together or not at all, the outputs are made from a copy of the project's inputs, `.yjstats-aside`,
which has the new readings.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from yjstats.curation.refresh import read_into
from yjstats.keeping.copies import copy
from yjstats.keeping.manifest import inputs_of
from yjstats.paths import Project
from yjstats.registers import SOURCES
from yjstats.tables import read_table


@contextmanager
def reading_aside(project: Project, texts: Mapping[str, str]) -> Iterator[Project]:
    """Give the project as its outputs are to see it, with texts read again.

    Parameters
    ----------
    project : Project
        Locked and repaired.
    texts : mapping of str to str
        By source.

    Yields
    ------
    Project
        The project itself where that changes no reading; else a copy, gone after the block.

    Raises
    ------
    BadData
        If a reading breaks the rules of the tidy frame.
    YjstatsError
        If a file cannot be written.
    """
    aside = Project(project.aside)
    try:
        if texts:
            for name in inputs_of(project):
                copy(project.root / name, aside.root / name)
            read_into(aside, texts, read_table(project.sources, SOURCES)[0])
        yield aside if texts and new_readings(project, aside) else project
    finally:
        discard_aside(project)


def new_readings(project: Project, seen: Project) -> dict[str, bytes]:
    """Return the files of readings that differ from those in place, by name."""
    found = {}
    for path in (seen.extracted, seen.readings):
        name = path.relative_to(seen.root).as_posix()
        there = project.root / name
        data = path.read_bytes() if path.is_file() else b""
        if data and not (there.is_file() and there.read_bytes() == data):
            found[name] = data
    return found


def discard_aside(project: Project) -> None:
    """Remove the copy, where there is one."""
    if project.aside.is_symlink():
        project.aside.unlink()
    else:
        shutil.rmtree(project.aside, ignore_errors=True)
