"""Refresh the extracted rows of the sources whose text is at hand."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from yjstats.codebook import codebook
from yjstats.curation.rereading import READINGS, read_again, readings_of
from yjstats.errors import BadData, UsageError
from yjstats.extraction.version import extractor_version
from yjstats.judging import check_rows
from yjstats.observations import NAMES, to_csv, to_frame
from yjstats.paths import Project
from yjstats.registers import SOURCES, read_articles
from yjstats.tables import Row, read_table
from yjstats.writing import write_text

if TYPE_CHECKING:
    import pandas as pd

Write = Callable[[Path, str], None]


def to_read(project: Project, articles: str | Path | None = None) -> dict[str, str]:
    """Return the texts at hand that are to be read again.

    Parameters
    ----------
    project : Project
    articles : str or Path, optional
        A folder with the articles' texts, found by their checksums: all of them. Without it, those
        of the project's private folder that have no reading, or one of another version.

    Returns
    -------
    dict of str to str
        By source.

    Raises
    ------
    UsageError
        If the folder that is named does not exist or holds no source's text.
    """
    registers = [row for row in read_table(project.sources, SOURCES)[0] if row["kind"] != "digest"]
    if articles is not None:
        texts = read_articles(articles, registers)
        if not texts:
            raise UsageError("error.no_text", path=articles)
        return texts
    rows = read_table(project.readings, READINGS)[0] if project.readings.is_file() else []
    read = {(row["source_id"], row["sha256"], row["version"]) for row in rows}
    version = extractor_version()
    wanted = [row for row in registers if (row["source_id"], row["sha256"], version) not in read]
    if not wanted or not project.private.is_dir():
        return {}
    return read_articles(project.private, wanted)


def read_into(
    project: Project, texts: Mapping[str, str], registers: list[Row], write: Write = write_text
) -> None:
    """Read texts and put their figures into extracted.csv and readings.csv.

    The rows of all other sources stay as they were last read, under the version that read them.

    Parameters
    ----------
    project : Project
    texts : mapping of str to str
        By source.
    registers : list of Row
        Rows of sources.csv.
    write : callable
        Writes a text into a file.

    Raises
    ------
    BadData
        If a reading breaks the rules of the tidy frame; nothing is written then.
    """
    kept = [row for row in registers if row["kind"] != "digest"]
    frame = _merged(project, texts, kept)
    before = read_table(project.readings, READINGS)[0] if project.readings.is_file() else []
    rows = [
        Row(line, {name: _cell(record[name]) for name in NAMES})
        for line, record in enumerate(frame.to_dict("records"), 2)
    ]
    faults = check_rows(
        rows, project.name(project.extracted), registers, codebook(), extracted=True
    )
    if faults:
        raise BadData(faults)
    readings = readings_of(texts, kept, before, frame)
    write(project.extracted, to_csv(frame))
    write(project.readings, readings.to_csv(index=False, lineterminator="\n"))


def stale(project: Project) -> list[str]:
    """Return the sources whose rows were read by another version of the extractor."""
    if not project.readings.is_file():
        return []
    rows, _ = read_table(project.readings, READINGS)
    return [row["source_id"] for row in rows if row["version"] != extractor_version()]


def _merged(project: Project, texts: Mapping[str, str], registers: list[Row]) -> "pd.DataFrame":
    new = read_again(texts, registers)
    if not project.extracted.is_file():
        return new
    old, faults = read_table(project.extracted, NAMES)
    records = [row.cells for row in old if row["source_id"] not in texts] if not faults else []
    both = [*to_frame(records).astype("object").to_dict("records"), *new.to_dict("records")]
    order = {row["source_id"]: number for number, row in enumerate(registers)}
    both.sort(
        key=lambda record: (order.get(str(record["source_id"]), 0), int(record["char_start"]))
    )
    return to_frame(both)


def _cell(value: object) -> str:
    from yjstats.observations import number_text

    if value is None or value != value:  # noqa: PLR0124 - NaN, NaT
        return ""
    if isinstance(value, date):
        return value.strftime("%Y-%m-%d")
    return number_text(value) or "" if isinstance(value, float) else str(value)
