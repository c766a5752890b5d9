"""Corrections as data: what a figure should say instead of what was entered from its source.

A correction is a row of `data/raw/corrections.csv`: which cell (`obs_id`, `field`), what stands
there (`was`) and should (`value`), as which number of the source (`surface`), `why`, `who` says so,
and its `status`. The row of curated.csv stays as the source prints it. `was` and `surface` are a
guard: where curated.csv no longer says so, the correction trips, and someone must look.
"""

from collections.abc import Iterator, Mapping, Sequence

from yjstats.codebook import Codebook
from yjstats.errors import Fault
from yjstats.judging import check_rows
from yjstats.paths import Project
from yjstats.registers import CORRECTIONS, READABLE
from yjstats.tables import Row, read_table

APPLIED, PROPOSED, WITHDRAWN = "applied", "proposed", "withdrawn"
STATUSES = (APPLIED, PROPOSED, WITHDRAWN)
NEEDED = ("obs_id", "field", "surface", "why", "who", "status")
# The number as written and its note are the source's and the reader's own.
CORRECTABLE = tuple(name for name in READABLE if name not in ("surface", "char_start", "char_end"))


def read_corrections(project: Project) -> tuple[list[Row], list[Fault]]:
    """Read corrections.csv, and what is wrong with its form; a project need not have one."""
    if not project.corrections.exists():
        return [], []
    return read_table(project.corrections, CORRECTIONS, project.name(project.corrections))


def check_corrections(
    rows: Sequence[Row], file: str, curated: Sequence[Row], registers: Sequence[Row], book: Codebook
) -> list[Fault]:
    """Return what is wrong with corrections, those that trip included.

    Parameters
    ----------
    rows : sequence of Row
        Of corrections.csv.
    file : str
        How faults name the file.
    curated, registers : sequence of Row
        Of curated.csv and of sources.csv.
    book : Codebook

    Returns
    -------
    list of Fault
        Blanks, unknown figures, fields and statuses, two corrections of a cell, guards that trip,
        and corrected rows that break the rules of curated.csv.
    """
    figures = {row["obs_id"]: row for row in curated}
    faults = [fault for row in rows for fault in _row(row, file, figures)]
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        if row["status"] == APPLIED:
            line = first.setdefault((row["obs_id"], row["field"]), row.line)
            if line != row.line:
                where = (file, row.line, "field", row["field"])
                faults.append(Fault("duplicate", *where, expected={"line": line}))
    if faults:
        return faults
    lines = {row["obs_id"]: row.line for row in rows if row["status"] == APPLIED}
    known = {(f.check, f.line, f.column) for f in check_rows(curated, file, registers, book)}
    by_line = {figures[name].line: line for name, line in lines.items()}
    for fault in check_rows(correct(curated, rows), file, registers, book):
        if fault.line in by_line and (fault.check, fault.line, fault.column) not in known:
            line = by_line[fault.line]
            told = Fault(fault.check, file, line, fault.column, fault.value, fault.expected)
            faults.append(told)
    return faults


def correct(curated: Sequence[Row], corrections: Sequence[Row]) -> list[Row]:
    """Return rows of curated.csv with the corrections that are applied, each told in the note.

    Parameters
    ----------
    curated, corrections : sequence of Row

    Returns
    -------
    list of Row
        New rows; a cell whose guard does not hold stays as it is.
    """
    by_figure: dict[str, list[Row]] = {}
    for row in corrections:
        if row["status"] == APPLIED:
            by_figure.setdefault(row["obs_id"], []).append(row)
    return [
        Row(row.line, _corrected(row, by_figure[row["obs_id"]]), row.file)
        if row["obs_id"] in by_figure
        else row
        for row in curated
    ]


def _corrected(row: Row, corrections: Sequence[Row]) -> dict[str, str]:
    cells, notes = dict(row.cells), [row["note"]]
    for one in corrections:
        if cells[one["field"]] == one["was"] and cells["surface"] == one["surface"]:
            cells[one["field"]] = one["value"]
            change = f"{one['was']} → {one['value']}"
            notes.append(f"{one['field']}: {change} ({one['who']}: {one['why']})")
    cells["note"] = "; ".join(note for note in notes if note)
    return cells


def _row(row: Row, file: str, figures: Mapping[str, Row]) -> Iterator[Fault]:
    def fault(check: str, column: str, **expected: object) -> Fault:
        return Fault(check, file, row.line, column, row[column], expected)

    yield from (fault("blank", name) for name in NEEDED if not row[name])
    if row["status"] and row["status"] not in STATUSES:
        yield fault("not_listed", "status", list=", ".join(STATUSES))
    figure = figures.get(row["obs_id"])
    if row["obs_id"] and figure is None:
        yield fault("no_such_figure", "obs_id")
    if row["field"] and row["field"] not in CORRECTABLE:
        yield fault("not_listed", "field", list=", ".join(CORRECTABLE))
    elif row["field"] and row["was"] == row["value"]:
        yield fault("corrects_nothing", "value")
    elif figure is not None and row["field"] and row["status"] != WITHDRAWN:
        if figure[row["field"]] != row["was"]:
            yield fault("correction_tripped", "was", there=figure[row["field"]], line=figure.line)
        if row["surface"] and figure["surface"] != row["surface"]:
            there = " ".join(figure["surface"].split())
            yield fault("correction_tripped", "surface", there=there, line=figure.line)
