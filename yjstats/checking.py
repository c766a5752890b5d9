"""Check the data of a project: every fault of every file at once."""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from yjstats.codebook import Codebook, codebook
from yjstats.codebook.check import check_codebook
from yjstats.codebook.own import take_up
from yjstats.curation.corrections import check_corrections, read_corrections
from yjstats.curation.reviews import check_reviews, read_reviews
from yjstats.errors import Fault, UsageError
from yjstats.judging import check_rows, closed_faults, form_faults, known_codes, surface_faults
from yjstats.keeping.verify import output_faults
from yjstats.observations import CURATED, NAMES
from yjstats.opening import open_project
from yjstats.paths import Project
from yjstats.registers import (
    ALTERNATIVES,
    SOURCES,
    check_alternatives,
    check_sources,
    digest_faults,
    read_articles,
)
from yjstats.tables import Row, read_table
from yjstats.text import Lang

if TYPE_CHECKING:
    import pandas as pd


def check(
    root: str | Path | None = None, articles: str | Path | None = None, lang: Lang = "zh"
) -> "pd.DataFrame":
    """Check all data of a project and return what is wrong with it.

    Parameters
    ----------
    root : str or Path, optional
        The project folder (see `paths.find_project`).
    articles : str or Path, optional
        A folder with the articles' texts. Each curated row of a text found there by its checksum
        must then have as its surface what stands at its offsets.
    lang : {"zh", "en"}
        Language of `message`.

    Returns
    -------
    DataFrame
        One row a fault of the data, of the project's own codebook or of the outputs (missing, or
        edited by hand), no row where all is well: `check`, `file`, `line` (Int64), `column`,
        `value`, `message`.
    """
    import pandas as pd  # slow to load, and only wanted here

    project = open_project(root)
    faults = [*project_faults(project, articles), *output_faults(project)]
    records = [
        {
            "check": fault.check,
            "file": fault.file,
            "line": fault.line,
            "column": fault.column,
            "value": fault.value,
            "message": fault.text(lang),
        }
        for fault in faults
    ]
    columns = ["check", "file", "line", "column", "value", "message"]
    return pd.DataFrame(records, columns=columns).astype({"line": "Int64"})


def project_faults(project: Project, articles: str | Path | None = None) -> list[Fault]:
    """Return all faults of the codebook, the project's own rows included, and of its data files.

    Rows are only judged where every file has the form of a table: else each would be blamed for
    what another file lacks.

    Raises
    ------
    UsageError
        If the folder of articles does not exist or holds no source's text.
    """
    wanted = [
        (project.sources, SOURCES),
        (project.curated, CURATED),
        (project.alternatives, ALTERNATIVES),
    ]
    read = [read_table(path, columns, project.name(path)) for path, columns in wanted]
    own = take_up(project.own_codebook)
    faults = [*check_codebook(own=own), *chain.from_iterable(found for _, found in read)]
    by_it = own and faults  # rows are not judged by a codebook that is wrong
    if by_it or any(fault.line in (None, 1) for _, found in read for fault in found):
        return faults
    book = codebook()
    (registers, rows, others), names = (
        [rows for rows, _ in read],
        [project.name(p) for p, _ in wanted],
    )
    faults += check_sources(registers, names[0], book)
    faults += digest_faults(registers, project)
    faults += check_rows(rows, names[1], registers, book)
    faults += check_alternatives(others, names[2], rows)
    corrections, found = read_corrections(project)
    told = project.name(project.corrections)
    faults += found or check_corrections(corrections, told, rows, registers, book)
    faults += _readings(others, names[2], rows, registers, book)
    faults += review_faults(project, registers, book)
    if project.extracted.is_file():
        faults += extracted_rows(project)[1]
    if articles is not None:
        texts = read_articles(articles, registers)
        if not texts:
            raise UsageError("error.no_text", path=articles)
        faults += surface_faults(rows, names[1], texts)
    return faults


def review_faults(project: Project, registers: Sequence[Row], book: Codebook) -> list[Fault]:
    """Return what is wrong with reviews.csv."""
    rows, faults = read_reviews(project)
    if not faults:
        faults = check_reviews(rows, project.name(project.reviews), registers, book)
    return faults


def extracted_rows(project: Project) -> tuple[list[Row], list[Fault]]:
    """Read the rows that the program extracted, and what is wrong with them."""
    name = project.name(project.extracted)
    registers, _ = read_table(project.sources, SOURCES)
    rows, faults = read_table(project.extracted, NAMES, name)
    if not faults:
        faults += check_rows(rows, name, registers, codebook(), extracted=True)
    return rows, faults


def _readings(
    others: Sequence[Row], file: str, rows: Sequence[Row], registers: Sequence[Row], book: Codebook
) -> Iterator[Fault]:
    """Judge the cell that each alternative would put into its figure's row."""
    known, figures = known_codes(registers, book), {row["obs_id"]: row for row in rows}
    for other in others:
        figure, column = figures.get(other["obs_id"]), other["field"]
        if figure is None or column not in CURATED:
            continue
        read = Row(other.line, {**figure.cells, column: other["value"]})
        for fault in [*closed_faults(read, known), *form_faults(read)]:
            if fault.column == column:
                yield Fault(fault.check, file, other.line, "value", other["value"], fault.expected)
