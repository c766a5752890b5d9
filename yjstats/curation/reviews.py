"""The register of reviews: who judged which reading of the program, when, and how."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from yjstats.codebook import Codebook
from yjstats.errors import Fault
from yjstats.observations import CURATED, NAMES
from yjstats.paths import Project, find_project
from yjstats.tables import Row, is_date, read_table

REVIEWS: tuple[str, ...] = (
    "obs_id", "source_id", "decision", "reading", "before", "after", "changes", "reviewer",
    "reviewed", "workbook", "remark",
)  # fmt: skip
OPTIONAL = ("before", "after", "changes", "remark")
SUMS = ("reading", "before", "after")

# What a reading says: not how sure the program is of it, nor what a person thinks of it.
READ = tuple(name for name in CURATED if name not in ("obs_id", "status", "note"))


def sum_of(cells: Mapping[str, str], names: Iterable[str] = CURATED) -> str:
    """Return a short checksum of the cells of a row, as they are written.

    Parameters
    ----------
    cells : mapping of str to str
        A row of curated.csv or of extracted.csv.
    names : iterable of str
        The columns that count: all of curated.csv for an entered row, `READ` for a reading.

    Returns
    -------
    str
        `r` and 16 hexadecimal digits; the letter keeps spreadsheets from reading a number.
    """
    told = "\x1f".join(f"{name}={cells[name].strip()}" for name in names)
    return "r" + hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def read_reviews(project: Project) -> tuple[list[Row], list[Fault]]:
    """Read reviews.csv; a project that has none has no reviews."""
    if not project.reviews.is_file():
        return [], []
    return read_table(project.reviews, REVIEWS, project.name(project.reviews))


def latest(reviews: Iterable[Row]) -> dict[tuple[str, str], Row]:
    """Return the last review of each reading, by obs_id and checksum of the reading."""
    return {(row["obs_id"], row["reading"]): row for row in reviews}


def rejected(root: str | Path | None = None) -> set[str]:
    """Return which extracted rows hold a reading that a person rejected and no one took since.

    A reading that the program reads otherwise by now is another one, and not among them.

    Parameters
    ----------
    root : str or Path, optional
        The project folder.

    Returns
    -------
    set of str
        Their obs_id in extracted.csv.
    """
    project = find_project(root)
    reviews, _ = read_reviews(project)
    if not reviews or not project.extracted.is_file():
        return set()
    last = {row["reading"]: row["decision"] for row in reviews}
    rows, _ = read_table(project.extracted, NAMES)
    return {row["obs_id"] for row in rows if last.get(sum_of(row.cells, READ)) == "reject"}


def check_reviews(
    rows: Sequence[Row], file: str, registers: Sequence[Row], book: Codebook
) -> list[Fault]:
    """Return what is wrong with the rows of reviews.csv.

    Parameters
    ----------
    rows : sequence of Row
    file : str
        How faults name the file.
    registers : sequence of Row
        Rows of sources.csv.
    book : Codebook
    """
    known = {row["source_id"] for row in registers}
    decisions = list(book.terms["decision"])
    return [
        Fault(fault.check, file, row.line, fault.column, row[fault.column], fault.expected)
        for row in rows
        for fault in _review(row, known, decisions)
    ]


def _review(row: Row, sources: set[str], decisions: list[str]) -> Iterator[Fault]:
    def fault(check: str, column: str, **expected: object) -> Fault:
        return Fault(check, "", None, column, "", expected)

    yield from (fault("blank", name) for name in REVIEWS if name not in OPTIONAL and not row[name])
    if row["source_id"] and row["source_id"] not in sources:
        yield fault("not_listed", "source_id", list=", ".join(sorted(sources)[:8]))
    if row["decision"] and row["decision"] not in decisions:
        yield fault("not_listed", "decision", list=", ".join(decisions))
    if row["reviewed"] and not is_date(row["reviewed"]):
        yield fault("not_a_date", "reviewed")
    for name in SUMS:
        if row[name] and not _is_sum(row[name]):
            yield fault("not_a_row_sum", name)
    if row["decision"] and (row["decision"] == "reject") == bool(row["after"]):
        yield fault("after_unlike_decision", "after")


def _is_sum(cell: str) -> bool:
    return len(cell) == 17 and cell[0] == "r" and set(cell[1:]) <= set("0123456789abcdef")
