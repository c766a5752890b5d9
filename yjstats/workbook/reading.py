"""Read the observations back out of a workbook, exactly."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from yjstats.errors import BadData, Fault, UsageError, YjstatsError
from yjstats.observations import BY_NAME, NAMES, typed
from yjstats.workbook.sound import check_workbook
from yjstats.workbook.texts import unescape

SEARCHED = 20  # rows at the top of a sheet that may hold the header
CHUNK = 5000  # rows turned into a frame at a time


def read_workbook(path: str | Path) -> pd.DataFrame:
    """Read the observations of a workbook that `to_excel` wrote.

    The sheet is found by its header, in any language and at any place; the columns may stand in any
    order, and others beside them. Rows that are wholly blank are passed over.

    Parameters
    ----------
    path : str or Path
        The .xlsx.

    Returns
    -------
    DataFrame
        The tidy frame, equal to the one that was written: every number to the last bit, every text
        but for what a cell cannot hold (see `workbook.texts.losses`).

    Raises
    ------
    UsageError
        If there is no such file, it is no workbook, or none of its sheets has the columns.
    BadData
        If cells do not hold a number or a date where one is due; lists every one of them.
    """
    from openpyxl import load_workbook

    path = Path(path)
    if not path.is_file():
        raise UsageError("error.no_file", path=path)
    check_workbook(path)
    book = None
    try:
        book = load_workbook(path, read_only=True)
        for sheet in book.worksheets:
            rows = enumerate(sheet.iter_rows(values_only=True), 1)
            header = next((row for row in _top(rows) if {*NAMES} <= {*row}), None)
            if header is not None:
                return _frame(rows, [header.index(name) for name in NAMES], path.name)
    except YjstatsError:
        raise
    except Exception as error:  # openpyxl lets through whatever a damaged file makes of it
        raise UsageError("error.not_a_workbook", path=path) from error
    finally:
        if book is not None:
            book.close()
    raise UsageError("error.no_observations", path=path)


def _top(rows: Iterator[tuple[int, Any]]) -> Iterator[Any]:
    for number, row in rows:
        yield row
        if number >= SEARCHED:
            return


def _frame(rows: Iterator[tuple[int, Any]], places: list[int], name: str) -> pd.DataFrame:
    """Return the rows below the header as a frame, made in parts so that they stay small."""
    faults: list[Fault] = []
    parts: list[pd.DataFrame] = []
    records: list[list[Any]] = []

    def flush() -> None:
        if not faults:
            parts.append(typed(pd.DataFrame(records, columns=list(NAMES), dtype=object)))
        records.clear()

    for number, row in rows:
        cells = [row[place] if place < len(row) else None for place in places]
        if any(cell not in (None, "") for cell in cells):
            record = [_cell(c, n) for c, n in zip(cells, NAMES, strict=True)]
            faults += _faults(record, name, number)
            records.append(record)
        if len(records) == CHUNK:
            flush()
    flush()
    if faults:
        raise BadData(faults)
    plain = pd.concat([part.astype(_together()) for part in parts], ignore_index=True)
    return typed(plain)


def _together() -> dict[str, str]:
    """Return dtypes that parts with different categories can be joined in."""
    return {name: "str" for name, column in BY_NAME.items() if column.kind == "category"}


def _cell(cell: Any, name: str) -> Any:
    """Return what was written: text for text, whatever Excel made of it."""
    if isinstance(cell, str):
        return (
            unescape(cell) if BY_NAME[name].kind in ("text", "category") else cell.strip() or None
        )
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if BY_NAME[name].kind in ("text", "category") and cell is not None:
        return str(cell)  # someone typed digits into a cell of text
    return cell


def _faults(record: list[Any], file: str, line: int) -> Iterator[Fault]:
    for name, cell in zip(NAMES, record, strict=True):
        kind = BY_NAME[name].kind
        if kind == "number" and cell is not None and not _reads(float, cell):
            yield Fault("not_a_number", file, line, name, str(cell))
        elif kind == "integer" and not (_reads(int, cell) and int(cell) == cell):
            yield Fault("not_an_integer", file, line, name, str(cell or ""))
        elif kind == "date" and cell is not None and not _reads(datetime.fromisoformat, cell):
            yield Fault("not_a_date", file, line, name, str(cell))


def _reads(kind: Any, cell: Any) -> bool:
    try:
        kind(cell)
    except (ValueError, TypeError, OverflowError):
        return False
    return True
