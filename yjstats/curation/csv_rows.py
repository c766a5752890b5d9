"""Change single cells and rows of a CSV file and leave every other byte as it is."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

BOM = b"\xef\xbb\xbf"
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


@dataclass(frozen=True)
class CsvRows:
    """The records of a CSV file, each as its cells are written, quotes included.

    Attributes
    ----------
    encoding : str
        `utf-8`, `utf-8-sig` (with a mark at the start) or `gb18030`.
    newline : str
        What ends the header.
    header : tuple of str
        Names of the columns.
    records : tuple of tuple of str
        All records with the header first: the raw cells, and last what ends the line.
    """

    encoding: str
    newline: str
    header: tuple[str, ...]
    records: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, data: bytes) -> "CsvRows":
        """Take a file apart; it must be one that `tables.read_table` reads without fault."""
        encoding = "utf-8-sig" if data.startswith(BOM) else "utf-8"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            encoding = "gb18030"
            text = data.decode(encoding)
        records = tuple(_records(text))
        header = tuple(_plain(cell).strip() for cell in records[0][:-1])
        return cls(encoding, records[0][-1] or "\n", header, records)

    def data(self) -> bytes:
        """Put the file together again."""
        text = "".join(",".join(record[:-1]) + record[-1] for record in self.records)
        return text.encode(self.encoding)

    def cell(self, record: tuple[str, ...], name: str) -> str:
        """Return what a cell of a record says; empty where the record has no such cell."""
        place = self.header.index(name)
        return _plain(record[place]).strip() if place < len(record) - 1 else ""

    def changed(self, key: str, rows: Mapping[str, Mapping[str, str]]) -> "CsvRows":
        """Return the file with other cells in some rows, named by their column `key`."""
        records = list(self.records)
        for number, record in enumerate(records[1:], 1):
            if cells := rows.get(self.cell(record, key)):
                parts = list(record)
                for column, text in cells.items():
                    parts[self.header.index(column)] = quoted(text)
                records[number] = tuple(parts)
        return replace(self, records=tuple(records))

    def inserted(self, at: int, cells: Mapping[str, str]) -> "CsvRows":
        """Return the file with one more row, as record number `at` (the header being 0)."""
        new = (*(quoted(cells.get(name, "")) for name in self.header), self.newline)
        before = list(self.records[:at])
        if not before[-1][-1]:  # the last line of the file had no end
            before[-1] = (*before[-1][:-1], self.newline)
        return replace(self, records=(*before, new, *self.records[at:]))

    def place_of(self, source_id: str, char_start: int) -> int:
        """Return where a new figure belongs: behind those of its source that stand before it."""
        at, last = 0, len(self.records)
        first = 0
        while not any(self.records[last - 1][:-1]) and last > 1:
            last -= 1  # blank lines at the end stay there
        for number, record in enumerate(self.records[1:], 1):
            if self.cell(record, "source_id") == source_id:
                first = first or number
                if int(self.cell(record, "char_start")) <= char_start:
                    at = number + 1
        return at or first or last


def quoted(text: str) -> str:
    """Return a cell as a CSV file holds it, in quotes only where it needs them."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow([text, ""])
    return out.getvalue()[:-1]


def _records(text: str) -> "list[tuple[str, ...]]":
    records, pending = [], ""
    for line in LINE.findall(text):
        pending += line
        if pending.count('"') % 2 == 0:
            body = pending.rstrip("\r\n")
            records.append((*_cells(body), pending[len(body) :]))
            pending = ""
    return records


def _cells(body: str) -> list[str]:
    cells, start, inside = [], 0, False
    for place, character in enumerate(body):
        if character == '"':
            inside = not inside
        elif character == "," and not inside:
            cells.append(body[start:place])
            start = place + 1
    return [*cells, body[start:]]


def _plain(raw: str) -> str:
    if '"' not in raw:
        return raw
    return next(csv.reader(io.StringIO(raw, newline="")))[0]
