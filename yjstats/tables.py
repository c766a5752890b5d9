"""Read a CSV file strictly, as text, with the line each row stands on."""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from yjstats.errors import Fault

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EARLIEST, LATEST = 1900, 2100
INTEGER = re.compile(r"[0-9]{1,12}")
# What drives a terminal or turns the order of what is read; line ends and tabs do not.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True)
class Row:
    """One row of a table: the line it starts on, its cells by column as written, its file."""

    line: int
    cells: dict[str, str]
    file: str = field(default="", compare=False)

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def decode(data: bytes) -> str | None:
    """Return the text of a file: UTF-8 (with or without BOM), else GB18030, else None.

    Both are tried strictly; text with a NUL character is no text. See the WHATWG encoding standard
    for why GB18030 stands for GB2312 and GBK too.
    """
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def checksum(text: str) -> str:
    """Return the SHA-256 of a text: of its UTF-8 bytes without BOM, newlines untouched."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def is_date(cell: str) -> bool:
    """Tell whether a cell is a real date as 2022-12-31, of the years 1900 to 2100."""
    try:
        day = date.fromisoformat(cell) if ISO_DATE.fullmatch(cell) else None
        return day is not None and EARLIEST <= day.year <= LATEST
    except ValueError:
        return False


def read_table(
    path: Path, columns: Sequence[str], name: str | None = None, *, strip: bool = True
) -> tuple[list[Row], list[Fault]]:
    """Read a CSV file that must have just these columns, in any order.

    Parameters
    ----------
    path : Path
        The file.
    columns : sequence of str
        The columns it must have.
    name : str, optional
        How faults name the file.
    strip : bool
        Whether white space at both ends of a cell is dropped (never that of `surface`).

    Returns
    -------
    rows : list of Row
        Those that could be read.
    faults : list of Fault
        Checks `missing_file`, `unreadable`, `undecodable`, `empty_file`, `missing_column`,
        `unknown_column`, `double_column`, `ragged`, `control_character`, `not_csv`.
    """
    name = name or str(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return [], [Fault("missing_file", name)]
    except OSError as error:
        return [], [Fault("unreadable", name, expected={"why": error.strerror})]
    return parse_table(data, columns, name, strip=strip)


def parse_table(
    data: bytes, columns: Sequence[str], name: str, *, strip: bool = True
) -> tuple[list[Row], list[Fault]]:
    """Read the bytes of a CSV file as `read_table` does."""
    text = decode(data)
    if text is None:
        return [], [Fault("undecodable", name)]
    if not text.strip():
        return [], [Fault("empty_file", name, expected={"columns": ",".join(columns)})]
    reader = csv.reader(io.StringIO(_own_newlines(text), newline=""), strict=True)
    line = 1
    try:
        header = [cell.strip() for cell in next(reader)]
        faults = _header_faults(header, columns, name)
        rows = []
        while True:
            line = reader.line_num + 1
            cells = next(reader, None)
            if cells is None:
                break
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                wanted = {"found": len(cells), "wanted": len(header)}
                faults.append(Fault("ragged", name, line, expected=wanted))
                continue
            row = {
                key: cell.strip() if strip and key != "surface" else cell
                for key, cell in zip(header, cells, strict=True)
            }
            wanted_cells = {column: row.get(column, "") for column in columns}
            rows.append(Row(line, wanted_cells, name))
            faults += [
                Fault("control_character", name, line, column, cell)
                for column, cell in wanted_cells.items() if CONTROL.search(cell)
            ]  # fmt: skip
    except csv.Error as error:
        return [], [Fault("not_csv", name, line, expected={"why": error})]
    return rows, faults


def to_text(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Return rows as the text of a CSV file with these columns."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row[column] for column in columns] for row in rows)
    return file.getvalue()


def _own_newlines(text: str) -> str:
    """Undo what a spreadsheet or an editor did to every line end, those inside cells included."""
    first = re.search(r"\r\n|\r|\n", text)
    return text if first is None or first[0] == "\n" else text.replace(first[0], "\n")


def _header_faults(header: list[str], columns: Sequence[str], name: str) -> list[Fault]:
    for separator in (";", "\t"):
        if len(header) == 1 and separator in header[0]:
            return [Fault("wrong_separator", name, 1, value=header[0])]
    faults = [
        Fault("missing_column", name, 1, column) for column in columns if column not in header
    ]
    faults += [Fault("unknown_column", name, 1, c) for c in header if c not in columns]
    faults += [Fault("double_column", name, 1, c) for c in {*header} if header.count(c) > 1]
    return faults
