"""Add an article to a project: read, store, register, extract, and tell what is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from yjstats.adding.entry import check_city, check_published, choose_id, source_row
from yjstats.adding.news import UNNAMED, news
from yjstats.checking import project_faults
from yjstats.curation.refresh import read_into
from yjstats.errors import BadData, YjstatsError
from yjstats.keeping.copies import changing
from yjstats.keeping.inside import check_inside
from yjstats.keeping.lock import one_at_a_time
from yjstats.keeping.repair import repair
from yjstats.loading import TRUSTED, load
from yjstats.opening import open_project
from yjstats.paths import Project
from yjstats.reading import Document, Known, known_texts, read_apart, read_file
from yjstats.registers import SOURCES, read_articles, read_text
from yjstats.tables import Row, read_table


@dataclass(frozen=True)
class Added:
    """What `add` did.

    Attributes
    ----------
    source_id : str
    document : Document
        As read: what was dropped, and what to look at.
    path : Path
        Where the text was stored.
    likeness : list of Known
        Known texts that it resembles without being the same.
    news : DataFrame
        One row a figure (see `news.news`).
    copies : Path
        Folder of the changed files as they were.
    """

    source_id: str
    document: Document
    path: Path
    likeness: list[Known]
    news: pd.DataFrame
    copies: Path

    @property
    def review(self) -> pd.DataFrame:
        """The rows of `news` to look at first, the least sure ahead.

        Those that no indicator names, and those that the program is not sure of.
        """
        doubtful = (self.news["confidence"] <= TRUSTED) | (self.news["news"] == UNNAMED)
        return self.news[doubtful].sort_values("confidence", kind="stable", ignore_index=True)


def add(
    file: str | Path | bytes,
    city: str,
    published: str,
    title: str | None = None,
    source_id: str | None = None,
    root: str | Path | None = None,
    anyway: bool = False,
) -> Added:
    """Add an article to a project.

    The document is read in a process of its own (see `reading`), its text stored in the project's
    private folder, its row added to sources.csv, its figures to extracted.csv. Either all of it is
    done or nothing is changed; copies of the changed files are kept.

    Parameters
    ----------
    file : str, Path or bytes
        A .txt, .html, .pdf or .docx, or the content of one.
    city : str
        Code or name of the aiding city: a row of the codebook, or of the project's own.
    published : str
        2024-05-31, 2024-05 or 2024.
    title : str, optional
        Instead of the one that the document tells.
    source_id : str, optional
        Lower-case letters, digits and hyphens; without it made of city and date.
    root : str or Path, optional
        The project folder.
    anyway : bool
        Whether to add a text that is nearly the same as a known one.

    Returns
    -------
    Added

    Raises
    ------
    UsageError
        If the file, the city, the date or the id is none.
    BadDocument
        If the document cannot or should not be read.
    BadData
        If the project's data do not pass their checks.
    YjstatsError
        If the text is known already, another command is at work, or a file cannot be written.
    """
    project = open_project(root)
    code, day = check_city(city), check_published(published)
    choose_id(source_id, code, day, ())  # before the document is read
    document = read_apart(file) if isinstance(file, bytes) else read_file(file)
    with one_at_a_time(project):
        repair(project)
        faults = project_faults(project)
        if faults:
            raise BadData(faults)
        registers, _ = read_table(project.sources, SOURCES)
        name = choose_id(source_id, code, day, [row["source_id"] for row in registers])
        likeness = _likeness(document, registers, project, anyway)
        row = source_row(document, code, day, title, name)
        return _store(project, document, row, registers, likeness)


def _likeness(
    document: Document, registers: Sequence[Row], project: Project, anyway: bool
) -> list[Known]:
    """Return the known texts that a document resembles.

    Raises
    ------
    YjstatsError
        If it is the same as one, or, unless `anyway`, nearly the same.
    """
    for row in registers:
        if document.file_sha256 == row["file_sha256"]:
            raise YjstatsError("error.same_file", name=row["source_id"])
    checksums = {row["source_id"]: row["sha256"] for row in registers}
    texts = read_articles(project.private, registers) if project.private.is_dir() else {}
    found = known_texts(document.text, checksums, texts)
    for known in found:
        if known.likeness == "same":
            raise YjstatsError("error.same_text", name=known.source_id)
        if known.likeness == "near" and not anyway:
            share = f"{known.similarity:.0%}"
            raise YjstatsError("error.near_text", name=known.source_id, share=share)
    return found


def _store(
    project: Project, document: Document, row: Row, registers: list[Row], likeness: list[Known]
) -> Added:
    name = row["source_id"]
    path = project.private / f"{name}.txt"
    ignore = project.private / ".gitignore"
    check_inside(project, project.private, path, project.processed)
    if path.exists() and read_text(path) != document.text:
        raise YjstatsError("error.text_in_the_way", path=project.name(path))
    known = load(root=project.root)
    files = [path, ignore, project.extracted, project.readings, project.sources]
    with changing(project, f"add-{name}", files) as change:
        if not ignore.is_file():
            change.write(ignore, "*\n")
        change.write(path, document.text)
        change.write_rows(project.sources, SOURCES, [*registers, row])
        read_into(project, {name: document.text}, [*registers, row], change.write)
        faults = project_faults(project)
        if faults:
            raise BadData(faults)
        read = load("extracted", project.root)
    told = news(read[read["source_id"] == name], known[known["city"] == row["city"]])
    return Added(name, document, path, likeness, told, change.folder)
