"""Look up what a project's register knows of a text."""

from datetime import date
from pathlib import Path

from yjstats.errors import YjstatsError
from yjstats.extraction.dates import month_end


def known_source(text: str, root: str | Path | None = None) -> tuple[date | None, str]:
    """Return the day of publication and the city of a text that sources.csv knows by its checksum.

    Parameters
    ----------
    text : str
    root : str or Path, optional
        The project folder.

    Returns
    -------
    (date or None, str)
        None and blank where there is no project or it does not know the text. A month known
        without its day counts as its last day.
    """
    from yjstats.paths import find_project
    from yjstats.registers import SOURCES, checksum
    from yjstats.tables import read_table

    try:
        project = find_project(root)
    except YjstatsError:
        return None, ""
    wanted = checksum(text)
    for row in read_table(project.sources, SOURCES)[0]:
        if row["sha256"] == wanted:
            return day_of(row["published"]), row["city"]
    return None, ""


def day_of(published: str) -> date | None:
    """Return a date of publication known to the day, the month or the year as its last day."""
    try:
        parts = [int(part) for part in published.split("-")]
        match parts:
            case [year]:
                return date(year, 12, 31)
            case [year, month]:
                return month_end(year, month)
            case _:
                return date(*parts)
    except (ValueError, TypeError):
        return None
