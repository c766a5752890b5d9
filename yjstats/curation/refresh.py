"""Refresh the extracted rows of the sources whose text is at hand."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

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


def refresh(project: Project, articles: str | Path) -> list[str]:
    """Read the articles of a folder again and write extracted.csv and readings.csv.

    The rows of a source whose text is not in the folder stay as they were last read, under the
    version that read them.

    Parameters
    ----------
    project : Project
    articles : str or Path
        A folder with the articles' texts, found by their checksums.

    Returns
    -------
    list of str
        The sources read.

    Raises
    ------
    UsageError
        If the folder does not exist or holds no source's text.
    BadData
        If a reading breaks the rules of the tidy frame; nothing is written then.
    """
    registers, _ = read_table(project.sources, SOURCES)
    kept = [row for row in registers if row["kind"] != "digest"]
    texts = read_articles(articles, kept)
    if not texts:
        raise UsageError("error.no_text", path=articles)
    return read_into(project, texts, registers)


def refresh_private(project: Project) -> list[str]:
    """Read the articles of the project's private folder that have no reading, or an older one.

    Returns
    -------
    list of str
        The sources read; none where all is up to date or no text is at hand.

    Raises
    ------
    BadData
        As `refresh`.
    """
    registers, _ = read_table(project.sources, SOURCES)
    rows = read_table(project.readings, READINGS)[0] if project.readings.is_file() else []
    read = {(row["source_id"], row["sha256"], row["version"]) for row in rows}
    version = extractor_version()
    wanted = [
        row for row in registers
        if row["kind"] != "digest" and (row["source_id"], row["sha256"], version) not in read
    ]  # fmt: skip
    if not wanted or not project.private.is_dir():
        return []
    texts = read_articles(project.private, wanted)
    return read_into(project, texts, registers) if texts else []


def read_into(project: Project, texts: Mapping[str, str], registers: list[Row]) -> list[str]:
    """Read texts and put their figures into extracted.csv and readings.csv (see `refresh`)."""
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
    write_text(project.extracted, to_csv(frame))
    write_text(
        project.readings,
        readings_of(texts, kept, before, frame).to_csv(index=False, lineterminator="\n"),
    )
    return list(texts)


def stale(project: Project) -> list[str]:
    """Return the sources whose rows were read by another version of the extractor."""
    if not project.readings.is_file():
        return []
    rows, _ = read_table(project.readings, READINGS)
    return [row["source_id"] for row in rows if row["version"] != extractor_version()]


def _merged(project: Project, texts: Mapping[str, str], registers: list[Row]) -> pd.DataFrame:
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

    if value is None or value != value or value is pd.NaT:  # noqa: PLR0124 - NaN
        return ""
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    return number_text(value) or "" if isinstance(value, float) else str(value)
