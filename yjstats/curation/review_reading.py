"""Read a filled review workbook: the decisions in it, and every fault at its cell."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yjstats.curation.decisions import Decision
from yjstats.curation.review_cells import WrongCellError, answer_in, text_in
from yjstats.curation.review_page import (
    COLUMNS,
    FILLED,
    MARK,
    ORIGIN,
    ORIGIN_COLUMNS,
    VERSION,
    header_of,
    shown_sum,
)
from yjstats.curation.review_words import CORRECTED, LANGS
from yjstats.errors import Fault, UsageError
from yjstats.text import Lang
from yjstats.workbook.sound import check_workbook

NEEDED = ("obs_id", "as_read", *FILLED)
SEARCHED = 20  # rows at the top of a sheet that may hold the header


@dataclass(frozen=True)
class Filled:
    """What a review workbook holds.

    Attributes
    ----------
    decisions : list of Decision
    undecided, removed : int
        Readings without a decision, and those whose rows were deleted from the sheet.
    faults : list of Fault
        Everything that cannot be taken as it stands.
    """

    decisions: list[Decision]
    undecided: int
    removed: int
    faults: list[Fault]


def read_review(path: str | Path) -> Filled:
    """Read a workbook that `export_review` wrote and a person filled in.

    Rows may be sorted, filtered or deleted, columns moved and others put beside them; the sheet may
    have another name. What is read of a row is its first column and those to fill in.

    Parameters
    ----------
    path : str or Path
        The .xlsx, saved by Excel, WPS or LibreOffice.

    Raises
    ------
    UsageError
        If there is no such file, it is no workbook, or not one of this kind.
    """
    from openpyxl import load_workbook

    path = Path(path)
    if not path.is_file():
        raise UsageError("error.no_file", path=path)
    check_workbook(path)
    try:
        book = load_workbook(path)
    except Exception as error:  # openpyxl lets through whatever a damaged file makes of it
        raise UsageError("error.not_a_workbook", path=path) from error
    origins, lang = _origins(book, path)
    sheet, top = _sheet(book, lang, path)
    header = {text_in(cell.value): cell.column for cell in sheet[top] if cell.value is not None}
    missing = [name for name in NEEDED if header_of(name, lang) not in header]
    if missing:
        lost = [header_of(name, lang) for name in missing]
        where = f"{sheet.title}!{top}:{top}"
        return Filled([], 0, 0, [Fault("lost_column", path.name, top, where, n) for n in lost])
    places = {name: header[header_of(name, lang)] for name in NEEDED}
    return _rows(sheet, top, places, origins, path.name)


def _origins(book: Any, path: Path) -> tuple[dict[str, dict[str, str]], Lang]:
    """Return what the workbook was made from, by obs_id, and its language."""
    rows: list[tuple[Any, ...]] = []
    if ORIGIN in book.sheetnames:
        rows = [*book[ORIGIN].iter_rows(values_only=True)]
    told = (*rows[0], None, None, None) if rows else (None, None, None)
    if told[:2] != (MARK, VERSION) or told[2] not in LANGS:
        raise UsageError("error.not_a_review", path=path)
    records = [
        dict(zip(ORIGIN_COLUMNS, map(text_in, row), strict=False)) for row in rows[2:] if row[0]
    ]
    return {record["obs_id"]: record for record in records}, told[2]


def _sheet(book: Any, lang: Lang, path: Path) -> tuple[Any, int]:
    """Return the sheet that was filled in, and the row of its header."""
    wanted = {header_of(name, lang) for name in COLUMNS}
    found = [
        (len(wanted & {text_in(cell) for cell in row}), sheet, number)
        for sheet in book.worksheets
        for number, row in enumerate(sheet.iter_rows(max_row=SEARCHED, values_only=True), 1)
    ]
    count, sheet, number = max(found, key=lambda one: one[0])
    if count < len(wanted) // 2:
        raise UsageError("error.not_a_review", path=path)
    return sheet, number


def _rows(
    sheet: Any, top: int, places: Mapping[str, int], origins: Mapping[str, Mapping[str, str]],
    file: str,
) -> Filled:  # fmt: skip
    decisions, faults, undecided = [], [], 0
    seen: dict[str, int] = {}
    for cells in sheet.iter_rows(min_row=top + 1):
        line = cells[0].row
        row = {name: sheet.cell(line, column) for name, column in places.items()}
        where = {name: f"{sheet.title}!{cell.coordinate}" for name, cell in row.items()}
        filled = any(text_in(row[name].value) for name in ("decision", *CORRECTED))
        obs_id = text_in(row["obs_id"].value)
        if not filled and not obs_id:
            continue
        origin = origins.get(obs_id)

        def fault(check: str, column: str, value: str = "", where: Any = where, line: int = line,
                  **expected: object) -> Fault:  # fmt: skip
            return Fault(check, file, line, where[column], value, expected)

        if origin is None:
            faults.append(fault("not_in_the_workbook", "obs_id", obs_id))
            continue
        if obs_id in seen:
            faults.append(
                Fault("duplicate", file, line, where["obs_id"], obs_id, {"line": seen[obs_id]})
            )
            continue
        seen[obs_id] = line
        if shown_sum(text_in(row["as_read"].value)) != origin["shown"]:
            faults.append(fault("torn_row", "as_read", obs_id))
            continue
        found, wrong = _answers(row, fault)
        faults += wrong
        if wrong and row["reviewer"].value is None:  # told for the others with their decisions
            faults.append(fault("no_reviewer", "reviewer"))
        if not filled:
            undecided += 1
        elif not found.get("decision"):
            if not any(one.column == where["decision"] for one in wrong):
                faults.append(fault("undecided", "decision"))
        elif not wrong:
            decisions.append(_decision(found, origin, file, line, where))
    return Filled(decisions, undecided, len(origins) - len(seen), faults)


def _decision(
    found: Mapping[str, str], origin: Mapping[str, str], file: str, line: int,
    where: Mapping[str, str],
) -> Decision:  # fmt: skip
    entered: dict[str, str] = {}
    with suppress(ValueError):  # cut where it was too long for a cell
        entered = json.loads(origin["entered"]) if origin.get("entered") else {}
    return Decision(
        obs_id=origin["obs_id"],
        extracted_id=origin["extracted_id"],
        reading=origin["reading"],
        basis=origin["basis"],
        decision=found["decision"],
        corrections={name: found[name] for name in CORRECTED if name in found},
        reviewer=found.get("reviewer", ""),
        remark=found.get("remark", ""),
        entered=entered,
        file=file,
        line=line,
        cells=where,
    )


def _answers(row: Mapping[str, Any], fault: Any) -> tuple[dict[str, str], list[Fault]]:
    """Return the cells that were filled in as text, codes for words; and those that cannot be."""
    found: dict[str, str] = {}
    wrong: list[Fault] = []
    for name in FILLED:
        cell = row[name]
        if cell.value is None or text_in(cell.value) == "":
            continue
        try:
            found[name] = answer_in(name, cell)
        except WrongCellError as error:
            check, expected = error.args
            wrong.append(fault(check, name, text_in(cell.value), **expected))
    return found, wrong
