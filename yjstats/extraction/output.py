"""Write readings as JSON lines, CSV or a workbook."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from yjstats.extraction.records import Record
from yjstats.observations import to_csv
from yjstats.writing import replacing

if TYPE_CHECKING:
    import pandas as pd


def json_lines(records: Iterable[Record]) -> str:
    """Return records as JSON, one a line; a blank is null, never NaN."""
    return "".join(
        json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n" for record in records
    )


def records_csv(frame: "pd.DataFrame") -> str:
    """Return a frame of readings as CSV: ISO dates, exact numbers, `why` joined by `;`."""
    return to_csv(frame.assign(why=frame["why"].map(";".join).astype("str")))


def records_xlsx(frame: "pd.DataFrame", path: str | Path) -> None:
    """Write a frame of readings as a workbook of one sheet, with filters and a frozen header.

    Text stays text: nothing in it becomes a formula. The file is written whole or not at all.
    """
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "readings"
    plain = frame.assign(why=frame["why"].map(";".join))
    sheet.append(list(plain.columns))
    for number, row in enumerate(plain.astype("object").itertuples(index=False), 2):
        cells = [None if cell is None or cell != cell else cell for cell in row]  # noqa: PLR0124 - NaN
        for column, cell in enumerate(cells, 1):
            target = sheet.cell(number, column)
            if isinstance(cell, str):
                target.value = ILLEGAL_CHARACTERS_RE.sub("", cell)
                target.data_type = "s"
            elif cell is not None:
                target.value = (
                    cell.to_pydatetime().date() if hasattr(cell, "to_pydatetime") else cell
                )
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    with replacing(path) as part:
        book.save(part)
