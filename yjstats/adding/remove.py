"""Remove an article from a project, with all that depends on it."""

from dataclasses import dataclass
from pathlib import Path

from yjstats.curation.rereading import READINGS
from yjstats.errors import BadData, UnknownName, YjstatsError
from yjstats.keeping.copies import changing
from yjstats.keeping.lock import one_at_a_time
from yjstats.keeping.repair import repair
from yjstats.observations import CURATED, NAMES
from yjstats.opening import open_project
from yjstats.paths import Project
from yjstats.registers import ALTERNATIVES, CORRECTIONS, SOURCES
from yjstats.tables import Row, read_table


@dataclass(frozen=True)
class Removed:
    """What `remove` did.

    Attributes
    ----------
    source_id : str
    figures, readings : int
        Rows of curated.csv and of extracted.csv that went with it.
    copies : Path
        Folder of all that was removed, as it was.
    """

    source_id: str
    figures: int
    readings: int
    copies: Path


def remove(source_id: str, root: str | Path | None = None, with_figures: bool = False) -> Removed:
    """Remove a source: its row, its text in the private folder, its readings.

    Parameters
    ----------
    source_id : str
    root : str or Path, optional
        The project folder.
    with_figures : bool
        Whether the figures entered by hand from it go too, with their other readings.

    Returns
    -------
    Removed

    Raises
    ------
    UnknownName
        If there is no such source.
    YjstatsError
        If figures were entered by hand from it, or a digest is made of it, and they are not to go;
        if another command is at work, or a file cannot be written. Nothing is changed then.
    """
    project = open_project(root)
    with one_at_a_time(project):
        repair(project)
        registers = _rows(project.sources, SOURCES)
        ids = [row["source_id"] for row in registers]
        if source_id not in ids:
            raise UnknownName("source", source_id, ids)
        digests = [row["source_id"] for row in registers if row["digest_of"] == source_id]
        if digests:
            raise YjstatsError("error.has_digest", name=source_id, list=", ".join(digests))
        mine = [row for row in _rows(project.curated, CURATED) if row["source_id"] == source_id]
        if mine and not with_figures:
            raise YjstatsError("error.has_figures", name=source_id, count=len(mine))
        return _take_out(project, source_id, {row["obs_id"] for row in mine})


def _take_out(project: Project, source_id: str, figures: set[str]) -> Removed:
    tables = {
        project.corrections: (CORRECTIONS, "obs_id", figures),
        project.alternatives: (ALTERNATIVES, "obs_id", figures),
        project.curated: (CURATED, "obs_id", figures),
        project.extracted: (NAMES, "source_id", {source_id}),
        project.readings: (READINGS, "source_id", {source_id}),
        project.sources: (SOURCES, "source_id", {source_id}),
    }
    digest = project.digests / f"{source_id}.txt"
    text = project.private / f"{source_id}.txt"
    gone: dict[Path, int] = {}
    with changing(project, f"remove-{source_id}", [*tables, digest, text]) as change:
        for path, (columns, key, names) in tables.items():
            rows = _rows(path, columns) if path.is_file() else []
            kept = [row for row in rows if row[key] not in names]
            gone[path] = len(rows) - len(kept)
            if gone[path]:
                change.write_rows(path, columns, kept)
        for path in (digest, text):
            change.remove(path)
    return Removed(source_id, gone[project.curated], gone[project.extracted], change.folder)


def _rows(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """Return the rows of a table, or tell all that is wrong with its form."""
    rows, faults = read_table(path, columns)
    if faults:
        raise BadData(faults)
    return rows
